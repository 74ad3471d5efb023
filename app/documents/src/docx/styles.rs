//! The styles of the file, which an editor goes on writing with: sizes and spaces of `measures`, each with its article there.

use super::paragraph::justification;
use super::{half_points, twips};
use crate::Style as Face;
use crate::block::Align;
use crate::layout::Bond;
use crate::measures::*;

/// The typeface that NĐ 30 Phụ lục I, I.4 asks for.
pub(super) const TYPEFACE: &str = "Times New Roman";

/// A style of paragraphs.
struct Style {
    id: &'static str,
    /// What an editor reads; names in English are those that Word knows and translates by itself.
    name: &'static str,
    size: f32,
    face: Face,
    align: Align,
    /// Space above and first-line indent.
    above: f32,
    indent: f32,
    bond: Bond,
    /// Level in the outline, from 0.
    outline: Option<u8>,
}

const PLAIN: Style = Style {
    id: "Normal",
    name: "Normal",
    size: BODY,
    face: Face::Regular,
    align: Align::Left,
    above: 0.0,
    indent: 0.0,
    bond: Bond::Free,
    outline: None,
};

const CENTRED: Style = Style { align: Align::Centre, ..PLAIN };
const BOLD: Style = Style { face: Face::Bold, ..CENTRED };
const HEADING: Style = Style { face: Face::Bold, above: PARAGRAPH_GAP, indent: INDENT, bond: Bond::WithNext, ..PLAIN };

const STYLES: [Style; 30] = [
    PLAIN,
    Style { id: "BodyText", name: "Body Text", align: Align::Justify, above: PARAGRAPH_GAP, indent: INDENT, ..PLAIN },
    Style { id: "Title", name: "Title", size: TITLE, bond: Bond::WithNext, ..BOLD },
    Style { id: "Subtitle", name: "Subtitle", size: TITLE, bond: Bond::WithNext, ..BOLD },
    Style { id: "Heading1", name: "heading 1", outline: Some(0), ..HEADING },
    Style { id: "Heading2", name: "heading 2", outline: Some(1), ..HEADING },
    Style { id: "Centred", name: "Dòng giữa", above: PARAGRAPH_GAP, ..CENTRED },
    Style { id: "Dotted", name: "Dòng chấm đầu", above: PARAGRAPH_GAP, indent: INDENT, bond: Bond::WithNext, ..PLAIN },
    Style { id: "DottedOn", name: "Dòng chấm", above: PARAGRAPH_GAP, bond: Bond::WithNext, ..PLAIN },
    Style { id: "Annex", name: "Phụ lục", size: ANNEX, outline: Some(0), bond: Bond::WithNext, ..BOLD },
    Style { id: "AnnexTitle", name: "Tên phụ lục", size: ANNEX, bond: Bond::WithNext, ..BOLD },
    Style { id: "AnnexOf", name: "Kèm theo văn bản", size: ANNEX_OF, face: Face::Italic, bond: Bond::WithNext, ..CENTRED },
    Style { id: "Parent", name: "Cơ quan chủ quản", size: BODY_NAME, ..CENTRED },
    Style { id: "Body", name: "Cơ quan ban hành", size: BODY_NAME, ..BOLD },
    Style { id: "StateName", name: "Quốc hiệu", size: STATE_NAME, ..BOLD },
    Style { id: "Motto", name: "Tiêu ngữ", size: MOTTO, ..BOLD },
    Style { id: "PartyName", name: "Tiêu đề của Đảng", size: PARTY_NAME, ..BOLD },
    Style { id: "Number", name: "Số, ký hiệu", size: NUMBER, ..CENTRED },
    Style { id: "Subject", name: "Trích yếu công văn", size: SUBJECT, ..CENTRED },
    Style { id: "PlaceDate", name: "Địa danh, thời gian", size: PLACE_DATE, face: Face::Italic, ..CENTRED },
    Style { id: "Addressee", name: "Kính gửi", size: ADDRESSEE, above: PARAGRAPH_GAP, bond: Bond::WithNext, ..PLAIN },
    Style { id: "Cell", name: "Ô bảng", size: TABLE, ..PLAIN },
    Style { id: "CellHead", name: "Đầu bảng", size: TABLE, bond: Bond::WithNext, ..BOLD },
    Style { id: "Signer", name: "Người ký", size: SIGNER, ..BOLD },
    Style { id: "SignerHint", name: "Chỉ dẫn ký", size: SIGNER_HINT, face: Face::Italic, ..CENTRED },
    Style { id: "Confirmation", name: "Xác nhận điện tử", size: CONFIRMATION, ..CENTRED },
    Style { id: "RecipientsTitle", name: "Nơi nhận", size: RECIPIENTS_TITLE, face: Face::BoldItalic, ..PLAIN },
    Style { id: "Recipients", name: "Danh sách nơi nhận", size: RECIPIENTS, ..PLAIN },
    Style { id: "QrCaption", name: "Lời cạnh mã QR", size: QR_CAPTION, ..PLAIN },
    Style { id: "Foot", name: "footer", size: FOOT, ..CENTRED },
];

/// The page number, and the paragraphs that only hold a rule or a break.
const MARGINS: [Style; 2] = [
    Style { id: "Header", name: "header", size: PAGE_NUMBER, ..CENTRED },
    Style { id: "Nothing", name: "Dòng kẻ", size: super::paragraph::NOTHING, ..PLAIN },
];

/// The part with the styles.
pub(super) fn xml() -> String {
    let styles: String = STYLES.iter().chain(&MARGINS).map(Style::xml).collect();
    format!(
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{TYPEFACE}\" w:hAnsi=\"{TYPEFACE}\" w:eastAsia=\"{TYPEFACE}\" w:cs=\"{TYPEFACE}\"/>\
         <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"vi-VN\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>\
         <w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         {styles}<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>\
         <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>",
        size = half_points(BODY),
    )
}

impl Style {
    fn xml(&self) -> String {
        let base = if self.id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
        let default = if self.id == "Normal" { " w:default=\"1\"" } else { "" };
        let keep = if self.bond == Bond::WithNext { "<w:keepNext/>" } else { "" };
        let indent = if self.indent > 0.0 { format!("<w:ind w:firstLine=\"{}\"/>", twips(self.indent)) } else { String::new() };
        let outline = self.outline.map(|it| format!("<w:outlineLvl w:val=\"{it}\"/>")).unwrap_or_default();
        let face = match self.face {
            Face::Regular => "",
            Face::Bold => "<w:b/>",
            Face::Italic => "<w:i/>",
            Face::BoldItalic => "<w:b/><w:i/>",
        };
        format!(
            "<w:style w:type=\"paragraph\"{default} w:styleId=\"{}\"><w:name w:val=\"{}\"/>{base}<w:qFormat/><w:pPr>{keep}\
             <w:spacing w:before=\"{}\"/>{indent}<w:jc w:val=\"{}\"/>{outline}</w:pPr><w:rPr>{face}<w:sz w:val=\"{size}\"/>\
             <w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            self.id,
            self.name,
            twips(self.above),
            justification(self.align),
            size = half_points(self.size),
        )
    }
}
