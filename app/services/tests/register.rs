//! The register of papers, on both databases: numbers come as papers are issued, one after the other whoever issues at once, once for ever;
//! outside numbers beside them, cancelled ones explained, each row to who may read the paper.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod clerk;
mod worked;

use clerk::clerk;
use domain::decision::DecisionContent;
use domain::policy::{Forbidden, Role};
use domain::register::{
    CancelNumberRefusal, DocumentKind, Manner, NumberRefusal, Origin, Paper, PaperStanding, SetRegisterRefusal, passed_over,
};
use domain::run::RunKind;
use domain::text::TextRefusal;
use domain::{DecisionId, EntryId, Event, RunId, Timestamp, UnitId};
use services::decision::{NewDecision, PrepareWish, approve, prepare, prepare_form, view, withdraw};
use services::public_paper::{PublicPaper, look_up};
use services::register::{
    EnterWish, NewEntry, Order, RegisterWish, cancel, enter, enter_form, entry, page, paper, set_manner, set_symbols, settings, whole,
};
use services::verification::{Fate, check};
use services::{Clock, Ctx, Error};
use store::Connection;
use testing::{PASSWORD, db_test, district, is_refused, printed, refused, rich};
use time::macros::datetime;
use worked::{Finished, finished};

const CODE: &str = "cchc-2022";

async fn run(ctx: &Ctx, it: &Finished) -> RunId {
    let token = services::account::form_token(ctx).await.unwrap();
    services::assessment::run(ctx, it.campaign.id, it.group.id, RunKind::Final, &token).await.unwrap()
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
        reason: "Đính chính số liệu".to_owned(),
        ..NewDecision::default()
    }
}

async fn approved(ctx: &Ctx, id: DecisionId) -> Result<(), Error> {
    let token = services::account::form_token(ctx).await.unwrap();
    let digest = store::decision::get(ctx.db(), id).await.unwrap().decision.digest;
    approve(ctx, id, &digest, PASSWORD, &token).await
}

fn notice(unit: UnitId, number: &str) -> NewEntry {
    NewEntry {
        unit: unit.to_string(),
        kind: "notice".to_owned(),
        number: number.to_owned(),
        issued_on: "08/08/2023".to_owned(),
        about: "Kết luận cuộc họp giao ban tháng 7".to_owned(),
        signer: "Nguyễn Văn Chủ".to_owned(),
        recipients: "Các phòng, ban\nLưu: VT".to_owned(),
        ..NewEntry::default()
    }
}

async fn shown(ctx: &Ctx, id: EntryId) -> String {
    entry(ctx, id).await.unwrap().row.entry.shown()
}

fn in_2024(ctx: &Ctx) -> Ctx {
    let now = Timestamp::of(datetime!(2024-01-02 09:00 +7));
    let mut ctx = ctx.clone();
    ctx.site.clock = Clock::Fixed(now);
    Ctx { now, today: now.date(), ..ctx }
}

async fn events(ctx: &Ctx, id: EntryId) -> Vec<String> {
    store::audit::of_subject(ctx.db(), "register_entry", id.0).await.unwrap().into_iter().map(|it| it.event).collect()
}

db_test! {
    async fn a_decision_gets_its_number_as_it_is_approved_and_signed_with_it(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let first = run(&office, &there).await;
        let wish = PrepareWish { kind: "publication".to_owned(), ..PrepareWish::default() };
        let next = || async { prepare_form(&office, CODE, &wish).await.unwrap().next };
        assert_eq!(next().await.as_deref(), Ok("01/QĐ-UBND"));
        let id = prepare(&office, &publication(first, " ")).await.unwrap();
        let draft = view(&office, id).await.unwrap().read.decision;
        assert_eq!((draft.number, draft.shown().as_str()), (None, "…/QĐ-UBND"));
        assert!(printed(&services::decision::paper(&office, id).await.unwrap().bytes).contains("/QĐ-UBND"));
        assert_eq!(next().await.as_deref(), Ok("01/QĐ-UBND"), "a draft takes no number");
        withdraw(&office, id).await.unwrap();
        let id = prepare(&office, &publication(first, "")).await.unwrap();
        approved(&chair, id).await.unwrap();
        let decided = view(&office, id).await.unwrap();
        assert_eq!(decided.read.decision.shown(), "01/QĐ-UBND");
        assert_eq!(decided.content.number, Some(1));
        assert_eq!(DecisionContent::digest(&decided.read.decision.content), decided.read.decision.digest);
        assert_eq!(decided.signatures[0].content_sha256, decided.read.decision.digest, "what is signed holds the number");
        assert!(printed(&services::decision::paper(&office, id).await.unwrap().bytes).contains("Số: 01/QĐ-UBND"));
        // The next one is the next number, and both papers of the register point at each other.
        let second = run(&office, &there).await;
        let later = prepare(&office, &publication(second, "")).await.unwrap();
        approved(&chair, later).await.unwrap();
        let rows = whole(&office, &RegisterWish { unit: Some(it.district), ..RegisterWish::default() }).await.unwrap();
        let said: Vec<_> = rows.iter().map(|it| (it.entry.shown(), it.replaces.as_ref().map(|it| it.1), it.replaced_by.as_ref().map(|it| it.1))).collect();
        assert_eq!(said, [("01/QĐ-UBND".to_owned(), None, Some(2)), ("02/QĐ-UBND".to_owned(), Some(1), None)]);
        let row = &rows[0].entry;
        // Anybody who has the earlier paper learns what replaces it, and nothing of what it says.
        let handed = async || services::decision::paper(&office, id).await.unwrap().handed_out(&office.site).await.unwrap().bytes;
        let first = handed().await;
        let found = look_up(&office.site, row.public_code.as_deref().unwrap()).await.unwrap();
        let PublicPaper::Numbered(found) = found else { panic!("{found:?}") };
        assert_eq!((found.number.as_str(), found.standing), ("01/QĐ-UBND", PaperStanding::Replaced("02/QĐ-UBND".to_owned())));
        let checked = check(&office.site, first.clone()).await.unwrap();
        assert_eq!((checked.fate, checked.signatures.len()), (Fate::Replaced, 1), "{checked:?}");
        assert!(checked.signatures[0].holds, "{checked:?}");
        assert_eq!(handed().await, first, "the same paper, the same bytes");
        assert_eq!((row.signer.as_str(), row.origin, row.paper), (chair.actor.name.as_str(), Origin::Register, Some((Paper::Decision, id.0))));
        assert_eq!(row.about, "Về việc công bố kết quả thực hiện cam kết cải cách hành chính năm 2022 – Xã, thị trấn");
        assert_eq!(events(&office, row.id).await, [Event::NumberGiven.key()]);
        // The number of a decision in force is not cancelled.
        let clerk = clerk(&it, it.district, "Thư").await;
        refused!(cancel(&clerk, row.id, "Nhầm"), CancelNumberRefusal::InForce);
    }

    async fn an_outside_number_is_kept_once_and_the_series_goes_on_after_it(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let clerk = clerk(&it, it.district, "Thư").await;
        let first = run(&office, &there).await;
        let held = prepare(&office, &publication(first, "7")).await.unwrap();
        // While it waits, nobody else is given that number, nor is it typed again.
        let decision = |number: &str| NewEntry { kind: "decision".to_owned(), ..notice(it.district, number) };
        let after = enter(&clerk, &decision("")).await.unwrap();
        assert_eq!(shown(&clerk, after).await, "08/QĐ-UBND");
        approved(&chair, held).await.unwrap();
        refused!(enter(&clerk, &decision("7")), NumberRefusal::Taken);
        refused!(prepare(&office, &publication(run(&office, &there).await, "8")), NumberRefusal::Taken);
        refused!(enter(&clerk, &decision("x")), NumberRefusal::NotANumber);
        // A number that was passed over may be told later; what was never told stays a gap that is named.
        let told = enter(&clerk, &decision("3")).await.unwrap();
        assert_eq!(events(&clerk, told).await, [Event::OutsideNumberEntered.key()]);
        let rows = whole(&clerk, &RegisterWish::default()).await.unwrap();
        let gaps: Vec<_> = rows.iter().map(|it| (it.entry.number, it.entry.origin, passed_over(it.before, it.entry.number))).collect();
        assert_eq!(gaps, [(3, Origin::Outside, Some((1, 2))), (7, Origin::Outside, Some((4, 6))), (8, Origin::Register, None)]);
        let text = printed(&paper(&clerk, &RegisterWish { unit: Some(it.district), year: Some(2023), ..RegisterWish::default() }).await.unwrap().bytes);
        for said in ["SỔ ĐĂNG KÝ VĂN BẢN ĐI", "01–02", "04–06", "Cấp ngoài hệ thống", "07/QĐ-UBND", "Tổng số: 03 văn bản."] {
            assert!(text.contains(said), "{said}: {text}");
        }
        // A number typed by mistake is cancelled and moves the series no further.
        let mistaken = enter(&clerk, &decision("5000")).await.unwrap();
        cancel(&clerk, mistaken, "Gõ nhầm").await.unwrap();
        let next = enter(&clerk, &decision("")).await.unwrap();
        assert_eq!(shown(&clerk, next).await, "09/QĐ-UBND");
        refused!(enter(&clerk, &decision("5000")), NumberRefusal::Taken);
    }

    async fn each_kind_and_year_counts_from_one_and_symbols_are_the_organisations(db) {
        let it = district(&db).await;
        let clerk = clerk(&it, it.district, "Thư").await;
        let of = |kind: &str| NewEntry { kind: kind.to_owned(), ..notice(it.district, "") };
        for (kind, number) in [("notice", "01/TB-UBND"), ("notice", "02/TB-UBND"), ("plan", "01/KH-UBND"), ("letter", "01/UBND"), ("submission", "01/TTr-UBND")] {
            let id = enter(&clerk, &of(kind)).await.unwrap();
            assert_eq!(shown(&clerk, id).await, number);
        }
        // A kind without a code has numbers where the organisation has chosen a symbol for it.
        refused!(enter(&clerk, &of("commitment")), NumberRefusal::NoSymbol);
        refused!(set_symbols(&clerk, it.district, &[("commitment", "C-K")]), SetRegisterRefusal::NotASymbol);
        refused!(set_symbols(&clerk, it.district, &[("report", "BC")]), SetRegisterRefusal::HasOfficialCode);
        set_symbols(&clerk, it.district, &[("commitment", "CK")]).await.unwrap();
        let id = enter(&clerk, &of("commitment")).await.unwrap();
        assert_eq!(shown(&clerk, id).await, "01/CK-UBND");
        set_symbols(&clerk, it.district, &[("letter", "VP")]).await.unwrap();
        let id = enter(&clerk, &of("letter")).await.unwrap();
        assert_eq!(shown(&clerk, id).await, "02/UBND-VP");
        assert_eq!(settings(&clerk, None).await.unwrap().symbols, [(DocumentKind::Letter, "VP".to_owned()), (DocumentKind::Commitment, "CK".to_owned())]);
        refused!(enter(&clerk, &of("poem")), NumberRefusal::UnknownKind);
        refused!(enter(&clerk, &NewEntry { issued_on: "09/08/2023".to_owned(), ..of("notice") }), NumberRefusal::InFuture);
        refused!(enter(&clerk, &NewEntry { about: " ".to_owned(), ..of("notice") }), TextRefusal::Missing);
        // The next year begins at 01 again; a paper of December that is entered late still belongs to its year.
        let new_year = in_2024(&clerk);
        let january = NewEntry { issued_on: "02/01/2024".to_owned(), ..of("notice") };
        let id = enter(&new_year, &january).await.unwrap();
        assert_eq!(shown(&new_year, id).await, "01/TB-UBND");
        let id = enter(&new_year, &NewEntry { issued_on: "29/12/2023".to_owned(), ..january }).await.unwrap();
        assert_eq!(shown(&new_year, id).await, "03/TB-UBND");
        // An organisation without an abbreviation gives no number, and says so.
        db.execute_unprepared(&format!("UPDATE unit SET doc_abbrev = '' WHERE id = {}", it.district)).await.unwrap();
        refused!(enter(&clerk, &of("notice")), NumberRefusal::NoAbbreviation);
        assert_eq!(enter_form(&clerk, &EnterWish::default()).await.unwrap().next, Err(NumberRefusal::NoAbbreviation));
    }

    async fn all_kinds_count_in_one_series_where_the_organisation_chose_so_before_its_year_began(db) {
        let it = district(&db).await;
        let clerk = clerk(&it, it.district, "Thư").await;
        let of = |kind: &str| NewEntry { kind: kind.to_owned(), ..notice(it.district, "") };
        refused!(set_manner(&clerk, it.district, "2022", "over_all"), SetRegisterRefusal::PastYear);
        refused!(set_manner(&clerk, it.district, "2023", "by_colour"), SetRegisterRefusal::Unknown);
        set_manner(&clerk, it.district, "2023", "over_all").await.unwrap();
        for (kind, number) in [("notice", "01/TB-UBND"), ("plan", "02/KH-UBND"), ("notice", "03/TB-UBND")] {
            let id = enter(&clerk, &of(kind)).await.unwrap();
            assert_eq!(shown(&clerk, id).await, number);
        }
        refused!(enter(&clerk, &NewEntry { number: "2".to_owned(), ..of("report") }), NumberRefusal::Taken);
        refused!(set_manner(&clerk, it.district, "2023", "per_kind"), SetRegisterRefusal::NumbersIssued);
        set_manner(&clerk, it.district, "2024", "per_kind").await.unwrap();
        let there = settings(&clerk, None).await.unwrap();
        assert_eq!((there.manner, there.begun), (Manner::OverAll, true));
        assert_eq!(there.manners, [(2024, Manner::PerKind), (2023, Manner::OverAll)]);
        let january = |kind: &str| NewEntry { issued_on: "02/01/2024".to_owned(), ..of(kind) };
        for (kind, number) in [("notice", "01/TB-UBND"), ("plan", "01/KH-UBND")] {
            let id = enter(&in_2024(&clerk), &january(kind)).await.unwrap();
            assert_eq!(shown(&in_2024(&clerk), id).await, number);
        }
    }

    async fn a_cancelled_number_is_explained_stays_and_is_never_given_again(db) {
        let it = district(&db).await;
        let clerk = clerk(&it, it.district, "Thư").await;
        let id = enter(&clerk, &notice(it.district, "")).await.unwrap();
        refused!(cancel(&clerk, id, " "), TextRefusal::Missing);
        let office = it.ctx(Role::ParOffice).await;
        assert!(matches!(cancel(&office, id, "Hỏng").await, Err(Error::Forbidden(Forbidden::NoRole))), "only the clerk");
        cancel(&clerk, id, "In hỏng, không ban hành").await.unwrap();
        refused!(cancel(&clerk, id, "Lại"), CancelNumberRefusal::AlreadyCancelled);
        let row = entry(&clerk, id).await.unwrap();
        assert_eq!((row.row.entry.reason.as_str(), row.row.cancelled_name.as_deref(), row.may_cancel), ("In hỏng, không ban hành", Some("Mai Thị Thư"), false));
        assert_eq!(events(&clerk, id).await, [Event::NumberCancelled.key(), Event::NumberGiven.key()]);
        let next = enter(&clerk, &notice(it.district, "")).await.unwrap();
        assert_eq!(shown(&clerk, next).await, "02/TB-UBND");
        refused!(enter(&clerk, &notice(it.district, "1")), NumberRefusal::Taken);
        let wish = RegisterWish { unit: Some(it.district), year: Some(2023), ..RegisterWish::default() };
        let text = printed(&paper(&clerk, &wish).await.unwrap().bytes);
        assert!(text.contains("Đã hủy số: In hỏng, không ban hành"), "{text}");
        // A paper that replaces another one names it, and both rows point at each other.
        refused!(enter(&clerk, &NewEntry { replaces: "01/TB-UBND".to_owned(), ..notice(it.district, "") }), NumberRefusal::UnknownReplaced);
        let third = enter(&clerk, &NewEntry { replaces: "02/TB-UBND".to_owned(), ..notice(it.district, "") }).await.unwrap();
        assert_eq!(entry(&clerk, next).await.unwrap().row.replaced_by, Some((third, 3, "TB-UBND".to_owned())));
        assert_eq!(entry(&clerk, third).await.unwrap().row.replaces, Some((next, 2, "TB-UBND".to_owned())));
        // The database itself keeps them.
        let tried = async |text: String| db.execute_unprepared(&text).await.is_err();
        assert!(tried(format!("UPDATE register_entry SET number = 9 WHERE id = {next}")).await);
        assert!(tried(format!("UPDATE register_entry SET about = 'x' WHERE id = {next}")).await);
        assert!(tried(format!("UPDATE register_entry SET cancelled_at = NULL, cancelled_by = NULL WHERE id = {id}")).await);
        assert!(tried(format!("UPDATE register_entry SET reason = 'x' WHERE id = {id}")).await);
        assert!(tried(format!("DELETE FROM register_entry WHERE id = {id}")).await);
        let copy = "INSERT INTO register_entry (unit_id, year, series, number, kind, symbol, origin, issued_on, about, signer, recipients, paper, given_by, \
             given_at, search_key) SELECT unit_id, year, series, number, kind, symbol, origin, issued_on, about, signer, recipients, paper, given_by, \
             given_at, search_key FROM register_entry";
        assert!(tried(copy.to_owned()).await, "one number twice");
    }

    async fn two_who_issue_at_once_get_two_numbers_and_no_gap(db) {
        let it = district(&db).await;
        let (one, other) = (clerk(&it, it.district, "Một").await, clerk(&it, it.district, "Hai").await);
        for _ in 0..8 {
            let typed = notice(it.district, "");
            let (a, b, c) = tokio::join!(enter(&one, &typed), enter(&other, &typed), enter(&one, &typed));
            for it in [a, b, c] {
                it.unwrap();
            }
        }
        let rows = whole(&one, &RegisterWish::default()).await.unwrap();
        assert_eq!(rows.iter().map(|it| it.entry.number).collect::<Vec<_>>(), (1..=24).collect::<Vec<_>>());
        for number in 30..36 {
            let typed = notice(it.district, &number.to_string());
            let (a, b) = tokio::join!(enter(&one, &typed), enter(&other, &typed));
            assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
            assert!(is_refused(&[a, b].into_iter().find_map(Result::err).unwrap(), NumberRefusal::Taken));
        }
        // Of a number from the register and the same one from outside, the first one is kept and the other moves on or is refused.
        for number in (36..48).step_by(2) {
            let (next, same) = (notice(it.district, ""), notice(it.district, &number.to_string()));
            let (a, b) = tokio::join!(enter(&one, &next), enter(&other, &same));
            a.unwrap();
            let missing = b.is_err();
            assert!(!missing || is_refused(&b.unwrap_err(), NumberRefusal::Taken));
            if missing {
                enter(&one, &next).await.unwrap();
            }
        }
        let rows = whole(&one, &RegisterWish::default()).await.unwrap();
        let numbers: Vec<_> = rows.iter().map(|it| it.entry.number).collect();
        assert_eq!(numbers, (1..=24).chain(30..=47).collect::<Vec<_>>());
    }

    async fn decisions_approved_while_papers_are_entered_share_no_number(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let clerk = clerk(&it, it.district, "Thư").await;
        for _ in 0..4 {
            let id = prepare(&office, &publication(run(&office, &there).await, "")).await.unwrap();
            let typed = NewEntry { kind: "decision".to_owned(), ..notice(it.district, "") };
            let (a, b) = tokio::join!(approved(&chair, id), enter(&clerk, &typed));
            a.unwrap();
            b.unwrap();
        }
        let rows = whole(&clerk, &RegisterWish::default()).await.unwrap();
        assert_eq!(rows.iter().map(|it| it.entry.number).collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
        for it in rows.iter().filter(|it| it.entry.paper.is_some()) {
            let Some((_, id)) = it.entry.paper else { continue };
            assert_eq!(view(&office, DecisionId(id)).await.unwrap().read.decision.number, Some(it.entry.number));
        }
    }

    async fn signed_minutes_and_submitted_reports_wait_for_the_clerk_of_their_unit(db) {
        let it = rich(&db).await;
        let own = it.near.communes[0];
        let (clerk, district) = (clerk(&it.near, own, "Thư").await, clerk(&it.near, it.near.district, "Huyện").await);
        let waiting = page(&clerk, &RegisterWish::default()).await.unwrap().waiting;
        let said: Vec<_> = waiting.iter().map(|it| (it.paper, it.id)).collect();
        assert_eq!(said, [(Paper::Minutes, it.case.0)], "the report has its number");
        assert_eq!(page(&district, &RegisterWish::default()).await.unwrap().waiting, [], "they are the unit's, not the district's");
        let typed = |paper: &str| NewEntry {
            paper: paper.to_owned(),
            paper_id: it.case.to_string(),
            issued_on: "08/08/2023".to_owned(),
            ..NewEntry::default()
        };
        assert!(matches!(enter(&district, &typed("minutes")).await, Err(Error::Forbidden(Forbidden::NoRole))));
        let form = enter_form(&clerk, &EnterWish { paper: Some((Paper::Minutes, it.case.0)), ..EnterWish::default() }).await.unwrap();
        assert_eq!((form.next.as_deref(), form.kind), (Ok("01/BB-UBND"), DocumentKind::Minutes));
        let early = NewEntry { issued_on: "07/08/2023".to_owned(), ..typed("minutes") };
        refused!(enter(&clerk, &early), NumberRefusal::TooEarly);
        let minutes = async || printed(&services::review::download_minutes(&clerk, it.case).await.unwrap().bytes);
        assert!(!minutes().await.contains("01/BB-UBND"));
        let id = enter(&clerk, &typed("minutes")).await.unwrap();
        assert!(minutes().await.contains("Số: 01/BB-UBND"));
        refused!(enter(&clerk, &typed("minutes")), NumberRefusal::AlreadyNumbered);
        refused!(enter(&clerk, &typed("report")), NumberRefusal::AlreadyNumbered);
        cancel(&clerk, it.entry, "Văn thư cơ quan đã cấp số").await.unwrap();
        let report = enter(&clerk, &NewEntry { number: "21".to_owned(), ..typed("report") }).await.unwrap();
        assert_eq!(shown(&clerk, report).await, "21/BC-UBND");
        // What another unit only submitted has no minutes to number.
        let other = store::review::case::of_unit(&db, it.near.campaign, it.near.communes[1]).await.unwrap().id;
        let clerk_there = self::clerk(&it.near, it.near.communes[1], "Kia").await;
        refused!(enter(&clerk_there, &NewEntry { paper_id: other.to_string(), ..typed("minutes") }), NumberRefusal::NotIssued);
        // Cancelled, the minutes wait again and get another number.
        cancel(&clerk, id, "Ghi nhầm ngày").await.unwrap();
        assert!(!minutes().await.contains("01/BB-UBND"));
        let again = enter(&clerk, &typed("minutes")).await.unwrap();
        assert!(minutes().await.contains("Số: 02/BB-UBND"));
        assert!(entry(&clerk, again).await.unwrap().may_open);
    }

    async fn rows_are_read_by_who_may_read_the_paper(db) {
        let it = rich(&db).await;
        let (own, other, third) = (it.near.communes[0], it.near.communes[1], it.near.communes[2]);
        let (clerk, district) = (clerk(&it.near, own, "Thư").await, clerk(&it.near, it.near.district, "Huyện").await);
        let typed = NewEntry { paper: "minutes".to_owned(), paper_id: it.case.to_string(), issued_on: "08/08/2023".to_owned(), ..NewEntry::default() };
        enter(&clerk, &typed).await.unwrap();
        enter(&district, &notice(it.near.district, "")).await.unwrap();
        let read = async |ctx: &Ctx| -> Vec<String> {
            let rows = whole(ctx, &RegisterWish { order: Order::Kind, ..RegisterWish::default() }).await.unwrap();
            rows.iter().map(|it| it.entry.shown()).collect()
        };
        let published = whole(&district, &RegisterWish { kind: Some(DocumentKind::Decision), ..RegisterWish::default() }).await.unwrap();
        let decision = published[0].entry.shown();
        assert_eq!(read(&district).await, [decision.clone(), "01/TB-UBND".to_owned()], "the clerk's own register, whole");
        let office = it.near.ctx(Role::ParOffice).await;
        assert_eq!(read(&office).await, [decision.clone(), "01/BB-UBND".to_owned(), "01/TB-UBND".to_owned(), "01/BC-UBND".to_owned()]);
        // A unit reads what is published about it and its own case; the other unit's case is not its business, nor are the district's papers.
        assert_eq!(read(&it.near.ctx_at(Role::UnitHead, own).await).await, [decision.clone(), "01/BB-UBND".to_owned(), "01/BC-UBND".to_owned()]);
        assert_eq!(read(&it.near.ctx_at(Role::UnitHead, other).await).await, std::slice::from_ref(&decision));
        assert_eq!(read(&it.near.ctx_at(Role::FocalOfficer, third).await).await, [decision]);
        assert_eq!(read(&clerk).await, ["01/BB-UBND", "01/BC-UBND"]);
        assert!(matches!(page(&it.near.ctx(Role::Admin).await, &RegisterWish::default()).await, Err(Error::Forbidden(_))));
        assert!(matches!(settings(&office, Some(it.near.district)).await, Err(Error::Forbidden(_))));
        assert!(matches!(enter(&clerk, &notice(it.near.district, "")).await, Err(Error::Forbidden(_))), "another organisation's register");
        let row = whole(&district, &RegisterWish::default()).await.unwrap()[0].entry.id;
        assert!(matches!(entry(&clerk, row).await, Err(Error::NotFound)));
    }

    async fn a_register_is_searched_without_marks_sorted_and_turned(db) {
        let it = district(&db).await;
        let clerk = clerk(&it, it.district, "Thư").await;
        for number in 0..55 {
            let about = if number % 5 == 0 { "Tổ chức hội nghị ký cam kết" } else { "Kết luận giao ban" };
            let kind = if number % 2 == 0 { "notice" } else { "plan" };
            let day = format!("{:02}/07/2023", 1 + number % 28);
            let typed = NewEntry { about: about.to_owned(), kind: kind.to_owned(), issued_on: day, ..notice(it.district, "") };
            enter(&clerk, &typed).await.unwrap();
        }
        let wish = |words: &str| RegisterWish { words: words.to_owned(), ..RegisterWish::default() };
        let first = page(&clerk, &wish("")).await.unwrap();
        assert_eq!((first.rows.len(), first.total, first.years.clone()), (50, 55, vec![2023]));
        assert_eq!(first.units.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["UBND huyện Cẩm Giàng"]);
        assert_eq!(page(&clerk, &RegisterWish { page: 99, ..wish("") }).await.unwrap().rows.len(), 5);
        assert_eq!(page(&clerk, &wish("hoi nghi CAM KẾT")).await.unwrap().total, 11);
        assert_eq!(page(&clerk, &wish("03/tb")).await.unwrap().total, 1);
        assert_eq!(page(&clerk, &wish("100%_")).await.unwrap().total, 0, "signs of patterns are letters");
        assert_eq!(page(&clerk, &RegisterWish { kind: Some(DocumentKind::Plan), ..wish("") }).await.unwrap().total, 27);
        assert_eq!(page(&clerk, &RegisterWish { year: Some(2022), ..wish("") }).await.unwrap().total, 0);
        let days = page(&clerk, &RegisterWish { order: Order::Day, reversed: true, ..wish("") }).await.unwrap();
        assert!(days.rows.windows(2).all(|it| it[0].entry.issued_on >= it[1].entry.issued_on));
    }
}
