//! Cuts a flow into pages and draws what stands in the margins.

use std::collections::HashMap;

use crate::block::{Document, LegalForce, Marks, Orientation, PaperState};
use crate::layout::{Atom, BLANK_NUMBER, Bond, Ink, Mark, Numbering, Words, code, frame, lay_out};
use crate::lines::one_line;
use crate::measures::*;
use crate::tags::{Leaf, Tree};
use crate::{DocumentError, Style, Text};
use domain::PageCode;

/// One sheet: marks with the distance of their origin from the sheet's left and top edges.
#[derive(Debug)]
pub(crate) struct Page {
    pub placed: Vec<Placed>,
    /// Width and height.
    pub sheet: (f32, f32),
}

impl Page {
    fn new(sheet: (f32, f32)) -> Self {
        Self { placed: Vec::new(), sheet }
    }
}

/// Marks of one atom.
#[derive(Debug)]
pub(crate) struct Placed {
    pub top: f32,
    pub left: f32,
    pub marks: Vec<Mark>,
    pub role: Role,
}

/// Whether marks belong to the text or only to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Content,
    Margin,
}

/// Width and height of the sheets.
pub(crate) fn sheet(orientation: Orientation) -> (f32, f32) {
    match orientation {
        Orientation::Portrait => (SHEET_SHORT, SHEET_LONG),
        Orientation::Landscape => (SHEET_LONG, SHEET_SHORT),
    }
}

/// Lays a paper out on sheets; also returns its structure.
pub(crate) fn pages(document: &Document) -> Result<(Vec<Page>, Tree), DocumentError> {
    let mut flow = lay_out(document)?;
    let tree = std::mem::take(&mut flow.tree);
    let mut atoms = flow.atoms.into_iter();
    let ends = flow.sections.iter().skip(1).map(|it| it.first).chain([usize::MAX]);
    let (mut pages, mut number, mut begun) = (Vec::new(), 0, 0);
    // The page on which each paper begins, once a section of it has pages.
    let mut firsts: Vec<usize> = Vec::new();
    // The paper of each page.
    let mut owners: Vec<usize> = Vec::new();
    let bundle = flow.papers.len() > 1;
    for (section, end) in flow.sections.iter().zip(ends) {
        let own: Vec<Atom> = atoms.by_ref().take(end - begun).collect();
        begun = end;
        // Nothing stands between two tables that are turned, or behind the last one.
        if own.is_empty() {
            continue;
        }
        if section.numbering == Numbering::Anew {
            number = 0;
        }
        while firsts.len() <= section.paper {
            firsts.push(pages.len() + 1);
        }
        let Some(about) = flow.papers.get(section.paper) else { continue };
        for mut page in cut(own, &flow.heads, sheet(section.orientation)) {
            number += 1;
            let mut marks = Vec::new();
            margins(&mut marks, about, number, page.sheet)?;
            if bundle {
                let text = format!("Trang {} của tập", pages.len() + 1).into();
                words(&mut marks, &text, MARK, At::Left(MARGIN_LEFT), PAGE_NUMBER_BASELINE, Ink::Black)?;
            }
            page.placed.push(Placed { top: 0.0, left: 0.0, marks, role: Role::Margin });
            pages.push(page);
            owners.push(section.paper);
        }
    }
    for (paper, about) in flow.papers.iter().enumerate() {
        let own = pages.iter_mut().zip(&owners).filter(|(_, it)| **it == paper).map(|(page, _)| page).collect();
        number_codes(own, about)?;
    }
    let listed = flow.listed.into_iter().filter_map(|(leaf, paper)| Some((leaf, *firsts.get(paper)?))).collect();
    number_contents(&mut pages, &listed)?;
    Ok((pages, tree))
}

/// Puts the code of each page of one paper into its margin: by it a scan of the signed paper finds its sheet, its place and its content.
fn number_codes(mut pages: Vec<&mut Page>, about: &Marks) -> Result<(), DocumentError> {
    let Some(coded) = &about.code else { return Ok(()) };
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let text = PageCode::new(&coded.address, (index + 1, count), &coded.digest).to_string();
        let corner = (PAGE_CODE_LEFT, page.sheet.1 - MARGIN_BOTTOM - PAGE_CODE);
        let marks = vec![code(&text, corner, PAGE_CODE, None)?];
        page.placed.push(Placed { top: 0.0, left: 0.0, marks, role: Role::Margin });
    }
    Ok(())
}

/// Writes the pages into the cells of the contents, each in the middle of where its blank stood.
fn number_contents(pages: &mut [Page], listed: &HashMap<Leaf, usize>) -> Result<(), DocumentError> {
    if listed.is_empty() {
        return Ok(());
    }
    let marks = pages.iter_mut().flat_map(|it| &mut it.placed).flat_map(|it| &mut it.marks);
    for mark in marks {
        let Mark::Words(it) = mark else { continue };
        let Some(page) = it.leaf.and_then(|it| listed.get(&it)) else { continue };
        let (blank, line) = (one_line(&BLANK_NUMBER.into(), it.size)?, one_line(&page.to_string().into(), it.size)?);
        it.x += (blank.width() - line.width()) / 2.0;
        it.words = line.words;
    }
    Ok(())
}

/// Fills page after page with groups of atoms that belong together; a group taller than a page is cut where it must be.
fn cut(atoms: Vec<Atom>, heads: &[Atom], sheet: (f32, f32)) -> Vec<Page> {
    let room = sheet.1 - MARGIN_TOP - MARGIN_BOTTOM;
    let mut pages = vec![Page::new(sheet)];
    let mut used = 0.0;
    let mut group: Vec<Atom> = Vec::new();
    for atom in atoms {
        let bond = atom.bond;
        group.push(atom);
        if bond == Bond::Free {
            put(&mut pages, &mut used, std::mem::take(&mut group), heads, room);
        }
    }
    put(&mut pages, &mut used, group, heads, room);
    pages
}

fn put(pages: &mut Vec<Page>, used: &mut f32, group: Vec<Atom>, heads: &[Atom], room: f32) {
    let height: f32 = group.iter().map(|it| it.gap + it.height).sum();
    let whole = height <= room;
    if whole && *used > 0.0 && *used + height > room + SLACK {
        turn(pages, used, group.first(), heads);
    }
    for atom in group {
        if *used > 0.0 && *used + atom.gap + atom.height > room + SLACK {
            turn(pages, used, Some(&atom), heads);
        }
        let gap = if *used > 0.0 { atom.gap } else { 0.0 };
        place(pages, *used + gap, atom.marks);
        *used += gap + atom.height;
    }
}

/// Rounding of sums must not turn a page.
const SLACK: f32 = 0.05;

/// Begins a page; if it begins inside a table, with the table's head.
fn turn(pages: &mut Vec<Page>, used: &mut f32, next: Option<&Atom>, heads: &[Atom]) {
    let sheet = pages.last().map_or((SHEET_SHORT, SHEET_LONG), |it| it.sheet);
    pages.push(Page::new(sheet));
    *used = 0.0;
    if let Some(head) = next.and_then(|it| it.head).and_then(|it| heads.get(it)) {
        place(pages, 0.0, head.marks.clone());
        *used = head.height;
    }
}

fn place(pages: &mut [Page], y: f32, marks: Vec<Mark>) {
    if let Some(page) = pages.last_mut() {
        page.placed.push(Placed { top: MARGIN_TOP + y, left: MARGIN_LEFT, marks, role: Role::Content });
    }
}

/// What every page of a made-up paper says.
pub(crate) const ILLUSTRATIVE: &str = "VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ";

impl PaperState {
    /// What every page says of a paper that is not final.
    pub(crate) fn words(self) -> Option<&'static str> {
        match self {
            Self::Final => None,
            Self::Draft => Some("DỰ THẢO"),
            Self::Provisional => Some("TẠM TÍNH"),
            Self::Withdrawn => Some("ĐÃ THU HỒI"),
        }
    }
}

/// Draws page number, state, digest and the mark of made-up papers.
fn margins(marks: &mut Vec<Mark>, about: &Marks, number: usize, (width, height): (f32, f32)) -> Result<(), DocumentError> {
    let (left, right) = (MARGIN_LEFT, width - MARGIN_RIGHT);
    if number > 1 {
        words(marks, &number.to_string().into(), PAGE_NUMBER, At::Middle((left + right) / 2.0), PAGE_NUMBER_BASELINE, Ink::Black)?;
    }
    if let Some(state) = about.state.words() {
        let text = Text::styled(state, Style::Bold);
        let sides = words(marks, &text, MARK, At::Right(right - MARK_PADDING), STATE_BASELINE, Ink::Warning)?;
        boxed(marks, sides, STATE_BASELINE);
    }
    if let Some(foot) = &about.foot {
        words(marks, &foot.as_str().into(), FOOT, At::Middle((left + right) / 2.0), height - FOOT_BASELINE, Ink::Black)?;
    }
    if about.force == LegalForce::Illustrative {
        let text = Text::styled(ILLUSTRATIVE, Style::Bold);
        let baseline = height - MARK_BASELINE;
        let sides = words(marks, &text, MARK, At::Middle((left + right) / 2.0), baseline, Ink::Warning)?;
        boxed(marks, sides, baseline);
    }
    Ok(())
}

/// Where a line in the margin is held.
enum At {
    Left(f32),
    Middle(f32),
    Right(f32),
}

/// Draws one line; returns its left and right ends.
fn words(marks: &mut Vec<Mark>, text: &Text, size: f32, at: At, baseline: f32, ink: Ink) -> Result<(f32, f32), DocumentError> {
    let line = one_line(text, size)?;
    let width = line.width();
    let x = match at {
        At::Left(left) => left,
        At::Middle(middle) => middle - width / 2.0,
        At::Right(right) => right - width,
    };
    marks.push(Mark::Words(Words { x, baseline, size, words: line.words, stretch: 0.0, ink, leaf: None, goes_on: false }));
    Ok((x, x + width))
}

fn boxed(marks: &mut Vec<Mark>, (left, right): (f32, f32), baseline: f32) {
    let vertical = (baseline - MARK * ASCENT - MARK_PADDING / 2.0, baseline + MARK * RULE_DROP);
    frame(marks, (left - MARK_PADDING, right + MARK_PADDING), vertical, Ink::Warning);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Align, Block, Header, HeaderKind, Marks, Row, Table, TableLook, column};

    fn document(blocks: Vec<Block>) -> Document {
        let header =
            Header { kind: HeaderKind::State, parent: vec![], body: vec!["Xã".into()], number: None, subject: None, place_date: None };
        let marks = Marks { force: LegalForce::Official, state: PaperState::Final, foot: None, code: None };
        Document { title: String::new(), date: None, orientation: Orientation::Portrait, header, blocks, marks }
    }

    /// First words of the lines of every page.
    fn lines(document: &Document) -> Vec<Vec<String>> {
        let first = |mark: &Mark| match mark {
            Mark::Words(it) => it.words.first().and_then(|it| it.pieces.first()).map(|it| it.text.clone()),
            _ => None,
        };
        let content = |page: Page| {
            let placed = page.placed.into_iter().filter(|it| it.role == Role::Content);
            placed.flat_map(|it| it.marks.iter().filter_map(first).collect::<Vec<_>>()).collect()
        };
        pages(document).unwrap().0.into_iter().map(content).collect()
    }

    #[test]
    fn no_single_line_and_no_heading_is_left_behind() {
        for filler in 20..36 {
            for words in [10, 30, 45, 60, 75, 120] {
                let mut blocks: Vec<Block> = (0..filler).map(|_| Block::Paragraph("lấp".into())).collect();
                blocks.push(Block::Part("mục".into()));
                blocks.push(Block::Paragraph("dài ".repeat(words).into()));
                let pages = lines(&document(blocks));
                let counts: Vec<usize> = pages.iter().map(|page| page.iter().filter(|it| *it == "dài").count()).collect();
                let total: usize = counts.iter().sum();
                assert!(total == 1 || counts.iter().all(|it| *it != 1), "{filler} {words}: {counts:?}");
                assert!(pages.iter().all(|page| page.last().is_none_or(|it| it != "MỤC")), "{filler} {words}");
            }
        }
    }

    #[test]
    fn signatures_stay_with_the_end_of_the_text() {
        let signer = |name: &str| crate::block::Signature {
            capacity: vec!["chức".into()],
            position: None,
            hint: None,
            confirmation: vec![],
            name: name.into(),
        };
        for filler in 15..36 {
            let mut blocks: Vec<Block> = (0..filler).map(|_| Block::Paragraph("lấp".into())).collect();
            blocks.push(Block::Paragraph("cuối ".repeat(40).into()));
            blocks.push(Block::Signatures(vec![signer("Một"), signer("Hai")]));
            let pages = lines(&document(blocks));
            let page = pages.last().unwrap();
            assert!(page.iter().filter(|it| *it == "cuối").count() >= 2, "{filler}");
            assert!(page.contains(&"Một".to_owned()) && page.contains(&"Hai".to_owned()), "{filler}");
        }
    }

    #[test]
    fn a_long_table_repeats_its_head_and_loses_no_row() {
        let rows = (0..120).map(|it| Row::Cells(vec![format!("d{it}").into(), "chữ ".repeat(it % 40).into()]));
        let columns = vec![column("Đầu", 1, Align::Centre), column("Nội", 3, Align::Left)];
        let table = Table { columns, rows: rows.collect(), look: TableLook::Ruled };
        let pages = lines(&document(vec![Block::Table(table)]));
        assert!(pages.len() > 3);
        assert!(pages.iter().all(|page| page.iter().filter(|it| *it == "Đầu").count() == 1));
        let printed: Vec<&String> = pages.iter().flatten().filter(|it| it.starts_with('d')).collect();
        assert_eq!(printed, (0..120).map(|it| format!("d{it}")).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_cell_longer_than_a_page_is_cut_and_printed_whole() {
        let columns = vec![column("Đầu", 1, Align::Left), column("Nội", 1, Align::Left)];
        let long = "chữ\n".repeat(200);
        let table = Table { columns, rows: vec![Row::Cells(vec!["một".into(), long.into()])], look: TableLook::Ruled };
        let pages = lines(&document(vec![Block::Table(table)]));
        assert_eq!(pages.iter().flatten().filter(|it| *it == "chữ").count(), 200);
        assert!(pages.iter().all(|page| page.len() > 1), "no page with a head alone");
    }
}
