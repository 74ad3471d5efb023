//! A failing unit answers: cases, reports, the meeting, minutes, what follows; on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::account::ConfirmRefusal;
use domain::policy::{Forbidden, Role};
use domain::review::*;
use domain::{CaseId, Event, Refusal};
use services::review::{
    self, AnswerRow, AttendeeRow, CallForm, ConsequenceForm, HeaderKind, InvitedRow, MinutesForm, OpinionRow, ReportForm, SupportForm,
    Verdict, VoteRow,
};
use services::{Ctx, Error, account};
use store::Connection;
use testing::{District, PASSWORD, db_test, district, final_run};

/// A district with its cases opened; gives the case of the first commune.
async fn opened(it: &District) -> CaseId {
    final_run(it).await;
    review::open(&it.ctx(Role::ParOffice).await, "cchc-2023", "31/08/2023").await.unwrap();
    store::review::case::of_unit(&it.db, it.campaign, it.communes[0]).await.unwrap().id
}

async fn filled(ctx: &Ctx, case: CaseId, kind: ReportKind) -> ReportForm {
    let view = review::report(ctx, case, kind).await.unwrap();
    let missed = view.items.iter().filter(|it| !it.facts.met);
    ReportForm {
        case,
        kind,
        revision: view.report.revision,
        items: missed
            .map(|it| AnswerRow {
                id: it.id.to_string(),
                cause_kind: "subjective".into(),
                cause: "Chưa phân công rõ người phụ trách".into(),
                responsible: "Ông Hoàng Văn Một".into(),
                remedy: format!("Khắc phục: {}", it.facts.title),
                due_on: "31/12/2023".into(),
            })
            .collect(),
        sections: Section::of_kind(kind).iter().map(|it| (it.code().to_owned(), "Nội dung đã viết.".to_owned())).collect(),
        levels: Section::of_kind(kind).iter().map(|it| (it.code().to_owned(), "average".to_owned())).collect(),
        answers: view.answers.iter().map(|it| review::ReplyRow { id: it.0.to_string(), answer: "Đã giải trình.".into() }).collect(),
        grade: "completed".into(),
    }
}

async fn submit(ctx: &Ctx, form: &ReportForm) -> Result<(), Error> {
    let token = account::form_token(ctx).await.unwrap();
    review::submit(ctx, form, PASSWORD, &token).await
}

/// Both reports submitted by the head of the first commune.
async fn reported(it: &District) -> CaseId {
    let case = opened(it).await;
    let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
    for kind in ReportKind::ALL {
        submit(&head, &filled(&head, case, *kind).await).await.unwrap();
    }
    case
}

async fn calling(it: &District, case: CaseId) -> CallForm {
    CallForm {
        case,
        revision: 0,
        held_on: "08/08/2023".into(),
        begins: "7h30".into(),
        place: "Hội trường UBND xã".into(),
        chair: it.ctx(Role::Authority).await.actor.person.to_string(),
        secretary: it.ctx_at(Role::FocalOfficer, it.communes[0]).await.actor.person.to_string(),
        purpose: "Kiểm điểm trách nhiệm.".into(),
        invited: vec![
            InvitedRow { name: "Ông Hoàng Văn Một".into(), post: "Chủ tịch".into() },
            InvitedRow { name: "Bà Bùi Thị Một".into(), post: "Công chức".into() },
        ],
    }
}

async fn called(it: &District) -> CaseId {
    let case = reported(it).await;
    review::call(&it.ctx(Role::ParOffice).await, &calling(it, case).await).await.unwrap();
    case
}

async fn writing(ctx: &Ctx, case: CaseId) -> MinutesForm {
    let meeting = review::meeting(ctx, case).await.unwrap().meeting.unwrap();
    MinutesForm {
        case,
        revision: meeting.revision,
        begins: meeting.begins,
        ends: "11:30".into(),
        place: meeting.place,
        attendees: vec![
            AttendeeRow { name: "Ông Hoàng Văn Một".into(), post: "Chủ tịch".into(), present: true, absent_reason: String::new() },
            AttendeeRow { name: "Bà Bùi Thị Một".into(), post: "Công chức".into(), present: true, absent_reason: String::new() },
            AttendeeRow::default(),
        ],
        purpose: "Kiểm điểm trách nhiệm.".into(),
        presented: "Trình bày hai báo cáo.".into(),
        opinions: vec![OpinionRow {
            kind: "opinion".into(), speaker: "Bà Bùi Thị Một".into(), content: "Cần phân công rõ.".into()
        }],
        votes: vec![VoteRow {
            subject: "Tập thể".into(),
            manner: "open".into(),
            in_favour: "2".into(),
            against: String::new(),
            abstained: "0".into(),
        }],
        conclusion: "Thống nhất.".into(),
    }
}

async fn adopt(ctx: &Ctx, case: CaseId) -> Result<(), Error> {
    let revision = review::minutes(ctx, case).await.unwrap().meeting.revision;
    let token = account::form_token(ctx).await.unwrap();
    review::adopt(ctx, case, revision, &token).await
}

async fn adopted(it: &District) -> CaseId {
    let case = called(it).await;
    let secretary = it.ctx_at(Role::FocalOfficer, it.communes[0]).await;
    review::write(&secretary, &writing(&secretary, case).await).await.unwrap();
    adopt(&secretary, case).await.unwrap();
    case
}

async fn sign(ctx: &Ctx, case: CaseId) -> Result<(), Error> {
    let sha256 = review::minutes(ctx, case).await.unwrap().meeting.adopted.map(|it| it.1).unwrap_or_default();
    let token = account::form_token(ctx).await.unwrap();
    review::sign(ctx, case, &sha256, PASSWORD, &token).await
}

async fn signed(it: &District) -> CaseId {
    let case = adopted(it).await;
    sign(&it.ctx_at(Role::FocalOfficer, it.communes[0]).await, case).await.unwrap();
    sign(&it.ctx(Role::Authority).await, case).await.unwrap();
    case
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(it)) => it,
        other => panic!("not refused: {other:?}"),
    }
}

fn boxes<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(String, Refusal)> {
    match result {
        Err(Error::Invalid(it)) => it.into_iter().map(|it| (it.field, it.refusal)).collect(),
        other => panic!("not invalid: {other:?}"),
    }
}

async fn events(it: &District, subject: &'static str, id: i64) -> Vec<String> {
    store::audit::of_subject(&it.db, subject, id).await.unwrap().into_iter().map(|it| it.event).collect()
}

db_test! {
    async fn cases_are_opened_for_failing_units_with_the_facts_of_the_final_run_locked(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        assert_eq!(refused(review::open(&office, "cchc-2023", "31/08/2023").await), OpenCaseRefusal::NoFinalRun.into());
        final_run(&it).await;
        assert_eq!(boxes(review::open(&office, "cchc-2023", "07/08/2023").await), [("due_on".to_owned(), OpenCaseRefusal::DueInPast.into())]);
        assert_eq!(review::list(&office, "cchc-2023").await.unwrap().waiting.len(), 2);
        assert_eq!(review::open(&office, "cchc-2023", "31/08/2023").await.unwrap(), 2);
        assert_eq!(refused(review::open(&office, "cchc-2023", "31/08/2023").await), OpenCaseRefusal::NothingToOpen.into());
        let view = review::list(&office, "cchc-2023").await.unwrap();
        assert_eq!((view.cases.len(), view.waiting.len()), (2, 0));
        let case = view.cases.iter().find(|it| it.unit == "Xã Cẩm Văn").unwrap();
        assert_eq!((case.met, case.applicable, case.state), (1, 10, CaseState::Opened));
        let whole = review::view(&office, case.id).await.unwrap();
        assert_eq!((whole.items.len(), whole.reports.len()), (10, 2));
        assert_eq!(whole.items[2].facts.gap, "thiếu 24,60 điểm phần trăm");
        assert_eq!(events(&it, "review_case", case.id.0).await, [Event::ReviewCaseOpened.key()]);
    }

    async fn only_the_office_opens_cases_and_a_unit_sees_its_own(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        assert!(matches!(review::open(&head, "cchc-2023", "31/08/2023").await, Err(Error::Forbidden(_))));
        assert_eq!(review::list(&head, "cchc-2023").await.unwrap().cases.len(), 1);
        let other = it.ctx_at(Role::UnitHead, it.communes[1]).await;
        assert!(matches!(review::view(&other, case).await, Err(Error::Forbidden(Forbidden::NoRole))));
        assert!(matches!(review::list(&it.ctx(Role::Admin).await, "cchc-2023").await, Err(Error::Forbidden(_))));
    }

    async fn an_incomplete_report_is_refused_box_by_box_and_nothing_is_saved(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        let mut form = filled(&head, case, ReportKind::Collective).await;
        form.items[0].cause = String::new();
        form.items[1].due_on = String::new();
        form.items[2].cause_kind = String::new();
        form.grade = String::new();
        let wrong = boxes(submit(&head, &form).await);
        assert_eq!(wrong, [
            ("items[0][cause]".to_owned(), SubmitReportRefusal::CauseMissing.into()),
            ("items[1][due_on]".to_owned(), SubmitReportRefusal::DeadlineMissing.into()),
            ("items[2][cause_kind]".to_owned(), SubmitReportRefusal::CauseKindMissing.into()),
            ("grade".to_owned(), SubmitReportRefusal::GradeMissing.into()),
        ]);
        let view = review::report(&head, case, ReportKind::Collective).await.unwrap();
        assert_eq!((view.report.revision, view.items[1].answer.remedy.as_str()), (1, ""));
        // A draft may have gaps; a day that is none, and a text too long, may not.
        review::save(&head, &form).await.unwrap();
        form.revision = 2;
        form.items[0].due_on = "32/13/2023".into();
        form.sections.insert("direction".into(), "á".repeat(20_001));
        let wrong: Vec<_> = boxes(review::save(&head, &form).await).into_iter().map(|it| it.0).collect();
        assert_eq!(wrong, ["items[0][due_on]", "sections[direction]"]);
    }

    async fn the_focal_officer_drafts_and_the_head_submits_once_with_the_password(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let focal = it.ctx_at(Role::FocalOfficer, it.communes[0]).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        let mut form = filled(&focal, case, ReportKind::Collective).await;
        review::save(&focal, &form).await.unwrap();
        assert!(matches!(review::save(&head, &form).await, Err(Error::Busy)), "a stale revision");
        form.revision += 1;
        assert_eq!(refused(submit(&focal, &form).await), SubmitReportRefusal::NotHead.into());
        let token = account::form_token(&head).await.unwrap();
        assert_eq!(boxes(review::submit(&head, &form, "sai", &token).await), [("password".to_owned(), ConfirmRefusal::WrongPassword.into())]);
        review::submit(&head, &form, PASSWORD, &token).await.unwrap();
        form.revision += 2;
        assert_eq!(refused(review::submit(&head, &form, PASSWORD, &token).await), WriteReportRefusal::AlreadySubmitted.into());
        assert_eq!(events(&it, "review_case", case.0).await[..2], [Event::ReviewReportSubmitted.key(), Event::ReviewReportSaved.key()]);
        assert_eq!(review::view(&head, case).await.unwrap().case.state, CaseState::Opened, "the personal review is still missing");
        submit(&head, &filled(&head, case, ReportKind::Personal).await).await.unwrap();
        assert_eq!(review::view(&head, case).await.unwrap().case.state, CaseState::Reported);
    }

    async fn a_personal_review_is_written_by_the_person_and_every_reading_is_remembered(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        let inspector = it.ctx(Role::Inspector).await;
        let form = filled(&head, case, ReportKind::Personal).await;
        let focal = it.ctx_at(Role::FocalOfficer, it.communes[0]).await;
        assert_eq!(refused(review::save(&focal, &form).await), WriteReportRefusal::NotReviewed.into());
        assert!(matches!(review::report(&focal, case, ReportKind::Personal).await, Err(Error::Forbidden(_))));
        assert!(matches!(review::report(&inspector, case, ReportKind::Personal).await, Err(Error::Forbidden(_))), "a draft is the person's own");
        submit(&head, &form).await.unwrap();
        let view = review::report(&inspector, case, ReportKind::Personal).await.unwrap();
        assert!(matches!(review::report(&it.ctx(Role::Viewer).await, case, ReportKind::Personal).await, Err(Error::Forbidden(_))));
        let told = store::audit::of_subject(&it.db, "review_report", view.report.id.0).await.unwrap();
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].event.as_str(), told[0].person.as_deref()), (Event::PersonalReviewRead.key(), Some("Lê Văn Thanh")));
        review::download_personal(&inspector, case, HeaderKind::State).await.unwrap();
        assert_eq!(events(&it, "review_report", view.report.id.0).await.len(), 3);
    }

    async fn a_guiding_question_comes_from_the_superior_and_has_to_be_answered(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let office = it.ctx(Role::ParOffice).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        assert_eq!(refused(review::ask(&head, case, "Vì sao?").await), AskQuestionRefusal::OwnUnit.into());
        review::ask(&office, case, "Vì sao hồ sơ trực tuyến thấp?").await.unwrap();
        let mut form = filled(&head, case, ReportKind::Collective).await;
        form.answers[0].answer = " ".into();
        assert_eq!(boxes(submit(&head, &form).await), [("answers[0][answer]".to_owned(), SubmitReportRefusal::AnswerMissing.into())]);
        form.answers[0].answer = "Do chưa phân công.".into();
        submit(&head, &form).await.unwrap();
        assert_eq!(refused(review::ask(&office, case, "Còn gì nữa?").await), AskQuestionRefusal::TooLate.into());
    }

    async fn two_reports_submitted_at_once_move_the_case_on(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        let (collective, personal) = (filled(&head, case, ReportKind::Collective).await, filled(&head, case, ReportKind::Personal).await);
        let (first, second) = testing::tokio::join!(submit(&head, &collective), submit(&head, &personal));
        first.unwrap();
        second.unwrap();
        assert_eq!(review::view(&head, case).await.unwrap().case.state, CaseState::Reported);
    }

    async fn the_reviewed_head_does_not_chair_and_the_call_is_checked(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let office = it.ctx(Role::ParOffice).await;
        assert_eq!(refused(review::call(&office, &calling(&it, case).await).await), CallMeetingRefusal::NotReported.into());
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        for kind in ReportKind::ALL {
            submit(&head, &filled(&head, case, *kind).await).await.unwrap();
        }
        let whole = calling(&it, case).await;
        let head_chairs = CallForm { chair: head.actor.person.to_string(), ..whole.clone() };
        assert_eq!(boxes(review::call(&head, &head_chairs).await), [("chair".to_owned(), CallMeetingRefusal::ChairIsReviewed.into())]);
        let one = CallForm { secretary: whole.chair.clone(), ..whole.clone() };
        assert_eq!(boxes(review::call(&office, &one).await), [("secretary".to_owned(), CallMeetingRefusal::SecretaryIsChair.into())]);
        let stranger = it.ctx_at(Role::UnitHead, it.communes[1]).await.actor.person.to_string();
        let bad = CallForm { chair: stranger, begins: "25:00".into(), place: " ".into(), invited: Vec::new(), ..whole.clone() };
        let wrong: Vec<_> = boxes(review::call(&office, &bad).await).into_iter().map(|it| it.0).collect();
        assert_eq!(wrong, ["begins", "place", "chair", "invited[0][name]"]);
        review::call(&office, &whole).await.unwrap();
        assert!(matches!(review::call(&office, &whole).await, Err(Error::Busy)), "somebody called it already");
        review::call(&office, &CallForm { revision: 1, begins: "8:00".into(), ..whole }).await.unwrap();
        assert_eq!(review::view(&office, case).await.unwrap().meeting.unwrap().begins, "08:00");
        assert_eq!(events(&it, "review_case", case.0).await[0], Event::ReviewMeetingCalled.key());
    }

    async fn minutes_are_written_from_the_day_of_the_meeting_and_adopted_when_whole(db) {
        let it = district(&db).await;
        let case = reported(&it).await;
        let (office, secretary) = (it.ctx(Role::ParOffice).await, it.ctx_at(Role::FocalOfficer, it.communes[0]).await);
        let tomorrow = CallForm { held_on: "09/08/2023".into(), ..calling(&it, case).await };
        review::call(&office, &tomorrow).await.unwrap();
        let mut form = writing(&secretary, case).await;
        assert_eq!(refused(review::write(&secretary, &form).await), WriteMinutesRefusal::NotHeldYet.into());
        review::call(&office, &CallForm { held_on: "08/08/2023".into(), revision: 1, ..tomorrow }).await.unwrap();
        form.revision = 2;
        assert!(matches!(review::write(&office, &form).await, Err(Error::Forbidden(_))));
        form.votes[0].abstained = "nhiều".into();
        assert_eq!(boxes(review::write(&secretary, &form).await), [("votes[0][abstained]".to_owned(), WriteMinutesRefusal::NotACount.into())]);
        form.votes[0].abstained = "1".into();
        form.ends = "07:00".into();
        form.conclusion = String::new();
        review::write(&secretary, &form).await.unwrap();
        assert!(matches!(review::write(&secretary, &form).await, Err(Error::Busy)));
        let wrong: Vec<_> = boxes(adopt(&secretary, case).await).into_iter().map(|it| it.1).collect();
        assert_eq!(wrong, [
            AdoptMinutesRefusal::EndsBeforeStart.into(),
            AdoptMinutesRefusal::VotesExceedPresent.into(),
            AdoptMinutesRefusal::ConclusionMissing.into(),
        ]);
        let whole = writing(&secretary, case).await;
        review::write(&secretary, &whole).await.unwrap();
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        assert_eq!(refused(adopt(&head, case).await), AdoptMinutesRefusal::NotChairOrSecretary.into());
        adopt(&secretary, case).await.unwrap();
        assert_eq!(refused(adopt(&secretary, case).await), AdoptMinutesRefusal::WrongState.into());
        assert_eq!(refused(review::write(&secretary, &whole).await), WriteMinutesRefusal::AlreadyAdopted.into());
        assert_eq!(refused(review::call(&office, &calling(&it, case).await).await), CallMeetingRefusal::AlreadyHeld.into());
        let view = review::minutes(&head, case).await.unwrap();
        let (content, sha256, _) = view.meeting.adopted.clone().unwrap();
        assert_eq!(domain::canonical::sha256(content.as_bytes()), sha256);
        assert_eq!((view.content.promises.len(), view.content.attendees.len()), (9, 2));
        assert_eq!(events(&it, "review_case", case.0).await[0], Event::MinutesAdopted.key());
    }

    async fn secretary_then_chair_sign_the_digest_and_the_remedies_begin(db) {
        let it = district(&db).await;
        let case = called(&it).await;
        let (secretary, chair) = (it.ctx_at(Role::FocalOfficer, it.communes[0]).await, it.ctx(Role::Authority).await);
        review::write(&secretary, &writing(&secretary, case).await).await.unwrap();
        assert_eq!(refused(sign(&secretary, case).await), SignMinutesRefusal::NotAdopted.into());
        adopt(&secretary, case).await.unwrap();
        assert_eq!(refused(sign(&it.ctx_at(Role::UnitHead, it.communes[0]).await, case).await), SignMinutesRefusal::NotSigner.into());
        assert_eq!(refused(sign(&chair, case).await), SignMinutesRefusal::SecretaryFirst.into());
        let token = account::form_token(&secretary).await.unwrap();
        assert_eq!(refused(review::sign(&secretary, case, "00", PASSWORD, &token).await), SignMinutesRefusal::OtherContent.into());
        let (first, second) = testing::tokio::join!(sign(&secretary, case), sign(&secretary, case));
        assert_eq!(first.is_ok() as u8 + second.is_ok() as u8, 1, "two clicks are one signature");
        assert_eq!(refused(sign(&secretary, case).await), SignMinutesRefusal::AlreadySigned.into());
        sign(&chair, case).await.unwrap();
        let view = review::view(&secretary, case).await.unwrap();
        assert_eq!((view.case.state, view.signatures.len()), (CaseState::Signed, 2));
        let remedies = store::review::follow_up::of_case(&it.db, case).await.unwrap();
        assert_eq!(remedies.len(), 9);
        assert_eq!((remedies[0].remedy.owner.as_str(), remedies[0].remedy.standing), ("Ông Hoàng Văn Một", RemedyStanding::NotDone));
        assert_eq!(events(&it, "review_case", case.0).await[0], Event::MinutesSigned.key());
    }

    async fn a_remedy_is_reported_by_the_unit_and_closed_by_somebody_else(db) {
        let it = district(&db).await;
        let case = signed(&it).await;
        let focal = it.ctx_at(Role::FocalOfficer, it.communes[0]).await;
        let inspector = it.ctx(Role::Inspector).await;
        let id = store::review::follow_up::of_case(&it.db, case).await.unwrap()[0].remedy.id;
        assert_eq!(refused(review::judge_remedy(&inspector, id, 1, Verdict::Done, "đã xem").await), FollowRemedyRefusal::NotReported.into());
        assert_eq!(boxes(review::report_remedy(&focal, id, 1, "", "").await), [("progress".to_owned(), FollowRemedyRefusal::ProgressMissing.into())]);
        review::report_remedy(&focal, id, 1, "Đã tập huấn", "01/08/2023").await.unwrap();
        assert!(matches!(review::report_remedy(&focal, id, 1, "nữa", "").await, Err(Error::Busy)));
        assert!(matches!(review::judge_remedy(&focal, id, 2, Verdict::Done, "xong").await, Err(Error::Forbidden(_))));
        assert_eq!(boxes(review::judge_remedy(&inspector, id, 2, Verdict::Done, " ").await), [("note".to_owned(), FollowRemedyRefusal::NoteMissing.into())]);
        review::judge_remedy(&inspector, id, 2, Verdict::NotDone, "Chưa đủ hồ sơ").await.unwrap();
        review::report_remedy(&focal, id, 3, "Đã bổ sung", "02/08/2023").await.unwrap();
        review::judge_remedy(&inspector, id, 4, Verdict::Done, "Đã kiểm tra tại chỗ").await.unwrap();
        assert_eq!(refused(review::report_remedy(&focal, id, 5, "nữa", "").await), FollowRemedyRefusal::AlreadyClosed.into());
        let view = review::follow_up(&inspector, "cchc-2023").await.unwrap();
        assert_eq!((view.remedies.len(), view.open().count()), (9, 8));
        assert_eq!(events(&it, "remedy", id.0).await, [Event::RemedyClosed, Event::RemedyReported, Event::RemedyReturned, Event::RemedyReported].map(|it| it.key()));
    }

    async fn what_earlier_years_left_open_stays_as_it_was_when_a_report_was_submitted(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        // The year before left a remedy.
        let columns = "title, starts_on, ends_on, authority_unit_id, state, review_required_for, submit_within_working_days, created_at";
        let earlier = "SELECT id FROM campaign WHERE code = 'cchc-2022'";
        for text in [
            format!("INSERT INTO campaign (code, year, {columns}) SELECT 'cchc-2022', 2022, {columns} FROM campaign"),
            format!("INSERT INTO review_case (campaign_id, unit_id, run_id, state, due_on, opened_at, opened_by) SELECT ({earlier}), unit_id, run_id, \
                'minutes_signed', due_on, opened_at, opened_by FROM review_case WHERE id = {case}"),
            format!("INSERT INTO remedy (case_id, title, owner, due_on, standing, progress, closing_note, revision) SELECT id, 'Việc năm trước', 'Ông Một', \
                due_on, 'not_done', '', '', 1 FROM review_case WHERE campaign_id = ({earlier})"),
        ] {
            db.execute_unprepared(&text).await.unwrap();
        }
        let (head, focal) = (it.ctx_at(Role::UnitHead, it.communes[0]).await, it.ctx_at(Role::FocalOfficer, it.communes[0]).await);
        let standings = async |kind| {
            let view = review::report(&head, case, kind).await.unwrap();
            view.carried_over.iter().map(|it| (it.remedy.title.clone(), it.remedy.standing)).collect::<Vec<_>>()
        };
        let title = "Việc năm trước".to_owned();
        submit(&head, &filled(&head, case, ReportKind::Collective).await).await.unwrap();
        let id = review::report(&head, case, ReportKind::Collective).await.unwrap().carried_over[0].remedy.id;
        let before = review::download_report(&head, case, HeaderKind::State).await.unwrap().bytes;
        review::report_remedy(&focal, id, 1, "Đã làm xong", "01/08/2023").await.unwrap();
        assert_eq!(standings(ReportKind::Collective).await, [(title.clone(), RemedyStanding::NotDone)]);
        assert_eq!(review::download_report(&head, case, HeaderKind::State).await.unwrap().bytes, before, "what the head stands for did not move");
        // A report that is not submitted yet speaks of today.
        assert_eq!(standings(ReportKind::Personal).await, [(title.clone(), RemedyStanding::Reported)]);
        submit(&head, &filled(&head, case, ReportKind::Personal).await).await.unwrap();
        review::judge_remedy(&it.ctx(Role::Inspector).await, id, 2, Verdict::Done, "Đã kiểm tra").await.unwrap();
        assert_eq!(standings(ReportKind::Personal).await, [(title.clone(), RemedyStanding::Reported)]);
        assert_eq!(standings(ReportKind::Collective).await, [(title.clone(), RemedyStanding::NotDone)]);
        for text in ["UPDATE review_remedy SET standing = 'closed'", "DELETE FROM review_remedy"] {
            assert!(db.execute_unprepared(text).await.is_err(), "{text}");
        }
        // An installation that is older than the table: as it is upgraded, what was submitted keeps what it says on that day.
        testing::taken_again(&db, "m0030_review_remedy", &["review_remedy"]).await;
        for kind in [ReportKind::Collective, ReportKind::Personal] {
            assert_eq!(standings(kind).await, [(title.clone(), RemedyStanding::Closed)]);
        }
        assert!(db.execute_unprepared("DELETE FROM review_remedy").await.is_err());
    }

    async fn consequences_wait_for_the_signatures_and_every_reading_is_remembered(db) {
        let it = district(&db).await;
        let case = adopted(&it).await;
        let (office, authority) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let form = ConsequenceForm {
            case: case.to_string(),
            kind: "reprimand".into(),
            subject_post: "Chủ tịch UBND xã Cẩm Văn".into(),
            legal_basis: "Quy chế".into(),
            description: String::new(),
            decision_number: "12/QĐ-UBND".into(),
            decided_on: "08/08/2023".into(),
        };
        assert_eq!(refused(review::record_consequence(&authority, &form).await), RecordConsequenceRefusal::MinutesNotSigned.into());
        sign(&it.ctx_at(Role::FocalOfficer, it.communes[0]).await, case).await.unwrap();
        sign(&it.ctx(Role::Authority).await, case).await.unwrap();
        let bad = ConsequenceForm { kind: String::new(), decided_on: "09/08/2023".into(), legal_basis: String::new(), ..form.clone() };
        let wrong: Vec<_> = boxes(review::record_consequence(&authority, &bad).await).into_iter().map(|it| it.0).collect();
        assert_eq!(wrong, ["kind", "legal_basis", "decided_on"]);
        let id = review::record_consequence(&authority, &form).await.unwrap();
        assert_eq!(events(&it, "consequence", id.0).await, [Event::ConsequenceRecorded.key()]);
        assert!(matches!(review::consequences(&it.ctx(Role::Viewer).await, "cchc-2023").await, Err(Error::Forbidden(_))));
        // The office reads; the authority alone decides (domain.md 2).
        assert!(matches!(review::record_consequence(&office, &form).await, Err(Error::Forbidden(_))));
        assert!(matches!(review::record_consequence(&it.ctx_at(Role::UnitHead, it.communes[0]).await, &form).await, Err(Error::Forbidden(_))));
        assert_eq!(review::consequences(&office, "cchc-2023").await.unwrap().consequences.len(), 1);
        let told = store::audit::of_subject(&it.db, "campaign", it.campaign.0).await.unwrap();
        assert_eq!((told[0].event.as_str(), told[0].after.as_str()), (Event::ConsequencesRead.key(), case.to_string().as_str()));
    }

    async fn support_says_what_from_whom_and_for_which_target(db) {
        let it = district(&db).await;
        final_run(&it).await;
        let office = it.ctx(Role::ParOffice).await;
        let bare = SupportForm { campaign: "cchc-2023".into(), given_on: "09/08/2023".into(), ..SupportForm::default() };
        let wrong: Vec<_> = boxes(review::record_support(&office, &bare).await).into_iter().map(|it| it.0).collect();
        assert_eq!(wrong, ["kind", "description", "source", "given_on", "unit"]);
        let form = SupportForm {
            unit: it.communes[0].to_string(),
            kind: "equipment".into(),
            description: "Máy tính, máy quét".into(),
            amount: "02 máy tính, 01 máy quét".into(),
            given_on: "01/08/2023".into(),
            source: "UBND huyện".into(),
            target: "999999".into(),
            ..bare
        };
        assert_eq!(boxes(review::record_support(&office, &form).await), [("target".to_owned(), RecordSupportRefusal::UnknownTarget.into())]);
        let target = store::rule_set::targets(&it.db, it.rule_set).await.unwrap()[3].id;
        review::record_support(&office, &SupportForm { target: target.to_string(), ..form }).await.unwrap();
        let view = review::follow_up(&office, "cchc-2023").await.unwrap();
        assert_eq!((view.supports.len(), view.supports[0].target_title.as_str()), (1, "Hồ sơ được số hóa"));
        assert_eq!(events(&it, "support", view.supports[0].id.0).await, [Event::SupportRecorded.key()]);
    }

    async fn a_signed_case_is_closed_once_by_somebody_else_than_the_unit(db) {
        let it = district(&db).await;
        let case = adopted(&it).await;
        let office = it.ctx(Role::ParOffice).await;
        assert_eq!(refused(review::close(&office, case).await), CloseCaseRefusal::NotSigned.into());
        sign(&it.ctx_at(Role::FocalOfficer, it.communes[0]).await, case).await.unwrap();
        sign(&it.ctx(Role::Authority).await, case).await.unwrap();
        assert!(matches!(review::close(&it.ctx_at(Role::UnitHead, it.communes[0]).await, case).await, Err(Error::Forbidden(_))));
        review::close(&office, case).await.unwrap();
        assert_eq!(refused(review::close(&office, case).await), CloseCaseRefusal::AlreadyClosed.into());
        assert_eq!(events(&it, "review_case", case.0).await[0], Event::ReviewCaseClosed.key());
    }

    async fn the_papers_of_a_case_are_printed(db) {
        let it = district(&db).await;
        let case = signed(&it).await;
        assert_eq!(review::case_of(&it.ctx(Role::ParOffice).await.site, it.campaign, it.communes[0]).await.unwrap(), case);
        let viewer = it.ctx(Role::Viewer).await;
        let papers = [
            (review::download_report(&viewer, case, HeaderKind::State).await.unwrap(), "bao-cao-kiem-diem-cchc-2023-xa-cam-van.pdf"),
            (review::download_minutes(&viewer, case).await.unwrap(), "bien-ban-kiem-diem-cchc-2023-xa-cam-van.pdf"),
            (review::download_remedies(&viewer, "cchc-2023").await.unwrap(), "bien-phap-con-mo-cchc-2023.pdf"),
        ];
        for (paper, name) in papers {
            assert_eq!(paper.file_name, name);
            assert!(paper.bytes.starts_with(b"%PDF-") && paper.bytes.len() > 5_000);
        }
        let minutes = testing::printed(&review::download_minutes(&viewer, case).await.unwrap().bytes);
        let digest = review::minutes(&viewer, case).await.unwrap().meeting.adopted.unwrap().1;
        for words in [
            format!("Mã băm SHA-256 của nội dung: {digest}").as_str(),
            "Tập thể (biểu quyết giơ tay): số người biểu quyết 02; đồng ý 02 người; không đồng ý 00 người; ý kiến khác 00 người.",
            "Các biện pháp khắc phục được hội nghị thống nhất:",
            "CHỦ TỌA CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN CẨM GIÀNG",
            "Xác nhận điện tử trong hệ thống; không thay thế chữ ký số chuyên dùng công vụ",
        ] {
            assert!(minutes.contains(words), "{words}: {minutes}");
        }
        let party = review::download_report(&viewer, case, HeaderKind::Party).await.unwrap();
        assert_eq!(party.file_name, "bao-cao-kiem-diem-mau-dang-cchc-2023-xa-cam-van.pdf");
        let mut demo = viewer.clone();
        demo.site.demo = true;
        assert!(review::download_minutes(&demo, case).await.unwrap().file_name.starts_with("minh-hoa-"));
    }

    async fn a_case_is_bound_with_what_its_reader_may_read(db) {
        let it = district(&db).await;
        let case = signed(&it).await;
        let read = async |ctx: &Ctx| {
            let paper = review::download_bundle(ctx, case).await.unwrap();
            assert_eq!(paper.file_name, "ho-so-kiem-diem-cchc-2023-xa-cam-van.pdf");
            let said = testing::printed(&paper.bytes);
            assert!(paper.for_word().await.unwrap().bytes.starts_with(b"PK"));
            said
        };
        let inspector = it.ctx(Role::Inspector).await;
        let personal = review::report(&inspector, case, ReportKind::Personal).await.unwrap().report.id;
        let readings = events(&it, "review_report", personal.0).await.len();
        let seen = read(&it.ctx(Role::Viewer).await).await;
        for words in ["HỒ SƠ KIỂM ĐIỂM", "của Ủy ban nhân dân xã Cẩm Văn", "Tập gồm 03 văn bản", "BÁO CÁO KIỂM ĐIỂM", "BIÊN BẢN", "DANH MỤC", "Trang 2 của tập"] {
            assert!(seen.contains(words), "{words}: {seen}");
        }
        assert!(!seen.contains("BẢN KIỂM ĐIỂM CÁ NHÂN"), "{seen}");
        assert_eq!(events(&it, "review_report", personal.0).await.len(), readings);
        let whole = read(&inspector).await;
        assert!(whole.contains("Tập gồm 04 văn bản") && whole.contains("BẢN KIỂM ĐIỂM CÁ NHÂN"), "{whole}");
        assert_eq!(events(&it, "review_report", personal.0).await.len(), readings + 1, "the reading is remembered");
        let stranger = it.ctx_at(Role::UnitHead, it.communes[1]).await;
        assert!(matches!(review::download_bundle(&stranger, case).await, Err(Error::Forbidden(_))));
    }

    async fn who_submitted_a_report_signs_it_and_a_deputy_for_the_head(db) {
        let it = district(&db).await;
        let case = opened(&it).await;
        let deputy = it.deputy(it.communes[0], "Ngô Văn Phó", "Phó Chủ tịch UBND xã Cẩm Văn").await;
        let viewer = it.ctx(Role::Viewer).await;
        let draft = testing::printed(&review::download_report(&viewer, case, HeaderKind::State).await.unwrap().bytes);
        assert!(draft.contains("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH (Chữ ký, dấu) Hoàng Văn Một") && draft.contains("DỰ THẢO"), "{draft}");
        submit(&deputy, &filled(&deputy, case, ReportKind::Collective).await).await.unwrap();
        let report = testing::printed(&review::download_report(&viewer, case, HeaderKind::State).await.unwrap().bytes);
        assert!(report.contains("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), "{report}");
        assert!(report.contains("Người xác nhận: Ngô Văn Phó") && !report.contains("DỰ THẢO"), "{report}");
        let digest = review::report(&viewer, case, ReportKind::Collective).await.unwrap().report.sha256.unwrap();
        assert!(report.contains(&digest), "{report}");
    }
}
