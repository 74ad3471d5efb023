//! Giấy mời (symbol GM): the invitation to a conference, with the list of those who are to sign as an annex. The office may word it.

use domain::template::{TemplateKind, Wording};
use time::OffsetDateTime;

use super::formalities::{Formalities, Signer, open, stop};
use super::programme::{AgendaItem, Signing, signings};
use super::wording::{self, ending, passage};
use crate::block::{Annex, Block, Orientation};
use crate::{Document, DocumentError, dates};

/// The values of an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// What people are invited to, as a title: `Hội nghị ký cam kết cải cách hành chính năm 2023`.
    pub event: String,
    /// Who invites: `Ủy ban nhân dân huyện Cẩm Giàng`.
    pub inviting: String,
    /// Who is invited, one item a line.
    pub invited: Vec<String>,
    /// When it begins, in Hà Nội time.
    pub begins: OffsetDateTime,
    /// Where.
    pub place: String,
    /// What will be done.
    pub agenda: Vec<AgendaItem>,
    /// Who is to sign there; without any there is no annex.
    pub signings: Vec<Signing>,
    /// Who signs the invitation.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// Prints an invitation.
pub fn pdf(invitation: &Invitation) -> Result<Vec<u8>, DocumentError> {
    document(invitation).pdf()
}

/// Sets out an invitation.
pub fn document(invitation: &Invitation) -> Document {
    let event = open(&invitation.event);
    let mut blocks = vec![Block::Title("Giấy mời".into(), vec![format!("Dự {}", lower(event))])];
    blocks.push(Block::Addressees(invitation.invited.clone()));
    let values = vec![("co_quan_moi", invitation.inviting.clone()), ("su_kien", lower(event))];
    let words = wording::words(TemplateKind::Invitation, &invitation.wording, values);
    blocks.extend(passage(&words, "opening"));
    blocks.push(Block::Paragraph(format!("1. Thời gian: {}.", dates::moment(invitation.begins)).into()));
    blocks.push(Block::Paragraph(format!("2. Địa điểm: {}", stop(&invitation.place)).into()));
    if !invitation.agenda.is_empty() {
        blocks.push(Block::Paragraph("3. Nội dung:".into()));
        blocks.extend(invitation.agenda.iter().map(|it| Block::Paragraph(format!("- {}.", item(it)).into())));
    }
    let mut closing = words.lines("closing");
    if let Some(last) = closing.pop() {
        let annex = if invitation.signings.is_empty() { String::new() } else { format!(" {}", words.line_of("annex").words()) };
        closing.push(last.then(&annex));
    }
    blocks.extend(ending(closing));
    blocks.extend(invitation.formalities.end(Some(&invitation.signer), "Quét mã để xem giấy mời này tại địa chỉ:"));
    if !invitation.signings.is_empty() {
        blocks.push(Block::Annex(Annex {
            name: "Phụ lục".into(),
            title: "Danh sách ký cam kết".into(),
            belongs_to: Some(format!("(Kèm theo Giấy mời của {})", invitation.inviting)),
            orientation: Orientation::Portrait,
        }));
        blocks.push(signings(&invitation.signings));
    }
    invitation.formalities.paper(format!("Giấy mời dự {}", lower(event)), blocks)
}

fn item(it: &AgendaItem) -> String {
    let time = if it.time.trim().is_empty() { String::new() } else { format!("{}: ", it.time.trim()) };
    let by = if it.by.trim().is_empty() { String::new() } else { format!(" ({})", it.by.trim()) };
    format!("{time}{}{by}", open(&it.content))
}

/// A title within a sentence.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|it| it.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
