//! Appeals of published results, on both databases: filed in time by the head alone, given to somebody without a part in the result, answered
//! in writing, corrected by a decision and never by the appeal itself; the ranking is provisional until nothing is open.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::appeal::{AnswerAppealRefusal, AppealState, AssignReviewerRefusal, FileAppealRefusal, Provisional, WithdrawAppealRefusal};
use domain::decision::PrepareDecisionRefusal;
use domain::policy::Role;
use domain::text::TextRefusal;
use domain::work::WorkKind;
use domain::{AppealId, DecisionId, RunId, Timestamp, UnitId};
use services::appeal::{self, Answer, NewAppeal};
use services::assessment::{RankingWish, ranking, unit_result};
use services::decision::{NewDecision, approve, prepare};
use services::{Ctx, Error};
use store::Connection;
use testing::{District, PASSWORD, db_test, district, final_run, is_refused, refused};
use time::macros::datetime;

const CODE: &str = "cchc-2023";

fn at(ctx: &Ctx, now: time::OffsetDateTime) -> Ctx {
    let now = Timestamp::of(now);
    Ctx { now, today: now.date(), ..ctx.clone() }
}

fn publication(run: RunId, number: &str) -> NewDecision {
    NewDecision {
        campaign: CODE.to_owned(),
        peer_group: "commune".to_owned(),
        kind: "publication".to_owned(),
        number: number.to_owned(),
        decided_on: "08/08/2023".to_owned(),
        basis: "Căn cứ Kế hoạch cải cách hành chính năm 2022".to_owned(),
        run: run.to_string(),
        file_within: "5".to_owned(),
        answer_within: "7".to_owned(),
        ..NewDecision::default()
    }
}

async fn decided(it: &District, typed: &NewDecision) -> DecisionId {
    let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
    let id = prepare(&office, typed).await.unwrap();
    let digest = store::decision::get(&it.db, id).await.unwrap().decision.digest;
    let token = services::account::form_token(&chair).await.unwrap();
    approve(&chair, id, &digest, PASSWORD, &token).await.unwrap();
    id
}

/// A final run of the district, published with five working days to appeal and seven to answer.
async fn published(it: &District) -> RunId {
    final_run(it).await;
    let run = store::assessment::list(&it.db, it.group).await.unwrap()[0].id;
    decided(it, &publication(run, "5")).await;
    run
}

fn typed(reason: &str) -> NewAppeal {
    NewAppeal { reason: reason.to_owned(), evidence: "Báo cáo số 15/BC-UBND ngày 05/8/2023".to_owned(), ..NewAppeal::default() }
}

async fn provisional(it: &District) -> Option<Provisional> {
    let office = it.ctx(Role::ParOffice).await;
    ranking(&office, CODE, &RankingWish::default()).await.unwrap().provisional
}

async fn state(db: &impl Connection, id: AppealId) -> AppealState {
    store::appeal::get(db, id).await.unwrap().appeal.state
}

db_test! {
    async fn the_terms_stand_in_the_decision_and_are_whole_days(db) {
        let it = district(&db).await;
        final_run(&it).await;
        let run = store::assessment::list(&db, it.group).await.unwrap()[0].id;
        let office = it.ctx(Role::ParOffice).await;
        for bad in ["", "0", "61", "năm", "1,5"] {
            let wrong = NewDecision { file_within: bad.to_owned(), ..publication(run, "5") };
            refused!(prepare(&office, &wrong), PrepareDecisionRefusal::NotATerm);
        }
        let id = decided(&it, &publication(run, "5")).await;
        let kept = store::decision::get(&db, id).await.unwrap().decision;
        assert_eq!(kept.terms.map(|it| (it.file_within, it.answer_within)), Some((5, 7)));
        let paper = services::decision::paper(&it.ctx(Role::Authority).await, id).await.unwrap();
        let printed = testing::printed(&paper.bytes).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(printed.contains("trong thời hạn 05 ngày làm việc kể từ ngày kết quả được công bố"), "{printed}");
    }

    async fn a_result_is_appealed_by_its_head_alone_once_and_in_time(db) {
        let it = district(&db).await;
        let unit = it.communes[0];
        let head = it.ctx_at(Role::UnitHead, unit).await;
        refused!(appeal::file(&head, CODE, unit, &typed("Thiếu hồ sơ")), FileAppealRefusal::NotPublished);
        published(&it).await;
        for role in [Role::FocalOfficer] {
            let ctx = it.ctx_at(role, unit).await;
            assert!(matches!(appeal::file(&ctx, CODE, unit, &typed("x")).await.unwrap_err(), Error::Forbidden(_)));
        }
        for ctx in [it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await, it.ctx(Role::Inspector).await, it.ctx_at(Role::UnitHead, it.communes[1]).await] {
            assert!(matches!(appeal::file(&ctx, CODE, unit, &typed("x")).await.unwrap_err(), Error::Forbidden(_)));
        }
        // Published on Tuesday 8 August: 9, 10, 11, 14, 15 are the five working days.
        assert_eq!(appeal::form(&head, CODE, unit).await.unwrap().last_day, time::macros::date!(2023 - 08 - 15));
        assert_eq!(unit_result(&head, CODE, unit, None).await.unwrap().appeals.until, Some(time::macros::date!(2023 - 08 - 15)));
        assert_eq!(unit_result(&it.ctx(Role::ParOffice).await, CODE, unit, None).await.unwrap().appeals.until, None);
        refused!(appeal::file(&at(&head, datetime!(2023-08-16 00:00 +7)), CODE, unit, &typed("x")), FileAppealRefusal::TooLate);
        refused!(appeal::file(&head, CODE, unit, &typed(" ")), FileAppealRefusal::Blank);
        refused!(appeal::file(&head, CODE, unit, &typed("a\u{0}b")), FileAppealRefusal::Unprintable);
        assert_eq!(provisional(&it).await, Some(Provisional { until: Some(time::macros::date!(2023 - 08 - 15)), open: 0 }));
        let id = appeal::file(&at(&head, datetime!(2023-08-15 23:59 +7)), CODE, unit, &typed("T03 thiếu 4 hồ sơ")).await.unwrap();
        assert_eq!(store::appeal::get(&db, id).await.unwrap().appeal.due_on, time::macros::date!(2023 - 08 - 24));
        refused!(appeal::file(&head, CODE, unit, &typed("Lần nữa")), FileAppealRefusal::OpenAlready);
        assert_eq!(provisional(&it).await.map(|it| it.open), Some(1));
        // Taken back by who filed it; then another one may come.
        assert!(matches!(appeal::withdraw(&it.ctx(Role::ParOffice).await, id).await.unwrap_err(), Error::Forbidden(_)));
        appeal::withdraw(&head, id).await.unwrap();
        refused!(appeal::withdraw(&head, id), WithdrawAppealRefusal::Closed);
        appeal::file(&head, CODE, unit, &typed("Lần nữa")).await.unwrap();
        assert_eq!(appeal::list(&it.ctx(Role::ParOffice).await, CODE).await.unwrap().appeals.len(), 2);
        assert_eq!(appeal::list(&it.ctx_at(Role::UnitHead, it.communes[1]).await, CODE).await.unwrap().appeals.len(), 0, "others' appeals are not shown");
    }

    async fn somebody_without_a_part_in_the_result_answers_and_only_a_decision_corrects(db) {
        let it = district(&db).await;
        let unit = it.communes[0];
        let run = published(&it).await;
        let (head, office, inspector) = (it.ctx_at(Role::UnitHead, unit).await, it.ctx(Role::ParOffice).await, it.ctx(Role::Inspector).await);
        let before = unit_result(&head, CODE, unit, None).await.unwrap().result;
        let id = appeal::file(&head, CODE, unit, &typed("T03 thiếu 4 hồ sơ")).await.unwrap();
        let kinds = |work: services::work::Work| work.items.iter().map(|it| it.kind).collect::<Vec<_>>();
        assert!(kinds(services::work::list(&office).await.unwrap()).contains(&WorkKind::AssignAppeal));
        // Nobody answers before it is given to them; who ran the assessment and who decided are not offered.
        let answer = |outcome: &str, decision: Option<DecisionId>, text: &str| Answer { outcome: outcome.to_owned(), decision, answer: text.to_owned() };
        refused!(appeal::answer(&inspector, id, &answer("upheld", None, "Đã xem")), AnswerAppealRefusal::NotReviewer);
        assert!(matches!(appeal::answer(&office, id, &answer("upheld", None, "x")).await.unwrap_err(), Error::Forbidden(_)));
        refused!(appeal::assign(&office, id, None), TextRefusal::Missing);
        refused!(appeal::assign(&office, id, Some(head.actor.person)), AssignReviewerRefusal::OwnUnit);
        let offered = appeal::get(&office, id).await.unwrap().candidates;
        assert!(offered.iter().any(|it| it.person_id == inspector.actor.person.0), "{offered:?}");
        assert!(offered.iter().all(|it| it.person_id != office.actor.person.0));
        appeal::assign(&office, id, Some(inspector.actor.person)).await.unwrap();
        assert!(kinds(services::work::list(&inspector).await.unwrap()).contains(&WorkKind::AnswerAppeal));
        refused!(appeal::answer(&inspector, id, &answer("", None, "Đã xem")), TextRefusal::Missing);
        refused!(appeal::answer(&inspector, id, &answer("upheld", None, " ")), AnswerAppealRefusal::Blank);
        refused!(appeal::answer(&inspector, id, &answer("corrected", None, "Đúng")), AnswerAppealRefusal::DecisionMissing);
        // A decision of another kind corrects nothing.
        let earlier = store::assessment::list(&db, it.group).await.unwrap()[0].published.clone().unwrap().decision;
        refused!(appeal::answer(&inspector, id, &answer("corrected", Some(earlier), "Đúng")), AnswerAppealRefusal::DecisionMissing);
        let replacement = NewDecision {
            kind: "replacement".to_owned(),
            about: "result".to_owned(),
            unit: unit.to_string(),
            outcome: before.outcome.code().to_owned(),
            score: "61,5".to_owned(),
            value: before.grade.clone().unwrap_or_default(),
            number: "6".to_owned(),
            reason: "Tính thiếu 4 hồ sơ".to_owned(),
            run: String::new(),
            ..publication(run, "6")
        };
        let correction = decided(&it, &replacement).await;
        appeal::answer(&inspector, id, &answer("corrected", Some(correction), "Đã đối chiếu, tính thiếu 4 hồ sơ.")).await.unwrap();
        let kept = store::appeal::get(&db, id).await.unwrap();
        assert_eq!(kept.correction, Some(correction));
        let AppealState::Answered { answer: text, .. } = &kept.appeal.state else { panic!("{kept:?}") };
        assert_eq!(text, "Đã đối chiếu, tính thiếu 4 hồ sơ.");
        refused!(appeal::answer(&inspector, id, &answer("upheld", None, "Lại")), AnswerAppealRefusal::Closed);
        refused!(appeal::withdraw(&head, id), WithdrawAppealRefusal::Closed);
        assert_eq!(provisional(&it).await.map(|it| it.open), Some(0));
        // The database itself keeps what was answered.
        assert!(db.execute_unprepared("UPDATE appeal SET answer = 'khác'").await.is_err());
        assert!(db.execute_unprepared("DELETE FROM appeal").await.is_err());
        assert!(matches!(state(&db, id).await, AppealState::Answered { .. }));
    }

    async fn who_has_a_part_in_the_result_neither_reviews_nor_answers(db) {
        let it = district(&db).await;
        let unit = it.communes[0];
        published(&it).await;
        let (head, office, inspector) = (it.ctx_at(Role::UnitHead, unit).await, it.ctx(Role::ParOffice).await, it.ctx(Role::Inspector).await);
        let id = appeal::file(&head, CODE, unit, &typed("T03 thiếu 4 hồ sơ")).await.unwrap();
        let person = inspector.actor.person;
        // No reviewer by role is not offered, whoever they are.
        refused!(appeal::assign(&office, id, Some(office.actor.person)), AssignReviewerRefusal::TookPart);
        let chair = it.ctx(Role::Authority).await.actor.person;
        refused!(appeal::assign(&office, id, Some(chair)), AssignReviewerRefusal::TookPart);
        appeal::assign(&office, id, Some(person)).await.unwrap();
        assert!(appeal::get(&inspector, id).await.unwrap().may_answer);
        // Points after the total that they proposed since then are a part in the result as much as a figure that they verified.
        let proposed = format!(
            "INSERT INTO adjustment (campaign_id, unit_id, code, points_e4, reason, standing, proposed_by, proposed_at, decided_note) \
             VALUES ({}, {}, 'B1', 10000, 'x', 'proposed', {}, 0, '')",
            it.campaign.0, unit.0, person.0
        );
        db.execute_unprepared(&proposed).await.unwrap();
        let upheld = Answer { outcome: "upheld".to_owned(), answer: "Đã xem".to_owned(), ..Answer::default() };
        refused!(appeal::answer(&inspector, id, &upheld), AnswerAppealRefusal::TookPart);
        assert!(!appeal::get(&inspector, id).await.unwrap().may_answer);
        refused!(appeal::assign(&office, id, Some(person)), AssignReviewerRefusal::TookPart);
        assert!(appeal::get(&office, id).await.unwrap().candidates.iter().all(|it| it.person_id != person.0));
    }

    async fn an_appeal_of_a_publication_that_was_replaced_stays_open_and_the_new_one_may_answer_it(db) {
        let it = district(&db).await;
        let unit = it.communes[0];
        published(&it).await;
        let (head, office, inspector) = (it.ctx_at(Role::UnitHead, unit).await, it.ctx(Role::ParOffice).await, it.ctx(Role::Inspector).await);
        let id = appeal::file(&head, CODE, unit, &typed("T03 thiếu 4 hồ sơ")).await.unwrap();
        appeal::assign(&office, id, Some(inspector.actor.person)).await.unwrap();
        final_run(&it).await;
        let run = store::assessment::list(&db, it.group).await.unwrap()[0].id;
        let again = decided(&it, &NewDecision { reason: "Tính lại".to_owned(), ..publication(run, "6") }).await;
        assert_eq!(provisional(&it).await.map(|it| it.open), Some(1), "it does not vanish with the publication");
        assert_eq!(unit_result(&head, CODE, unit, None).await.unwrap().appeals.appeals.len(), 1);
        refused!(appeal::file(&head, CODE, unit, &typed("Lần nữa")), FileAppealRefusal::OpenAlready);
        let offered = appeal::get(&inspector, id).await.unwrap().corrections;
        assert_eq!(offered.iter().map(|it| it.id).collect::<Vec<_>>(), [again]);
        let corrected = Answer { outcome: "corrected".to_owned(), decision: Some(again), answer: "Đã công bố lại.".to_owned() };
        appeal::answer(&inspector, id, &corrected).await.unwrap();
        assert_eq!(provisional(&it).await.map(|it| it.open), Some(0));
    }

    async fn a_campaign_is_not_closed_while_a_result_may_be_or_is_appealed_or_a_decision_waits(db) {
        use domain::campaign::CloseCampaignRefusal as Why;
        let it = district(&db).await;
        let unit = it.communes[0];
        let (head, office, inspector) = (it.ctx_at(Role::UnitHead, unit).await, it.ctx(Role::ParOffice).await, it.ctx(Role::Inspector).await);
        final_run(&it).await;
        let run = store::assessment::list(&db, it.group).await.unwrap()[0].id;
        let close = async |ctx: Ctx| services::campaign::close(&ctx, CODE, "Đã hoàn thành").await;
        let id = prepare(&office, &publication(run, "5")).await.unwrap();
        refused!(close(office.clone()), Why::DecisionWaits);
        let chair = it.ctx(Role::Authority).await;
        let digest = store::decision::get(&db, id).await.unwrap().decision.digest;
        let token = services::account::form_token(&chair).await.unwrap();
        approve(&chair, id, &digest, PASSWORD, &token).await.unwrap();
        refused!(close(office.clone()), Why::AppealTermRuns);
        let id = appeal::file(&head, CODE, unit, &typed("T03 thiếu 4 hồ sơ")).await.unwrap();
        appeal::assign(&office, id, Some(inspector.actor.person)).await.unwrap();
        let after = at(&office, datetime!(2023-08-16 08:00 +7));
        refused!(close(after.clone()), Why::OpenAppeals);
        let upheld = Answer { outcome: "upheld".to_owned(), answer: "Đã xem".to_owned(), ..Answer::default() };
        appeal::answer(&inspector, id, &upheld).await.unwrap();
        close(after).await.unwrap();
    }

    async fn of_two_who_act_at_once_one_is_told_so(db) {
        let it = district(&db).await;
        let unit: UnitId = it.communes[0];
        published(&it).await;
        let (head, office) = (it.ctx_at(Role::UnitHead, unit).await, it.ctx(Role::ParOffice).await);
        let (first, again) = (typed("Một"), typed("Hai"));
        let (one, two) = both(appeal::file(&head, CODE, unit, &first), appeal::file(&head, CODE, unit, &again)).await;
        let (id, error) = match (one, two) {
            (Ok(id), Err(error)) | (Err(error), Ok(id)) => (id, error),
            other => panic!("{other:?}"),
        };
        assert!(is_refused(&error, FileAppealRefusal::OpenAlready), "{error}");
        let inspector = it.ctx(Role::Inspector).await.actor.person;
        let (one, two) = both(appeal::assign(&office, id, Some(inspector)), appeal::withdraw(&head, id)).await;
        assert!(one.is_ok() || two.is_ok(), "{one:?} {two:?}");
        if let (Ok(()), Err(error)) | (Err(error), Ok(())) = (one, two) {
            assert!(matches!(error, Error::Busy | Error::Refused(_) | Error::Invalid(_)), "{error}");
        }
    }
}

async fn both<A, B>(one: impl Future<Output = A>, two: impl Future<Output = B>) -> (A, B) {
    testing::tokio::join!(one, two)
}
