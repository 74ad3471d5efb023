//! Running an assessment: build the package, compute, store package, receipt, digests and results. Nothing later changes a run.

use crate::package::{Gathered, by_unit, gather};
use crate::{Ctx, Error, Remember};
use domain::assessment::assess;
use domain::campaign::StageRefusal;
use domain::policy::Action;
use domain::run::{AssessRefusal, Missing, RunKind, Unappraised};
use domain::{Campaign, CampaignId, Event, Group, GroupId, Package, PersonId, Receipt, RunId, Stage, TargetId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Tx;
use store::assessment::{Run, TargetRow, UnitRow};
use store::missing_reason::MissingReason;

/// Why a figure counts as missing in a run, as the run keeps it and every sheet prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingRecord {
    /// The unit's key.
    pub unit: i64,
    /// The variable's code.
    pub variable: String,
    /// The variable's title.
    pub title: String,
    /// The period's label.
    pub period: String,
    /// The reason.
    pub reason: String,
    /// The name of who gave it.
    pub by: String,
    /// The code of the manual target that nobody appraised, where that is what is missing; `title` is then its title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
}

/// Runs the assessment of a group by a form with a one-time token.
pub async fn run(ctx: &Ctx, campaign: CampaignId, group: GroupId, kind: RunKind, token: &str) -> Result<RunId, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, campaign).await?;
    let campaign = store::campaign::get(&tx, campaign).await?;
    let group = store::campaign::group(&tx, group).await?;
    if group.campaign != campaign.id {
        return Err(Error::NotFound);
    }
    ctx.actor.allow(Action::RunAssessment, &campaign.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    if kind == RunKind::Final {
        crate::campaign::in_stage(ctx, &tx, &campaign, Stage::Assess).await?;
    }
    crate::account::use_form_token(ctx, &tx, token).await?;
    let run = run_in(&tx, &campaign, &group, kind, ctx.actor.person, ctx.now).await?;
    let (event, after) = match kind {
        RunKind::Provisional => (Event::AssessedProvisionally, "provisional"),
        RunKind::Final => (Event::AssessedFinally, "final"),
    };
    let what = Remember { unit: Some(campaign.authority), after: format!("{after} {}", group.peer_group), ..Remember::default() };
    ctx.remember(&tx, event, "assessment_run", run.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(run)
}

/// Runs the assessment of a group inside a transaction, in a person's name: the rules of figures hold, rights and stages are the caller's.
pub async fn run_in(tx: &Tx, campaign: &Campaign, group: &Group, kind: RunKind, person: PersonId, at: Timestamp) -> Result<RunId, Error> {
    let gathered = gather(tx, campaign, group).await?;
    if gathered.owed.members.is_empty() {
        return Err(AssessRefusal::NoUnits.into());
    }
    let running = kind == RunKind::Provisional && at.date() <= campaign.ends_on;
    let missing = gathered.owed.missing(campaign.year, running.then(|| at.date()));
    let reasons = store::missing_reason::list(tx, campaign.id).await?;
    let mut records = records(&gathered, &missing, &reasons);
    if kind == RunKind::Final && records.len() < missing.len() {
        return Err(AssessRefusal::FiguresMissing.into());
    }
    let unappraised = if running { Vec::new() } else { gathered.owed.unappraised() };
    if !unappraised.is_empty() {
        let said = store::appraisal::reasons(tx, campaign.id).await?;
        let excused = excused(&gathered, &unappraised, &said);
        if kind == RunKind::Final && excused.len() < unappraised.len() {
            return Err(AssessRefusal::AppraisalsMissing.into());
        }
        records.extend(excused);
    }
    let package = gathered.package(campaign, group);
    let computed = tokio::task::spawn_blocking(move || compute(&package)).await.map_err(Error::internal)??;
    let run = Run {
        id: RunId(0),
        campaign: campaign.id,
        group: group.id,
        kind,
        package_sha256: computed.receipt.package_sha256.clone(),
        rule_set_sha256: computed.receipt.rule_set_sha256.clone(),
        receipt_sha256: computed.receipt_sha256,
        missing_count: i64::try_from(missing.len() + unappraised.len()).unwrap_or(i64::MAX),
        missing: serde_json::to_string(&records).map_err(Error::internal)?,
        person,
        person_name: String::new(),
        at,
        published: None,
    };
    let id = store::assessment::insert(tx, &run, &computed.package, &computed.receipt_text).await?;
    let lacking = missing.iter().map(|it| it.unit).chain(unappraised.iter().map(|it| it.unit));
    let counts = lacking.fold(HashMap::<UnitId, i64>::new(), |mut counts, unit| {
        *counts.entry(unit).or_default() += 1;
        counts
    });
    let results: Vec<(UnitRow, String)> = gathered
        .owed
        .members
        .iter()
        .zip(&computed.receipt.results)
        .zip(computed.parts)
        .map(|((member, it), part)| (unit_row(member.unit, it, counts.get(&member.unit).copied().unwrap_or(0)), part))
        .collect();
    store::assessment::insert_results(tx, id, &results).await?;
    store::assessment::insert_targets(tx, id, &target_rows(&gathered, &computed.receipt)).await?;
    Ok(id)
}

/// What the machine works out of a package.
struct Computed {
    package: String,
    parts: Vec<String>,
    receipt: Receipt,
    receipt_text: String,
    receipt_sha256: String,
}

fn compute(package: &Package) -> Result<Computed, Error> {
    let text = package.to_json();
    // Reading the text back takes as long as all the rest: both at once.
    let (read, receipt, parts) = std::thread::scope(|scope| {
        let read = scope.spawn(|| Package::read(&text).map(drop));
        let receipt = assess(package);
        let parts = by_unit(package).iter().map(Package::to_json).collect();
        (read.join(), receipt, parts)
    });
    if let Err(errors) = read.map_err(|_| Error::internal("reading the package back failed"))? {
        let first = errors.first().map(|it| it.path.clone()).unwrap_or_default();
        return Err(Error::internal(format!("the package of verified rows breaks the format at {first}")));
    }
    let receipt_text = receipt.to_json();
    let receipt_sha256 = domain::canonical::sha256(receipt_text.as_bytes());
    Ok(Computed { package: text, parts, receipt, receipt_text, receipt_sha256 })
}

/// The missing figures for which somebody gave a reason.
fn records(gathered: &Gathered, missing: &[Missing], reasons: &[MissingReason]) -> Vec<MissingRecord> {
    let said: HashMap<_, &MissingReason> = reasons.iter().map(|it| ((it.unit, it.variable, it.period.as_str()), it)).collect();
    if said.is_empty() {
        return Vec::new();
    }
    let variables: HashMap<_, _> = gathered.owed.used.iter().map(|it| (it.variable.id, &it.variable)).collect();
    let record = |it: &Missing| {
        let period = it.period.to_string();
        let reason = *said.get(&(it.unit, it.variable, period.as_str()))?;
        let variable = variables.get(&it.variable)?;
        Some(MissingRecord {
            unit: it.unit.0,
            variable: variable.code.clone(),
            title: variable.title.clone(),
            reason: reason.reason.clone(),
            by: reason.person_name.clone(),
            period,
            target: String::new(),
        })
    };
    missing.iter().filter_map(record).collect()
}

/// The missing appraisals for which somebody gave a reason.
fn excused(gathered: &Gathered, lacking: &[Unappraised], said: &[store::appraisal::Unappraised]) -> Vec<MissingRecord> {
    let record = |it: &Unappraised| {
        let line = gathered.owed.manual.iter().find(|line| line.code == it.target)?;
        let reason = said.iter().find(|said| said.unit == it.unit && said.target == line.id)?;
        Some(MissingRecord {
            unit: it.unit.0,
            variable: String::new(),
            title: line.title.clone(),
            period: String::new(),
            reason: reason.reason.clone(),
            by: reason.person_name.clone(),
            target: line.code.clone(),
        })
    };
    lacking.iter().filter_map(record).collect()
}

fn unit_row(unit: UnitId, it: &domain::receipt::UnitResult, missing_count: i64) -> UnitRow {
    UnitRow {
        unit,
        met: i64::from(it.met),
        applicable: i64::from(it.applicable),
        exceeded: i64::from(it.exceeded),
        score: it.score.as_ref().and_then(|it| it.quantity()),
        outcome: it.outcome,
        grade: it.grade.clone(),
        rounding_conflict: it.rounding_conflict,
        rank: it.rank.map(i64::from),
        missing_count,
    }
}

fn target_rows(gathered: &Gathered, receipt: &Receipt) -> Vec<TargetRow> {
    let keys: Vec<TargetId> = gathered.targets.iter().map(|it| it.id).collect();
    let mut rows = Vec::with_capacity(keys.len() * receipt.results.len());
    for (member, result) in gathered.owed.members.iter().zip(&receipt.results) {
        for (target, it) in keys.iter().zip(&result.targets) {
            rows.push(TargetRow {
                unit: member.unit,
                target: *target,
                status: it.status,
                actual: it.actual.as_ref().map(ToString::to_string),
                points: it.points.as_ref().and_then(|it| it.quantity()),
                exceeded: it.exceeded,
            });
        }
    }
    rows
}
