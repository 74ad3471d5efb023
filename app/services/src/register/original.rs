//! Signed originals of papers with a number: the records clerk sends what came back, a file that was signed outside or a pile of scanned paper, and each
//! finds its row of the register by its code. Nothing here gives or takes a number: the original proves who signed.

use super::view::{keeps, sight};
use crate::fields::Fields;
use crate::paper::{Paper, file_name};
use crate::signed_outside::look;
use crate::verification::{Noted, SignatureTold, alone, claimed_code, judged};
use crate::{Ctx, Error, Remember};
use domain::canonical::sha256;
use domain::commitment::{LARGEST_OUTSIDE, LARGEST_PILE, OutsideRefusal, Pile, PileRefusal, ScannedPaper};
use domain::evidence::plain_file_name;
use domain::policy::{Action, Forbidden};
use domain::register::{Entry, OriginalKind, OriginalRefusal, take_scan};
use domain::{EntryId, Event, OriginalId, Timestamp};
use std::sync::Arc;
use store::original::{NewOriginal, Read};

/// An original as a page shows it.
#[derive(Debug, Clone)]
pub struct Original {
    /// Its key.
    pub id: OriginalId,
    /// Which original of the paper it is, from 1.
    pub number: i64,
    /// How it was signed.
    pub kind: OriginalKind,
    /// How many pages a scan has.
    pub pages: i64,
    /// Name of the file that was sent.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The signatures that a file signed outside added, as they were judged then.
    pub signatures: Vec<SignatureTold>,
    /// Who sent it, with the post.
    pub by: (String, String),
    /// When.
    pub at: Timestamp,
    /// Whether the person reads the file: whoever reads the paper, and whoever sent it.
    pub may_open: bool,
}

fn told(it: Read, may_open: bool) -> Result<Original, Error> {
    Ok(Original {
        may_open,
        id: it.id(),
        number: it.number,
        kind: it.kind()?,
        pages: it.pages,
        at: it.at(),
        signatures: serde_json::from_str(&it.signatures).map_err(Error::internal)?,
        file_name: it.file_name,
        sha256: it.sha256,
        by: (it.name, it.post),
    })
}

/// The originals of a paper that stand, the newest first; `reads` says whether the person reads the paper.
pub(super) async fn all(ctx: &Ctx, entry: EntryId, reads: bool) -> Result<Vec<Original>, Error> {
    let found = store::original::list(ctx.db(), entry).await?.into_iter();
    let of = |it: Read| {
        let may_open = reads || it.person() == ctx.actor.person;
        told(it, may_open)
    };
    let mut all = found.map(of).collect::<Result<Vec<_>, _>>()?;
    all.reverse();
    Ok(all)
}

/// Whether somebody may send originals: who keeps a register. Asked before forty megabytes are read.
pub fn may_send_originals(ctx: &Ctx) -> Result<(), Error> {
    if keeps(ctx).is_empty() { Err(Forbidden::NoRole.into()) } else { Ok(()) }
}

/// A paper that was found in a pile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundOriginal {
    /// Row and number of the paper; none where no register of the person has its code.
    pub entry: Option<(EntryId, String)>,
    /// On which pages of the pile it stands, in its own order.
    pub places: Vec<usize>,
    /// How many pages the paper has.
    pub pages: usize,
    /// Which of them the pile lacks.
    pub missing: Vec<usize>,
    /// Why it was not kept; none where it was.
    pub refusal: Option<OriginalRefusal>,
}

/// What came of a file that was sent.
#[derive(Debug, Clone)]
pub enum OriginalsSent {
    /// A paper that was signed outside, and kept.
    Kept(EntryId, String),
    /// It says that it is a paper of a register, and is not kept as signed outside: why, and what was found of it.
    NotKept {
        /// The number of the paper.
        number: String,
        /// Why.
        refusal: OutsideRefusal,
        /// Each signature of the file.
        signatures: Vec<SignatureTold>,
        /// What was found of the file itself.
        findings: Vec<Noted>,
    },
    /// It was not read as a pile.
    Refused(PileRefusal),
    /// It was sorted.
    Sorted {
        /// Its papers, in the order of their first pages.
        papers: Vec<FoundOriginal>,
        /// Pages without a code of ours, from 1.
        unread: Vec<usize>,
    },
}

/// Takes what came back signed: a file that says which paper it is, or else a pile of scanned pages.
pub async fn send_originals(ctx: &Ctx, name: &str, bytes: Vec<u8>) -> Result<OriginalsSent, Error> {
    may_send_originals(ctx)?;
    if bytes.is_empty() {
        return Ok(OriginalsSent::Refused(PileRefusal::Empty));
    }
    if bytes.len() > LARGEST_PILE {
        return Ok(OriginalsSent::Refused(PileRefusal::TooLarge));
    }
    let bytes: Arc<[u8]> = bytes.into();
    let sent = bytes.clone();
    let code = alone(move || claimed_code(&sent)).await?;
    let mine = keeps(ctx);
    if let Some(code) = code {
        let entries = store::register::of_public_codes(ctx.db(), &[&code]).await?;
        if let Some(entry) = entries.into_iter().find(|it| mine.contains(&it.unit)) {
            return outside(ctx, &entry, &code, name, &bytes).await;
        }
    }
    // A signature proves nothing of a file that is not the one that was given out, and what was never scanned is no scan.
    if !judged(&ctx.site, bytes.clone()).await?.whole.signatures.is_empty() {
        return Ok(OriginalsSent::Refused(PileRefusal::Signed));
    }
    if !has_pictures(&bytes) {
        return Ok(OriginalsSent::Refused(PileRefusal::NotScanned));
    }
    pile(ctx, name, bytes).await
}

/// Whether a file holds any picture: what a picture is stands in plain text before its stream (ISO 32000-1, 7.5.7).
fn has_pictures(bytes: &[u8]) -> bool {
    const KIND: &[u8] = b"/Subtype";
    let named = |rest: &[u8]| rest.trim_ascii_start().starts_with(b"/Image");
    bytes.windows(KIND.len()).enumerate().any(|(at, it)| it == KIND && bytes.get(at + KIND.len()..).is_some_and(named))
}

async fn outside(ctx: &Ctx, entry: &Entry, code: &str, name: &str, bytes: &Arc<[u8]>) -> Result<OriginalsSent, Error> {
    let number = entry.shown();
    let none = |refusal| Ok(OriginalsSent::NotKept { number: entry.shown(), refusal, signatures: Vec::new(), findings: Vec::new() });
    if entry.cancelled.is_some() {
        return none(OutsideRefusal::NotInForce);
    }
    if bytes.len() > LARGEST_OUTSIDE {
        return none(OutsideRefusal::TooLarge);
    }
    let before = store::original::list(ctx.db(), entry.id).await?;
    let newest = before.iter().rfind(|it| it.kind == OriginalKind::Outside.code()).map(|it| it.sha256.as_str());
    let looked = look(&ctx.site, code, newest, bytes).await?;
    if let Err(refusal) = looked.file.take() {
        return Ok(OriginalsSent::NotKept { number, refusal, signatures: looked.signatures, findings: looked.findings });
    }
    let digest = sha256(bytes);
    let tx = ctx.begin().await?;
    store::hold::register(&tx, entry.unit).await?;
    // The number may have been cancelled meanwhile, or another file have come.
    if store::register::entry(&tx, entry.id).await?.cancelled.is_some() {
        return none(OutsideRefusal::NotInForce);
    }
    let last = |all: &[Read]| all.last().map(|it| it.number);
    if last(&store::original::list(&tx, entry.id).await?) != last(&before) {
        return none(OutsideRefusal::NotTheNewest);
    }
    let size = i64::try_from(bytes.len()).map_err(Error::internal)?;
    let who = looked.added.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let original = NewOriginal {
        entry: entry.id,
        kind: OriginalKind::Outside,
        digest: content(&tx, entry).await?.unwrap_or_default(),
        file_name: plain_file_name(name),
        pages: 0,
        sha256: digest.clone(),
        signatures: serde_json::to_string(&looked.added).map_err(Error::internal)?,
        bytes: bytes.to_vec(),
    };
    store::original::insert(&tx, original, &ctx.by()).await?;
    // Whoever gets this file can have it looked up as well.
    store::given_out::insert(&tx, code, &digest, size, ctx.now).await?;
    remember(ctx, &tx, entry, &format!("{number} · {who} · SHA-256 {digest}")).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(OriginalsSent::Kept(entry.id, number))
}

async fn content(db: &impl store::Connection, entry: &Entry) -> Result<Option<String>, Error> {
    match entry.paper {
        Some((paper, id)) => Ok(store::register::content_sha256(db, paper, id).await?),
        None => Ok(None),
    }
}

async fn remember(ctx: &Ctx, tx: &store::Tx, entry: &Entry, after: &str) -> Result<(), Error> {
    let what = Remember { unit: Some(entry.unit), after: after.to_owned(), ..Remember::default() };
    ctx.remember(tx, Event::OriginalKept, "register_entry", entry.id.0, what).await
}

/// Sorts a scanned pile and keeps every whole paper of it; what is wrong with one holds no other up.
async fn pile(ctx: &Ctx, name: &str, bytes: Arc<[u8]>) -> Result<OriginalsSent, Error> {
    let said = match ctx.site.reader.codes(bytes.clone()).await? {
        Ok(said) => said,
        Err(refusal) => return Ok(OriginalsSent::Refused(refusal)),
    };
    let pile = Pile::sort(&said);
    let lists = pile.papers.iter().filter(|it| it.is_whole());
    let lists = lists.map(|it| it.in_order().into_iter().map(|page| (page.at, page.turn)).collect()).collect();
    let mut cut = match ctx.site.reader.parts(bytes, lists).await? {
        Ok(cut) => cut.into_iter(),
        Err(refusal) => return Ok(OriginalsSent::Refused(refusal)),
    };
    let (name, mine) = (plain_file_name(name), keeps(ctx));
    let tx = ctx.begin().await?;
    let codes: Vec<&str> = pile.papers.iter().map(|it| it.public_code.as_str()).collect();
    let mut units: Vec<_> = store::register::of_public_codes(&tx, &codes).await?.iter().map(|it| it.unit).collect();
    units.retain(|it| mine.contains(it));
    units.sort_unstable();
    units.dedup();
    for unit in units {
        store::hold::register(&tx, unit).await?;
    }
    let entries = store::register::of_public_codes(&tx, &codes).await?;
    let mut papers = Vec::new();
    for paper in &pile.papers {
        let file = if paper.is_whole() { cut.next() } else { None };
        let entry = entries.iter().find(|it| mine.contains(&it.unit) && it.public_code.as_deref() == Some(&paper.public_code));
        let digest = match entry {
            Some(entry) => content(&tx, entry).await?,
            None => None,
        };
        let refusal = match (take_scan(paper, entry, digest.as_deref()), entry, file) {
            (Ok(()), Some(entry), Some(file)) => keep(ctx, &tx, (entry, digest), paper, (&name, file)).await?,
            (taken, ..) => Some(taken.err().unwrap_or(OriginalRefusal::PagesMissing)),
        };
        let (places, missing) = (paper.in_order().into_iter().map(|it| it.at).collect(), paper.missing());
        papers.push(FoundOriginal { entry: entry.map(|it| (it.id, it.shown())), places, pages: paper.pages, missing, refusal });
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(OriginalsSent::Sorted { papers, unread: pile.unread })
}

/// Keeps the pages of one paper as a file of its own; the very same scan is kept once.
async fn keep(
    ctx: &Ctx,
    tx: &store::Tx,
    (entry, digest): (&Entry, Option<String>),
    paper: &ScannedPaper,
    (name, bytes): (&str, Vec<u8>),
) -> Result<Option<OriginalRefusal>, Error> {
    let sha256 = sha256(&bytes);
    if store::original::list(tx, entry.id).await?.iter().any(|it| it.sha256 == sha256) {
        return Ok(Some(OriginalRefusal::There));
    }
    let original = NewOriginal {
        entry: entry.id,
        kind: OriginalKind::OnPaper,
        digest: digest.unwrap_or_default(),
        file_name: name.to_owned(),
        pages: i64::try_from(paper.pages).map_err(Error::internal)?,
        sha256: sha256.clone(),
        signatures: "[]".to_owned(),
        bytes,
    };
    store::original::insert(tx, original, &ctx.by()).await?;
    remember(ctx, tx, entry, &format!("{} · SHA-256 {sha256}", entry.shown())).await?;
    Ok(None)
}

/// Takes an original out that should not have been sent, with a reason: whoever keeps the register may, and it stays in the log.
pub async fn void_original(ctx: &Ctx, id: OriginalId, reason: &str) -> Result<EntryId, Error> {
    let tx = ctx.begin().await?;
    let original = store::original::get(&tx, id).await?;
    let entry = store::register::entry(&tx, original.entry()).await?;
    let unit = store::unit::get(&tx, entry.unit).await?;
    ctx.actor.allow(Action::KeepRegister, &unit.place())?;
    store::hold::register(&tx, unit.id).await?;
    let mut fields = Fields::default();
    let reason = fields.text("void_reason", reason);
    fields.finish()?;
    match store::original::insert_void(&tx, id, &reason, &ctx.by()).await {
        Err(store::Error::Taken) => return Err(OriginalRefusal::Voided.into()),
        other => other?,
    }
    let after = format!("{} · SHA-256 {}", entry.shown(), original.sha256);
    let what = Remember { unit: Some(entry.unit), after, reason, ..Remember::default() };
    ctx.remember(&tx, Event::OriginalVoided, "register_entry", entry.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(entry.id)
}

/// The file of an original, for whoever reads the paper itself, and for whoever sent it.
pub async fn original_file(ctx: &Ctx, id: OriginalId) -> Result<Paper, Error> {
    let original = store::original::get(ctx.db(), id).await?;
    let view = super::view::entry(ctx, original.entry()).await?;
    if !view.may_open && original.person() != ctx.actor.person {
        return Err(Forbidden::NoRole.into());
    }
    let bytes = store::scan::content(ctx.db(), &original.sha256).await?;
    let name = file_name(&ctx.site, &["ban-goc", &view.row.entry.shown(), &original.number.to_string()], "pdf");
    Ok(Paper::file(name, bytes))
}

/// The page on which originals are sent, for whoever keeps a register.
pub fn originals_page(ctx: &Ctx) -> Result<bool, Error> {
    sight(ctx)?;
    may_send_originals(ctx)?;
    Ok(ctx.site.trusted.files.iter().any(|it| !it.roots.is_empty()))
}
