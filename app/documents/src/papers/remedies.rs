//! List of the remedies still open, of one case or of a whole campaign, to be followed up next year.

use time::Date;

use super::formalities::{Formalities, Signer, open};
use super::missed::{Remedy, due};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text, dates};

/// The values of a list of open remedies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyList {
    /// Head, marks and recipients.
    pub formalities: Formalities,
    /// The year in which they will be followed up.
    pub next_year: i32,
    /// The day up to which progress is counted.
    pub as_of: Date,
    /// The units with their open remedies; a unit without any is not listed.
    pub units: Vec<UnitRemedies>,
    /// Who signs; may be nobody.
    pub signer: Option<Signer>,
}

/// The open remedies of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRemedies {
    /// Full name of the unit.
    pub unit: String,
    /// Its open remedies.
    pub remedies: Vec<Remedy>,
}

/// Prints a list of open remedies.
pub fn pdf(list: &RemedyList) -> Result<Vec<u8>, DocumentError> {
    document(list).pdf()
}

/// Sets out a list of open remedies.
pub fn document(list: &RemedyList) -> Document {
    let year = list.next_year;
    let summary = vec!["Các biện pháp khắc phục hạn chế, khuyết điểm chưa hoàn thành,".into(), format!("chuyển tiếp theo dõi năm {year}")];
    let mut blocks = vec![Block::Title("Danh mục".into(), summary)];
    let count: usize = list.units.iter().map(|it| it.remedies.len()).sum();
    let day = dates::in_words(list.as_of);
    if count > 0 {
        let opening = format!("Tính đến {day}, còn {count:02} biện pháp khắc phục chưa hoàn thành, cụ thể như sau:");
        blocks.extend([Block::Paragraph(opening.into()), table(&list.units, list.as_of)]);
    } else {
        blocks.push(Block::Paragraph(format!("Tính đến {day}, không còn biện pháp khắc phục nào chưa hoàn thành.").into()));
    }
    blocks.extend(list.formalities.end(list.signer.as_ref(), "Quét mã để xem danh mục này tại địa chỉ:"));
    list.formalities.paper(format!("Danh mục biện pháp khắc phục chuyển tiếp năm {year}"), blocks)
}

fn table(units: &[UnitRemedies], on: Date) -> Block {
    let mut rows = Vec::new();
    let mut number = 0;
    for unit in units.iter().filter(|it| !it.remedies.is_empty()) {
        rows.push(Row::Group(unit.unit.clone()));
        for it in &unit.remedies {
            number += 1;
            let [shortcoming, measure, owner] = [&it.shortcoming, &it.measure, &it.owner].map(|it| Text::from(open(it)));
            rows.push(Row::Cells(vec![number.to_string().into(), shortcoming, measure, owner, due(it.due), it.standing(on).into()]));
        }
    }
    Block::Table(Table {
        columns: vec![
            column("TT", 6, Align::Centre),
            column("Hạn chế, khuyết điểm", 22, Align::Left),
            column("Biện pháp khắc phục", 27, Align::Left),
            column("Người chịu trách nhiệm", 17, Align::Left),
            column("Thời hạn", 14, Align::Centre),
            column("Tình trạng", 14, Align::Centre),
        ],
        rows,
        look: TableLook::Ruled,
    })
}
