//! The wording of papers: read, tried and saved in versions by the home affairs of an authority. Papers that are made take the version in force;
//! what is frozen to be signed carries its wording along.

mod preview;
mod preview_reports;

use crate::{Ctx, Error, FieldRefusal, Remember};
use domain::policy::{Action, Forbidden, Role};
use domain::template::{Passage, Problem, Row, TemplateKind, TemplateRefusal, Wording, difference};
use domain::text::{LINE, needed_line};
use domain::{Event, Unit, UnitId};
pub use preview::preview;
use std::collections::BTreeMap;
pub use store::template::{Authority, Listed};

/// The kinds of papers of an authority with how far each is worded.
#[derive(Debug, Clone)]
pub struct TemplateList {
    /// The authority.
    pub unit: Unit,
    /// The authorities whose papers the person may word.
    pub authorities: Vec<Authority>,
    /// Each kind, with its newest version where the authority has worded it.
    pub kinds: Vec<(TemplateKind, Option<Listed>)>,
}

/// One kind with its versions.
#[derive(Debug, Clone)]
pub struct TemplateView {
    /// The authority.
    pub unit: Unit,
    /// The kind.
    pub kind: TemplateKind,
    /// The wording in force; version 0 is the program's.
    pub now: Wording,
    /// The versions, newest first.
    pub versions: Vec<Listed>,
}

/// A version beside the one before it.
#[derive(Debug, Clone)]
pub struct TemplateVersion {
    /// The authority.
    pub unit: Unit,
    /// The kind.
    pub kind: TemplateKind,
    /// The version.
    pub version: Listed,
    /// With which it is compared; 0 is the program's.
    pub before: u32,
    /// Each passage with its paragraphs before and now.
    pub passages: Vec<(&'static Passage, Vec<Row>)>,
    /// Whether it is the one in force.
    pub in_force: bool,
}

/// The authority that is named, or the person's own one. One statement.
async fn authority(ctx: &Ctx, db: &impl store::Connection, unit: Option<UnitId>) -> Result<Unit, Error> {
    let wanted = unit.or_else(|| ctx.actor.unit_as(Role::ParOffice)).ok_or(Forbidden::NoRole)?;
    let unit = store::unit::get(db, wanted).await?;
    ctx.actor.allow(Action::WordPapers, &unit.place())?;
    Ok(unit)
}

/// The kinds of papers of an authority. Three statements.
pub async fn list(ctx: &Ctx, unit: Option<UnitId>) -> Result<TemplateList, Error> {
    let unit = authority(ctx, ctx.db(), unit).await?;
    let newest = store::template::newest(ctx.db(), unit.id).await?;
    let of = |kind: &TemplateKind| (*kind, newest.iter().find(|it| it.kind == kind.code()).cloned());
    let authorities = store::template::authorities(ctx.db(), &ctx.actor.scopes(Action::WordPapers)).await?;
    Ok(TemplateList { unit, authorities, kinds: TemplateKind::ALL.iter().map(of).collect() })
}

/// One kind of an authority's papers. Three statements.
pub async fn view(ctx: &Ctx, unit: Option<UnitId>, kind: TemplateKind) -> Result<TemplateView, Error> {
    let unit = authority(ctx, ctx.db(), unit).await?;
    let now = store::template::in_force(ctx.db(), unit.id, kind).await?.unwrap_or_else(|| Wording::shipped(kind));
    let versions = store::template::list(ctx.db(), unit.id, kind).await?;
    Ok(TemplateView { unit, kind, now, versions })
}

/// One version of a kind, beside the one before it. Four statements.
pub async fn version(ctx: &Ctx, unit: Option<UnitId>, kind: TemplateKind, number: u32) -> Result<TemplateVersion, Error> {
    let unit = authority(ctx, ctx.db(), unit).await?;
    let versions = store::template::list(ctx.db(), unit.id, kind).await?;
    let found = versions.iter().position(|it| it.number == i64::from(number)).ok_or(Error::NotFound)?;
    let wording = store::template::get(ctx.db(), unit.id, kind, number).await?;
    let before = number.saturating_sub(1);
    let earlier = match before {
        0 => Wording::shipped(kind),
        before => store::template::get(ctx.db(), unit.id, kind, before).await?,
    };
    let passages = kind.passages().iter().map(|it| (it, difference(earlier.passage(it), wording.passage(it)))).collect();
    let version = versions.into_iter().nth(found).ok_or(Error::NotFound)?;
    Ok(TemplateVersion { unit, kind, version, before, passages, in_force: found == 0 })
}

/// A wording as it is typed.
#[derive(Debug, Clone, Default)]
pub struct TypedWording {
    /// The version that was on the screen; 0 is the program's.
    pub version: u32,
    /// The passages by their names.
    pub passages: BTreeMap<String, String>,
    /// What is changed and why.
    pub note: String,
}

/// The name of a passage's box.
pub fn box_of(passage: &str) -> String {
    format!("passages[{passage}]")
}

/// Reads what is typed: every passage that cannot be taken is named with its first mistake; the page says all of them from what was typed.
fn read(kind: TemplateKind, typed: &TypedWording) -> Result<Wording, Vec<FieldRefusal>> {
    let refused = |passage: &Passage, refusal: TemplateRefusal| FieldRefusal { field: box_of(passage.code), refusal: refusal.into() };
    let wording = Wording::read(kind, &typed.passages).map_err(|wrong| {
        let mut boxes: Vec<FieldRefusal> = Vec::new();
        for (passage, problem) in wrong {
            let it = refused(passage, problem.refusal());
            if boxes.iter().all(|there| there.field != it.field) {
                boxes.push(it);
            }
        }
        boxes
    })?;
    let unprintable = kind.passages().iter().filter(|it| documents::unprintable(wording.passage(it)).is_some());
    let wrong: Vec<FieldRefusal> = unprintable.map(|it| refused(it, TemplateRefusal::NotPlain)).collect();
    if wrong.is_empty() { Ok(wording) } else { Err(wrong) }
}

/// Everything that is wrong with what is typed into a passage.
pub fn problems(kind: TemplateKind, passage: &Passage, typed: &str) -> Vec<Problem> {
    domain::template::check(kind, passage, typed).err().unwrap_or_default()
}

/// Saves a wording as the next version; from now on papers that are made take it. Gives its number.
pub async fn save(ctx: &Ctx, unit: UnitId, kind: TemplateKind, typed: &TypedWording) -> Result<u32, Error> {
    let tx = ctx.begin().await?;
    let unit = authority(ctx, &tx, Some(unit)).await?;
    let now = store::template::in_force(&tx, unit.id, kind).await?.unwrap_or_else(|| Wording::shipped(kind));
    if now.version != typed.version {
        return Err(Error::Busy);
    }
    let (wording, note) = (read(kind, typed), needed_line(&typed.note, LINE));
    let (wording, note) = match (wording, note) {
        (Ok(wording), Ok(note)) => (wording, note),
        (wording, note) => {
            let mut wrong = wording.err().unwrap_or_default();
            wrong.extend(note.err().map(|it| FieldRefusal { field: "note".to_owned(), refusal: it.into() }));
            return Err(Error::Invalid(wrong));
        }
    };
    if wording.says_what(&now) {
        return Err(TemplateRefusal::SameAsBefore.into());
    }
    let wording = Wording { version: now.version + 1, ..wording };
    let new = store::template::NewVersion { unit: unit.id, kind, wording: &wording, note: &note, person: ctx.actor.person, at: ctx.now };
    store::template::insert(&tx, &new).await?;
    let said = |version: u32| format!("{}: {version}", kind.code());
    let what = Remember { unit: Some(unit.id), before: said(now.version), after: said(wording.version), reason: note };
    ctx.remember(&tx, Event::PapersWorded, "unit", unit.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(wording.version)
}
