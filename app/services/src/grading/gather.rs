//! Gathering what the program knows of a group's units and heads, and asking the rules. A fixed number of statements, whatever the size.
//! The key tasks and results of a unit are those of its head too: the head signed for them (`domain.md` 7.3).

use super::known::{KnownFact, Origin};
use super::{GradingPart, GradingRow, PublishedGrade};
use crate::{Ctx, Error};
use domain::assessment::{Assessor, ExactResult};
use domain::decision::{Decided, DecidedLine, Key, LineSubject, LineValue};
use domain::grading::{
    Allocation, Entry, Exclusion, Fact, Found, Grade, GradeFacts, Graded, Measured, QuotaRefusal, QuotaShare, RuleChoice, Stated, Tasks,
    TasksFrom, Who, Whom, Within, months_of_service,
};
use domain::key_task::TaskReport;
use domain::organisation::{PersonCategory, PostKind};
use domain::package::Pass;
use domain::{Campaign, Group, Member, Package, PersonId, UnitId};
use num_rational::BigRational;
use std::collections::{HashMap, HashSet};
use store::Connection;
use store::assessment::Run;
use store::grading::{Around, Chosen, GradedUnit, Head, Statement};
use time::Date;

/// Everything that is known of a group.
pub(crate) struct Gathered {
    pub campaign: Campaign,
    pub group: Group,
    pub day: Date,
    pub run: Option<Run>,
    pub units: Vec<GradedUnit>,
    pub decided: Decided,
    pub waiting: Decided,
    /// What the same authority decided in other campaigns of the year.
    beside: Decided,
    pub statements: Vec<Statement>,
    chosen: Vec<Chosen>,
    results: HashMap<UnitId, ExactResult>,
    /// Whether the results go by the score that others published.
    index_based: bool,
    around: Around,
    tasks: Vec<TaskReport>,
}

/// Gathers a group. Seven statements.
pub(crate) async fn gather(db: &impl Connection, campaign: &Campaign, group: &Group) -> Result<Gathered, Error> {
    let day = campaign.ends_on;
    let units = store::grading::units(db, group.id, day).await?;
    let (run, (results, index_based)) = match store::assessment::counting(db, group.id).await? {
        Some((run, package)) => (Some(run), exact_results(package, &units).await?),
        None => (None, (HashMap::new(), false)),
    };
    let there = store::decision::decided_by_authority(db, campaign.id).await?;
    Ok(Gathered {
        campaign: campaign.clone(),
        group: group.clone(),
        day,
        around: store::grading::around(db, group.id, day).await?,
        tasks: store::key_task::of_group(db, group.id).await?,
        decided: there.here.decided,
        waiting: there.here.waiting,
        beside: there.beside,
        chosen: store::grading::choices(db, campaign.id).await?,
        statements: store::grading::statements(db, campaign.id).await?,
        run,
        units,
        results,
        index_based,
    })
}

/// The exact results of a stored run, computed again beside the request loop, and whether they go by a published index.
async fn exact_results(package: String, units: &[GradedUnit]) -> Result<(HashMap<UnitId, ExactResult>, bool), Error> {
    let codes: Vec<(UnitId, String)> = units.iter().map(|it| (it.member.unit, it.member.code.clone())).collect();
    let computed = tokio::task::spawn_blocking(move || {
        let package = Package::read(&package).map_err(|_| Error::internal("a stored package cannot be read"))?;
        let assessor = Assessor::new(&package);
        let results = codes.into_iter().filter_map(|(unit, code)| Some((unit, assessor.exact_result(&code)?))).collect();
        Ok((results, matches!(package.rule_set.pass, Pass::IndexBased { .. })))
    });
    computed.await.map_err(Error::internal)?
}

impl Gathered {
    /// The rule chosen for the units or for the heads.
    pub fn chosen(&self, whom: Whom) -> Option<&Chosen> {
        self.chosen.iter().find(|it| it.group == self.group.id && it.whom == whom)
    }

    /// Whether a decided grade of a unit's head would stand above the unit's, where the rule for heads does not let it.
    pub fn has_head_above(&self, unit: UnitId, after: &LineValue) -> bool {
        let capped = |it: &Chosen| it.choice.rule.caps_heads_by_unit();
        let mut heads = self.decided.all_now(LineSubject::HeadGrade).filter(|it| it.key.unit == unit);
        self.chosen(Whom::Heads).is_some_and(capped) && heads.any(|it| it.after.grade() > after.grade())
    }

    /// The units whose head nobody is.
    pub fn without_head(&self) -> Vec<Member> {
        self.units.iter().filter(|it| it.head.is_none()).map(|it| it.member.clone()).collect()
    }

    /// The units or the heads with what is proposed for each.
    pub fn part(&self, ctx: &Ctx, whom: Whom) -> GradingPart {
        let Some(chosen) = self.chosen(whom) else { return GradingPart { chosen: None, rows: Vec::new(), quota: None } };
        let choice = &chosen.choice;
        let stated: HashMap<_, _> = self.statements.iter().map(|it| ((it.unit, it.about, it.fact), it)).collect();
        let mut rows: Vec<GradingRow> = match whom {
            Whom::Units => self.units.iter().map(|it| self.row(ctx, choice, it, None, &stated)).collect(),
            Whom::Heads => self.units.iter().filter_map(|it| Some(self.row(ctx, choice, it, Some(it.head.as_ref()?), &stated))).collect(),
        };
        let quota = self.quota(choice, whom, &rows);
        if let Some(Ok(allocation)) = &quota {
            for it in &mut rows {
                it.quota = allocation.reason_for(&it.code());
            }
        }
        GradingPart { chosen: Some(chosen.clone()), rows, quota }
    }

    fn row(&self, ctx: &Ctx, choice: &RuleChoice, unit: &GradedUnit, head: Option<&Head>, stated: &LastStated<'_>) -> GradingRow {
        let who = match head {
            None if unit.province => Who::organisation().marked(Exclusion::ProvincialCommittee),
            None => Who::organisation(),
            Some(head) => Who::person(PersonCategory::of(&head.category), PostKind::UnitHead),
        };
        let member = &unit.member;
        let person = head.map(|it| it.person);
        let gathered = self.gathered(choice, unit, head);
        let fact = |fact: Fact| known(fact, &gathered, stated.get(&(member.unit, person, fact)).copied());
        let facts: Vec<KnownFact> = choice.rule.asks(&who).into_iter().map(fact).collect();
        let all = facts.iter().fold(GradeFacts::new(), |facts, it| match &it.found {
            Some(found) => facts.found(it.fact, found),
            None => facts,
        });
        let key = self.key(member.unit, person);
        GradingRow {
            proposal: choice.rule.propose(&who, self.day, &all),
            quota: None,
            decided: self.decided.now(key).cloned(),
            published: self.published(member.unit).filter(|_| person.is_none()),
            waits: self.waiting.now(key).is_some(),
            own: ctx.actor.home.contains(&member.unit) || person == Some(ctx.actor.person),
            member: member.clone(),
            head: head.cloned(),
            known: all,
            facts,
        }
    }

    /// What is published of the result of a unit.
    fn published(&self, unit: UnitId) -> Option<PublishedGrade> {
        let run = self.run.as_ref()?;
        let published = run.published.as_ref()?;
        if let Some(line) = self.decided.of_result(unit, run.id).next_back() {
            let LineValue::Result(it) = &line.after else { return None };
            let grade = it.grade.as_deref().and_then(Grade::of);
            let (decision, shown) = (line.decision, line.shown.clone());
            return Some(PublishedGrade { outcome: it.outcome, grade, decision, shown, decided_on: line.decided_on });
        }
        let result = self.results.get(&unit)?;
        let grade = result.grade.as_deref().and_then(Grade::of);
        let (decision, shown) = (published.decision, published.shown.clone());
        Some(PublishedGrade { outcome: result.outcome, grade, decision, shown, decided_on: published.decided_on })
    }

    /// The key of a unit's or a head's grade.
    pub fn key(&self, unit: UnitId, person: Option<PersonId>) -> Key {
        let subject = if person.is_some() { LineSubject::HeadGrade } else { LineSubject::UnitGrade };
        Key { subject, unit, person }
    }

    /// What the program knows by itself, each fact with where it comes from.
    fn gathered(&self, choice: &RuleChoice, unit: &GradedUnit, head: Option<&Head>) -> Vec<(GradeFacts, Origin)> {
        let mut all: Vec<(GradeFacts, Origin)> = Vec::new();
        let own = unit.member.unit;
        let result = self.results.get(&own);
        // A decision that replaced the published result counts, not what was computed; the targets stay as they came out.
        let replaced = self.run.as_ref().and_then(|run| self.decided.of_result(own, run.id).next_back());
        match (replaced, replaced.map(|it| &it.after)) {
            (Some(line), Some(LineValue::Result(it))) => {
                let value = it.score.map(|it| it.rational());
                all.push((of_score(value, it.grade.as_deref(), self.index_based), Origin::Decision(line.clone())));
            }
            _ => {
                let computed = result.map(|it| of_score(it.score.clone(), it.grade.as_deref(), self.index_based));
                all.extend(computed.map(|it| (it, Origin::Results)));
            }
        }
        if let Some(result) = result {
            all.push((of_targets(result), Origin::Results));
        }
        let (tasks, origin) = match choice.tasks_from {
            TasksFrom::Targets => (result.map(Tasks::of_result), Origin::Targets),
            TasksFrom::KeyTasks => {
                let tasks: Vec<TaskReport> = self.tasks.iter().filter(|it| it.unit == own).cloned().collect();
                (Some(Tasks::of_key_tasks(&tasks, self.day)), Origin::KeyTasks)
            }
        };
        if let Some(facts) = tasks.and_then(|it| GradeFacts::new().with_tasks(&it).ok()) {
            all.push((facts, origin));
        }
        let below = || self.around.below.iter().filter(|it| it.0 == own);
        let grades: Vec<_> = below().map(|it| self.decided.unit_grade(it.1).and_then(LineValue::grade)).collect();
        let origin = if grades.is_empty() { Origin::NothingBelow } else { Origin::GradesBelow };
        all.push((GradeFacts::new().with_subordinates(&grades), origin));
        if unit.open_remedy {
            all.push((GradeFacts::new().says(Stated::ShortcomingOpen, true), Origin::OpenRemedy));
        }
        if let Some(head) = head {
            let spans: Vec<_> = self.around.spans.iter().filter(|it| it.0 == head.person).map(|it| (it.1, it.2)).collect();
            let months = Found::Number(months_of_service(&spans, self.campaign.year, self.day));
            all.push((GradeFacts::new().found(Fact::Measured(Measured::MonthsWorked), &months), Origin::Postings));
            let decided = self.decided.now(self.key(own, None));
            if let Some((line, grade)) = decided.and_then(|it| Some((it.clone(), it.after.grade()?))) {
                all.push((GradeFacts::new().graded(Graded::UnitGrade, grade), Origin::Decision(line)));
            }
        }
        all
    }

    /// The grades that the same authority has decided for the year and that count together with a group's in the quota of a rule, the group's
    /// own left out.
    pub fn decided_elsewhere(&self, choice: &RuleChoice, whom: Whom) -> Vec<&DecidedLine> {
        if choice.rule.quota.as_ref().is_none_or(|it| it.within != Within::Authority) {
            return Vec::new();
        }
        let own: HashSet<UnitId> = self.units.iter().map(|it| it.member.unit).collect();
        let here = self.decided.all_now(subject(whom)).filter(|it| !own.contains(&it.key.unit));
        // Nobody counts twice who is graded in two campaigns of the year.
        let beside = self.beside.all_now(subject(whom)).filter(|it| !own.contains(&it.key.unit) && self.decided.now(it.key).is_none());
        here.chain(beside).collect()
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

/// What was said last of each fact.
type LastStated<'s> = HashMap<(UnitId, Option<PersonId>, Fact), &'s Statement>;

/// A fact: as the program knows it, else as somebody said. Months of service may be corrected, for records can lack earlier posts.
fn known(fact: Fact, gathered: &[(GradeFacts, Origin)], stated: Option<&Statement>) -> KnownFact {
    let known = gathered.iter().find_map(|(facts, origin)| Some((facts.of_fact(fact)?, origin)));
    match (known, stated) {
        (Some((found, origin)), _) if *origin != Origin::Postings => KnownFact { fact, found: Some(found), origin: origin.clone() },
        (_, Some(stated)) => KnownFact { fact, found: stated.answer.known().cloned(), origin: Origin::Stated(stated.clone()) },
        (Some((found, origin)), None) => KnownFact { fact, found: Some(found), origin: origin.clone() },
        (None, None) => KnownFact { fact, found: None, origin: Origin::Nowhere },
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

/// The facts that a score with its grade gives. Where the rule set goes by a published index, they are the index's.
fn of_score(score: Option<BigRational>, grade: Option<&str>, index_based: bool) -> GradeFacts {
    let mut facts = GradeFacts::new();
    if let Some(score) = score.map(Found::Number) {
        let measured = if index_based { Measured::IndexPercent } else { Measured::CommitmentScore };
        facts = facts.found(Fact::Measured(measured), &score);
    }
    match grade.and_then(Grade::of).filter(|_| index_based) {
        Some(grade) => facts.graded(Graded::IndexGrade, grade),
        None => facts,
    }
}

/// The facts that the targets of an exact result give.
fn of_targets(it: &ExactResult) -> GradeFacts {
    let mut facts = GradeFacts::new();
    if it.applicable > 0 {
        let met = Found::Number(BigRational::new(it.met.into(), it.applicable.into()));
        facts = facts.found(Fact::Measured(Measured::TargetsMet), &met).found(Fact::Measured(Measured::UnitTargetsMet), &met);
    }
    it.gates_met.map_or(facts.clone(), |met| facts.says(Stated::GatesMet, met))
}
