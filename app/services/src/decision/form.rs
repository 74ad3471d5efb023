//! What the form for preparing a decision shows.

use super::publication::value;
use crate::assessment::RunLine;
use crate::grading::{GradingRow, gather};
use crate::{Ctx, Error};
use domain::decision::{DecidedLine, DecisionKind, Key, LineSubject, LineValue, PrepareDecisionRefusal};
use domain::grading::{GradeRule, LevelName, Standing, Whom};
use domain::policy::Action;
use domain::register::{DocumentKind, Entry, NumberRefusal, number_shown, read_number};
use domain::run::RunKind;
use domain::{Campaign, FigureValue, Group, PersonId, UnitId, ValueKind};
use store::assessment::Published;
use store::decision::Read;

/// Which form is asked for.
#[derive(Debug, Clone, Default)]
pub struct PrepareWish {
    /// The group's code; without one that of the unit, or else the first.
    pub peer_group: Option<String>,
    /// What is to be decided, by code.
    pub kind: String,
    /// What of one unit is to be replaced, by code.
    pub about: String,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The head.
    pub person: Option<PersonId>,
    /// The number that was typed before, and the day: for naming the decision that has it.
    pub typed: Option<(String, String)>,
}

/// A unit or a head that may be graded.
#[derive(Debug, Clone)]
pub struct FormRow {
    /// The unit or head with what is proposed.
    pub row: GradingRow,
    /// Whether it may be chosen: graded by the rule, not decided, not waiting, not the person's own.
    pub open: bool,
}

/// A value that is to be replaced.
#[derive(Debug, Clone)]
pub struct Replaced {
    /// What it is of.
    pub key: Key,
    /// The unit's name.
    pub unit: String,
    /// The head's name.
    pub person: Option<String>,
    /// What is decided now.
    pub now: LineValue,
    /// By which decision.
    pub shown: String,
    /// Everything that was decided, oldest first.
    pub history: Vec<DecidedLine>,
    /// What a later final run says of the unit, where there is one.
    pub later: Option<LineValue>,
    /// What the rule proposes for a grade; none for a result, and where the rule does not grade them.
    pub proposed: Option<Standing>,
}

/// The form.
#[derive(Debug, Clone)]
pub struct PrepareForm {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group.
    pub group: Group,
    /// What is decided.
    pub kind: DecisionKind,
    /// The rule that grades these.
    pub rule: Option<GradeRule>,
    /// Units or heads to be graded.
    pub rows: Vec<FormRow>,
    /// The final runs that may be published, newest first.
    pub runs: Vec<RunLine>,
    /// What publishes the group's results now.
    pub published: Option<Published>,
    /// What is replaced.
    pub replaced: Option<Replaced>,
    /// What the decision rests on, as a first draft: one ground a line.
    pub basis: String,
    /// The decision that has the number that was typed, while it waits.
    pub taken: Option<Read>,
    /// The paper of the register that has it.
    pub holder: Option<Entry>,
    /// The number that the register would give today, or why it gives none.
    pub next: Result<String, NumberRefusal>,
}

impl PrepareForm {
    /// The grades that may be chosen, best first.
    pub fn levels(&self) -> Vec<LevelName> {
        self.rule.iter().flat_map(|it| it.names().cloned()).collect()
    }
}

/// The form for preparing a decision.
pub async fn prepare_form(ctx: &Ctx, code: &str, wish: &PrepareWish) -> Result<PrepareForm, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, code).await?;
    ctx.actor.allow(Action::PrepareDecision, &campaign.place())?;
    let kind = DecisionKind::of(&wish.kind).ok_or(Error::NotFound)?;
    let group = match (&wish.peer_group, wish.unit) {
        (None, Some(unit)) => {
            let member = store::campaign::member(ctx.db(), campaign.id, unit).await?;
            groups.iter().find(|it| it.id == member.group).ok_or(Error::NotFound)?
        }
        (code, _) => crate::assessment::chosen_group(&groups, code.as_deref())?,
    }
    .clone();
    let (taken, holder) = taken(ctx, &campaign, wish).await?;
    let mut form = PrepareForm {
        taken,
        holder,
        next: next(ctx, &campaign).await?,
        campaign,
        groups,
        group,
        kind,
        rule: None,
        rows: Vec::new(),
        runs: Vec::new(),
        published: None,
        replaced: None,
        basis: String::new(),
    };
    match (kind, LineSubject::of(&wish.about)) {
        (DecisionKind::Publication, _) => publication(ctx, &mut form).await?,
        (DecisionKind::UnitGrades, _) => grades(ctx, &mut form, Whom::Units).await?,
        (DecisionKind::HeadGrades, _) => grades(ctx, &mut form, Whom::Heads).await?,
        (DecisionKind::Replacement, Some(LineSubject::Result)) => result(ctx, &mut form, wish).await?,
        (DecisionKind::Replacement, Some(LineSubject::UnitGrade)) => grade(ctx, &mut form, wish, Whom::Units).await?,
        (DecisionKind::Replacement, Some(LineSubject::HeadGrade)) => grade(ctx, &mut form, wish, Whom::Heads).await?,
        (DecisionKind::Replacement, None) => return Err(Error::NotFound),
    }
    Ok(form)
}

/// The decision that waits with the number that was typed in the year of the day that was typed, or the paper that has it.
async fn taken(ctx: &Ctx, campaign: &Campaign, wish: &PrepareWish) -> Result<(Option<Read>, Option<Entry>), Error> {
    let Some((number, day)) = &wish.typed else { return Ok((None, None)) };
    let day = FigureValue::parse_as(ValueKind::Date, day).map(|it| it.value);
    let (Ok(Some(number)), Ok(FigureValue::Date(day))) = (read_number(number), day) else { return Ok((None, None)) };
    let waiting = store::decision::of_number(ctx.db(), campaign.authority, day.year(), number).await?;
    let holder = store::register::holder(ctx.db(), campaign.authority, day.year(), DocumentKind::Decision, number).await?;
    Ok((waiting, holder))
}

/// The number that the authority's register would give to a decision of today.
async fn next(ctx: &Ctx, campaign: &Campaign) -> Result<Result<String, NumberRefusal>, Error> {
    let authority = store::unit::get(ctx.db(), campaign.authority).await?;
    let symbol = match crate::register::symbol(ctx.db(), &authority, DocumentKind::Decision).await? {
        Ok(symbol) => symbol,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let year = ctx.today.year();
    let series = store::register::manner(ctx.db(), authority.id, year).await?.series(DocumentKind::Decision);
    Ok(Ok(number_shown(store::register::next(ctx.db(), authority.id, year, series).await?, &symbol)))
}

/// Grounds as papers cite them, one a line.
fn grounds<'g>(all: impl IntoIterator<Item = &'g str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for it in all.into_iter().flat_map(|it| it.split([';', '\n'])).map(|it| it.trim().trim_end_matches('.')).filter(|it| !it.is_empty()) {
        let line = if it.starts_with("Căn cứ") { it.to_owned() } else { format!("Căn cứ {it}") };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

async fn publication(ctx: &Ctx, form: &mut PrepareForm) -> Result<(), Error> {
    let runs = store::assessment::list(ctx.db(), form.group.id).await?;
    form.published = runs.iter().find_map(|it| it.published.clone());
    form.runs = runs.iter().filter(|it| it.kind == RunKind::Final && it.published.is_none()).map(RunLine::of).collect();
    let rules = store::rule_set::get(ctx.db(), form.group.rule_set).await?;
    form.basis = grounds([rules.legal_basis.as_str(), rules.title.as_str()]);
    Ok(())
}

async fn grades(ctx: &Ctx, form: &mut PrepareForm, whom: Whom) -> Result<(), Error> {
    let gathered = gather(ctx.db(), &form.campaign, &form.group).await?;
    let part = gathered.part(ctx, whom);
    let Some(chosen) = part.chosen else { return Err(PrepareDecisionRefusal::NoRule.into()) };
    form.basis = grounds([chosen.choice.rule.basis.document.as_str()]);
    form.rule = Some(chosen.choice.rule);
    let open = |it: &GradingRow| it.proposal.is_ok() && it.decided.is_none() && !it.waits && !it.own;
    form.rows = part.rows.into_iter().map(|row| FormRow { open: open(&row), row }).collect();
    Ok(())
}

async fn grade(ctx: &Ctx, form: &mut PrepareForm, wish: &PrepareWish, whom: Whom) -> Result<(), Error> {
    let gathered = gather(ctx.db(), &form.campaign, &form.group).await?;
    let part = gathered.part(ctx, whom);
    let Some(chosen) = part.chosen else { return Err(PrepareDecisionRefusal::NoRule.into()) };
    let same = |it: &&GradingRow| Some(it.member.unit) == wish.unit && it.head.as_ref().map(|it| it.person) == wish.person;
    let row = part.rows.iter().find(same).ok_or(Error::NotFound)?;
    let key = gathered.key(row.member.unit, wish.person);
    let Some(now) = gathered.decided.now(key) else { return Err(PrepareDecisionRefusal::NothingToReplace.into()) };
    form.replaced = Some(Replaced {
        key,
        unit: row.member.name.clone(),
        person: row.head.as_ref().map(|it| it.full_name.clone()),
        now: now.after.clone(),
        shown: now.shown.clone(),
        history: gathered.decided.history(key).to_vec(),
        later: None,
        proposed: row.standing(),
    });
    form.basis = grounds([chosen.choice.rule.basis.document.as_str()]);
    form.rule = Some(chosen.choice.rule);
    Ok(())
}

async fn result(ctx: &Ctx, form: &mut PrepareForm, wish: &PrepareWish) -> Result<(), Error> {
    let unit = wish.unit.ok_or(Error::NotFound)?;
    let runs = store::assessment::list(ctx.db(), form.group.id).await?;
    let Some((run, publication)) = runs.iter().find_map(|it| Some((it, it.published.clone()?))) else {
        return Err(PrepareDecisionRefusal::NothingToReplace.into());
    };
    let computed = store::assessment::result(ctx.db(), run.id, unit).await?.0;
    let decided = store::decision::decided(ctx.db(), form.campaign.id, Some(unit)).await?.decided;
    let history: Vec<DecidedLine> = decided.of_result(unit, run.id).cloned().collect();
    let newer = runs.iter().find(|it| it.kind == RunKind::Final && it.id > run.id);
    let later = match newer {
        Some(newer) => Some(value(&store::assessment::result(ctx.db(), newer.id, unit).await?.0.result)),
        None => None,
    };
    form.replaced = Some(Replaced {
        key: Key { subject: LineSubject::Result, unit, person: None },
        unit: computed.name,
        person: None,
        now: history.last().map_or_else(|| value(&computed.result), |it| it.after.clone()),
        shown: history.last().map_or_else(|| publication.shown.clone(), |it| it.shown.clone()),
        history,
        later,
        proposed: None,
    });
    form.published = Some(publication);
    let rules = store::rule_set::get(ctx.db(), form.group.rule_set).await?;
    form.basis = grounds([rules.legal_basis.as_str(), rules.title.as_str()]);
    Ok(())
}
