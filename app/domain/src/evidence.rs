//! Evidence (tài liệu kiểm chứng): files that prove a figure or a key task. A file is judged by its content, never by its name alone.

use crate::ids::{CampaignId, EvidenceId, FigureId, KeyTaskId, PersonId, UnitId};
use crate::{Timestamp, refusals};
use time::Date;

/// The largest file that is taken, in bytes: 10 MB.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// How many characters a file's name, a document's number and its issuer may have.
pub const LONGEST_TEXT: usize = 200;

/// A kind of file that is taken as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// A PDF.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// An Excel workbook.
    Xlsx,
    /// A Word document.
    Docx,
}

refusals! {
    /// Why a file is not taken as evidence.
    pub enum EvidenceRefusal {
        /// No file was chosen, or it holds nothing.
        Empty,
        /// The file is larger than 10 MB.
        TooLarge,
        /// The file is none of the kinds that are taken.
        UnknownType,
        /// The content is of another kind than the name says.
        NotWhatItsNameSays,
        /// There is no figure yet to which it would belong.
        NoFigure,
        /// The figure is verified; nothing is added or withdrawn.
        Locked,
        /// Withdrawing needs a reason.
        ReasonNeeded,
        /// It was withdrawn before.
        WithdrawnAlready,
        /// The document's day is no day.
        DocumentDate,
        /// The document's number has too many characters.
        NumberTooLong,
        /// The name of who issued the document has too many characters.
        IssuerTooLong,
    }
}

impl EvidenceRefusal {
    /// The box beside which the refusal stands; none where it is about all of the form.
    pub const fn box_name(self) -> Option<&'static str> {
        match self {
            Self::Empty | Self::TooLarge | Self::UnknownType | Self::NotWhatItsNameSays => Some("file"),
            Self::NoFigure => Some("variable"),
            Self::DocumentDate => Some("doc_on"),
            Self::NumberTooLong => Some("doc_number"),
            Self::IssuerTooLong => Some("issuer"),
            Self::ReasonNeeded => Some("reason"),
            Self::Locked | Self::WithdrawnAlready => None,
        }
    }
}

impl MediaType {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Xlsx, Self::Docx];

    /// Its registered name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The kind of a registered name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The kind that a file's name promises by its end.
    pub fn of_file_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }

    /// The kind that the content shows.
    pub fn of_content(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"PK\x03\x04") {
            let holds = |name: &[u8]| zip_names(bytes).any(|it| it == name);
            match (holds(b"xl/workbook.xml"), holds(b"word/document.xml")) {
                (true, _) => Some(Self::Xlsx),
                (false, true) => Some(Self::Docx),
                (false, false) => None,
            }
        } else {
            None
        }
    }

    /// Judges a file by its name and content.
    pub fn judge(name: &str, bytes: &[u8]) -> Result<Self, EvidenceRefusal> {
        if bytes.is_empty() {
            return Err(EvidenceRefusal::Empty);
        }
        if bytes.len() > LARGEST {
            return Err(EvidenceRefusal::TooLarge);
        }
        let promised = Self::of_file_name(name).ok_or(EvidenceRefusal::UnknownType)?;
        if Self::of_content(bytes) == Some(promised) { Ok(promised) } else { Err(EvidenceRefusal::NotWhatItsNameSays) }
    }
}

/// The names in a ZIP archive's directory, which stands at its end; none where there is no sound one.
fn zip_names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let number = move |at: usize, length: usize| -> Option<usize> {
        let part = bytes.get(at..at.checked_add(length)?)?;
        Some(part.iter().rev().fold(0_usize, |sum, it| sum << 8 | usize::from(*it)))
    };
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let end = bytes.get(tail..).unwrap_or_default().windows(4).rposition(|it| it == b"PK\x05\x06").map(|it| it + tail);
    let mut next = end.and_then(|it| number(it + 16, 4));
    std::iter::from_fn(move || {
        let at = next?;
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (number(at + 28, 2)?, number(at + 30, 2)?, number(at + 32, 2)?);
        next = Some(at + 46 + name + extra + comment);
        bytes.get(at + 46..at + 46 + name)
    })
}

/// A file's name without folders and without what cannot stand in a name; never empty.
pub fn plain_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|it| !it.is_control() && !matches!(it, '"' | '<' | '>' | ':' | '|' | '?' | '*')).collect();
    let kept = crate::fold::nfc(kept.trim());
    let letters = kept.chars().count();
    let shortened: String = kept.chars().skip(letters.saturating_sub(120)).collect();
    if shortened.is_empty() { "tai-lieu".to_owned() } else { shortened }
}

/// What a piece of evidence belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A figure.
    Figure(FigureId),
    /// A key task.
    KeyTask(KeyTaskId),
}

/// A piece of evidence; the file's content is kept apart, once for each digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its key.
    pub id: EvidenceId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit that gave it.
    pub unit: UnitId,
    /// What it proves.
    pub subject: Subject,
    /// The file's name.
    pub file_name: String,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of the content, lower-case hex.
    pub sha256: String,
    /// The official document's number; empty for none.
    pub doc_number: String,
    /// The official document's day.
    pub doc_on: Option<Date>,
    /// Who issued the document; empty for unknown.
    pub issuer: String,
    /// Who uploaded it.
    pub uploaded_by: PersonId,
    /// When; nobody can change it.
    pub uploaded_at: Timestamp,
    /// Why it was withdrawn; empty while it stands.
    pub withdrawn_reason: String,
}

impl Evidence {
    /// Takes it back, for a reason; the file and its row stay.
    pub fn withdraw(self, reason: &str) -> Result<Self, EvidenceRefusal> {
        if !self.withdrawn_reason.is_empty() {
            return Err(EvidenceRefusal::WithdrawnAlready);
        }
        let reason = crate::fold::nfc(reason.trim());
        if reason.is_empty() || reason.chars().count() > crate::figure::LONGEST_NOTE {
            return Err(EvidenceRefusal::ReasonNeeded);
        }
        Ok(Self { withdrawn_reason: reason, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A ZIP archive with one empty file.
    fn zip(name: &str) -> Vec<u8> {
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 22]);
        bytes.extend(length);
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        let directory = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        bytes.extend(b"PK\x01\x02");
        bytes.extend([0; 24]);
        bytes.extend(length);
        bytes.extend([0; 16]);
        bytes.extend(name.as_bytes());
        bytes.extend(b"PK\x05\x06");
        bytes.extend([0; 12]);
        bytes.extend(directory);
        bytes.extend([0, 0]);
        bytes
    }

    #[test]
    fn files_are_judged_by_their_content() {
        let workbook = zip("xl/workbook.xml");
        for (name, bytes, verdict) in [
            ("a.pdf", &b"%PDF-1.7"[..], Ok(MediaType::Pdf)),
            ("Ảnh.JPG", &[0xff, 0xd8, 0xff, 0xe0], Ok(MediaType::Jpeg)),
            ("a.png", b"\x89PNG\r\n\x1a\n..", Ok(MediaType::Png)),
            ("a.xlsx", &workbook, Ok(MediaType::Xlsx)),
            ("a.docx", &zip("word/document.xml"), Ok(MediaType::Docx)),
            ("a.docx", &workbook, Err(EvidenceRefusal::NotWhatItsNameSays)),
            ("a.xlsx", &zip("evil.exe"), Err(EvidenceRefusal::NotWhatItsNameSays)),
            ("a.pdf", b"MZ\x90", Err(EvidenceRefusal::NotWhatItsNameSays)),
            ("a.exe", b"MZ\x90", Err(EvidenceRefusal::UnknownType)),
            ("a", b"%PDF-1.7", Err(EvidenceRefusal::UnknownType)),
            ("a.pdf", b"", Err(EvidenceRefusal::Empty)),
        ] {
            assert_eq!(MediaType::judge(name, bytes), verdict, "{name}");
        }
        assert_eq!(MediaType::judge("a.pdf", &vec![b'%'; LARGEST + 1]), Err(EvidenceRefusal::TooLarge));
    }

    #[test]
    fn a_name_holds_no_folder_and_no_trick() {
        assert_eq!(plain_file_name("..\\..\\Báo cáo.pdf"), "Báo cáo.pdf");
        assert_eq!(plain_file_name("/etc/passwd\r\nX: y\""), "passwdX y");
        assert_eq!(plain_file_name(""), "tai-lieu");
    }

    proptest! {
        #[test]
        fn no_content_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut archive = b"PK\x03\x04".to_vec();
            archive.extend(&bytes);
            archive.extend(b"PK\x05\x06");
            archive.extend(&bytes);
            let _ = MediaType::of_content(&archive);
        }
    }
}
