//! Grades by rule and decisions, on both databases: two people, numbers once, nobody for themselves, gaps left to a person, the quota, what
//! is published stays until a decision replaces it, and every act in the log.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod worked;

use domain::decision::{
    ApproveDecisionRefusal, DecisionState, DeclineDecisionRefusal, LineValue, PrepareDecisionRefusal as Prepare, WithdrawDecisionRefusal,
};
use domain::grading::{ChooseRuleRefusal, Fact, Grade, GradeRuleRefusal, PendingReason, Standing, StateFactRefusal};
use domain::policy::{Forbidden, Role};
use domain::register::NumberRefusal;
use domain::run::RunKind;
use domain::{DecisionId, Event, Quantity, RunId, Timestamp, UnitId};
use services::assessment::RankingWish;
use services::decision::{LineRow, NewDecision, PrepareWish, approve, decline, list, prepare, prepare_form, view, withdraw};
use services::grading::{AnswerRow, NewChoice, NewStatements, choose, group_grading, state, unit_grading};
use services::{Clock, Ctx, Error};
use store::{Connection, Database};
use testing::{District, PASSWORD, db_test, district, printed};
use time::macros::datetime;
use worked::{Finished, finished, unverify};

const CODE: &str = "cchc-2022";

async fn run(ctx: &Ctx, it: &Finished, kind: RunKind) -> RunId {
    let token = services::account::form_token(ctx).await.unwrap();
    services::assessment::run(ctx, it.campaign.id, it.group.id, kind, &token).await.unwrap()
}

fn publication(run: RunId, number: &str) -> NewDecision {
    NewDecision {
        campaign: CODE.to_owned(),
        peer_group: "commune".to_owned(),
        kind: "publication".to_owned(),
        number: number.to_owned(),
        decided_on: "08/08/2023".to_owned(),
        basis: "Căn cứ Kế hoạch cải cách hành chính năm 2022".to_owned(),
        file_within: "5".to_owned(),
        answer_within: "7".to_owned(),
        run: run.to_string(),
        ..NewDecision::default()
    }
}

async fn approved(ctx: &Ctx, id: DecisionId) -> Result<(), Error> {
    let token = services::account::form_token(ctx).await.unwrap();
    let digest = store::decision::get(ctx.db(), id).await.unwrap().decision.digest;
    approve(ctx, id, &digest, PASSWORD, &token).await
}

fn refused(result: Result<impl std::fmt::Debug, Error>, refusal: impl Into<domain::Refusal>) {
    let refusal = refusal.into();
    match result.unwrap_err() {
        Error::Refused(it) => assert_eq!(it, refusal),
        Error::Invalid(fields) => assert!(fields.iter().any(|it| it.refusal == refusal), "{fields:?}"),
        other => panic!("{other}"),
    }
}

/// The head of the first commune with the home-affairs office's role besides.
async fn head_of_the_office(it: &District, role: Role) -> Ctx {
    let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
    let technician = it.ctx(Role::Admin).await;
    services::technician::grant(&technician, head.actor.account, role.code(), it.district, "").await.unwrap();
    it.ctx_of(head.actor.account).await
}

async fn events(db: &Database, id: DecisionId) -> Vec<String> {
    store::audit::of_subject(db, "decision", id.0).await.unwrap().into_iter().map(|it| it.event).collect()
}

fn choice(whom: &str, rule: &str) -> NewChoice {
    NewChoice {
        campaign: CODE.to_owned(),
        peer_group: "commune".to_owned(),
        whom: whom.to_owned(),
        rule: rule.to_owned(),
        tasks_from: "targets".to_owned(),
        ..NewChoice::default()
    }
}

fn grades(kind: &str, number: &str, lines: &[(String, &str, &str)]) -> NewDecision {
    let lines = lines.iter().map(|it| LineRow { code: it.0.clone(), value: it.1.to_owned(), reason: it.2.to_owned() }).collect();
    NewDecision { kind: kind.to_owned(), lines, run: String::new(), ..publication(RunId(0), number) }
}

fn replacement(about: &str, unit: UnitId, value: &str, number: &str) -> NewDecision {
    NewDecision {
        kind: "replacement".to_owned(),
        about: about.to_owned(),
        unit: unit.to_string(),
        value: value.to_owned(),
        reason: "Phát hiện xếp loại sai".to_owned(),
        ..publication(RunId(0), number)
    }
}

/// A year that ends when Decree 335 is in force, looked at after its end.
async fn in_2026(db: &Database, ctx: Ctx) -> Ctx {
    db.execute_unprepared("UPDATE campaign SET ends_on = '2026-12-14' WHERE code = 'cchc-2022'").await.unwrap();
    let now = Timestamp::of(datetime!(2026-12-20 09:00 +7));
    let mut ctx = ctx;
    ctx.site.clock = Clock::Fixed(now);
    Ctx { now, today: now.date(), ..ctx }
}

fn said(rows: &[(&str, &str)]) -> Vec<AnswerRow> {
    let row = |(fact, answer): &(&str, &str)| AnswerRow {
        fact: (*fact).to_owned(),
        answer: (*answer).to_owned(),
        source: "Báo cáo tổng hợp của phòng Nội vụ".to_owned(),
    };
    rows.iter().map(row).collect()
}

async fn tell(ctx: &Ctx, unit: UnitId, about: Option<i64>, rows: Vec<AnswerRow>) -> Result<usize, Error> {
    state(ctx, &NewStatements { campaign: CODE.to_owned(), unit: unit.0, about, rows }).await
}

const CLEAN: [(&str, &str); 4] =
    [("personnel_wrongdoing", "no"), ("force_majeure", "no"), ("shortcoming_open", "no"), ("complaint_open", "no")];

/// The five communes that met every target, told as excellent by their points.
const BEST: [&str; 5] = ["10888", "10897", "10912", "10927", "10930"];

/// Tells of the best ones what makes them excellent by their points.
async fn best_told(office: &Ctx) -> Vec<UnitId> {
    let mut units = Vec::new();
    for code in BEST {
        let unit = unit_of(office, code).await;
        let mut rows = said(&CLEAN);
        rows.extend(said(&[("points", "95")]));
        tell(office, unit, None, rows).await.unwrap();
        units.push(unit);
    }
    units
}

async fn unit_of(ctx: &Ctx, code: &str) -> UnitId {
    let campaign = store::campaign::of_code(ctx.db(), CODE).await.unwrap();
    let members = store::campaign::members(ctx.db(), campaign.id).await.unwrap();
    members.into_iter().find(|it| it.code == code).unwrap().unit
}

db_test! {
    async fn two_people_publish_and_a_later_run_moves_nothing(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        let before = services::assessment::unit_result(&office, CODE, it.communes[0], None).await.unwrap();
        assert!(before.run.published.is_none());
        assert!(matches!(prepare(&chair, &publication(first, "5")).await, Err(Error::Forbidden(Forbidden::NoRole))));
        let id = prepare(&office, &publication(first, "5")).await.unwrap();
        assert!(matches!(approved(&office, id).await, Err(Error::Forbidden(Forbidden::NoRole))));
        let waiting = services::assessment::unit_result(&office, CODE, it.communes[0], None).await.unwrap();
        assert!(waiting.run.published.is_none(), "what is prepared publishes nothing");
        refused(prepare(&office, &publication(first, "6")).await, Prepare::WaitsAlready);
        let token = services::account::form_token(&chair).await.unwrap();
        refused(approve(&chair, id, "another digest", PASSWORD, &token).await, ApproveDecisionRefusal::ContentChanged);
        assert!(approve(&chair, id, "x", "không phải mật khẩu", &token).await.is_err());
        approved(&chair, id).await.unwrap();
        refused(approved(&chair, id).await, ApproveDecisionRefusal::NotPrepared);
        refused(withdraw(&office, id).await, WithdrawDecisionRefusal::NotPrepared);
        refused(prepare(&office, &publication(first, "6")).await, Prepare::PublishedAlready);
        // A figure is lost, a second final run says otherwise; what is published stays the one shown.
        unverify(&db, there.campaign.id, it.communes[0], "late").await;
        let provisional = run(&office, &there, RunKind::Provisional).await;
        refused(prepare(&office, &publication(provisional, "6")).await, Prepare::NotFinal);
        db.execute_unprepared("UPDATE figure SET standing = 'verified', verified_e4 = 50000 WHERE standing = 'submitted'").await.unwrap();
        let second = run(&office, &there, RunKind::Final).await;
        let shown = services::assessment::unit_result(&office, CODE, it.communes[0], None).await.unwrap();
        assert_eq!((shown.run.id, shown.run.published.as_ref().map(|it| it.shown.as_str())), (first, Some("05/QĐ-UBND")));
        let ranking = services::assessment::ranking(&office, CODE, &RankingWish { page: 1, ..RankingWish::default() }).await.unwrap();
        assert_eq!(ranking.run.as_ref().map(|it| it.id), Some(first));
        // Only another publication moves it; it names the first one and both stay.
        let again = NewDecision { reason: "Đính chính số liệu".to_owned(), ..publication(second, "6") };
        refused(prepare(&office, &NewDecision { reason: " ".to_owned(), ..again.clone() }).await, domain::text::TextRefusal::Missing);
        let later = prepare(&office, &again).await.unwrap();
        approved(&chair, later).await.unwrap();
        let shown = services::assessment::unit_result(&office, CODE, it.communes[0], None).await.unwrap();
        assert_eq!(shown.run.id, second);
        let old = view(&office, id).await.unwrap();
        assert_eq!(old.replaced_by.iter().map(|it| it.decision.id).collect::<Vec<_>>(), [later]);
        assert_eq!(old.lines.len(), 17);
        assert_eq!(events(&db, id).await, [Event::DecisionApproved.key(), Event::DecisionPrepared.key()]);
        let signed = store::signature::list(&db, "decision", id.0).await.unwrap();
        assert_eq!((signed.len(), signed[0].person()), (1, chair.actor.person));
    }

    async fn a_number_stands_once_in_a_year_and_the_first_one_is_named(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        let id = prepare(&office, &publication(first, "7")).await.unwrap();
        choose(&office, &choice("units", "commitment_weighted_score")).await.unwrap();
        let lines = [(it.communes[2].to_string(), "excellent", "")];
        refused(prepare(&office, &grades("unit_grades", "07", &lines)).await, NumberRefusal::Taken);
        let typed = Some(("07".to_owned(), "08/08/2023".to_owned()));
        let wish = PrepareWish { kind: "unit_grades".to_owned(), typed, ..PrepareWish::default() };
        let form = prepare_form(&office, CODE, &wish).await.unwrap();
        assert_eq!(form.taken.map(|it| (it.decision.id, it.decision.shown())), Some((id, "07/QĐ-UBND".to_owned())));
        // What is declined or withdrawn never became a document: its number is free.
        refused(decline(&chair, id, " ").await, domain::text::TextRefusal::Missing);
        decline(&chair, id, "Sai căn cứ").await.unwrap();
        refused(decline(&chair, id, "Sai căn cứ").await, DeclineDecisionRefusal::NotPrepared);
        let other = prepare(&office, &grades("unit_grades", "7", &lines)).await.unwrap();
        withdraw(&office, other).await.unwrap();
        let third = prepare(&office, &grades("unit_grades", "7", &lines)).await.unwrap();
        assert_eq!(view(&office, other).await.unwrap().read.decision.state, DecisionState::Withdrawn);
        assert_eq!(events(&db, id).await, [Event::DecisionDeclined.key(), Event::DecisionPrepared.key()]);
        assert_eq!(events(&db, other).await, [Event::DecisionWithdrawn.key(), Event::DecisionPrepared.key()]);
        for bad in ["0", "1,5", "x"] {
            refused(prepare(&office, &grades("unit_grades", bad, &lines)).await, NumberRefusal::NotANumber);
        }
        let ahead = NewDecision { decided_on: "09/08/2023".to_owned(), ..grades("unit_grades", "8", &lines) };
        refused(prepare(&office, &ahead).await, Prepare::InFuture);
        let early = NewDecision { decided_on: "07/08/2023".to_owned(), ..grades("unit_grades", "8", &lines) };
        refused(prepare(&office, &early).await, Prepare::TooEarly);
        approved(&chair, third).await.unwrap();
    }

    async fn one_result_is_replaced_and_both_values_stay_visible(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        let unit = it.communes[0];
        let wanted = |number: &str, score: &str| NewDecision {
            outcome: "pass".to_owned(),
            score: score.to_owned(),
            ..replacement("result", unit, "completed", number)
        };
        refused(prepare(&office, &wanted("6", "80")).await, Prepare::NothingToReplace);
        let published = prepare(&office, &publication(first, "5")).await.unwrap();
        approved(&chair, published).await.unwrap();
        let computed = services::assessment::unit_result(&office, CODE, unit, None).await.unwrap().result;
        refused(prepare(&office, &wanted("6", "100,01")).await, Prepare::NotAScore);
        refused(prepare(&office, &NewDecision { outcome: "x".to_owned(), ..wanted("6", "80") }).await, Prepare::UnknownOutcome);
        let id = prepare(&office, &wanted("6", "80,5")).await.unwrap();
        refused(prepare(&office, &wanted("7", "81")).await, Prepare::WaitsAlready);
        assert_eq!(services::assessment::unit_result(&office, CODE, unit, None).await.unwrap().result, computed);
        approved(&chair, id).await.unwrap();
        let now = services::assessment::unit_result(&office, CODE, unit, None).await.unwrap();
        assert_eq!((now.result.score, now.result.outcome.code(), now.result.rank), (Some(Quantity(805_000)), "pass", computed.rank));
        let line = now.corrections.last().unwrap();
        let Some(LineValue::Result(before)) = &line.before else { panic!("{line:?}") };
        assert_eq!((before.score, before.outcome, line.shown.as_str()), (computed.score, computed.outcome, "06/QĐ-UBND"));
        let ranking = services::assessment::ranking(&office, CODE, &RankingWish { page: 1, ..RankingWish::default() }).await.unwrap();
        let row = ranking.rows.iter().find(|it| it.unit == unit).unwrap();
        assert_eq!((row.score, row.correction.as_ref().map(|it| it.decision)), (Some(Quantity(805_000)), Some(id)));
        refused(prepare(&office, &wanted("7", "80,5")).await, Prepare::SameValue);
        // A second correction points to the first one.
        let again = prepare(&office, &wanted("7", "79")).await.unwrap();
        approved(&chair, again).await.unwrap();
        assert_eq!(view(&office, again).await.unwrap().read.decision.replaces, Some(id));
        assert_eq!(services::assessment::unit_result(&office, CODE, unit, None).await.unwrap().corrections.len(), 2);
        // What was put right is read by the unit itself, not by its neighbour.
        let (own, other) = (it.ctx_at(Role::UnitHead, unit).await, it.ctx_at(Role::UnitHead, it.communes[1]).await);
        assert_eq!(view(&own, id).await.unwrap().lines.len(), 1);
        assert!(matches!(view(&other, id).await, Err(Error::Forbidden(Forbidden::NoRole))));
        assert_eq!(list(&own, CODE).await.unwrap().decisions.len(), 3);
        assert_eq!(list(&other, CODE).await.unwrap().decisions.len(), 1, "the publication");
        // Whoever looks the publication up learns that it stands, but for what was put right.
        let rows = services::register::whole(&office, &services::register::RegisterWish::default()).await.unwrap();
        let published = rows.iter().find(|it| it.entry.number == 5).unwrap().entry.public_code.clone().unwrap();
        let found = services::public_paper::look_up(&office.site, &published).await.unwrap();
        let services::public_paper::PublicPaper::Numbered(found) = found else { panic!("{found:?}") };
        assert_eq!(found.standing, domain::register::PaperStanding::InForceInPart("06/QĐ-UBND".to_owned()));
        let text = printed(&services::decision::paper(&office, id).await.unwrap().bytes);
        for words in ["06/QĐ-UBND", "thay thế nội dung tương ứng của Quyết định số 05/QĐ-UBND", "1. Trước:", "2. Nay: Hoàn thành; 80,50 điểm"] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }

    async fn nobody_prepares_or_approves_for_their_own_unit_or_person(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let office = it.ctx(Role::ParOffice).await;
        run(&office, &there, RunKind::Final).await;
        choose(&office, &choice("units", "commitment_weighted_score")).await.unwrap();
        choose(&office, &choice("heads", "nd90_leader")).await.unwrap();
        let own = head_of_the_office(&it, Role::ParOffice).await;
        let (mine, other) = (it.communes[0].to_string(), it.communes[2].to_string());
        let both = [(mine.clone(), "completed", "Có lý do"), (other, "excellent", "")];
        refused(prepare(&own, &grades("unit_grades", "5", &both)).await, Prepare::OwnUnit);
        let head = format!("{mine}-{}", own.actor.person);
        refused(prepare(&own, &grades("head_grades", "5", &[(head.clone(), "completed", "Có lý do")])).await, Prepare::OwnGrade);
        assert!(matches!(tell(&own, it.communes[0], None, said(&[("gates_met", "yes")])).await, Err(Error::Forbidden(Forbidden::OwnUnit))));
        // The same on the other side: the head may not approve what somebody else prepared about the unit or the person.
        let units = prepare(&office, &grades("unit_grades", "5", &both)).await.unwrap();
        let heads = prepare(&office, &grades("head_grades", "6", &[(head, "completed", "Có lý do")])).await.unwrap();
        let technician = it.ctx(Role::Admin).await;
        services::technician::grant(&technician, own.actor.account, Role::Authority.code(), it.district, "").await.unwrap();
        let own = it.ctx_of(own.actor.account).await;
        refused(approved(&own, units).await, ApproveDecisionRefusal::OwnUnit);
        refused(approved(&own, heads).await, ApproveDecisionRefusal::OwnGrade);
        // Whoever holds both roles approves nothing that they prepared.
        let theirs = prepare(&own, &grades("unit_grades", "7", &[(it.communes[1].to_string(), "not_completed", "Có lý do")])).await.unwrap();
        refused(approved(&own, theirs).await, ApproveDecisionRefusal::OwnPreparation);
        refused(decline(&own, theirs, "Lý do").await, DeclineDecisionRefusal::OwnPreparation);
        // The figures of the finished year come as an import does; everything else is looked at.
        let own: Vec<String> = testing::done_for_oneself(&db).await.into_iter().filter(|it| !it.starts_with("a figure")).collect();
        assert_eq!(own, Vec::<String>::new());
    }

    async fn a_rule_is_chosen_by_its_dates_and_stays_once_grades_are_decided(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        run(&office, &there, RunKind::Final).await;
        refused(choose(&office, &choice("units", "nd335_org")).await, GradeRuleRefusal::NotInForceYet);
        refused(choose(&office, &choice("heads", "nd335_person")).await, GradeRuleRefusal::NotInForceYet);
        refused(choose(&office, &choice("units", "nd90_leader")).await, ChooseRuleRefusal::ForOthers);
        refused(choose(&office, &choice("units", "qd366_party")).await, ChooseRuleRefusal::OfTheParty);
        refused(choose(&office, &choice("units", "x")).await, ChooseRuleRefusal::Unknown);
        let outstanding = NewChoice { outstanding: "Dẫn đầu tỉnh".to_owned(), ..choice("heads", "nd90_leader") };
        refused(choose(&office, &outstanding).await, ChooseRuleRefusal::NoOutstandingShare);
        assert!(matches!(choose(&chair, &choice("units", "commitment_weighted_score")).await, Err(Error::Forbidden(_))));
        choose(&office, &choice("heads", "nd90_leader")).await.unwrap();
        // Another decree, other forms.
        assert!(matches!(services::grading::yearly_form(&office, CODE, it.communes[0]).await, Err(Error::NotFound)));
        choose(&office, &choice("units", "commitment_all_targets")).await.unwrap();
        choose(&office, &choice("units", "commitment_weighted_score")).await.unwrap();
        let log = store::audit::of_subject(&db, "campaign", there.campaign.id.0).await.unwrap();
        assert_eq!((log[0].before.as_str(), log[0].after.as_str()), ("commitment_all_targets", "commitment_weighted_score"));
        // The bands of the score leave nothing to a person; the heads' facts are unknown and say so.
        let third = it.communes[2];
        let page = group_grading(&office, CODE, None).await.unwrap();
        let row = page.units.rows.iter().find(|it| it.member.unit == third).unwrap();
        assert_eq!(row.standing().unwrap().level().and_then(|it| it.grade()), Some(Grade::Excellent));
        assert_eq!((page.units.rows.len(), page.heads.rows.len(), page.without_head.len()), (17, 3, 14));
        let head = page.heads.rows.iter().find(|it| it.member.unit == third).unwrap();
        assert!(head.standing().unwrap().reasons().contains(&PendingReason::FactUnknown));
        let lines = [(it.communes[2].to_string(), "excellent", "")];
        let id = prepare(&office, &grades("unit_grades", "5", &lines)).await.unwrap();
        refused(choose(&office, &choice("units", "commitment_all_targets")).await, ChooseRuleRefusal::GradesDecided);
        approved(&chair, id).await.unwrap();
        refused(prepare(&office, &grades("unit_grades", "6", &lines)).await, Prepare::DecidedAlready);
        let other = [(it.communes[1].to_string(), "excellent", "")];
        refused(prepare(&office, &grades("unit_grades", "6", &other)).await, Prepare::ReasonMissing);
        refused(prepare(&office, &grades("unit_grades", "6", &[])).await, Prepare::NothingDecided);
        refused(prepare(&office, &grades("unit_grades", "6", &[(it.communes[1].to_string(), "band:Nhóm A", "x")])).await, Prepare::UnknownGrade);
        // A grade is replaced with both values.
        refused(prepare(&office, &replacement("unit_grade", it.communes[2], "excellent", "6")).await, Prepare::SameValue);
        let new = prepare(&office, &replacement("unit_grade", it.communes[2], "good", "6")).await.unwrap();
        approved(&chair, new).await.unwrap();
        let shown = unit_grading(&office, CODE, it.communes[2]).await.unwrap();
        let values: Vec<_> = shown.decided.iter().map(|it| (it.before.as_ref().and_then(LineValue::grade), it.after.grade())).collect();
        assert_eq!(values, [(None, Some(Grade::Excellent)), (Some(Grade::Excellent), Some(Grade::Good))]);
    }

    async fn where_rounding_decides_between_two_grades_the_same_value_said_by_people_ends_the_doubt(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        let (unit, other) = (it.communes[0], it.communes[1]);
        // The same run once more, but for one unit in whose score rounding decides (`domain.md` 7.6).
        let copy = "campaign_id, group_id, kind, package, receipt, package_sha256, rule_set_sha256, receipt_sha256, missing_count, missing, person_id";
        db.execute_unprepared(&format!("INSERT INTO assessment_run ({copy}, at) SELECT {copy}, at + 1 FROM assessment_run")).await.unwrap();
        let doubtful = store::assessment::list(&db, there.group.id).await.unwrap()[0].id;
        let (before, after) = ("unit_id, met, applicable, exceeded, score_e4, outcome, grade", "rank, missing_count, package");
        let rows = format!(
            "INSERT INTO assessment_result (run_id, {before}, rounding_conflict, {after}) SELECT {}, {before}, unit_id = {}, {after} \
             FROM assessment_result WHERE run_id = {}",
            doubtful.0, unit.0, first.0
        );
        db.execute_unprepared(&rows).await.unwrap();
        let published = prepare(&office, &publication(doubtful, "5")).await.unwrap();
        approved(&chair, published).await.unwrap();
        let computed = |of: UnitId| {
            let office = office.clone();
            async move { services::assessment::unit_result(&office, CODE, of, None).await.unwrap().result }
        };
        let now = computed(unit).await;
        assert!(now.rounding_conflict);
        let same = |of: UnitId, it: &store::assessment::UnitRow, number: &str| NewDecision {
            outcome: it.outcome.code().to_owned(),
            score: it.score.map(|it| it.to_string()).unwrap_or_default(),
            ..replacement("result", of, it.grade.as_deref().unwrap_or_default(), number)
        };
        refused(prepare(&office, &same(other, &computed(other).await, "6")).await, Prepare::SameValue);
        let confirmed = prepare(&office, &same(unit, &now, "6")).await.unwrap();
        approved(&chair, confirmed).await.unwrap();
        let said = computed(unit).await;
        assert_eq!((said.score, said.grade.clone(), said.rounding_conflict), (now.score, now.grade.clone(), false));
        refused(prepare(&office, &same(unit, &said, "7")).await, Prepare::SameValue);
    }

    async fn a_decision_that_was_overtaken_is_not_approved(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        let id = prepare(&office, &publication(first, "5")).await.unwrap();
        approved(&chair, id).await.unwrap();
        let wanted = NewDecision { outcome: "pass".to_owned(), score: "80".to_owned(), ..replacement("result", it.communes[0], "", "6") };
        let corrected = prepare(&office, &wanted).await.unwrap();
        let second = run(&office, &there, RunKind::Final).await;
        let again = NewDecision { reason: "Đính chính số liệu".to_owned(), ..publication(second, "7") };
        let later = prepare(&office, &again).await.unwrap();
        approved(&chair, later).await.unwrap();
        refused(approved(&chair, corrected).await, ApproveDecisionRefusal::Overtaken);
    }

    async fn grades_rest_on_what_was_known_when_they_were_prepared_and_on_corrected_scores(db) {
        use domain::grading::{Found, Measured};
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        choose(&office, &choice("units", "commitment_weighted_score")).await.unwrap();
        let unit = it.communes[2];
        let line = |grade: &str| grades("unit_grades", "5", &[(unit.to_string(), grade, "Có lý do")]);
        let proposed = async || {
            let page = group_grading(&office, CODE, None).await.unwrap();
            let row = page.units.rows.into_iter().find(|row| row.member.unit == unit).unwrap();
            let score = row.facts.iter().find(|it| it.fact == Fact::Measured(Measured::CommitmentScore)).unwrap().found.clone();
            (score, row.standing().and_then(|it| it.level().cloned()).map(LineValue::Level).map(|it| it.code()))
        };
        let level = proposed().await.1;
        let id = prepare(&office, &line(level.as_deref().unwrap())).await.unwrap();
        // A new final run counts since then: what was prepared rests on the former one.
        run(&office, &there, RunKind::Final).await;
        refused(approved(&chair, id).await, ApproveDecisionRefusal::Overtaken);
        withdraw(&office, id).await.unwrap();
        // A published score that a decision replaced is the score by which the grade is proposed.
        let published = prepare(&office, &publication(first, "5")).await.unwrap();
        approved(&chair, published).await.unwrap();
        let wanted = NewDecision { outcome: "fail".to_owned(), score: "12,5".to_owned(), ..replacement("result", unit, "", "6") };
        let corrected = prepare(&office, &wanted).await.unwrap();
        approved(&chair, corrected).await.unwrap();
        let (score, now) = proposed().await;
        assert_eq!(score, Some(Found::Number(Quantity(125_000).rational())));
        assert_ne!(now, level);
    }

    async fn facts_are_stated_by_name_kept_in_revisions_and_never_assumed(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let office = it.ctx(Role::ParOffice).await;
        run(&office, &there, RunKind::Final).await;
        let office = in_2026(&db, office).await;
        let unit = it.communes[2];
        refused(tell(&office, unit, None, said(&CLEAN)).await, StateFactRefusal::NoRule);
        choose(&office, &choice("units", "nd335_org")).await.unwrap();
        let row = |page: services::grading::UnitGrading| page.unit.unwrap().1;
        let before = row(unit_grading(&office, CODE, unit).await.unwrap());
        let Standing::Pending(pending) = before.standing().unwrap() else { panic!("{:?}", before.standing()) };
        assert!(pending.missing.iter().any(|it| it.code() == "points") && pending.suggestion.is_none());
        let mut all = said(&CLEAN);
        all.extend(said(&[("points", "95"), ("tasks_done", "")]));
        assert_eq!(tell(&office, unit, None, all.clone()).await.unwrap(), 5);
        refused(tell(&office, unit, None, all).await, StateFactRefusal::NothingSaid);
        assert!(matches!(row(unit_grading(&office, CODE, unit).await.unwrap()).standing(), Some(Standing::Candidate(_) | Standing::Pending(_))));
        // What the program knows is not stated; a source is needed; unknown is an answer.
        refused(tell(&office, unit, None, said(&[("tasks_done", "50")])).await, StateFactRefusal::NotAsked);
        refused(tell(&office, unit, None, said(&[("degradation", "no")])).await, StateFactRefusal::NotAsked);
        let bare = vec![AnswerRow { fact: "points".to_owned(), answer: "90".to_owned(), source: " ".to_owned() }];
        refused(tell(&office, unit, None, bare).await, StateFactRefusal::SourceMissing);
        refused(tell(&office, unit, None, said(&[("points", "-1")])).await, domain::grading::FactRefusal::Negative);
        refused(tell(&office, unit, None, said(&[("complaint_open", "maybe")])).await, StateFactRefusal::NotAnAnswer);
        tell(&office, unit, None, said(&[("complaint_open", "unknown")])).await.unwrap();
        let page = unit_grading(&office, CODE, unit).await.unwrap();
        let revisions: Vec<_> = page.statements.iter().filter(|it| it.fact.code() == "complaint_open").map(|it| (it.revision, it.answer.code())).collect();
        assert_eq!(revisions, [(2, "unknown".to_owned()), (1, "no".to_owned())]);
        let row = page.unit.unwrap().1;
        assert!(row.standing().unwrap().reasons().contains(&PendingReason::FactUnknown));
        assert_eq!(row.facts.iter().filter(|it| it.found.is_none()).map(|it| it.fact.code()).collect::<Vec<_>>(), ["complaint_open"]);
        let log = store::audit::of_subject(&db, "grade_fact", unit.0).await.unwrap();
        assert_eq!((log.len(), log[0].after.as_str(), log[0].before.as_str()), (6, "complaint_open: unknown", "complaint_open: no"));
        assert!(matches!(tell(&it.ctx(Role::Authority).await, unit, None, said(&CLEAN)).await, Err(Error::Forbidden(Forbidden::NoRole))));
    }

    async fn gaps_wait_the_quota_limits_and_a_head_stays_below_the_unit(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        run(&office, &there, RunKind::Final).await;
        let office = in_2026(&db, office).await;
        let chair = in_2026(&db, chair).await;
        choose(&office, &choice("units", "nd335_org")).await.unwrap();
        choose(&office, &choice("heads", "nd335_person")).await.unwrap();
        let units = best_told(&office).await;
        // Điều 8: 70 % of the tasks or more, less than all: the decree names no grade.
        let gap = unit_of(&office, "10894").await;
        let mut rows = said(&CLEAN);
        rows.extend(said(&[("points", "97,97")]));
        tell(&office, gap, None, rows).await.unwrap();
        let page = group_grading(&office, CODE, None).await.unwrap();
        let of = |unit: UnitId| page.units.rows.iter().find(|it| it.member.unit == unit).unwrap();
        assert_eq!(of(gap).standing().unwrap().reasons(), [PendingReason::TasksUnfinished]);
        assert!(units.iter().all(|it| of(*it).quota == Some(PendingReason::QuotaTie)));
        let quota = page.units.quota.as_ref().unwrap().as_ref().unwrap();
        assert_eq!((quota.base, quota.places, quota.taken, quota.tied.len()), (5, 1, 0, 5));
        let dated = |wanted: NewDecision| NewDecision { decided_on: "18/12/2026".to_owned(), ..wanted };
        let line = |unit: UnitId, grade: &'static str| (unit.to_string(), grade, "Chọn trong số bằng điểm");
        let two: Vec<_> = units.iter().enumerate().map(|(at, it)| line(*it, if at < 2 { "excellent" } else { "good" })).collect();
        refused(prepare(&office, &dated(grades("unit_grades", "5", &two))).await, Prepare::OverQuota);
        let head = format!("{}-{}", it.communes[2], it.ctx_at(Role::UnitHead, it.communes[2]).await.actor.person);
        refused(prepare(&office, &dated(grades("head_grades", "5", &[(head.clone(), "good", "Có lý do")]))).await, Prepare::UnitNotGraded);
        let mut one: Vec<_> = units.iter().enumerate().map(|(at, it)| line(*it, if at < 1 { "excellent" } else { "good" })).collect();
        one.push(line(gap, "completed"));
        let id = prepare(&office, &dated(grades("unit_grades", "5", &one))).await.unwrap();
        refused(tell(&office, gap, None, said(&[("complaint_open", "yes")])).await, StateFactRefusal::Decided);
        approved(&chair, id).await.unwrap();
        // Khoản 6 Điều 20: the third commune is good, its head is no better.
        refused(prepare(&office, &dated(grades("head_grades", "6", &[(head.clone(), "excellent", "Có lý do")]))).await, Prepare::AboveUnit);
        let about = Some(it.ctx_at(Role::UnitHead, it.communes[2]).await.actor.person.0);
        let facts = [("points", "93"), ("degradation", "no"), ("disciplined_for_duty", "no"), ("unit_corruption", "no"), ("sick_or_maternity_leave", "no")];
        tell(&office, it.communes[2], about, said(&facts)).await.unwrap();
        let heads = group_grading(&office, CODE, None).await.unwrap().heads;
        let row = heads.rows.iter().find(|row| row.member.unit == it.communes[2]).unwrap();
        assert_eq!(row.standing().unwrap().level().and_then(|it| it.grade()), Some(Grade::Good), "capped by the unit's decided grade");
        let months = row.facts.iter().find(|it| it.fact == Fact::Measured(domain::grading::Measured::MonthsWorked)).unwrap();
        assert_eq!(months.found, Some(domain::grading::Found::Number(Quantity(120_000).rational())));
        // With one fewer graded good the excellent one would be more than the quota allows.
        refused(prepare(&office, &dated(replacement("unit_grade", it.communes[2], "completed", "7"))).await, Prepare::QuotaShrinks);
        let graded = prepare(&office, &dated(grades("head_grades", "6", &[(head, "good", "")]))).await.unwrap();
        approved(&chair, graded).await.unwrap();
        let notice = testing::printed(&services::decision::notices(&office, graded).await.unwrap().bytes);
        for words in ["THÔNG BÁO", "DỰ THẢO", "Hoàn thành tốt nhiệm vụ", "07 ngày làm việc", "Điều 22 Nghị định số 335/2025/NĐ-CP"] {
            assert!(notice.contains(words), "{words}: {notice}");
        }
        let all = testing::printed(&services::decision::notices(&office, id).await.unwrap().bytes);
        assert!(all.contains("TẬP THÔNG BÁO") && all.contains(&format!("Tập gồm {:02} văn bản", one.len())), "{all}");
        assert!(matches!(services::decision::notices(&it.ctx_at(Role::UnitHead, it.communes[2]).await, graded).await, Err(Error::Forbidden(_))));
        // Form 02 bears the points stated and the grade decided; what the program does not keep is left open.
        let form = testing::printed(&services::grading::yearly_form(&office, CODE, it.communes[2]).await.unwrap().bytes);
        for words in ["PHIẾU XẾP LOẠI CHẤT LƯỢNG CÔNG CHỨC", "Tổng điểm trung bình cả năm 93,00", "■ Hoàn thành tốt nhiệm vụ", "□ Hoàn thành nhiệm vụ"] {
            assert!(form.contains(words), "{words}: {form}");
        }
        assert_eq!((form.matches('■').count(), form.matches('□').count()), (1, 7));
        let form = testing::printed(&services::grading::tracking_form(&office, CODE, it.communes[2]).await.unwrap().bytes);
        assert!(form.contains("PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC") && form.contains("Tổng cộng 30"), "{form}");
        // The unit's grade cannot sink below its head's; and nobody slips over the quota by a replacement.
        let lower = dated(replacement("unit_grade", it.communes[2], "completed", "7"));
        refused(prepare(&office, &lower).await, Prepare::HeadAbove);
        refused(prepare(&office, &dated(replacement("unit_grade", units[1], "excellent", "7"))).await, Prepare::OverQuota);
        let text = printed(&services::decision::paper(&office, id).await.unwrap().bytes);
        assert!(text.contains("Căn cứ Kế hoạch cải cách hành chính năm 2022;") && text.contains("Hoàn thành xuất sắc nhiệm vụ"), "{text}");
        // Grades of heads are read by those who grade and by the unit's own people alone.
        assert!(matches!(view(&it.ctx(Role::Viewer).await, graded).await, Err(Error::Forbidden(_))));
        assert_eq!(view(&it.ctx_at(Role::UnitHead, it.communes[2]).await, graded).await.unwrap().lines.len(), 1);
        assert_eq!(view(&it.ctx_at(Role::UnitHead, it.communes[2]).await, id).await.unwrap().hidden, 5);
        assert!(services::decision::paper(&it.ctx_at(Role::UnitHead, it.communes[2]).await, id).await.is_err());
    }

    async fn the_quota_counts_what_the_same_authority_decided_in_another_campaign_of_the_year(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        run(&office, &there, RunKind::Final).await;
        // The offices of the district are graded in a campaign of their own, by the same chair, in the same year.
        let beside = services::campaign::NewCampaign {
            code: "phong-2022".into(),
            title: "Cam kết của các phòng".into(),
            year: "2022".into(),
            starts_on: "15/12/2021".into(),
            ends_on: "14/12/2026".into(),
            authority: Some(it.district),
            review_required_for: "failing_only".into(),
            submit_within_working_days: "2".into(),
            groups: vec![services::campaign::GroupForm {
                peer_group: "office".into(),
                title: "Phòng".into(),
                rule_set: Some(it.rule_set),
                units: vec![it.communes[0]],
            }],
        };
        services::campaign::make_campaign(&office, &beside).await.unwrap();
        let (office, chair) = (in_2026(&db, office).await, in_2026(&db, chair).await);
        choose(&office, &choice("units", "nd335_org")).await.unwrap();
        let units = best_told(&office).await;
        let dated = |wanted: NewDecision| NewDecision { decided_on: "18/12/2026".to_owned(), ..wanted };
        let lines: Vec<_> = units
            .iter()
            .enumerate()
            .map(|(at, it)| (it.to_string(), if at == 0 { "excellent" } else { "good" }, "Chọn trong số bằng điểm"))
            .collect();
        let id = prepare(&office, &dated(grades("unit_grades", "5", &lines))).await.unwrap();
        approved(&chair, id).await.unwrap();

        let wish = NewChoice { campaign: "phong-2022".into(), peer_group: "office".into(), tasks_from: "key_tasks".into(), ..choice("units", "nd335_org") };
        choose(&office, &wish).await.unwrap();
        let mut rows = said(&CLEAN);
        rows.extend(said(&[("points", "96"), ("tasks_done", "100"), ("tasks_on_time", "100"), ("tasks_exceeded", "35")]));
        let own = services::grading::NewStatements { campaign: "phong-2022".into(), unit: it.communes[0].0, about: None, rows };
        state(&office, &own).await.unwrap();
        let page = group_grading(&office, "phong-2022", None).await.unwrap();
        let quota = page.units.quota.as_ref().unwrap().as_ref().unwrap();
        assert_eq!((quota.base, quota.places, quota.taken), (6, 1, 1), "five decided beside, one here; 20 % of six is one, and it is given");
        let wanted = NewDecision {
            campaign: "phong-2022".into(),
            peer_group: "office".into(),
            ..dated(grades("unit_grades", "6", &[(it.communes[0].to_string(), "excellent", "Có lý do")]))
        };
        refused(prepare(&office, &wanted).await, Prepare::OverQuota);
    }

    async fn nd335_dieu_20_cap_quota_and_run_are_held_against_the_day_of_approval(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        run(&office, &there, RunKind::Final).await;
        let (office, chair) = (in_2026(&db, office).await, in_2026(&db, chair).await);
        choose(&office, &choice("units", "nd335_org")).await.unwrap();
        choose(&office, &choice("heads", "nd335_person")).await.unwrap();
        let units = best_told(&office).await;
        let third = it.communes[2];
        let best = *units.iter().find(|it| **it != third).unwrap();
        let dated = |wanted: NewDecision| NewDecision { decided_on: "18/12/2026".to_owned(), ..wanted };
        let lines: Vec<_> = units
            .iter()
            .map(|it| (it.to_string(), if *it == best { "excellent" } else { "good" }, "Chọn trong số bằng điểm"))
            .collect();
        let id = prepare(&office, &dated(grades("unit_grades", "5", &lines))).await.unwrap();
        approved(&chair, id).await.unwrap();
        // The quota (NĐ 335/2025): with one of the good ones lowered, the excellent one would be one of four.
        let replaced = |unit: UnitId, grade: &'static str, number: &'static str| dated(replacement("unit_grade", unit, grade, number));
        let other = *units.iter().find(|it| **it != third && **it != best).unwrap();
        refused(prepare(&office, &replaced(other, "completed", "6")).await, Prepare::QuotaShrinks);
        refused(prepare(&office, &replaced(other, "not_rated", "6")).await, Prepare::RatedByRule);
        let id = prepare(&office, &replaced(best, "good", "6")).await.unwrap();
        approved(&chair, id).await.unwrap();
        // Điều 11: a head with a year of service is graded; a head of another category not by this rule.
        let person = it.ctx_at(Role::UnitHead, third).await.actor.person;
        let head = format!("{third}-{person}");
        let head_grade = |grade: &'static str, number: &'static str| dated(grades("head_grades", number, &[(head.clone(), grade, "Có lý do")]));
        let facts = [("points", "93"), ("degradation", "no"), ("disciplined_for_duty", "no"), ("unit_corruption", "no"), ("sick_or_maternity_leave", "no")];
        tell(&office, third, Some(person.0), said(&facts)).await.unwrap();
        refused(prepare(&office, &head_grade("not_rated", "7")).await, Prepare::RatedByRule);
        let category = async |it: &str| db.execute_unprepared(&format!("UPDATE person SET category = '{it}' WHERE id = {person}")).await.unwrap();
        category("cadre").await;
        refused(prepare(&office, &head_grade("good", "7")).await, Prepare::NotCovered);
        category("civil_servant").await;
        // The unit is lowered while the head's grade waits: that one is not approved.
        let waiting = prepare(&office, &head_grade("good", "7")).await.unwrap();
        let lowered = prepare(&office, &replaced(third, "completed", "8")).await.unwrap();
        approved(&chair, lowered).await.unwrap();
        refused(approved(&chair, waiting).await, ApproveDecisionRefusal::Overtaken);
        withdraw(&office, waiting).await.unwrap();
        // The head is graded while lowering the unit waits: that one is not approved.
        let raised = prepare(&office, &replaced(third, "good", "9")).await.unwrap();
        approved(&chair, raised).await.unwrap();
        let lowered = prepare(&office, &replaced(third, "completed", "10")).await.unwrap();
        let graded = prepare(&office, &head_grade("good", "11")).await.unwrap();
        approved(&chair, graded).await.unwrap();
        refused(approved(&chair, lowered).await, ApproveDecisionRefusal::Overtaken);
        // Another run is published while a grade waits: its results are not those that were weighed.
        let waiting = prepare(&office, &replaced(other, "excellent", "12")).await.unwrap();
        let id = prepare(&office, &dated(publication(first, "13"))).await.unwrap();
        approved(&chair, id).await.unwrap();
        refused(approved(&chair, waiting).await, ApproveDecisionRefusal::Overtaken);
    }

    async fn grades_rest_on_the_results_in_force_and_the_same_result_is_no_decision(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        let id = prepare(&office, &publication(first, "5")).await.unwrap();
        approved(&chair, id).await.unwrap();
        choose(&office, &choice("units", "commitment_weighted_score")).await.unwrap();
        let unit = it.communes[2];
        let waiting = prepare(&office, &grades("unit_grades", "6", &[(unit.to_string(), "excellent", "")])).await.unwrap();
        let corrected = NewDecision { outcome: "pass".to_owned(), score: "60".to_owned(), ..replacement("result", unit, "", "7") };
        let corrected = prepare(&office, &corrected).await.unwrap();
        approved(&chair, corrected).await.unwrap();
        let page = group_grading(&office, CODE, None).await.unwrap();
        let row = page.units.rows.iter().find(|it| it.member.unit == unit).unwrap();
        assert_eq!(row.standing().unwrap().level().and_then(|it| it.grade()), Some(Grade::Completed));
        let score = row.facts.iter().find(|it| it.fact == Fact::Measured(domain::grading::Measured::CommitmentScore)).unwrap();
        assert!(matches!(&score.origin, services::grading::Origin::Decision(line) if line.decision == corrected), "{:?}", score.origin);
        refused(approved(&chair, waiting).await, ApproveDecisionRefusal::Overtaken);
        // A result that stays as it is is no decision where rounding changes nothing.
        let unit = it.communes[0];
        let now = services::assessment::unit_result(&office, CODE, unit, None).await.unwrap().result;
        let same = NewDecision {
            outcome: now.outcome.code().to_owned(),
            score: now.score.unwrap().to_string(),
            ..replacement("result", unit, now.grade.as_deref().unwrap_or_default(), "8")
        };
        refused(prepare(&office, &same).await, Prepare::SameValue);
    }

    async fn what_was_decided_is_never_changed_in_the_database(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there, RunKind::Final).await;
        let id = prepare(&office, &publication(first, "5")).await.unwrap();
        let tried = async |text: String| db.execute_unprepared(&text).await.is_err();
        assert!(tried(format!("UPDATE decision SET number = 6 WHERE id = {id}")).await);
        assert!(tried(format!("UPDATE decision SET content = '{{}}' WHERE id = {id}")).await);
        approved(&chair, id).await.unwrap();
        assert!(tried(format!("UPDATE decision SET state = 'withdrawn' WHERE id = {id}")).await);
        assert!(tried(format!("DELETE FROM decision WHERE id = {id}")).await);
    }
}
