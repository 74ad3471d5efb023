//! The history of one thing, for those concerned: who may read the thing reads what was done with it, without a right over the log.

use crate::{Ctx, Error};
use domain::figure::{may_view, views_every_field};
use domain::policy::{Action, CasePlace, Forbidden, Place};
use domain::{
    AccountId, AppealId, CampaignId, CaseId, CommitmentId, ConferenceId, DecisionId, EntryId, Event, FigureId, KeyTaskId, Period, PersonId,
    PostId, RemedyId, RuleSetId, RunId, UnitId, VariableId,
};
use store::audit::{Part, Selection, Told};

/// How many lines a page shows.
pub const PAGE: i64 = 50;

/// The most pages that can be turned.
const MOST_PAGES: i64 = 100_000;

/// A thing that has a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A figure.
    Figure,
    /// A key task.
    KeyTask,
    /// A commitment sheet.
    Sheet,
    /// A conference.
    Conference,
    /// A review case with its reports, meeting, minutes and remedies.
    Case,
    /// A remedy.
    Remedy,
    /// A unit, with its posts and all that was done about it.
    Unit,
    /// A post.
    Post,
    /// A campaign.
    Campaign,
    /// A rule set.
    RuleSet,
    /// A variable of the catalogue.
    Variable,
    /// A run of an assessment.
    Run,
    /// An account.
    Account,
    /// A person's page.
    Person,
    /// A decision.
    Decision,
    /// An appeal.
    Appeal,
    /// A row of the register of papers.
    Entry,
}

impl Subject {
    /// Every thing.
    pub const ALL: [Self; 17] = [
        Self::Figure,
        Self::KeyTask,
        Self::Sheet,
        Self::Conference,
        Self::Case,
        Self::Remedy,
        Self::Unit,
        Self::Post,
        Self::Campaign,
        Self::RuleSet,
        Self::Variable,
        Self::Run,
        Self::Account,
        Self::Person,
        Self::Decision,
        Self::Appeal,
        Self::Entry,
    ];

    /// Its name in addresses, without marks.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Figure => "so-lieu",
            Self::KeyTask => "nhiem-vu",
            Self::Sheet => "cam-ket",
            Self::Conference => "hoi-nghi",
            Self::Case => "kiem-diem",
            Self::Remedy => "bien-phap",
            Self::Unit => "don-vi",
            Self::Post => "chuc-vu",
            Self::Campaign => "dot",
            Self::RuleSet => "bo-chi-tieu",
            Self::Variable => "danh-muc-so-lieu",
            Self::Run => "lan-danh-gia",
            Self::Account => "tai-khoan",
            Self::Person => "nguoi",
            Self::Decision => "quyet-dinh",
            Self::Appeal => "kien-nghi",
            Self::Entry => "van-ban",
        }
    }

    /// The thing of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Where the thing itself is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A figure's page.
    Figure {
        /// The unit.
        unit: UnitId,
        /// The period.
        period: Period,
        /// The variable's code.
        variable: String,
        /// The campaign's code.
        campaign: String,
    },
    /// The key tasks of a campaign.
    KeyTasks(String),
    /// A sheet.
    Sheet(CommitmentId),
    /// A conference.
    Conference(ConferenceId),
    /// A case.
    Case(CaseId),
    /// What follows in a campaign.
    FollowUp(String),
    /// A unit.
    Unit(UnitId),
    /// A campaign.
    Campaign(String),
    /// A rule set.
    RuleSet(RuleSetId),
    /// A variable of the catalogue.
    Variable(VariableId),
    /// The ranking of a campaign.
    Ranking(String),
    /// An account, for the technician.
    Account(AccountId),
    /// One's own account.
    OwnAccount,
    /// A person.
    Person(PersonId),
    /// A decision.
    Decision(DecisionId),
    /// An appeal.
    Appeal(AppealId),
    /// A row of the register of papers.
    Entry(EntryId),
}

/// A page of a thing's history.
#[derive(Debug, Clone)]
pub struct History {
    /// What kind of thing it is.
    pub subject: Subject,
    /// Its key.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Where it is shown.
    pub home: Home,
    /// The lines, newest first.
    pub lines: Vec<Told>,
    /// How many there are.
    pub total: i64,
    /// The page, from 1.
    pub page: i64,
}

struct Found {
    title: String,
    home: Home,
    selection: Selection,
}

fn found(title: impl Into<String>, home: Home, parts: Vec<Part>) -> Found {
    Found { title: title.into(), home, selection: Selection { parts, without: Vec::new() } }
}

/// A page of a thing's history, for who may read the thing. Six statements at most.
pub async fn history(ctx: &Ctx, subject: Subject, id: i64, page: i64) -> Result<History, Error> {
    let found = match subject {
        Subject::Figure => figure(ctx, FigureId(id)).await?,
        Subject::KeyTask => key_task(ctx, KeyTaskId(id)).await?,
        Subject::Sheet => sheet(ctx, CommitmentId(id)).await?,
        Subject::Conference => conference(ctx, ConferenceId(id)).await?,
        Subject::Case => case(ctx, CaseId(id)).await?,
        Subject::Remedy => remedy(ctx, RemedyId(id)).await?,
        Subject::Unit => unit(ctx, UnitId(id)).await?,
        Subject::Post => post(ctx, PostId(id)).await?,
        Subject::Campaign => campaign(ctx, CampaignId(id)).await?,
        Subject::RuleSet => rule_set(ctx, RuleSetId(id)).await?,
        Subject::Variable => variable(ctx, VariableId(id)).await?,
        Subject::Run => run(ctx, RunId(id)).await?,
        Subject::Account => account(ctx, AccountId(id)).await?,
        Subject::Person => person(ctx, PersonId(id)).await?,
        Subject::Decision => decision(ctx, DecisionId(id)).await?,
        Subject::Appeal => appeal(ctx, AppealId(id)).await?,
        Subject::Entry => entry(ctx, EntryId(id)).await?,
    };
    let page = page.clamp(1, MOST_PAGES);
    Ok(History {
        subject,
        id,
        total: store::audit::history_count(ctx.db(), &found.selection).await?,
        lines: store::audit::history(ctx.db(), &found.selection, PAGE, (page - 1) * PAGE).await?,
        title: found.title,
        home: found.home,
        page,
    })
}

async fn figure(ctx: &Ctx, id: FigureId) -> Result<Found, Error> {
    let there = store::figure::to_decide(ctx.db(), &[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
    ctx.actor.allow(Action::ViewFigures, &there.place)?;
    may_view(&ctx.actor, &there.place, &there.owner_area)?;
    let campaign = store::campaign::get(ctx.db(), there.figure.campaign).await?.code;
    let (unit, period) = (there.figure.unit, there.figure.period);
    Ok(found(there.title, Home::Figure { unit, period, variable: there.variable, campaign }, vec![Part::Of("figure", id.0)]))
}

async fn key_task(ctx: &Ctx, id: KeyTaskId) -> Result<Found, Error> {
    let task = store::key_task::get(ctx.db(), id).await?;
    if !views_every_field(&ctx.actor, &store::unit::place(ctx.db(), task.unit).await?) {
        return Err(Forbidden::NoRole.into());
    }
    let campaign = store::campaign::get(ctx.db(), task.campaign).await?.code;
    Ok(found(task.title, Home::KeyTasks(campaign), vec![Part::Of("key_task", id.0)]))
}

async fn sheet(ctx: &Ctx, id: CommitmentId) -> Result<Found, Error> {
    let sheet = store::commitment::get(ctx.db(), id).await?;
    ctx.actor.allow(Action::ViewCommitment, &sheet.place())?;
    let unit = store::unit::get(ctx.db(), sheet.unit).await?.name_full;
    Ok(found(unit, Home::Sheet(id), vec![Part::Of("commitment", id.0)]))
}

async fn conference(ctx: &Ctx, id: ConferenceId) -> Result<Found, Error> {
    let conference = store::conference::get(ctx.db(), id).await?;
    let campaign = store::campaign::get(ctx.db(), conference.campaign).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    Ok(found(conference.title, Home::Conference(id), vec![Part::Of("conference", id.0)]))
}

/// What somebody may read of a case's history besides the case itself.
fn of_case(ctx: &Ctx, id: CaseId, at: &CasePlace, reviewed: bool) -> Vec<Part> {
    let mut parts = vec![Part::Of("review_case", id.0), Part::Below("remedy", "case_id", id.0)];
    if ctx.actor.allow(Action::ViewConsequences, &at.place).is_ok() {
        parts.push(Part::Below("consequence", "case_id", id.0));
    }
    if reviewed || ctx.actor.allow_case(Action::ViewPersonalReview, at).is_ok() {
        parts.push(Part::Below("review_report", "case_id", id.0));
    }
    parts
}

async fn case(ctx: &Ctx, id: CaseId) -> Result<Found, Error> {
    let case = store::review::case::get(ctx.db(), id).await?;
    let unit = store::unit::get(ctx.db(), case.unit).await?;
    let at = case.at(unit.place());
    ctx.actor.allow_case(Action::ViewReview, &at)?;
    let reviewed = store::review::report::list(ctx.db(), id).await?.iter().any(|it| it.person == Some(ctx.actor.person));
    Ok(found(unit.name_full, Home::Case(id), of_case(ctx, id, &at, reviewed)))
}

async fn remedy(ctx: &Ctx, id: RemedyId) -> Result<Found, Error> {
    let remedy = store::review::follow_up::remedy(ctx.db(), id).await?;
    let case = store::review::case::get(ctx.db(), remedy.case).await?;
    let place = store::unit::place(ctx.db(), case.unit).await?;
    ctx.actor.allow_case(Action::ViewReview, &case.at(place))?;
    let campaign = store::campaign::get(ctx.db(), case.campaign).await?.code;
    Ok(found(remedy.remedy.title, Home::FollowUp(campaign), vec![Part::Of("remedy", id.0)]))
}

/// The tables about which somebody may read at a place, with what each asks for.
fn readable(ctx: &Ctx, place: &Place) -> Vec<&'static str> {
    let may = |action| ctx.actor.allow(action, place).is_ok();
    let asked: [(bool, &[&str]); 8] = [
        (may(Action::ViewOrganisation), &["unit", "post"]),
        (may(Action::ViewCommitment), &["commitment", "amendment"]),
        (views_every_field(&ctx.actor, place), &["figure", "key_task"]),
        (may(Action::ViewResults), &["external_result", "assessment_run", "campaign", "appeal"]),
        (may(Action::ViewReview), &["review_case", "remedy", "support"]),
        (may(Action::ViewPersonalReview), &["review_report"]),
        (may(Action::ViewConsequences), &["consequence"]),
        (may(Action::ViewGrading), &["grade_fact", "decision"]),
    ];
    asked.into_iter().filter(|it| it.0).flat_map(|it| it.1.iter().copied()).collect()
}

async fn unit(ctx: &Ctx, id: UnitId) -> Result<Found, Error> {
    let unit = store::unit::get(ctx.db(), id).await?;
    ctx.actor.allow(Action::ViewOrganisation, &unit.place())?;
    let parts = vec![Part::Of("unit", id.0), Part::Below("post", "unit_id", id.0), Part::OfUnit(id, readable(ctx, &unit.place()))];
    let mut found = found(unit.name_full.clone(), Home::Unit(id), parts);
    if ctx.actor.allow(Action::ViewConsequences, &unit.place()).is_err() {
        found.selection.without.push(Event::ConsequencesRead);
    }
    Ok(found)
}

async fn post(ctx: &Ctx, id: PostId) -> Result<Found, Error> {
    let post = store::organisation::post(ctx.db(), id).await?;
    let unit = UnitId(post.unit_id);
    ctx.actor.allow(Action::ViewOrganisation, &store::unit::place(ctx.db(), unit).await?)?;
    Ok(found(post.title, Home::Unit(unit), vec![Part::Of("post", id.0)]))
}

async fn campaign(ctx: &Ctx, id: CampaignId) -> Result<Found, Error> {
    let campaign = store::campaign::get(ctx.db(), id).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let mut found = found(campaign.title.clone(), Home::Campaign(campaign.code.clone()), vec![Part::Of("campaign", id.0)]);
    if !ctx.actor.holds(Action::ViewConsequences, &campaign.place()) {
        found.selection.without.push(Event::ConsequencesRead);
    }
    // Why figures of a unit count as missing is printed on that unit's sheet, not on everybody's.
    if !ctx.actor.holds(Action::ViewResults, &campaign.place()) {
        found.selection.without.extend([Event::FigureExcused, Event::AppraisalExcused]);
    }
    Ok(found)
}

async fn rule_set(ctx: &Ctx, id: RuleSetId) -> Result<Found, Error> {
    if !ctx.actor.may_somewhere(Action::ViewCatalogue) {
        return Err(Forbidden::NoRole.into());
    }
    let version = store::rule_set::get(ctx.db(), id).await?;
    Ok(found(version.title, Home::RuleSet(id), vec![Part::Of("rule_set", id.0)]))
}

async fn variable(ctx: &Ctx, id: VariableId) -> Result<Found, Error> {
    if !ctx.actor.may_somewhere(Action::ViewCatalogue) {
        return Err(Forbidden::NoRole.into());
    }
    let variable = store::rule_set::variable(ctx.db(), id).await?;
    Ok(found(variable.title, Home::Variable(id), vec![Part::Of("variable", id.0)]))
}

async fn run(ctx: &Ctx, id: RunId) -> Result<Found, Error> {
    let run = store::assessment::get(ctx.db(), id).await?;
    let campaign = store::campaign::get(ctx.db(), run.campaign).await?;
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    Ok(found(campaign.title, Home::Ranking(campaign.code), vec![Part::Of("assessment_run", id.0)]))
}

async fn account(ctx: &Ctx, id: AccountId) -> Result<Found, Error> {
    let own = id == ctx.actor.account;
    if !own && !ctx.actor.may_somewhere(Action::ManageAccounts) {
        return Err(Forbidden::NoRole.into());
    }
    let account = store::technician::account(ctx.db(), id, ctx.today).await?;
    let home = if own { Home::OwnAccount } else { Home::Account(id) };
    Ok(found(account.login, home, vec![Part::Of("account", id.0)]))
}

/// The log of a decision names no grade: who reads the decision at all reads what became of it.
async fn decision(ctx: &Ctx, id: DecisionId) -> Result<Found, Error> {
    let title = crate::decision::readable(ctx, id).await?;
    Ok(found(title, Home::Decision(id), vec![Part::Of("decision", id.0)]))
}

async fn appeal(ctx: &Ctx, id: AppealId) -> Result<Found, Error> {
    let title = crate::appeal::readable(ctx, id).await?;
    Ok(found(title, Home::Appeal(id), vec![Part::Of("appeal", id.0)]))
}

async fn entry(ctx: &Ctx, id: EntryId) -> Result<Found, Error> {
    let title = crate::register::readable(ctx, id).await?;
    Ok(found(title, Home::Entry(id), vec![Part::Of("register_entry", id.0)]))
}

async fn person(ctx: &Ctx, id: PersonId) -> Result<Found, Error> {
    if id != ctx.actor.person && !ctx.actor.may_somewhere(Action::EditOrganisation) {
        return Err(Forbidden::NoRole.into());
    }
    let person = store::organisation::person(ctx.db(), id).await?;
    Ok(found(person.full_name, Home::Person(id), vec![Part::Of("person", id.0)]))
}
