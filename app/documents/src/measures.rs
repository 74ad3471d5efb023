//! Every size on paper, in points, with the rule it comes from.
//!
//! "NĐ 30" is Nghị định 30/2020/NĐ-CP, Phụ lục I. Where that annex gives a range, the value stands inside it and the range is named;
//! where it is silent, the constant says so. Nothing else in the crate writes a size as a number.

/// Converts millimetres to points.
pub const fn mm(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// Short side of an A4 sheet: 210 mm (NĐ 30, I.1).
pub const SHEET_SHORT: f32 = mm(210.0);
/// Long side of an A4 sheet: 297 mm (NĐ 30, I.1).
pub const SHEET_LONG: f32 = mm(297.0);
/// Left margin: 30–35 mm (NĐ 30, I.2).
pub const MARGIN_LEFT: f32 = mm(30.0);
/// Right margin: 15–20 mm (NĐ 30, I.2).
pub const MARGIN_RIGHT: f32 = mm(15.0);
/// Top margin: 20–25 mm (NĐ 30, I.2).
pub const MARGIN_TOP: f32 = mm(20.0);
/// Bottom margin: 20–25 mm (NĐ 30, I.2).
pub const MARGIN_BOTTOM: f32 = mm(20.0);

/// Line pitch as a multiple of the type size: "single" spacing of Liberation Serif (NĐ 30 allows 1,0–1,5 lines).
pub const PITCH: f32 = 1.15;
/// Height of the first baseline under the top of its line, as a multiple of the type size (ascender of the face, rounded).
pub const ASCENT: f32 = 0.91;
/// Depth of a solid rule under a baseline, as a multiple of the type size (not given by NĐ 30; clears the marks below ộ, ị).
pub const RULE_DROP: f32 = 0.42;
/// Thickness of the solid rules of the head and of the title (NĐ 30: "nét liền"; no thickness given).
pub const RULE: f32 = 0.7;
/// Thickness of table lines and frames (not given by NĐ 30).
pub const HAIRLINE: f32 = 0.5;

/// Quốc hiệu: 12–13 pt capitals bold (NĐ 30, box 1).
pub const STATE_NAME: f32 = 13.0;
/// Tiêu ngữ: 13–14 pt bold (NĐ 30, box 1).
pub const MOTTO: f32 = 14.0;
/// Name of the governing body and of the issuing body: 12–13 pt capitals (NĐ 30, box 2).
pub const BODY_NAME: f32 = 13.0;
/// "ĐẢNG CỘNG SẢN VIỆT NAM" on Party papers (not governed by NĐ 30; as large as the motto).
pub const PARTY_NAME: f32 = 14.0;
/// Width of the left column of the head; its centre is then 60 mm from the paper's edge, as measured on a signed commune decision.
pub const HEAD_LEFT: f32 = mm(60.0);
/// Space between the columns of the head (not given by NĐ 30).
pub const HEAD_GUTTER: f32 = mm(2.0);
/// Rule under the issuing body as a share of that text's width: 1/3–1/2 (NĐ 30, box 2).
pub const BODY_RULE_SHARE: f32 = 0.4;
/// Number and symbol: 13 pt (NĐ 30, box 3).
pub const NUMBER: f32 = 13.0;
/// What a letter is about, under its number: 12–13 pt (NĐ 30, box 5b).
pub const SUBJECT: f32 = 13.0;
/// Space between the number of a letter and what it is about: 6 pt (NĐ 30, box 5b).
pub const SUBJECT_GAP: f32 = 6.0;
/// Place and date: 13–14 pt italic (NĐ 30, box 4).
pub const PLACE_DATE: f32 = 14.0;
/// Space between the rules of the head and the line of number and date (not given by NĐ 30).
pub const HEAD_GAP: f32 = 6.0;

/// Name of the kind of document and its summary: 13–14 pt bold (NĐ 30, box 5a).
pub const TITLE: f32 = 14.0;
/// Rule under the summary as a share of that text's width: 1/3–1/2 (NĐ 30, box 5a).
pub const TITLE_RULE_SHARE: f32 = 0.4;
/// Space above the title (not given by NĐ 30).
pub const TITLE_ABOVE: f32 = 20.0;
/// Space below the title's rule (not given by NĐ 30).
pub const TITLE_BELOW: f32 = 8.0;

/// "Phụ lục" with its number, and the annex's title: 14 pt bold, 13–14 pt capitals bold (NĐ 30, annexes).
pub const ANNEX: f32 = 14.0;
/// The paper that an annex belongs to (NĐ 30: as the body, italic).
pub const ANNEX_OF: f32 = 14.0;

/// Body text: 13–14 pt (NĐ 30, box 6).
pub const BODY: f32 = 14.0;
/// First-line indent: 10 or 12,7 mm (NĐ 30, box 6).
pub const INDENT: f32 = mm(12.7);
/// Space between paragraphs: at least 6 pt (NĐ 30, box 6).
pub const PARAGRAPH_GAP: f32 = 6.0;
/// Widest word space, as a multiple of the type size, before a justified line is left ragged (not given by NĐ 30).
pub const WIDEST_SPACE: f32 = 1.2;

/// Text of tables (NĐ 30 gives no size for tables).
pub const TABLE: f32 = 12.0;
/// Space between a table's vertical line and its text (not given by NĐ 30).
pub const CELL_SIDE: f32 = mm(1.2);
/// Space between a table's horizontal line and its text (not given by NĐ 30).
pub const CELL_TOP: f32 = 2.5;
/// Space below a table beyond the paragraph's own (not given by NĐ 30).
pub const TABLE_BELOW: f32 = 3.0;
/// Lines of one cell after which a row may break over pages (not given by NĐ 30).
pub const ROW_LINES: usize = 24;

/// Signer's authority, position and name: 13–14 pt bold (NĐ 30, boxes 7a and 7b).
pub const SIGNER: f32 = 14.0;
/// Hint under the signer's position, such as "(Chữ ký)" (not given by NĐ 30).
pub const SIGNER_HINT: f32 = 13.0;
/// Room left for a signature and a seal (not given by NĐ 30).
pub const SIGNING_ROOM: f32 = mm(24.0);
/// Text of an electronic confirmation inside the signature block (not given by NĐ 30).
pub const CONFIRMATION: f32 = 10.0;
/// Space above signature blocks (not given by NĐ 30).
pub const SIGNATURES_ABOVE: f32 = 14.0;
/// Space between columns of signatures (not given by NĐ 30).
pub const SIGNATURES_GUTTER: f32 = mm(6.0);

/// The words "Kính gửi": 13–14 pt (NĐ 30, box 9a).
pub const ADDRESSEE: f32 = 14.0;
/// The words "Nơi nhận": 12 pt bold italic (NĐ 30, box 9b).
pub const RECIPIENTS_TITLE: f32 = 12.0;
/// List of recipients: 11 pt (NĐ 30, box 9b).
pub const RECIPIENTS: f32 = 11.0;

/// Page number: 13–14 pt, centred in the top margin, not on page 1 (NĐ 30, I.7).
pub const PAGE_NUMBER: f32 = 14.0;
/// Distance of the page number's baseline from the sheet's top: inside the top margin (NĐ 30, I.7).
pub const PAGE_NUMBER_BASELINE: f32 = mm(14.0);

/// Side of the QR code (not given by NĐ 30).
pub const QR: f32 = mm(24.0);
/// Caption beside the QR code (not given by NĐ 30).
pub const QR_CAPTION: f32 = 10.0;
/// Space between QR code and caption: wider than the four quiet modules the code needs.
pub const QR_GAP: f32 = mm(4.0);
/// Side of the code in the margin of every page that a scan is sorted by (not given by NĐ 30): at 200 dots an inch a module is three dots and more.
pub const PAGE_CODE: f32 = mm(17.0);
/// Distance of that code from the sheet's left edge: inside the left margin, and where a printer still prints.
pub const PAGE_CODE_LEFT: f32 = mm(7.0);

/// Line at the foot of every page with the digest (not given by NĐ 30).
pub const FOOT: f32 = 8.5;
/// Distance of the foot line's baseline from the sheet's bottom: inside the bottom margin.
pub const FOOT_BASELINE: f32 = mm(14.5);
/// Mark of made-up papers and of drafts (not given by NĐ 30).
pub const MARK: f32 = 11.0;
/// Distance of the made-up mark's baseline from the sheet's bottom: inside the bottom margin.
pub const MARK_BASELINE: f32 = mm(8.0);
/// Distance of the draft mark's baseline from the sheet's top: inside the top margin.
pub const STATE_BASELINE: f32 = mm(12.0);
/// Space between a mark's text and its frame.
pub const MARK_PADDING: f32 = 4.0;
