//! Separation by person: whatever people do in whatever order, with one account or two, nobody decides for themselves or their own unit.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::policy::Role;
use domain::{Period, PersonId, UnitId};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use services::commitment::{self, Draft, TypedValue};
use services::figure::{self, Adjust, Record, RecordRow, SendBack, Submit};
use services::review::{ConsequenceForm, Verdict};
use services::{Ctx, Error, account, assessment, campaign, key_task, review};
use std::sync::atomic::{AtomicUsize, Ordering};
use testing::{PASSWORD, Rich, Stand, done_for_oneself, miscounted, on_both, rich};

/// What somebody tries.
#[derive(Debug, Clone, Copy)]
enum Act {
    Record,
    Submit,
    Accept,
    Adjust,
    SendBack,
    Excuse,
    Exempt,
    Propose,
    Counter,
    Approve,
    Sign,
    Reissue,
    ReportTask,
    SubmitTask,
    VerifyTask,
    ReturnTask,
    ReportRemedy,
    JudgeRemedy,
    Consequence,
    Ask,
    Close,
}

const ACTS: [Act; 21] = [
    Act::Record,
    Act::Submit,
    Act::Accept,
    Act::Adjust,
    Act::SendBack,
    Act::Excuse,
    Act::Exempt,
    Act::Propose,
    Act::Counter,
    Act::Approve,
    Act::Sign,
    Act::Reissue,
    Act::ReportTask,
    Act::SubmitTask,
    Act::VerifyTask,
    Act::ReturnTask,
    Act::ReportRemedy,
    Act::JudgeRemedy,
    Act::Consequence,
    Act::Ask,
    Act::Close,
];

/// The acts that decide, of which some have to come about or the test says nothing.
static DECIDED: AtomicUsize = AtomicUsize::new(0);

fn month(number: usize) -> Period {
    format!("2023-M{:02}", 1 + number % 4).parse().unwrap()
}

/// Everybody of the first district, and some once more with an account of another role.
async fn actors(it: &Rich) -> Vec<Ctx> {
    let own = it.near.communes[0];
    let other = it.near.communes[1];
    let district = it.near.district;
    let mut actors = Vec::new();
    for role in Role::ALL {
        for stand in [Stand::Own, Stand::Near] {
            actors.push(it.ctx(role, stand).await);
        }
    }
    let technician = it.near.ctx(Role::Admin).await;
    let twice = [
        (Role::UnitHead, Stand::Own, Role::Inspector, district),
        (Role::UnitHead, Stand::Own, Role::Authority, district),
        (Role::FocalOfficer, Stand::Own, Role::Inspector, district),
        (Role::FocalOfficer, Stand::Near, Role::Authority, district),
        (Role::DeputyHead, Stand::Own, Role::ParOffice, district),
        (Role::Inspector, Stand::Near, Role::FocalOfficer, own),
        (Role::Authority, Stand::Near, Role::UnitHead, it.near.communes[2]),
        (Role::ParOffice, Stand::Near, Role::FocalOfficer, other),
    ];
    for (number, (role, stand, also, at)) in twice.into_iter().enumerate() {
        let person = it.of(role, stand).person;
        let (account, _) =
            services::technician::add_account(&technician, person, &format!("tai-khoan-{number}"), Some(PASSWORD)).await.unwrap();
        services::technician::grant(&technician, account, also.code(), at, "").await.unwrap();
        actors.push(it.near.ctx_of(account).await);
    }
    // With a second account the first one's rights changed too.
    let mut fresh = Vec::new();
    for it_was in actors {
        fresh.push(it.near.ctx_of(it_was.actor.account).await);
    }
    fresh
}

async fn token(ctx: &Ctx) -> Result<String, Error> {
    account::form_token(ctx).await
}

async fn record(ctx: &Ctx, unit: UnitId, period: Period, pick: usize) -> Result<(), Error> {
    let page = figure::entry(ctx, unit, period, None).await?;
    let row = |it: &figure::EntryRow| {
        let was = it.figure.as_ref().map(|it| it.figure.value.to_string()).unwrap_or_default();
        let whole = it.used.variable.limit_code.is_empty();
        RecordRow {
            variable: it.used.variable.id,
            value: if whole { 200 + pick % 50 } else { 10 + pick % 50 }.to_string(),
            note: String::new(),
            value_was: was,
            note_was: String::new(),
            revision: it.figure.as_ref().map_or(0, |it| it.figure.revision),
            confirmed: String::new(),
        }
    };
    let form = Record { unit, period, campaign: None, as_of: String::new(), rows: page.rows.iter().map(row).collect() };
    figure::record(ctx, &form).await.map(drop)
}

async fn attempt(it: &Rich, ctx: &Ctx, act: Act, pick: usize) -> Result<(), Error> {
    let db = &it.near.db;
    let unit = it.near.communes[pick % 3];
    let period = month(pick / 3);
    let figures = store::figure::with_limits(db, it.near.campaign, unit, period).await?;
    let figure = figures.get(pick % figures.len().max(1)).map(|it| (it.figure.id, it.figure.revision)).ok_or(Error::NotFound);
    let sheet = store::commitment::of_unit(db, it.near.campaign, unit).await.map_err(Error::from);
    let reason = "Lý do".to_owned();
    match act {
        Act::Record => record(ctx, unit, period, pick).await,
        Act::Submit => figure::submit(ctx, &Submit { unit, period, campaign: None, token: token(ctx).await? }).await.map(drop),
        Act::Accept => figure::accept(ctx, &[figure?]).await.map(drop),
        Act::Adjust => {
            let (figure, revision) = figure?;
            figure::adjust(ctx, &Adjust { figure, revision, value: (20 + pick % 9).to_string(), confirmed: String::new(), reason }).await
        }
        Act::SendBack => {
            let (figure, revision) = figure?;
            figure::send_back(ctx, &SendBack { figure, revision, reason }).await
        }
        Act::Excuse => {
            let variable = store::rule_set::variables(db, it.near.rule_set).await?[0].variable.id;
            let excuse = assessment::Excuse { unit, variable, period: "2023-M12".parse().unwrap(), reason: format!("Lý do {pick}") };
            assessment::excuse(ctx, it.near.campaign, it.near.group, &[("rows[0][reason]".to_owned(), excuse)]).await
        }
        Act::Exempt => {
            let targets = store::rule_set::targets(db, it.near.rule_set).await?;
            let target = Some(targets[pick % targets.len()].id);
            campaign::exempt(ctx, "cchc-2023", &campaign::ExemptionForm { unit: Some(unit), target, basis: reason }).await
        }
        Act::Propose | Act::Counter => {
            let id = sheet?.id;
            let page = commitment::open(ctx, id).await?;
            let value = |it: &commitment::Asked| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() };
            let draft = Draft {
                goals: Vec::new(),
                revision: page.sheet.revision,
                note: reason,
                confirmed: true,
                values: page.targets.iter().map(value).collect(),
                tasks: Vec::new(),
            };
            match act {
                Act::Propose => commitment::propose(ctx, id, &draft).await,
                _ => commitment::counter(ctx, id, &draft).await,
            }
        }
        Act::Approve => {
            let sheet = sheet?;
            commitment::approve(ctx, sheet.id, sheet.revision).await
        }
        Act::Sign => {
            let sheet = sheet?;
            commitment::sign(ctx, sheet.id, &sheet.digest.unwrap_or_default(), PASSWORD, &token(ctx).await?).await.map(drop)
        }
        Act::Reissue => {
            let sheet = sheet?;
            if pick.is_multiple_of(2) {
                return commitment::withdraw(ctx, sheet.id, sheet.revision, "Sai mẫu").await;
            }
            commitment::reissue(ctx, sheet.id).await
        }
        Act::ReportTask | Act::SubmitTask | Act::VerifyTask | Act::ReturnTask => {
            let tasks = store::key_task::of_commitment(db, sheet?.id).await?;
            let task = tasks.first().ok_or(Error::NotFound)?;
            match act {
                Act::ReportTask => key_task::report(ctx, task.id, task.revision, "01/08/2023", "Đã xong").await,
                Act::SubmitTask => key_task::submit(ctx, task.id, task.revision, &token(ctx).await?).await,
                Act::VerifyTask => key_task::verify(ctx, task.id, task.revision).await,
                _ => key_task::send_back(ctx, task.id, task.revision, "Thiếu ảnh").await,
            }
        }
        Act::ReportRemedy | Act::JudgeRemedy => {
            let remedies = store::review::follow_up::of_case(db, it.case).await?;
            let remedy = &remedies[pick % remedies.len()].remedy;
            match act {
                Act::ReportRemedy => review::report_remedy(ctx, remedy.id, remedy.revision, "Đã làm", "01/08/2023").await,
                _ if pick.is_multiple_of(2) => review::judge_remedy(ctx, remedy.id, remedy.revision, Verdict::Done, "Đã xem").await,
                _ => review::judge_remedy(ctx, remedy.id, remedy.revision, Verdict::NotDone, "Chưa xong").await,
            }
        }
        Act::Consequence => {
            let form = ConsequenceForm {
                case: it.case.to_string(),
                kind: "lesson_learned".to_owned(),
                subject_post: "Chủ tịch".to_owned(),
                legal_basis: "Quy chế".to_owned(),
                description: "Rút kinh nghiệm".to_owned(),
                ..ConsequenceForm::default()
            };
            review::record_consequence(ctx, &form).await.map(drop)
        }
        Act::Ask | Act::Close => {
            let case = store::review::case::of_unit(db, it.near.campaign, unit).await?.id;
            if matches!(act, Act::Ask) { review::ask(ctx, case, "Vì sao?").await } else { review::close(ctx, case).await }
        }
    }
}

async fn walk(it: &Rich, steps: &[(usize, usize, usize)]) {
    let actors = actors(it).await;
    // What was done before somebody got a second account was done by others.
    let before = done_for_oneself(&it.near.db).await;
    for (actor, act, pick) in steps {
        let (ctx, act) = (&actors[actor % actors.len()], ACTS[act % ACTS.len()]);
        match attempt(it, ctx, act, *pick).await {
            Err(Error::Internal(cause)) => panic!("{act:?}: {cause}"),
            Ok(()) if !matches!(act, Act::Record | Act::Submit | Act::ReportTask | Act::ReportRemedy) => {
                DECIDED.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
        let mut found = done_for_oneself(&it.near.db).await;
        found.retain(|it| !before.contains(it));
        let person: PersonId = ctx.actor.person;
        assert!(found.is_empty(), "after {act:?} by {person}: {found:?}");
    }
    assert_eq!(miscounted(&it.near.db).await, 0);
}

#[test]
fn nobody_decides_for_themselves_or_their_own_unit_in_whatever_order() {
    let mut runner = TestRunner::new(Config { cases: 2, failure_persistence: None, max_shrink_iters: 0, ..Config::default() });
    let steps = proptest::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 300);
    runner
        .run(&steps, |steps| {
            on_both(|db| {
                let steps = steps.clone();
                async move { walk(&rich(&db).await, &steps).await }
            });
            Ok(())
        })
        .unwrap();
    assert!(DECIDED.load(Ordering::Relaxed) >= 5, "hardly anything was decided: {}", DECIDED.load(Ordering::Relaxed));
}
