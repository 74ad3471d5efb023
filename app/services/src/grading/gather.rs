//! Gathering what the program knows of a group's units and heads, and asking the rules. A fixed number of statements, whatever the size.
//! The key tasks and results of a unit are those of its head too: the head signed for them (`domain.md` 7.3).

use super::known::{KnownFact, Origin};
use super::{GradingPart, GradingRow};
use crate::{Ctx, Error};
use domain::assessment::{Assessor, ExactResult};
use domain::decision::{Decided, DecidedLine, Key, LineSubject, LineValue};
use domain::grading::{
    Allocation, Entry, Exclusion, Fact, Found, GradeFacts, Graded, Measured, QuotaRefusal, QuotaShare, RuleChoice, Stated, Tasks,
    TasksFrom, Who, Whom, Within, months_of_service,
};
use domain::key_task::TaskReport;
use domain::organisation::{PersonCategory, PostKind};
use domain::run::RunKind;
use domain::{Campaign, Group, Member, Package, PersonId, UnitId};
use num_rational::BigRational;
use std::collections::{HashMap, HashSet};
use store::Connection;
use store::assessment::Run;
use store::decision::Published;
use store::grading::{Below, Chosen, Head, Span, Statement};
use time::{Date, Month};

/// Everything that is known of a group.
pub(crate) struct Gathered {
    pub campaign: Campaign,
    pub group: Group,
    pub day: Date,
    pub run: Option<Run>,
    pub published: Option<Published>,
    pub members: Vec<Member>,
    pub heads: Vec<Head>,
    pub decided: Decided,
    pub waiting: Decided,
    chosen: Vec<Chosen>,
    results: HashMap<UnitId, ExactResult>,
    spans: Vec<Span>,
    below: Vec<Below>,
    tasks: Vec<TaskReport>,
    provinces: Vec<UnitId>,
    open_remedies: Vec<UnitId>,
    statements: HashMap<(UnitId, Option<PersonId>, Fact), Statement>,
}

/// Gathers a group.
pub(crate) async fn gather(db: &impl Connection, campaign: &Campaign, group: &Group) -> Result<Gathered, Error> {
    let day = campaign.ends_on;
    let published = store::decision::published(db, campaign.id).await?.into_iter().find(|it| it.group == group.id);
    let runs = store::assessment::list(db, group.id).await?;
    let run = match &published {
        Some(published) => runs.into_iter().find(|it| it.id == published.run),
        None => runs.into_iter().find(|it| it.kind == RunKind::Final),
    };
    let members: Vec<Member> = store::campaign::members(db, campaign.id).await?.into_iter().filter(|it| it.group == group.id).collect();
    let results = match &run {
        Some(run) => exact_results(store::assessment::package(db, run.id).await?, &members).await?,
        None => HashMap::new(),
    };
    let (first, last) = (first_day(campaign.year, day), last_day(campaign.year, day));
    let statements = store::grading::statements(db, campaign.id).await?.into_iter().map(|it| ((it.unit, it.about, it.fact), it)).collect();
    Ok(Gathered {
        campaign: campaign.clone(),
        group: group.clone(),
        day,
        heads: store::grading::heads(db, group.id, day).await?,
        spans: store::grading::spans(db, group.id, day, first, last).await?,
        below: store::grading::below(db, group.id, day).await?,
        tasks: store::key_task::of_group(db, group.id).await?,
        provinces: store::grading::provinces(db, group.id).await?,
        open_remedies: store::grading::units_with_open_remedies(db, campaign.id, group.id).await?,
        decided: store::decision::decided(db, campaign.id).await?,
        waiting: store::decision::waiting(db, campaign.id).await?,
        chosen: store::grading::choices(db, campaign.id).await?,
        statements,
        run,
        published,
        members,
        results,
    })
}

fn first_day(year: i32, otherwise: Date) -> Date {
    Date::from_calendar_date(year, Month::January, 1).unwrap_or(otherwise)
}

fn last_day(year: i32, otherwise: Date) -> Date {
    Date::from_calendar_date(year, Month::December, 31).unwrap_or(otherwise)
}

/// The exact results of a stored run, computed again beside the request loop.
async fn exact_results(package: String, members: &[Member]) -> Result<HashMap<UnitId, ExactResult>, Error> {
    let codes: Vec<(UnitId, String)> = members.iter().map(|it| (it.unit, it.code.clone())).collect();
    let computed = tokio::task::spawn_blocking(move || {
        let package = Package::read(&package).map_err(|_| Error::internal("a stored package cannot be read"))?;
        let assessor = Assessor::new(&package);
        Ok(codes.into_iter().filter_map(|(unit, code)| Some((unit, assessor.exact_result(&code)?))).collect())
    });
    computed.await.map_err(Error::internal)?
}

impl Gathered {
    /// The rule chosen for the units or for the heads.
    pub fn chosen(&self, whom: Whom) -> Option<&Chosen> {
        self.chosen.iter().find(|it| it.group == self.group.id && it.whom == whom)
    }

    /// The units whose head nobody is.
    pub fn without_head(&self) -> Vec<Member> {
        let headed: HashSet<i64> = self.heads.iter().map(|it| it.unit_id).collect();
        self.members.iter().filter(|it| !headed.contains(&it.unit.0)).cloned().collect()
    }

    /// The units or the heads with what is proposed for each.
    pub fn part(&self, ctx: &Ctx, whom: Whom) -> GradingPart {
        let Some(chosen) = self.chosen(whom) else { return GradingPart { chosen: None, rows: Vec::new(), quota: None } };
        let choice = &chosen.choice;
        let mut rows: Vec<GradingRow> = match whom {
            Whom::Units => self.members.iter().map(|it| self.row(ctx, choice, it, None)).collect(),
            Whom::Heads => {
                let head = |member: &Member| self.heads.iter().find(|it| it.unit_id == member.unit.0);
                self.members.iter().filter_map(|it| Some(self.row(ctx, choice, it, Some(head(it)?)))).collect()
            }
        };
        let quota = self.quota(choice, whom, &rows);
        if let Some(Ok(allocation)) = &quota {
            for it in &mut rows {
                it.quota = allocation.reason_for(&it.code());
            }
        }
        GradingPart { chosen: Some(chosen.clone()), rows, quota }
    }

    fn row(&self, ctx: &Ctx, choice: &RuleChoice, member: &Member, head: Option<&Head>) -> GradingRow {
        let who = match head {
            None => Who::organisation(),
            Some(head) => Who::person(PersonCategory::of(&head.category), PostKind::UnitHead),
        };
        let who = if head.is_none() && self.provinces.contains(&member.unit) { who.marked(Exclusion::ProvincialCommittee) } else { who };
        let gathered = self.gathered(choice, member, head);
        let facts: Vec<KnownFact> = choice.rule.asks(&who).into_iter().map(|fact| self.fact(fact, &gathered, member, head)).collect();
        let known = facts.iter().fold(GradeFacts::new(), |facts, it| match &it.found {
            Some(found) => facts.found(it.fact, found),
            None => facts,
        });
        let person = head.map(|it| PersonId(it.person_id));
        let key = self.key(member.unit, person);
        GradingRow {
            proposal: choice.rule.propose(&who, self.day, &known),
            quota: None,
            decided: self.decided.now(key).cloned(),
            waits: self.waiting.now(key).is_some(),
            own: ctx.actor.home.contains(&member.unit) || person == Some(ctx.actor.person),
            member: member.clone(),
            head: head.cloned(),
            facts,
        }
    }

    /// The key of a unit's or a head's grade.
    pub fn key(&self, unit: UnitId, person: Option<PersonId>) -> Key {
        let subject = if person.is_some() { LineSubject::HeadGrade } else { LineSubject::UnitGrade };
        Key { subject, unit, person }
    }

    /// What the program knows by itself, each fact with where it comes from.
    fn gathered(&self, choice: &RuleChoice, member: &Member, head: Option<&Head>) -> Vec<(GradeFacts, Origin)> {
        let mut all: Vec<(GradeFacts, Origin)> = Vec::new();
        let result = self.results.get(&member.unit);
        if let Some(result) = result {
            all.push((of_result(result), Origin::Results));
        }
        let (tasks, origin) = match choice.tasks_from {
            TasksFrom::Targets => (result.map(Tasks::of_result), Origin::Targets),
            TasksFrom::KeyTasks => {
                let own: Vec<TaskReport> = self.tasks.iter().filter(|it| it.unit == member.unit).cloned().collect();
                (Some(Tasks::of_key_tasks(&own, self.day)), Origin::KeyTasks)
            }
        };
        if let Some(facts) = tasks.and_then(|it| GradeFacts::new().with_tasks(&it).ok()) {
            all.push((facts, origin));
        }
        let below: Vec<_> = self.below.iter().filter(|it| it.unit_id == member.unit.0).collect();
        let grades: Vec<_> = below.iter().map(|it| self.decided.unit_grade(UnitId(it.below_id)).and_then(LineValue::grade)).collect();
        let origin = if below.is_empty() { Origin::NothingBelow } else { Origin::GradesBelow };
        all.push((GradeFacts::new().with_subordinates(&grades), origin));
        if self.open_remedies.contains(&member.unit) {
            all.push((GradeFacts::new().says(Stated::ShortcomingOpen, true), Origin::OpenRemedy));
        }
        if let Some(head) = head {
            let spans: Vec<_> = self.spans.iter().filter(|it| it.person_id == head.person_id).map(|it| (it.from_on, it.to_on)).collect();
            let months = months_of_service(&spans, self.campaign.year);
            all.push((GradeFacts::new().found(Fact::Measured(Measured::MonthsWorked), &Found::Number(months)), Origin::Postings));
            let key = self.key(member.unit, None);
            if let Some((line, grade)) = self.decided.now(key).and_then(|it| Some((it.clone(), it.after.grade()?))) {
                all.push((GradeFacts::new().graded(Graded::UnitGrade, grade), Origin::Decision(line)));
            }
        }
        all
    }

    /// A fact: as the program knows it, else as somebody said. Months of service may be corrected, for records can lack earlier posts.
    fn fact(&self, fact: Fact, gathered: &[(GradeFacts, Origin)], member: &Member, head: Option<&Head>) -> KnownFact {
        let known = gathered.iter().find_map(|(facts, origin)| Some((facts.of_fact(fact)?, origin)));
        let stated = self.statements.get(&(member.unit, head.map(|it| PersonId(it.person_id)), fact));
        match (known, stated) {
            (Some((found, origin)), _) if *origin != Origin::Postings => KnownFact { fact, found: Some(found), origin: origin.clone() },
            (_, Some(stated)) => KnownFact { fact, found: stated.answer.known().cloned(), origin: Origin::Stated(stated.clone()) },
            (Some((found, origin)), None) => KnownFact { fact, found: Some(found), origin: origin.clone() },
            (None, None) => KnownFact { fact, found: None, origin: Origin::Nowhere },
        }
    }

    /// The grades that are decided already and count together with a group's in the quota of a rule, the group's own left out.
    pub fn decided_elsewhere(&self, choice: &RuleChoice, whom: Whom) -> Vec<&DecidedLine> {
        if choice.rule.quota.as_ref().is_none_or(|it| it.within != Within::Authority) {
            return Vec::new();
        }
        let own: HashSet<UnitId> = self.members.iter().map(|it| it.unit).collect();
        self.decided.all_now(subject(whom)).filter(|it| !own.contains(&it.key.unit)).collect()
    }

    fn quota(&self, choice: &RuleChoice, whom: Whom, rows: &[GradingRow]) -> Option<Result<Allocation, QuotaRefusal>> {
        choice.rule.quota.as_ref()?;
        let entry = |it: &GradingRow| {
            let decided = it.decided.as_ref().map(|it| it.after.standing());
            let standing = decided.or_else(|| it.proposal.as_ref().ok().map(|it| it.standing.clone()))?;
            Some(Entry { code: it.code(), standing, points: points(choice, it) })
        };
        let mut entries: Vec<Entry> = rows.iter().filter_map(entry).collect();
        entries.extend(self.decided_elsewhere(choice, whom).into_iter().enumerate().map(|(at, it)| Entry {
            code: format!("elsewhere-{at}"),
            standing: it.after.standing(),
            points: None,
        }));
        Some(choice.rule.allocate(&entries, share(choice)))
    }
}

/// What decisions about the units or the heads are about.
pub(crate) fn subject(whom: Whom) -> LineSubject {
    match whom {
        Whom::Units => LineSubject::UnitGrade,
        Whom::Heads => LineSubject::HeadGrade,
    }
}

/// Which share of the quota an office takes.
pub(crate) fn share(choice: &RuleChoice) -> QuotaShare<'_> {
    if choice.outstanding.is_empty() { QuotaShare::Ordinary } else { QuotaShare::Outstanding { reason: &choice.outstanding } }
}

/// The number on the scale of the rule, by which candidates are ordered.
fn points(choice: &RuleChoice, row: &GradingRow) -> Option<BigRational> {
    let scale = choice.rule.scale.as_ref()?.fact;
    row.facts.iter().find(|it| it.fact == Fact::Measured(scale)).and_then(|it| match &it.found {
        Some(Found::Number(it)) => Some(it.clone()),
        _ => None,
    })
}

/// The facts that an exact result gives.
fn of_result(it: &ExactResult) -> GradeFacts {
    let mut facts = GradeFacts::new();
    if let Some(score) = &it.score {
        facts = facts.found(Fact::Measured(Measured::CommitmentScore), &Found::Number(score.clone()));
    }
    if it.applicable > 0 {
        let met = Found::Number(BigRational::new(it.met.into(), it.applicable.into()));
        facts = facts.found(Fact::Measured(Measured::TargetsMet), &met).found(Fact::Measured(Measured::UnitTargetsMet), &met);
    }
    it.gates_met.map_or(facts.clone(), |met| facts.says(Stated::GatesMet, met))
}
