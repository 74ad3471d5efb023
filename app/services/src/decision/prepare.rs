//! Preparing a decision: reading the form, building its lines by what it decides, freezing its content. Its number comes as it is approved.

use super::{grades, publication, replacement};
use crate::fields::Fields;
use crate::paper::{head_in_words, name_in_words};
use crate::{Ctx, Error, Remember};
use domain::appeal::AppealTerms;
use domain::campaign::StageRefusal;
use domain::decision::{
    ContentLine, Decision, DecisionContent, DecisionKind, DecisionLine, DecisionState, FORMAT, PrepareDecisionRefusal, ReplacedPart,
    RulePart, RunPart, read_term,
};
use domain::policy::Action;
use domain::register::{DocumentKind, NumberRefusal, read_number};
use domain::template::TemplateKind;
use domain::text::TextRefusal;
use domain::value::show_plain_day;
use domain::{Campaign, DecisionId, Event, Group, RunId, UnitId};
use store::Tx;
use time::Date;

/// What is chosen for one unit or head.
#[derive(Debug, Clone, Default)]
pub struct LineRow {
    /// The unit, or the unit and its head.
    pub code: String,
    /// What is decided, by code; empty where nothing is.
    pub value: String,
    /// Why, where the rule does not propose it.
    pub reason: String,
}

/// A decision as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NewDecision {
    /// The campaign's code.
    pub campaign: String,
    /// The group's code.
    pub peer_group: String,
    /// What it decides, by code.
    pub kind: String,
    /// The number that another system gave; blank for the register's next one, given as the decision is approved.
    pub number: String,
    /// Its day, `dd/mm/yyyy`.
    pub decided_on: String,
    /// What it rests on, one ground a line.
    pub basis: String,
    /// Why it replaces an earlier one; blank where it replaces none.
    pub reason: String,
    /// The run to be published.
    pub run: String,
    /// Working days in which its results may be appealed.
    pub file_within: String,
    /// Working days in which an appeal is answered.
    pub answer_within: String,
    /// The grades.
    pub lines: Vec<LineRow>,
    /// What of one unit is replaced, by code.
    pub about: String,
    /// The unit whose value is replaced.
    pub unit: String,
    /// The head whose grade is replaced.
    pub person: String,
    /// The grade in its place, by code.
    pub value: String,
    /// The outcome in its place, by code.
    pub outcome: String,
    /// The score in its place.
    pub score: String,
}

/// What the parts of a decision are built from.
pub(super) struct Asked<'a> {
    pub ctx: &'a Ctx,
    pub tx: &'a Tx,
    pub campaign: &'a Campaign,
    pub group: &'a Group,
    pub typed: &'a NewDecision,
}

/// What a decision decides, before it has a number.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The lines of the database.
    pub lines: Vec<DecisionLine>,
    /// The lines of the content.
    pub shown: Vec<ContentLine>,
    /// The run that it publishes or rests on.
    pub run: Option<store::assessment::Run>,
    /// The rule by which it was proposed.
    pub rule: Option<RulePart>,
    /// What it replaces.
    pub replaces: Option<store::decision::Read>,
    /// The day before which it cannot be dated.
    pub earliest: Option<Date>,
    /// The one unit that it is about.
    pub unit: Option<UnitId>,
}

/// Reads a text that papers can print.
pub(crate) fn printable(fields: &mut Fields, name: &str, text: &str) -> String {
    let text = fields.text(name, text);
    if documents::unprintable(&text).is_some() {
        fields.refuse(name, TextRefusal::NotPlain);
    }
    text
}

/// Prepares a decision; it waits for the authority from then on. Nothing of it changes after this.
pub async fn prepare(ctx: &Ctx, typed: &NewDecision) -> Result<DecisionId, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign_alone(&tx, &typed.campaign).await?;
    let (campaign, groups) = store::campaign::with_groups(&tx, &typed.campaign).await?;
    ctx.actor.allow(Action::PrepareDecision, &campaign.place())?;
    let kind = DecisionKind::of(&typed.kind).ok_or(Error::NotFound)?;
    // What is wrong is put right after the end of a year, too (NĐ 335/2025 khoản 3 Điều 21).
    if campaign.closed && kind != DecisionKind::Replacement {
        return Err(StageRefusal::CampaignClosed.into());
    }
    let group = crate::assessment::chosen_group(&groups, Some(&typed.peer_group))?;
    let mut fields = Fields::default();
    let number = fields.take("number", read_number(&typed.number));
    let decided_on = fields.day("decided_on", &typed.decided_on);
    if decided_on > ctx.today {
        fields.refuse("decided_on", PrepareDecisionRefusal::InFuture);
    }
    let basis = printable(&mut fields, "basis", &typed.basis);
    let asked = Asked { ctx, tx: &tx, campaign: &campaign, group, typed };
    let draft = match kind {
        DecisionKind::Publication => publication::draft(&asked, &mut fields).await?,
        DecisionKind::UnitGrades | DecisionKind::HeadGrades => grades::draft(&asked, kind, &mut fields).await?,
        DecisionKind::Replacement => replacement::draft(&asked, &mut fields).await?,
    };
    let terms = (kind == DecisionKind::Publication).then(|| AppealTerms {
        file_within: fields.take("file_within", read_term(&typed.file_within)),
        answer_within: fields.take("answer_within", read_term(&typed.answer_within)),
    });
    let reason = match draft.replaces {
        Some(_) => printable(&mut fields, "reason", &typed.reason),
        None => String::new(),
    };
    if decided_on != Date::MIN && draft.earliest.is_some_and(|it| decided_on < it) {
        fields.refuse("decided_on", PrepareDecisionRefusal::TooEarly);
    }
    let authority = store::unit::get(&tx, campaign.authority).await?;
    let symbol = fields.take("number", crate::register::symbol(&tx, &authority, DocumentKind::Decision).await?);
    if let Some(number) = number.filter(|_| decided_on != Date::MIN) {
        // The index refuses it again as the decision is approved: another paper may take it meanwhile.
        let there = store::register::holder(&tx, authority.id, decided_on.year(), DocumentKind::Decision, number).await?;
        if there.is_some() {
            fields.refuse("number", NumberRefusal::Taken);
        }
    }
    fields.finish()?;
    let content = DecisionContent {
        format: FORMAT.to_owned(),
        kind: kind.code().to_owned(),
        number,
        symbol: symbol.clone(),
        decided_on: show_plain_day(decided_on),
        authority: name_in_words(&authority),
        authority_head: head_in_words(&authority),
        campaign: campaign.code.clone(),
        campaign_title: campaign.title.clone(),
        year: campaign.year,
        group: group.title.clone(),
        basis: basis.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        proposer: ctx.actor.post.clone(),
        run: draft.run.as_ref().map(run_part),
        rule: draft.rule,
        lines: draft.shown,
        replaces: draft.replaces.as_ref().map(|it| replaced_part(it, name_in_words(&authority))),
        reason,
        appeals: terms,
        wording: store::template::in_force(&tx, authority.id, TemplateKind::Decision).await?,
    }
    .canonical();
    let decision = Decision {
        id: DecisionId(0),
        campaign: campaign.id,
        authority: campaign.authority,
        authority_path: campaign.authority_path.clone(),
        kind,
        group: group.id,
        run: draft.run.as_ref().map(|it| it.id),
        number,
        symbol,
        decided_on,
        state: DecisionState::Prepared,
        digest: DecisionContent::digest(&content),
        content,
        prepared: (ctx.actor.person, ctx.now),
        ended: None,
        reason: String::new(),
        replaces: draft.replaces.as_ref().map(|it| it.decision.id),
        terms,
        appeals_until: None,
    };
    let id = match store::decision::insert(&tx, &decision, &draft.lines).await {
        Err(store::Error::Taken) => return Err(Error::field("number", NumberRefusal::Taken)),
        other => other?,
    };
    let what = Remember { unit: Some(draft.unit.unwrap_or(campaign.authority)), after: decision.shown(), ..Remember::default() };
    ctx.remember(&tx, Event::DecisionPrepared, "decision", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

fn run_part(it: &store::assessment::Run) -> RunPart {
    RunPart {
        id: it.id.0,
        on: show_plain_day(it.at.date()),
        package_sha256: it.package_sha256.clone(),
        receipt_sha256: it.receipt_sha256.clone(),
    }
}

fn replaced_part(it: &store::decision::Read, authority: String) -> ReplacedPart {
    ReplacedPart { shown: it.decision.shown(), decided_on: show_plain_day(it.decision.decided_on), authority }
}

/// The run of a key as it was typed.
pub(super) fn run_of(typed: &str) -> Result<RunId, Error> {
    typed.trim().parse().map_err(|_| Error::field("run", PrepareDecisionRefusal::NotFinal))
}
