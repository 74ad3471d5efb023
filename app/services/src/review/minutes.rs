//! Adopting the minutes, which freezes them, and signing them: the secretary, then the chair. The chair's signature starts the remedies.

use super::{loaded, open_stage};
use crate::error::FieldRefusal;
use crate::{Ctx, Error, Remember, account};
use domain::policy::Action;
use domain::review::{
    AdoptMinutesRefusal, Call, CaseState, Item, MinutesContent, Promise, ReportKind, SignMinutesRefusal, SignatoryText, SignedAs,
    check_minutes,
};
use domain::template::TemplateKind;
use domain::{Campaign, CaseId, Event, Refusal, Unit};
use store::Tx;
use store::review::case::Case;
use store::review::follow_up::Promised;
use store::review::meeting::{Meeting, Signed};

/// The minutes of a case.
#[derive(Debug, Clone)]
pub struct MinutesView {
    /// The case.
    pub case: Case,
    /// Its campaign.
    pub campaign: Campaign,
    /// The unit.
    pub unit: Unit,
    /// The meeting.
    pub meeting: Meeting,
    /// What the minutes say: frozen once they are adopted.
    pub content: MinutesContent,
    /// What stands against their adoption; empty once adopted.
    pub gaps: Vec<(String, Refusal)>,
    /// The signatures.
    pub signatures: Vec<Signed>,
    /// Whether the person may adopt them now.
    pub may_adopt: bool,
    /// As what the person may sign now.
    pub may_sign: Option<SignedAs>,
}

/// Capital first letter, as a name with its form of address stands at the beginning of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// What the rows of a meeting say.
async fn content_of(
    db: &impl store::Connection,
    case: &Case,
    campaign: &Campaign,
    unit: &Unit,
    meeting: &Meeting,
) -> Result<MinutesContent, Error> {
    if let Some((content, _, _)) = &meeting.adopted {
        return serde_json::from_str(content).map_err(Error::internal);
    }
    let promises = promised(db, case).await?.into_iter().filter_map(|it| {
        let due_on = domain::value::show_plain_day(it.answer.due_on?);
        Some(Promise { target: it.facts.title, remedy: it.answer.remedy, responsible: it.answer.responsible, due_on })
    });
    Ok(MinutesContent {
        campaign: campaign.code.clone(),
        year: campaign.year,
        unit: unit.name_full.clone(),
        held_on: domain::value::show_plain_day(meeting.held_on),
        begins: meeting.begins.clone(),
        ends: meeting.ends.clone(),
        place: meeting.place.clone(),
        chair: SignatoryText { name: capital(&meeting.chair_name), post: meeting.chair_post.clone() },
        secretary: SignatoryText { name: capital(&meeting.secretary_name), post: meeting.secretary_post.clone() },
        attendees: store::review::meeting::attendees(db, meeting.id).await?,
        purpose: meeting.purpose.clone(),
        presented: meeting.presented.clone(),
        opinions: store::review::meeting::opinions(db, meeting.id).await?,
        votes: store::review::meeting::votes(db, meeting.id).await?,
        conclusion: meeting.conclusion.clone(),
        promises: promises.collect(),
        wording: store::template::in_force(db, campaign.authority, TemplateKind::Minutes).await?,
    })
}

/// The missed targets of the collective report with their answers.
async fn promised(db: &impl store::Connection, case: &Case) -> Result<Vec<Item>, Error> {
    let reports = store::review::report::list(db, case.id).await?;
    let Some(report) = reports.iter().find(|it| it.kind == ReportKind::Collective) else { return Ok(Vec::new()) };
    let items = store::review::report::items(db, report.id).await?;
    Ok(items.into_iter().filter(|it| !it.facts.met && !it.answer.remedy.is_empty()).collect())
}

/// The minutes with everything in them, whoever asks.
pub(super) async fn load(db: &impl store::Connection, id: CaseId) -> Result<MinutesView, Error> {
    let (case, campaign, unit) = store::review::around::get(db, id).await?;
    let meeting = store::review::meeting::of_case(db, id).await?.ok_or(Error::NotFound)?;
    let content = content_of(db, &case, &campaign, &unit, &meeting).await?;
    let adopted = meeting.adopted.is_some();
    Ok(MinutesView {
        gaps: if adopted { Vec::new() } else { check_minutes(&content) },
        signatures: if adopted { store::review::meeting::signatures(db, meeting.id).await? } else { Vec::new() },
        may_adopt: false,
        may_sign: None,
        case,
        campaign,
        unit,
        meeting,
        content,
    })
}

/// Whether the meeting names the person. Who may read the case hears that it does not; to everybody else the case says nothing.
fn may_sign(ctx: &Ctx, case: &Case, unit: &Unit, not_named: impl Into<Error>) -> Result<(), Error> {
    let at = case.at(unit.place());
    if ctx.actor.allow_case(Action::SignMinutes, &at).is_ok() {
        return Ok(());
    }
    ctx.actor.allow_case(Action::ViewReview, &at)?;
    Err(not_named.into())
}

fn call_of(meeting: &Meeting) -> Call {
    Call { chair: meeting.chair, secretary: meeting.secretary }
}

/// The minutes of a case. Nine statements at most.
pub async fn minutes(ctx: &Ctx, id: CaseId) -> Result<MinutesView, Error> {
    let mut view = load(ctx.db(), id).await?;
    let at = view.case.at(view.unit.place());
    ctx.actor.allow_case(Action::ViewReview, &at)?;
    let person = ctx.actor.person;
    let may = !view.campaign.closed && ctx.actor.allow_case(Action::SignMinutes, &at).is_ok();
    view.may_adopt = may && view.case.state == CaseState::MeetingHeld;
    let signed: Vec<SignedAs> = view.signatures.iter().map(|it| it.signed_as).collect();
    view.may_sign = call_of(&view.meeting).signs(person, &signed).ok().filter(|_| may && view.case.state == CaseState::MinutesAdopted);
    Ok(view)
}

/// Adopts the minutes as they were read: by the chair or the secretary of the meeting. From then on nothing in them changes.
pub async fn adopt(ctx: &Ctx, id: CaseId, revision: i64, token: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let view = load(&tx, id).await?;
    may_sign(ctx, &view.case, &view.unit, AdoptMinutesRefusal::NotChairOrSecretary)?;
    open_stage(ctx, &tx, &view.campaign).await?;
    account::use_form_token(ctx, &tx, token).await?;
    let unit = view.unit.clone();
    if view.case.state != CaseState::MeetingHeld {
        return Err(AdoptMinutesRefusal::WrongState.into());
    }
    if !view.gaps.is_empty() {
        return Err(Error::Invalid(view.gaps.into_iter().map(|(field, refusal)| FieldRefusal { field, refusal }).collect()));
    }
    let text = serde_json::to_string(&view.content).map_err(Error::internal)?;
    let content = domain::canonical::canonical_form(&text).map_err(Error::internal)?;
    let sha256 = domain::canonical::sha256(content.as_bytes());
    store::review::meeting::update_adopted(&tx, view.meeting.id, revision, &content, &sha256, ctx.now).await?;
    store::review::case::update_state(&tx, id, CaseState::MeetingHeld, CaseState::MinutesAdopted).await?;
    let what = Remember { unit: Some(unit.id), after: sha256, ..Remember::default() };
    ctx.remember(&tx, Event::MinutesAdopted, "review_case", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Signs the adopted minutes on their digest, by entering the password again: the secretary first, then the chair. With the chair's
/// signature the remedies of the collective report begin to run.
pub async fn sign(ctx: &Ctx, id: CaseId, sha256: &str, password: &str, token: &str) -> Result<(), Error> {
    account::confirm(ctx, password).await?;
    let tx = ctx.begin().await?;
    store::review::case::lock(&tx, id).await?;
    let (case, campaign, unit) = loaded(&tx, id).await?;
    let meeting = store::review::meeting::of_case(&tx, id).await?.ok_or(Error::NotFound)?;
    may_sign(ctx, &case, &unit, SignMinutesRefusal::NotSigner)?;
    open_stage(ctx, &tx, &campaign).await?;
    account::use_form_token(ctx, &tx, token).await?;
    let Some((_, adopted, _)) = &meeting.adopted else { return Err(SignMinutesRefusal::NotAdopted.into()) };
    if adopted != sha256 {
        return Err(SignMinutesRefusal::OtherContent.into());
    }
    let signed: Vec<SignedAs> = store::review::meeting::signatures(&tx, meeting.id).await?.iter().map(|it| it.signed_as).collect();
    let signed_as = call_of(&meeting).signs(ctx.actor.person, &signed)?;
    let post = if signed_as == SignedAs::Chair { &meeting.chair_post } else { &meeting.secretary_post };
    let signature = Signed { signed_as, name: ctx.actor.name.clone(), post: post.clone(), at: ctx.now, sha256: adopted.clone() };
    match store::review::meeting::insert_signature(&tx, meeting.id, ctx.actor.person, ctx.actor.account, &signature).await {
        Err(store::Error::Taken) => return Err(SignMinutesRefusal::AlreadySigned.into()),
        other => other?,
    }
    if signed_as == SignedAs::Chair {
        store::review::case::update_state(&tx, id, CaseState::MinutesAdopted, CaseState::Signed).await?;
        start_remedies(&tx, &case).await?;
    }
    let what = Remember { unit: Some(unit.id), after: format!("{} {adopted}", signed_as.code()), ..Remember::default() };
    ctx.remember(&tx, Event::MinutesSigned, "review_case", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

async fn start_remedies(tx: &Tx, case: &Case) -> Result<(), Error> {
    let items = promised(tx, case).await?;
    let remedies: Vec<_> = items
        .iter()
        .filter_map(|it| {
            Some(Promised { target: it.target, title: &it.answer.remedy, owner: &it.answer.responsible, due_on: it.answer.due_on? })
        })
        .collect();
    Ok(store::review::follow_up::insert_remedies(tx, case.id, &remedies).await?)
}
