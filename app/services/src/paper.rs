//! What the papers of all services share: the file with its name, the head of page 1, who signs and in which capacity.

use crate::password::random_text;
use crate::{Error, Site};
use documents::block::{LegalForce, PaperState};
use documents::{Confirmation, Document, Formalities, Issuer, Number, Signer};
use domain::commitment::office_in_words;
use domain::register::Entry;
use domain::{EntryId, PersonId, Unit, UnitId, post};
use store::confirmed_paper::{NewFile, Of};
use store::person::Officer;
use time::Date;

/// A file to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its name: ASCII letters, digits, `-`, `_` and `.`; in a demo it begins with `minh-hoa-`.
    pub file_name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What it was set from; none for a file that is no paper.
    pub(crate) document: Option<Box<Document>>,
    /// Whether its bytes are our own; what somebody sent is read where such files are read.
    pub(crate) own: bool,
    /// The number that it has in the register; none for a paper without one.
    pub(crate) numbered: Option<Box<Numbered>>,
}

/// What a paper with a number is in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbered {
    entry: EntryId,
    public_code: String,
    /// The digest of the content that has the number.
    content: String,
    /// Whether those who confirmed it stand in its file.
    sealed: bool,
}

impl Paper {
    /// A file that is no paper.
    pub fn file(file_name: String, bytes: Vec<u8>) -> Self {
        Self { file_name, bytes, document: None, own: false, numbered: None }
    }

    /// What it was set from.
    pub(crate) fn into_document(self) -> Option<Document> {
        self.document.map(|it| *it)
    }

    /// Its first pages as a picture, to be looked at beside a form. A file that somebody sent is read where such files are read.
    pub async fn as_picture(self, site: &Site) -> Result<Self, Error> {
        let reader = if self.own { crate::scanning::Reader::Here } else { site.reader.clone() };
        let name = self.file_name.strip_suffix(".pdf").unwrap_or(&self.file_name);
        let file_name = format!("{name}.png");
        let bytes = reader.picture(self.bytes.into()).await?.map_err(|_| Error::NotFound)?;
        Ok(Self::file(file_name, bytes))
    }

    /// The paper with the number that it has in the register, if it has one; `content` is the digest of what has it.
    pub(crate) fn with_number(self, entry: Option<&Entry>, content: Option<&str>, unsealed: usize) -> Self {
        let numbered = entry.zip(content).and_then(|(entry, content)| {
            let (public_code, content) = (entry.public_code.clone()?, content.to_owned());
            Some(Box::new(Numbered { entry: entry.id, public_code, content, sealed: self.bytes.len() > unsealed }))
        });
        Self { numbered, ..self }
    }

    /// Hands the file out. Of a paper with a number the newest one that came back signed outside is given; or else the one that was given out first, with
    /// its timestamp once there is one: what changes around it afterwards, and what another version of the program would print, changes nothing in
    /// it. What is given out is remembered by its digest, so that any copy finds its paper.
    pub async fn handed_out(self, site: &Site) -> Result<Self, Error> {
        let Some(it) = self.numbered.as_deref() else { return Ok(self) };
        if let Some(signed) = store::original::newest_outside(&site.db, it.entry).await? {
            return Ok(Self { bytes: store::confirmed_paper::content(&site.db, &signed).await?, own: false, ..self });
        }
        let code = &it.public_code;
        let kept = store::confirmed_paper::list(&site.db, code).await?;
        if let Some(newest) = kept.iter().rfind(|kept| kept.basis == it.content) {
            return Ok(Self { bytes: store::confirmed_paper::content(&site.db, &newest.sha256).await?, ..self });
        }
        let (digest, size) = (domain::canonical::sha256(&self.bytes), i64::try_from(self.bytes.len()).map_err(Error::internal)?);
        let of = Of::Numbered(it.entry);
        let file = NewFile { of, public_code: code, basis: &it.content, stamped_at: None, sha256: &digest, bytes: &self.bytes };
        let tx = store::begin(&site.db).await?;
        // Where nobody's confirmation stands in the file, it is not the one to keep: the key was made, or ran out, in between.
        let first = !it.sealed || store::confirmed_paper::insert(&tx, file, site.now()).await?;
        store::given_out::insert(&tx, code, &digest, size, site.now()).await?;
        tx.commit().await.map_err(Error::internal)?;
        // Whoever was first at the same moment gave the file out that is kept.
        if first { Ok(self) } else { Box::pin(self.handed_out(site)).await }
    }

    /// The same paper for Word, to be edited: its name says so, and so does every page of one that was confirmed.
    pub async fn for_word(self) -> Result<Self, Error> {
        let document = self.document.ok_or(Error::NotFound)?;
        let name = self.file_name.strip_suffix(".pdf").unwrap_or(&self.file_name);
        let file_name = format!("{name}-ban-soan-lai.docx");
        let bytes = tokio::task::spawn_blocking(move || document.docx()).await.map_err(Error::internal)?.map_err(Error::internal)?;
        Ok(Self::file(file_name, bytes))
    }
}

/// The name of a file from its parts and its ending.
pub fn file_name(site: &Site, parts: &[&str], ending: &str) -> String {
    let name = domain::fold::fold(&parts.join("-")).replace(|it: char| !it.is_ascii_alphanumeric(), "-");
    let name = name.split('-').filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-");
    format!("{}{name}.{ending}", if site.demo { "minh-hoa-" } else { "" })
}

/// Lays a paper out beside the request loop.
pub(crate) async fn print(file_name: String, paper: impl FnOnce() -> Document + Send + 'static) -> Result<Paper, Error> {
    let print = move || {
        let document = paper();
        document.pdf().map(|bytes| (bytes, Some(Box::new(document))))
    };
    let (bytes, document) = tokio::task::spawn_blocking(print).await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(Paper { file_name, bytes, document, own: true, numbered: None })
}

/// The head of a unit's papers and the mark of a demo; everything else is still open.
pub(crate) fn formalities(site: &Site, unit: &Unit) -> Formalities {
    let lines = unit.header_parent.lines().map(str::trim).filter(|it| !it.is_empty());
    Formalities {
        issuer: Issuer { parent: lines.map(str::to_owned).collect(), body: unit.header_lines.clone(), place: unit.place_name.clone() },
        number: None,
        date: None,
        force: if site.demo { LegalForce::Illustrative } else { LegalForce::Official },
        state: PaperState::Final,
        digest: None,
        public_address: None,
        recipients: Vec::new(),
    }
}

/// How long the code of a paper is: 31 letters a place, so 79 bits.
const CODE: usize = 16;

/// A new code by which anybody looks a paper up, of a sheet as of a paper with a number.
pub(crate) fn new_code() -> Result<String, Error> {
    random_text(CODE)
}

/// Where anybody looks a paper with this code up.
pub(crate) fn public_address(site: &Site, code: &str) -> String {
    format!("{}/tra-cuu/{code}", site.public_url)
}

/// The head of a paper with the number that the register gave it, and the address by which anybody looks it up; room is left where it has none.
pub(crate) fn numbered(site: &Site, it: Formalities, entry: Option<Entry>) -> Formalities {
    let Some(entry) = entry else { return it };
    Formalities {
        public_address: entry.public_code.as_deref().map(|it| public_address(site, it)),
        number: Some(Number { number: Some(entry.number), symbol: entry.symbol }),
        // The day of the paper is the one that the register gave it.
        date: it.date.map(|_| entry.issued_on),
        ..it
    }
}

/// The head and marks of a draft that is addressed to somebody: its number is open, and the list of recipients begins with `Như trên` (NĐ 30/2020,
/// Phụ lục I, ô 9b) and ends with where it is kept.
pub(crate) fn draft(site: &Site, unit: &Unit, symbol: String, kept: &str) -> Formalities {
    Formalities {
        number: Some(Number { number: None, symbol }),
        state: PaperState::Draft,
        recipients: vec!["Như trên".to_owned(), kept.to_owned()],
        ..formalities(site, unit)
    }
}

/// Whether a unit is a People's Committee, which signs as a body (`TM.`).
pub(crate) fn is_committee(unit: &Unit) -> bool {
    matches!(unit.level.as_str(), "province" | "district" | "commune")
}

/// A unit as papers name it in a sentence: `Ủy ban nhân dân xã Cao An`, `Phòng Nội vụ huyện Cẩm Giàng`.
pub(crate) fn name_in_words(unit: &Unit) -> String {
    office_in_words(if is_committee(unit) { &unit.name_short } else { &unit.name_full })
}

/// The post of the head of a unit in a sentence: `Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng`, of no person.
pub(crate) fn head_in_words(unit: &Unit) -> String {
    if is_committee(unit) { format!("Chủ tịch {}", name_in_words(unit)) } else { format!("Thủ trưởng {}", name_in_words(unit)) }
}

/// Who heads a unit on a day and signs its papers; a paper without a head keeps the place for one.
pub(crate) async fn head(db: &impl store::Connection, unit: UnitId, day: Date) -> Result<Option<Officer>, Error> {
    Ok(store::person::officers_of(db, unit, day).await?.into_iter().find(|it| it.kind == "unit_head"))
}

/// The post that heads a unit, where nobody is known to hold it.
fn vacant(unit: &Unit) -> String {
    if is_committee(unit) { "Chủ tịch" } else { "Thủ trưởng đơn vị" }.to_owned()
}

fn capacity(unit: &Unit, post: &str, head: &str) -> Vec<String> {
    if is_committee(unit) { post::committee_capacity(post, head) } else { post::capacity(post, head) }
}

/// The head of a unit as the signer of its papers, with room for the signature.
pub(crate) fn head_signer(unit: &Unit, head: Option<&Officer>) -> Signer {
    let post = head.map_or_else(|| vacant(unit), Officer::post);
    Signer { capacity: capacity(unit, &post, &post), name: head.map(|it| it.full_name.clone()).unwrap_or_default(), confirmation: None }
}

/// Whoever confirmed a paper as its signer: the head, or another officer of the unit for the head (`KT.`). `officers` are those of the
/// day of the confirmation.
pub(crate) fn confirmed_signer(unit: &Unit, officers: &[Officer], by: PersonId, confirmation: Confirmation) -> Signer {
    let head = officers.iter().find(|it| it.kind == "unit_head").map_or_else(|| vacant(unit), Officer::post);
    let post = officers.iter().find(|it| it.person_id == by.0).map_or_else(|| head.clone(), Officer::post);
    Signer { capacity: capacity(unit, &post, &head), name: confirmation.by.clone(), confirmation: Some(confirmation) }
}
