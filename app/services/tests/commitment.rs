//! Sheets from issue to force, and everything that is refused on the way, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::commitment::*;
use domain::policy::{Forbidden, Role};
use domain::work::WorkKind;
use domain::{CommitmentId, Event, FigureValue, Quantity};
use services::commitment::{self, Draft, Filter, PublicState, TypedTask, TypedValue};
use services::conference::{self, TypedConference};
use services::{Ctx, Error, account};
use signatures::judge::{Options, Revocation, Trust, Verdict, judge};
use testing::{District, PASSWORD, db_test, district, refused};
use time::macros::datetime;

async fn issued(it: &District) -> CommitmentId {
    let office = it.ctx(Role::ParOffice).await;
    commitment::issue_all(&office, it.campaign).await.unwrap();
    commitment::id_of_unit(&office, it.campaign, it.communes[0]).await.unwrap()
}

async fn draft(ctx: &Ctx, id: CommitmentId) -> Draft {
    let page = commitment::sheet(ctx, id).await.unwrap();
    let value =
        |it: &store::commitment::AskedTarget| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() };
    let task = TypedTask {
        title: "Kiện toàn tổ công nghệ số".into(),
        result: "100% thôn có tổ".into(),
        person: "Bà Bùi Thị Một, công chức Văn phòng".into(),
        due: "30/09/2023".into(),
    };
    Draft {
        goals: Vec::new(),
        revision: page.sheet.revision,
        note: "Theo điều kiện của xã".into(),
        confirmed: false,
        values: page.targets.iter().filter(|it| it.exempt.is_none()).map(value).collect(),
        tasks: vec![task, TypedTask::default()],
    }
}

async fn approved(it: &District) -> CommitmentId {
    let id = issued(it).await;
    let focal = it.ctx(Role::FocalOfficer).await;
    commitment::propose(&focal, id, &draft(&focal, id).await).await.unwrap();
    let chair = it.ctx(Role::Authority).await;
    let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
    commitment::approve(&chair, id, revision).await.unwrap();
    id
}

async fn sign(ctx: &Ctx, id: CommitmentId) -> Result<SignedAs, Error> {
    let page = commitment::sign_page(ctx, id).await?;
    commitment::sign(ctx, id, &page.digest, PASSWORD, &page.token).await
}

async fn events(it: &District, id: CommitmentId) -> Vec<String> {
    store::audit::of_subject(&it.db, "commitment", id.0).await.unwrap().into_iter().rev().map(|it| it.event).collect()
}

db_test! {
    async fn a_sheet_goes_from_issue_to_force_and_everything_is_remembered(db) {
        let it = district(&db).await;
        let id = issued(&it).await;
        let (head, focal) = (it.ctx(Role::UnitHead).await, it.ctx(Role::FocalOfficer).await);
        let (chair, office) = (it.ctx(Role::Authority).await, it.ctx(Role::ParOffice).await);
        commitment::open(&focal, id).await.unwrap();
        commitment::open(&head, id).await.unwrap();
        commitment::propose(&focal, id, &draft(&focal, id).await).await.unwrap();
        let mut higher = draft(&office, id).await;
        higher.values[0].value = "99,5".into();
        commitment::counter(&office, id, &higher).await.unwrap();
        let mut agreed = draft(&focal, id).await;
        agreed.values[0].value = "99,5".into();
        commitment::propose(&focal, id, &agreed).await.unwrap();
        let page = commitment::sheet(&chair, id).await.unwrap();
        assert!(page.may.approve && page.may.counter && !page.may.sign);
        assert_eq!(page.versions.iter().map(|(it, name)| (it.number, it.side, name.as_str())).collect::<Vec<_>>(), [
            (1, SheetSide::Unit, "Bùi Thị Một"),
            (2, SheetSide::Superior, "Trần Thị Nội"),
            (3, SheetSide::Unit, "Bùi Thị Một"),
        ]);
        commitment::approve(&chair, id, page.sheet.revision).await.unwrap();
        assert_eq!(sign(&head, id).await.unwrap(), SignedAs::Head);
        assert_eq!(sign(&chair, id).await.unwrap(), SignedAs::Authority);

        let page = commitment::sheet(&focal, id).await.unwrap();
        assert_eq!(page.sheet.state, SheetState::InForce);
        assert_eq!(page.content.head.name, "Hoàng Văn Một");
        assert_eq!(page.content.targets[0].value, "99.5");
        assert_eq!(page.content.tasks.len(), 1);
        let digest = page.sheet.digest.clone().unwrap();
        assert_eq!(domain::canonical::sha256(page.sheet.content.as_deref().unwrap().as_bytes()), digest);
        assert!(page.signatures.iter().all(|it| it.content_sha256 == digest && it.method == "electronic_confirmation"));
        let own = store::campaign::own_targets(&db, it.campaign).await.unwrap();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].value, FigureValue::Amount(Quantity(995_000)));
        let expected = [Event::SheetIssued, Event::SheetOpened, Event::SheetProposed, Event::SheetCountered, Event::SheetProposed,
            Event::SheetApproved, Event::SheetOpenedToSign, Event::RulesSealed, Event::SheetSigned, Event::SheetOpenedToSign, Event::SheetCountersigned];
        assert_eq!(events(&it, id).await, expected.map(Event::key));

        let public = commitment::look_up(&head.site, &page.sheet.public_code).await.unwrap();
        assert_eq!((public.state, public.signatures.len()), (PublicState::Valid, 2));
        let paper = commitment::pdf(&head, id).await.unwrap();
        assert_eq!(paper.file_name, "ban-cam-ket-cchc-2023-10900-xa-cam-van.pdf");
        // The paper of a sheet in force carries both confirmations, and anybody with the instance's root can tell.
        let root = head.site.seal.as_ref().unwrap().root().to_owned();
        let mut trust = Trust::default();
        trust.add_roots(root.as_bytes()).unwrap();
        let judged = judge(&paper.bytes, &trust, Options { now: datetime!(2026-01-01 00:00 UTC), revocation: Revocation::Required });
        assert_eq!(judged.verdict, Verdict::Valid, "{judged:?}");
        assert_eq!(judged.signatures.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["Don-vi", "Cap-tren"]);
        assert_eq!(commitment::pdf(&head, id).await.unwrap().bytes, paper.bytes, "the same sheet, the same bytes");
        let said = testing::printed(&paper.bytes);
        for words in [format!("Mã băm SHA-256 của nội dung: {digest}").as_str(), "NGƯỜI CAM KẾT CHỦ TỊCH", "Người xác nhận: Hoàng Văn Một"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(said.replace(' ', "").contains(&format!("/tra-cuu/{}", page.sheet.public_code)), "{said}");
        let typed = page.sheet.public_code.to_uppercase();
        assert_eq!(commitment::look_up(&head.site, &typed).await.unwrap().state, PublicState::Valid, "as somebody types it");
    }

    async fn sheets_are_issued_to_all_at_once_and_only_by_who_runs_the_campaign(db) {
        let it = district(&db).await;
        let chair = it.ctx(Role::Authority).await;
        assert!(matches!(commitment::issue_all(&chair, it.campaign).await, Err(Error::Forbidden(Forbidden::NoRole))));
        let office = it.ctx(Role::ParOffice).await;
        assert_eq!(commitment::issue_all(&office, it.campaign).await.unwrap(), 3);
        refused!(commitment::issue_all(&office, it.campaign), IssueRefusal::NothingToIssue);
        let list = commitment::sheets(&office, "cchc-2023", Filter::NotOpened).await.unwrap();
        assert_eq!(list.lines.len(), 3);
        let focal = it.ctx(Role::FocalOfficer).await;
        let own = commitment::sheets(&focal, "cchc-2023", Filter::All).await.unwrap();
        assert_eq!(own.lines.len(), 1);
        commitment::open(&focal, own.lines[0].sheet.as_ref().unwrap().id).await.unwrap();
        assert_eq!(commitment::sheets(&office, "cchc-2023", Filter::NotOpened).await.unwrap().lines.len(), 2);
        assert_eq!(commitment::sheets(&office, "cchc-2023", Filter::NotSigned).await.unwrap().lines.len(), 3);
    }

    async fn a_proposal_says_everything_that_is_wrong_beside_its_box(db) {
        let it = district(&db).await;
        let id = issued(&it).await;
        let focal = it.ctx(Role::FocalOfficer).await;
        let mut bad = draft(&focal, id).await;
        bad.values[0].value = "1,250".into();
        bad.values[1].value = "abc".into();
        bad.tasks[0].due = "31/02/2023".into();
        bad.tasks.push(TypedTask { title: "Việc \u{1f600}".into(), result: "x".into(), person: "y".into(), due: "01/09/2023".into() });
        let Err(Error::Invalid(fields)) = commitment::propose(&focal, id, &bad).await else { panic!("taken") };
        let found: Vec<_> = fields.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(found, ["values[0][value]", "values[1][value]", "tasks[0][due]", "tasks[2][title]"]);
        let mut late = draft(&focal, id).await;
        late.tasks.insert(0, TypedTask::default());
        late.tasks[1].due = "31/12/2023".into();
        let Err(Error::Invalid(fields)) = commitment::propose(&focal, id, &late).await else { panic!("taken") };
        assert_eq!((fields[0].field.as_str(), fields[0].refusal), ("tasks[1][due]", PlanTaskRefusal::OutsideCampaign.into()));
        let mut confirmed = draft(&focal, id).await;
        confirmed.values[0].value = "90,125".into();
        refused!(commitment::propose(&focal, id, &confirmed), ProposeRefusal::Unconfirmed);
        confirmed.confirmed = true;
        commitment::propose(&focal, id, &confirmed).await.unwrap();
        refused!(commitment::propose(&focal, id, &draft(&focal, id).await), ProposeRefusal::WithSuperior);
    }

    async fn strangers_and_other_units_may_not_touch_a_sheet(db) {
        let it = district(&db).await;
        let id = issued(&it).await;
        let (focal, other) = (it.ctx(Role::FocalOfficer).await, it.ctx_at(Role::UnitHead, it.communes[1]).await);
        let offer = draft(&focal, id).await;
        assert!(matches!(commitment::sheet(&other, id).await, Err(Error::Forbidden(_))));
        assert!(matches!(commitment::propose(&other, id, &offer).await, Err(Error::Forbidden(_))));
        assert!(matches!(commitment::propose(&it.ctx(Role::ParOffice).await, id, &offer).await, Err(Error::Forbidden(_))));
        commitment::propose(&focal, id, &offer).await.unwrap();
        for ctx in [it.ctx(Role::ParOffice).await, it.ctx(Role::UnitHead).await, focal] {
            assert!(matches!(commitment::approve(&ctx, id, 1).await, Err(Error::Forbidden(_))));
        }
        let mut at_home = it.ctx(Role::Authority).await;
        at_home.actor.home.push(it.communes[0]);
        assert!(matches!(commitment::approve(&at_home, id, 1).await, Err(Error::Forbidden(Forbidden::OwnUnit))));
    }

    async fn of_two_who_answer_at_once_one_is_first(db) {
        let it = district(&db).await;
        let id = issued(&it).await;
        let (focal, head) = (it.ctx(Role::FocalOfficer).await, it.ctx(Role::UnitHead).await);
        let (one, two) = (draft(&focal, id).await, draft(&head, id).await);
        let (first, second) = tokio::join!(commitment::propose(&focal, id, &one), commitment::propose(&head, id, &two));
        assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1);
        let (chair, office) = (it.ctx(Role::Authority).await, it.ctx(Role::ParOffice).await);
        let seen = draft(&office, id).await;
        commitment::approve(&chair, id, seen.revision).await.unwrap();
        refused!(commitment::counter(&office, id, &seen), CounterRefusal::Frozen);
        let (one, two) = tokio::join!(sign(&head, id), sign(&head, id));
        assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1);
        assert_eq!(store::signature::list(&db, "commitment", id.0).await.unwrap().len(), 1);
    }

    async fn a_counter_needs_a_reason_and_an_old_page_is_busy(db) {
        let it = district(&db).await;
        let id = issued(&it).await;
        let (focal, office) = (it.ctx(Role::FocalOfficer).await, it.ctx(Role::ParOffice).await);
        let old = draft(&office, id).await;
        refused!(commitment::counter(&office, id, &old), CounterRefusal::NotProposed);
        commitment::propose(&focal, id, &draft(&focal, id).await).await.unwrap();
        assert!(matches!(commitment::counter(&office, id, &old).await, Err(Error::Busy)));
        let silent = Draft { note: String::new(), ..draft(&office, id).await };
        refused!(commitment::counter(&office, id, &silent), CounterRefusal::NoReason);
    }

    async fn signing_asks_for_the_password_the_digest_the_order_and_happens_once(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let (head, chair) = (it.ctx(Role::UnitHead).await, it.ctx(Role::Authority).await);
        refused!(commitment::sign_page(&chair, id), SignRefusal::HeadFirst);
        let page = commitment::sign_page(&head, id).await.unwrap();
        refused!(commitment::sign(&head, id, &page.digest, "sai", &page.token), domain::account::ConfirmRefusal::WrongPassword);
        refused!(commitment::sign(&head, id, "00", PASSWORD, &page.token), SignRefusal::OtherContent);
        refused!(commitment::sign(&head, id, &page.digest, PASSWORD, "khác"), domain::account::ConfirmRefusal::UsedToken);
        refused!(commitment::sign(&chair, id, &page.digest, PASSWORD, &account::form_token(&chair).await.unwrap()), SignRefusal::HeadFirst);
        assert!(matches!(commitment::sign_page(&it.ctx(Role::FocalOfficer).await, id).await, Err(Error::Forbidden(_))));
        commitment::sign(&head, id, &page.digest, PASSWORD, &page.token).await.unwrap();
        refused!(commitment::sign(&head, id, &page.digest, PASSWORD, &page.token), SignRefusal::AlreadySigned);
        refused!(commitment::sign_page(&head, id), SignRefusal::AlreadySigned);
        let code = commitment::sheet(&head, id).await.unwrap().sheet.public_code;
        assert_eq!(commitment::look_up(&head.site, &code).await.unwrap().state, PublicState::NotSigned);
        sign(&chair, id).await.unwrap();
        refused!(sign(&chair, id), SignRefusal::AlreadySigned);
    }

    async fn a_withdrawn_sheet_says_so_and_can_be_issued_anew(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let (head, chair, office) = (it.ctx(Role::UnitHead).await, it.ctx(Role::Authority).await, it.ctx(Role::ParOffice).await);
        sign(&head, id).await.unwrap();
        refused!(commitment::reissue(&office, id), IssueRefusal::NotWithdrawn);
        let before = commitment::sheet(&chair, id).await.unwrap().sheet;
        refused!(commitment::withdraw(&chair, id, before.revision, " "), WithdrawRefusal::NoReason);
        assert!(matches!(commitment::withdraw(&office, id, before.revision, "x").await, Err(Error::Forbidden(_))));
        commitment::withdraw(&chair, id, before.revision, "Giao nhầm bộ chỉ tiêu").await.unwrap();
        refused!(commitment::withdraw(&chair, id, before.revision + 1, "x"), WithdrawRefusal::Already);
        assert_eq!(commitment::look_up(&chair.site, &before.public_code).await.unwrap().state, PublicState::Withdrawn);
        refused!(commitment::sign_page(&head, id), SignRefusal::Withdrawn);
        commitment::reissue(&office, id).await.unwrap();
        let old = commitment::look_up(&chair.site, &before.public_code).await.unwrap();
        assert_eq!((old.state, old.signatures.len()), (PublicState::Replaced, 1));
        let anew = commitment::sheet(&office, id).await.unwrap();
        assert_eq!((anew.sheet.state, anew.signatures.len()), (SheetState::Issued, 0));
        assert_ne!(anew.sheet.public_code, before.public_code);
        let focal = it.ctx(Role::FocalOfficer).await;
        commitment::propose(&focal, id, &draft(&focal, id).await).await.unwrap();
        assert!(matches!(commitment::look_up(&chair.site, "khong_co_ma_nay").await, Err(Error::NotFound)));
    }

    async fn what_was_changed_behind_the_program_is_not_called_valid(db) {
        use store::Connection;
        let it = district(&db).await;
        let id = approved(&it).await;
        let (head, chair) = (it.ctx(Role::UnitHead).await, it.ctx(Role::Authority).await);
        sign(&head, id).await.unwrap();
        sign(&chair, id).await.unwrap();
        db.execute_unprepared("UPDATE commitment SET content = replace(content, '98', '97')").await.unwrap();
        let code = commitment::sheet(&head, id).await.unwrap().sheet.public_code;
        assert_eq!(commitment::look_up(&head.site, &code).await.unwrap().state, PublicState::Broken);
    }

    async fn a_conference_groups_the_signings_and_prints_its_programme(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let office = it.ctx(Role::ParOffice).await;
        let typed = TypedConference {
            title: "Hội nghị triển khai, ký cam kết".into(),
            held_on: "10/01/2023".into(),
            starts_at: "8h00".into(),
            place: "Hội trường UBND huyện".into(),
            agenda: "08:00 | Khai mạc | Văn phòng\n08:15 | Ký cam kết | Các đơn vị".into(),
        };
        refused!(conference::arrange(&office, "cchc-2023", &TypedConference { starts_at: "sáng".into(), ..typed.clone() }), domain::conference::ConferenceRefusal::NotATime);
        refused!(conference::arrange(&office, "cchc-2023", &TypedConference { place: String::new(), ..typed.clone() }), domain::conference::ConferenceRefusal::NoPlace);
        assert!(matches!(conference::arrange(&it.ctx(Role::Authority).await, "cchc-2023", &typed).await, Err(Error::Forbidden(_))));
        let meeting = conference::arrange(&office, "cchc-2023", &typed).await.unwrap();
        conference::change(&office, meeting, &TypedConference { place: "Hội trường lớn".into(), ..typed }).await.unwrap();
        let rows: Vec<_> = it.communes.iter().map(|unit| store::conference::Attendance { unit: *unit, present: true, note: "Chủ tịch".into() }).collect();
        conference::record_attendance(&office, meeting, &rows).await.unwrap();
        conference::record_attendance(&office, meeting, &rows[..1]).await.unwrap();
        let stranger = [store::conference::Attendance { unit: it.home_affairs, present: true, note: String::new() }];
        refused!(conference::record_attendance(&office, meeting, &stranger), domain::conference::ConferenceRefusal::OtherCampaign);
        conference::group(&office, meeting, &[id]).await.unwrap();
        refused!(conference::group(&office, meeting, &[CommitmentId(9_999)]), domain::conference::ConferenceRefusal::OtherCampaign);
        let page = conference::conference(&it.ctx(Role::FocalOfficer).await, meeting).await.unwrap();
        assert_eq!((page.conference.place.as_str(), page.attendance.len(), page.may_change), ("Hội trường lớn", 3, false));
        assert_eq!(page.lines.iter().filter(|it| it.sheet.as_ref().is_some_and(|it| it.conference == Some(meeting))).count(), 1);
        assert!(conference::programme(&office, meeting).await.unwrap().bytes.starts_with(b"%PDF"));
        let invitation = testing::printed(&conference::invitation(&office, meeting).await.unwrap().bytes);
        for words in ["GIẤY MỜI", "Hội trường lớn", "08 giờ 15: Ký cam kết (Các đơn vị).", "DANH SÁCH KÝ CAM KẾT", "DỰ THẢO"] {
            assert!(invitation.contains(words), "{words}: {invitation}");
        }
        assert!(matches!(conference::invitation(&it.ctx(Role::FocalOfficer).await, meeting).await, Err(Error::Forbidden(_))));
        let pack = testing::printed(&conference::pack(&office, meeting).await.unwrap().bytes);
        for words in ["TẬP TÀI LIỆU", "Tập gồm 02 văn bản", "CHƯƠNG TRÌNH", "BẢN CAM KẾT", "Trang 2 của tập"] {
            assert!(pack.contains(words), "{words}: {pack}");
        }
        assert!(matches!(conference::pack(&it.ctx(Role::FocalOfficer).await, meeting).await, Err(Error::Forbidden(_))));
        let told: Vec<_> = store::audit::of_subject(&db, "conference", meeting.0).await.unwrap().into_iter().map(|it| it.event).collect();
        assert_eq!(told.first().map(String::as_str), Some(Event::SigningsGrouped.key()));
    }

    async fn a_head_declines_with_a_reason_and_signs_after_all(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let (head, focal, office) = (it.ctx(Role::UnitHead).await, it.ctx(Role::FocalOfficer).await, it.ctx(Role::ParOffice).await);
        let page = commitment::sign_page(&head, id).await.unwrap();
        let (again, seen) = (commitment::sign_page(&head, id).await.unwrap(), page.digest.as_str());
        assert_eq!((again.declined, again.until), (None, time::macros::date!(2024 - 03 - 31)), "the last day is the stage's own");
        let opened = |all: &[String]| all.iter().filter(|it| *it == Event::SheetOpenedToSign.key()).count();
        assert_eq!(opened(&events(&it, id).await), 1, "once a person, however often they look");

        let decline = async |ctx: &Ctx, reason: &str, token: &str| commitment::decline(ctx, id, seen, reason, token).await;
        assert!(matches!(decline(&focal, "Không", &page.token).await, Err(Error::Forbidden(_))));
        assert!(matches!(decline(&office, "Không", &page.token).await, Err(Error::Forbidden(_))));
        refused!(decline(&it.ctx(Role::Authority).await, "Không", &page.token), DeclineRefusal::NothingToSign);
        let blank = decline(&head, "  ", &page.token).await;
        assert!(matches!(&blank, Err(Error::Invalid(boxes)) if boxes.iter().any(|it| it.field == "reason")), "{blank:?}");
        decline(&head, "Xã chưa có máy quét", &page.token).await.unwrap();
        refused!(decline(&head, "Lần nữa", &again.token), DeclineRefusal::Already);

        let sheet = commitment::sheet(&office, id).await.unwrap();
        let no = sheet.declined.clone().unwrap();
        assert_eq!((no.name.as_str(), no.reason.as_str(), sheet.sheet.state), ("Hoàng Văn Một", "Xã chưa có máy quét", SheetState::Approved));
        assert!(sheet.may.reopen && !commitment::sheet(&head, id).await.unwrap().may.reopen);
        let list = commitment::sheets(&office, "cchc-2023", Filter::Declined).await.unwrap();
        let [line] = &list.lines[..] else { panic!("{:?}", list.lines) };
        let shown = line.sheet.as_ref().unwrap();
        assert_eq!(shown.declined.as_ref().map(|it| (it.side, it.reason.as_str())), Some((SheetSide::Unit, "Xã chưa có máy quét")));
        assert_eq!(shown.to_sign_at, Some(head.now));
        let waits = services::work::list(&office).await.unwrap().items;
        assert_eq!(waits.iter().filter(|it| it.kind == WorkKind::AnswerDeclined).count(), 1, "{waits:?}");

        assert_eq!(commitment::sign_page(&head, id).await.unwrap().declined, Some(no));
        sign(&head, id).await.unwrap();
        let sheet = commitment::sheet(&office, id).await.unwrap();
        assert_eq!((sheet.declined, sheet.may.reopen), (None, false), "signing overtakes it");
        refused!(commitment::reopen(&office, id, sheet.sheet.revision), ReopenRefusal::NotDeclined);
        assert_eq!(commitment::sheets(&office, "cchc-2023", Filter::Declined).await.unwrap().lines, []);
        assert!(services::work::list(&office).await.unwrap().items.iter().all(|it| it.kind != WorkKind::AnswerDeclined));
        let told: Vec<_> = sheet.history.iter().filter(|it| it.event == Event::SheetDeclined.key()).map(|it| it.reason.as_str()).collect();
        assert_eq!(told, ["Xã chưa có máy quét"], "and it stays in the history");
    }

    async fn what_the_authority_declines_is_negotiated_again_and_signed_anew(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let (head, chair, office) = (it.ctx(Role::UnitHead).await, it.ctx(Role::Authority).await, it.ctx(Role::ParOffice).await);
        sign(&head, id).await.unwrap();
        let page = commitment::sign_page(&chair, id).await.unwrap();
        commitment::decline(&chair, id, &page.digest, "Mức quá thấp", &page.token).await.unwrap();
        let before = commitment::sheet(&office, id).await.unwrap();
        assert!(matches!(commitment::reopen(&head, id, before.sheet.revision).await, Err(Error::Forbidden(_))));
        assert!(matches!(commitment::reopen(&office, id, before.sheet.revision - 1).await, Err(Error::Busy)));
        commitment::reopen(&office, id, before.sheet.revision).await.unwrap();

        let anew = commitment::sheet(&office, id).await.unwrap();
        assert_eq!((anew.sheet.state, anew.sheet.content.as_ref(), anew.signatures.len()), (SheetState::Issued, None, 0));
        assert_eq!(commitment::look_up(&head.site, &before.sheet.public_code).await.unwrap().state, PublicState::Replaced);
        assert!(store::seal::of_unit(&db, it.campaign, it.communes[0]).await.unwrap().is_none(), "the seal is lifted");
        let focal = it.ctx(Role::FocalOfficer).await;
        commitment::propose(&focal, id, &draft(&focal, id).await).await.unwrap();
        commitment::approve(&chair, id, commitment::sheet(&chair, id).await.unwrap().sheet.revision).await.unwrap();
        assert_eq!(commitment::sheet(&office, id).await.unwrap().declined, None, "what was declined was another content");
        sign(&head, id).await.unwrap();
        assert_eq!(sign(&chair, id).await.unwrap(), SignedAs::Authority);
        let kept = events(&it, id).await;
        for event in [Event::SheetDeclined, Event::SheetReopened, Event::SealLifted, Event::SheetCountersigned] {
            assert_eq!(kept.iter().filter(|it| *it == event.key()).count(), 1, "{event:?}: {kept:?}");
        }
    }

    async fn who_declines_and_who_signs_at_the_same_moment_do_not_both(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let head = it.ctx(Role::UnitHead).await;
        let (one, other) = (commitment::sign_page(&head, id).await.unwrap(), commitment::sign_page(&head, id).await.unwrap());
        let (signed, declined) = tokio::join!(
            commitment::sign(&head, id, &one.digest, PASSWORD, &one.token),
            commitment::decline(&head, id, &other.digest, "Không", &other.token)
        );
        let sheet = commitment::sheet(&head, id).await.unwrap();
        match (signed.is_ok(), declined.is_ok()) {
            (true, false) => assert_eq!((sheet.sheet.state, sheet.declined), (SheetState::HeadSigned, None)),
            // Declined first, then signed after all on what was on the screen; or declined alone.
            (true, true) => assert_eq!((sheet.sheet.state, sheet.declined), (SheetState::HeadSigned, None)),
            (false, true) => assert!(sheet.sheet.state == SheetState::Approved && sheet.declined.is_some()),
            (false, false) => panic!("neither: {signed:?} {declined:?}"),
        }
    }

    async fn a_unit_is_reminded_while_its_head_has_something_to_sign(db) {
        let it = district(&db).await;
        let (office, unit) = (it.ctx(Role::ParOffice).await, it.communes[0]);
        let id = issued(&it).await;
        assert!(matches!(commitment::signing_reminder(&office, "cchc-2023", unit).await, Err(Error::NotFound)));
        let focal = it.ctx(Role::FocalOfficer).await;
        commitment::propose(&focal, id, &draft(&focal, id).await).await.unwrap();
        let chair = it.ctx(Role::Authority).await;
        commitment::approve(&chair, id, commitment::sheet(&chair, id).await.unwrap().sheet.revision).await.unwrap();
        let letter = commitment::signing_reminder(&office, "cchc-2023", unit).await.unwrap();
        assert!(testing::printed(&letter.bytes).contains("đôn đốc ký bản cam kết"), "{}", testing::printed(&letter.bytes));
        assert!(matches!(commitment::signing_reminder(&chair, "cchc-2023", unit).await, Err(Error::Forbidden(_))));
        sign(&it.ctx(Role::UnitHead).await, id).await.unwrap();
        assert!(matches!(commitment::signing_reminder(&office, "cchc-2023", unit).await, Err(Error::NotFound)));
    }

    async fn signing_is_overdue_after_the_stage(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let office = it.ctx(Role::ParOffice).await;
        let overdue = async |ctx: &Ctx| commitment::sheets(ctx, "cchc-2023", Filter::Overdue).await.unwrap().lines.len();
        let until = commitment::sheets(&office, "cchc-2023", Filter::All).await.unwrap().until;
        let on = |day| Ctx { today: day, ..office.clone() };
        assert_eq!((overdue(&on(until)).await, overdue(&on(until.next_day().unwrap())).await), (0, 3));
        sign(&it.ctx(Role::UnitHead).await, id).await.unwrap();
        sign(&it.ctx(Role::Authority).await, id).await.unwrap();
        assert_eq!(overdue(&on(until.next_day().unwrap())).await, 2);
    }
}
