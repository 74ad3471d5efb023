//! Figures from entry to verification, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::campaign::{StageRefusal, StageWindow};
use domain::evidence::EvidenceRefusal;
use domain::figure::{PeriodState, RecordRefusal, SubmitRefusal, VerifyRefusal};
use domain::policy::{Forbidden, Role};
use domain::{Event, Figure, FigureId, FigureValue, Period, Quantity, ReadRefusal, Refusal, Stage, Standing};
use services::figure::evidence::{Attach, Of, attach, file, withdraw};
use services::figure::{
    Adjust, EntryPage, QueueFilter, Record, RecordRow, SendBack, Submit, accept, adjust, entry, history, overview, queue, record,
    send_back, submit,
};
use services::{Ctx, Error};
use store::Connection;
use testing::{District, db_test, district, measured};
use time::macros::date;

fn march() -> Period {
    "2023-M03".parse().unwrap()
}

async fn page(ctx: &Ctx, it: &District, period: Period) -> EntryPage {
    entry(ctx, it.communes[0], period, None).await.unwrap()
}

/// The form of a period as the page shows it, with some values typed over by variable code.
async fn form(ctx: &Ctx, it: &District, period: Period, typed: &[(&str, &str)]) -> Record {
    let page = page(ctx, it, period).await;
    let rows = page
        .rows
        .iter()
        .map(|row| {
            let was = row.figure.as_ref().map(|it| it.figure.value.to_string()).unwrap_or_default();
            let note = row.figure.as_ref().map(|it| it.figure.note.clone()).unwrap_or_default();
            let value =
                typed.iter().find(|(code, _)| *code == row.used.variable.code).map_or(was.clone(), |(_, value)| (*value).to_owned());
            RecordRow {
                variable: row.used.variable.id,
                value,
                note: note.clone(),
                value_was: was,
                note_was: note,
                revision: row.figure.as_ref().map_or(0, |it| it.figure.revision),
                confirmed: String::new(),
            }
        })
        .collect();
    Record { unit: it.communes[0], period, campaign: None, as_of: String::new(), rows }
}

async fn figure(ctx: &Ctx, it: &District, code: &str) -> Figure {
    page(ctx, it, march()).await.rows.into_iter().find(|it| it.used.variable.code == code).unwrap().figure.unwrap().figure
}

async fn entered(it: &District) -> Ctx {
    let focal = it.ctx(Role::FocalOfficer).await;
    let typed = form(&focal, it, march(), &[("received", "1.250"), ("late", "3"), ("online", "700")]).await;
    assert_eq!(record(&focal, &typed).await.unwrap(), 3);
    focal
}

async fn submitted(it: &District) -> Figure {
    entered(it).await;
    let head = it.ctx(Role::UnitHead).await;
    let token = page(&head, it, march()).await.token.expect("the head may submit");
    assert_eq!(submit(&head, &Submit { unit: it.communes[0], period: march(), campaign: None, token }).await.unwrap(), 3);
    figure(&head, it, "received").await
}

fn refused(error: Error) -> Refusal {
    match error {
        Error::Refused(it) => it,
        Error::Invalid(fields) => fields[0].refusal,
        other => panic!("{other}"),
    }
}

async fn lines(it: &District, id: FigureId) -> Vec<(String, String, String, String)> {
    let told = store::audit::of_subject(&it.db, "figure", id.0).await.unwrap();
    told.into_iter().map(|it| (it.event, it.before, it.after, it.reason)).collect()
}

fn amount(it: i64) -> FigureValue {
    FigureValue::Amount(Quantity::whole(it).unwrap())
}

db_test! {
    async fn a_stage_opens_by_its_day_and_by_who_acts_first_in_it_never_while_a_red_item_stands(db) {
        let it = district(&db).await;
        let focal = it.ctx_at(Role::FocalOfficer, it.communes[0]).await;
        store::campaign::lock_stage(&db, it.campaign, Stage::Report).await.unwrap();
        let head = it.ctx_at(Role::UnitHead, it.communes[2]).await.actor.account;
        let active = |on: bool| format!("UPDATE account SET active = {on} WHERE id = {}", head.0);
        db.execute_unprepared(&active(false)).await.unwrap();
        let typed = form(&focal, &it, march(), &[("received", "10")]).await;
        // The head of another unit has no account: nobody could submit there.
        assert_eq!(refused(record(&focal, &typed).await.unwrap_err()), domain::readiness::OpenStageRefusal::RedItem.into());
        let log = async || {
            let lines = store::audit::of_subject(&db, "campaign", it.campaign.0).await.unwrap();
            lines.iter().filter(|it| it.event == Event::StageOpened.key()).map(|it| it.after.clone()).collect::<Vec<_>>()
        };
        assert!(log().await.is_empty());
        db.execute_unprepared(&active(true)).await.unwrap();
        assert_eq!(record(&focal, &typed).await.unwrap(), 1);
        assert_eq!(log().await, ["report"]);
        // Opened is opened: what is lacking later holds nobody up.
        db.execute_unprepared(&active(false)).await.unwrap();
        assert_eq!(record(&focal, &form(&focal, &it, march(), &[("late", "1")]).await).await.unwrap(), 1);
        assert_eq!(log().await, ["report"]);
    }

    async fn a_page_of_figures_is_recorded_and_the_log_says_so(db) {
        let it = district(&db).await;
        let focal = entered(&it).await;
        let page = page(&focal, &it, march()).await;
        assert_eq!((page.tally.entered, page.due), (3, date!(2023 - 03 - 16)));
        let received = figure(&focal, &it, "received").await;
        assert_eq!((received.value, received.standing, received.as_of), (amount(1250), Standing::Entered, date!(2023 - 03 - 14)));
        assert_eq!(lines(&it, received.id).await, [(Event::FigureEntered.key().to_owned(), String::new(), "1.250".to_owned(), String::new())]);
        let late = page.rows.iter().find(|it| it.used.variable.code == "late").unwrap();
        assert_eq!(late.shares[0].value, Some(Quantity(997_600)), "{:?}", late.shares);
    }

    async fn a_second_save_is_a_revision_and_a_stale_one_is_busy(db) {
        let it = district(&db).await;
        let focal = entered(&it).await;
        let other = it.second_focal_officer(it.communes[0]).await;
        let mine = form(&focal, &it, march(), &[("received", "1.260")]).await;
        let theirs = form(&other, &it, march(), &[("received", "1.270")]).await;
        let elsewhere = form(&other, &it, march(), &[("digitised", "5")]).await;
        record(&focal, &mine).await.unwrap();
        assert!(matches!(record(&other, &theirs).await, Err(Error::Busy)));
        assert_eq!(record(&other, &elsewhere).await.unwrap(), 1);
        let received = figure(&focal, &it, "received").await;
        assert_eq!((received.value, received.revision), (amount(1260), 2));
        let revisions = store::figure::revisions(&db, received.id).await.unwrap();
        assert_eq!(revisions.iter().map(|it| (it.number, it.value)).collect::<Vec<_>>(), [(2, amount(1260)), (1, amount(1250))]);
        assert_eq!(lines(&it, received.id).await[0], (Event::FigureRevised.key().to_owned(), "1.250".to_owned(), "1.260".to_owned(), String::new()));
    }

    async fn two_people_entering_the_same_figure_at_once_make_one(db) {
        let it = district(&db).await;
        let (focal, other) = (it.ctx(Role::FocalOfficer).await, it.second_focal_officer(it.communes[0]).await);
        let first = form(&focal, &it, march(), &[("received", "10")]).await;
        let second = form(&other, &it, march(), &[("received", "11")]).await;
        let (one, two) = tokio::join!(record(&focal, &first), record(&other, &second));
        let done = [&one, &two].iter().filter(|it| it.is_ok()).count();
        assert_eq!(done, 1, "{one:?} {two:?}");
        assert!([one, two].into_iter().any(|it| matches!(it, Err(Error::Busy))));
        assert_eq!(figure(&focal, &it, "received").await.revision, 1);
    }

    async fn every_wrong_box_is_named_at_once_and_nothing_is_saved(db) {
        let it = district(&db).await;
        let focal = it.ctx(Role::FocalOfficer).await;
        let typed = form(&focal, &it, march(), &[("received", "100"), ("late", "abc"), ("online", "-3"), ("digitised", "101"), ("postal", "1,250")]).await;
        let codes: Vec<String> = page(&focal, &it, march()).await.rows.into_iter().map(|it| it.used.variable.code).collect();
        let Err(Error::Invalid(fields)) = record(&focal, &typed).await else { panic!("it was taken") };
        let expected = |code: &str, refusal: Refusal| {
            let row = codes.iter().position(|it| it == code).unwrap();
            fields.iter().any(|it| it.field == format!("rows[{row}][value]") && it.refusal == refusal)
        };
        assert!(expected("late", ReadRefusal::NotANumber.into()), "{fields:?}");
        assert!(expected("online", RecordRefusal::Negative.into()), "{fields:?}");
        assert!(expected("digitised", RecordRefusal::AboveLimit.into()), "{fields:?}");
        assert!(expected("postal", RecordRefusal::Fraction.into()), "{fields:?}");
        assert!(page(&focal, &it, march()).await.rows.iter().all(|it| it.figure.is_none()));
    }

    async fn an_ambiguous_number_is_taken_once_its_reading_is_confirmed(db) {
        let it = district(&db).await;
        measured(&db, "received").await;
        let focal = it.ctx(Role::FocalOfficer).await;
        let mut typed = form(&focal, &it, march(), &[("received", "1,250")]).await;
        assert_eq!(refused(record(&focal, &typed).await.unwrap_err()), RecordRefusal::ToConfirm.into());
        for row in &mut typed.rows {
            row.confirmed = row.value.clone();
        }
        record(&focal, &typed).await.unwrap();
        assert_eq!(figure(&focal, &it, "received").await.value, FigureValue::Amount(Quantity(12_500)));
    }

    async fn a_period_that_has_not_begun_takes_no_figures(db) {
        let it = district(&db).await;
        let focal = it.ctx(Role::FocalOfficer).await;
        let later: Period = "2023-M10".parse().unwrap();
        let typed = form(&focal, &it, later, &[("received", "1")]).await;
        assert_eq!(refused(record(&focal, &typed).await.unwrap_err()), RecordRefusal::PeriodNotOpen.into());
    }

    async fn figures_are_not_entered_for_others_nor_after_the_stage(db) {
        let it = district(&db).await;
        let focal = it.ctx(Role::FocalOfficer).await;
        let typed = form(&focal, &it, march(), &[("received", "1")]).await;
        let stranger = it.ctx_at(Role::FocalOfficer, it.communes[1]).await;
        assert!(matches!(record(&stranger, &typed).await, Err(Error::Forbidden(Forbidden::NoRole))));
        assert!(matches!(entry(&stranger, it.communes[0], march(), None).await, Err(Error::Forbidden(Forbidden::NoRole))));
        let over = StageWindow { stage: Stage::Report, opens_on: date!(2023 - 01 - 01), closes_on: date!(2023 - 08 - 07) };
        store::campaign::update_stage(&db, it.campaign, over).await.unwrap();
        assert_eq!(refused(record(&focal, &typed).await.unwrap_err()), StageRefusal::Over.into());
        store::campaign::close(&db, it.campaign).await.unwrap();
        assert_eq!(refused(record(&focal, &typed).await.unwrap_err()), StageRefusal::CampaignClosed.into());
    }

    async fn the_head_submits_and_only_once_with_the_same_form(db) {
        let it = district(&db).await;
        let focal = entered(&it).await;
        let head = it.ctx(Role::UnitHead).await;
        let token = page(&head, &it, march()).await.token.unwrap();
        let form = Submit { unit: it.communes[0], period: march(), campaign: None, token };
        assert!(matches!(submit(&focal, &form).await, Err(Error::Forbidden(Forbidden::NoRole))));
        submit(&head, &form).await.unwrap();
        assert!(submit(&head, &form).await.is_err());
        let received = figure(&head, &it, "received").await;
        assert_eq!((received.standing, received.days_late(date!(2023 - 03 - 16), head.today)), (Standing::Submitted, 145));
        assert_eq!(lines(&it, received.id).await[0].0, Event::FigureSubmitted.key());
        let empty = Submit { token: services::account::form_token(&head).await.unwrap(), ..form };
        assert_eq!(refused(submit(&head, &empty).await.unwrap_err()), SubmitRefusal::NothingEntered.into());
    }

    async fn an_inspector_accepts_and_the_figure_is_locked(db) {
        let it = district(&db).await;
        let waits = submitted(&it).await;
        let inspector = it.ctx(Role::Inspector).await;
        let page = queue(&inspector, "cchc-2023", QueueFilter::default()).await.unwrap();
        assert_eq!((page.count, page.figures.len()), (3, 3));
        let chosen: Vec<_> = page.figures.iter().map(|it| (it.named.figure.id, it.named.figure.revision)).collect();
        assert_eq!(accept(&inspector, &chosen).await.unwrap(), 3);
        assert!(matches!(accept(&inspector, &chosen).await, Err(Error::Busy)));
        let focal = it.ctx(Role::FocalOfficer).await;
        let accepted = figure(&focal, &it, "received").await;
        assert_eq!(accepted.verified, Some(amount(1250)));
        assert_eq!(lines(&it, waits.id).await[0].0, Event::FigureVerified.key());
        let typed = form(&focal, &it, march(), &[("received", "9")]).await;
        assert_eq!(refused(record(&focal, &typed).await.unwrap_err()), RecordRefusal::Locked.into());
        let counted = store::figure::verified_of_group(&db, it.campaign, it.group).await.unwrap();
        assert!(counted.contains(&("10900".to_owned(), "received".to_owned(), march(), amount(1250))));
        assert_eq!(counted.len(), 3);
        let overview = overview(&inspector, "cchc-2023", "", 1).await.unwrap();
        let cell = overview.units[0].cells.iter().find(|it| it.period == march()).unwrap();
        assert_eq!((cell.tally.verified, cell.tally.missing(), cell.state), (3, cell.tally.expected - 3, PeriodState::Missing { days_late: 145 }));
    }

    async fn a_figure_is_adjusted_or_returned_with_a_reason(db) {
        let it = district(&db).await;
        let waits = submitted(&it).await;
        let inspector = it.ctx(Role::Inspector).await;
        let other = |value: &str, reason: &str| Adjust { figure: waits.id, revision: waits.revision, value: value.to_owned(), confirmed: String::new(), reason: reason.to_owned() };
        assert_eq!(refused(adjust(&inspector, &other("1.249", " ")).await.unwrap_err()), VerifyRefusal::ReasonNeeded.into());
        assert_eq!(refused(adjust(&inspector, &other("x", "vì")).await.unwrap_err()), ReadRefusal::NotANumber.into());
        assert_eq!(refused(adjust(&inspector, &other("600", "vì")).await.unwrap_err()), RecordRefusal::AboveLimit.into());
        adjust(&inspector, &other("1.249", "Đếm trùng một hồ sơ")).await.unwrap();
        assert_eq!(lines(&it, waits.id).await[0], (Event::FigureAdjusted.key().to_owned(), "1.250".to_owned(), "1.249".to_owned(), "Đếm trùng một hồ sơ".to_owned()));
        let back = SendBack { figure: waits.id, revision: waits.revision + 1, reason: "Thiếu sổ theo dõi".to_owned() };
        send_back(&inspector, &back).await.unwrap();
        let focal = it.ctx(Role::FocalOfficer).await;
        let returned = figure(&focal, &it, "received").await;
        assert_eq!((returned.verified, returned.reason.as_str()), (None, "Thiếu sổ theo dõi"));
        let page = history(&focal, it.communes[0], march(), "received", None).await.unwrap();
        assert_eq!(page.revisions.len(), 4);
        let typed = form(&focal, &it, march(), &[("received", "1.249")]).await;
        assert_eq!(record(&focal, &typed).await.unwrap(), 1);
    }

    async fn an_owner_verifies_the_own_field_alone(db) {
        let it = district(&db).await;
        let waits = submitted(&it).await;
        let owner = it.ctx(Role::IndicatorOwner).await;
        let page = queue(&owner, "cchc-2023", QueueFilter::default()).await.unwrap();
        assert_eq!(page.figures.iter().map(|it| it.variable.as_str()).collect::<Vec<_>>(), ["Hồ sơ tiếp nhận trực tuyến"]);
        assert_eq!(refused(accept(&owner, &[(waits.id, waits.revision)]).await.unwrap_err()), VerifyRefusal::NotYourArea.into());
    }

    async fn nobody_verifies_what_they_entered_or_their_own_unit(db) {
        let it = district(&db).await;
        let waits = submitted(&it).await;
        let mut both = it.ctx(Role::Inspector).await;
        both.actor.person = waits.entered_by;
        assert_eq!(refused(accept(&both, &[(waits.id, waits.revision)]).await.unwrap_err()), VerifyRefusal::OwnFigure.into());
        let mut home = it.ctx(Role::Inspector).await;
        home.actor.home.push(it.communes[0]);
        assert!(matches!(accept(&home, &[(waits.id, waits.revision)]).await, Err(Error::Forbidden(Forbidden::OwnUnit))));
        assert_eq!(queue(&home, "cchc-2023", QueueFilter::default()).await.unwrap().count, 0);
        let head = it.ctx(Role::UnitHead).await;
        assert!(matches!(accept(&head, &[(waits.id, waits.revision)]).await, Err(Error::Forbidden(Forbidden::NoRole))));
    }

    async fn the_totals_of_the_figures_are_those_of_all_units_whatever_the_page(db) {
        let it = district(&db).await;
        submitted(&it).await;
        let technician = it.ctx(Role::Admin).await;
        let mut members = Vec::new();
        for number in 0..60_i64 {
            let named = services::organisation::UnitForm {
                unit_type: "commune".into(),
                name_full: format!("Xã Thứ {number}"),
                name_short: "UBND xã".into(),
                header_lines: "ỦY BAN NHÂN DÂN".into(),
                place_name: "Thứ".into(),
                on: "01/01/2022".into(),
                reason: "Nghị quyết".into(),
                ..Default::default()
            };
            let unit = services::organisation::add_unit(&technician, it.district, &named).await.unwrap();
            members.push(domain::Member { unit, path: String::new(), group: it.group, code: format!("2{number:04}"), name: named.name_full, position: 3 + number });
        }
        store::campaign::insert_members(&db, it.campaign, &members).await.unwrap();
        let inspector = it.ctx(Role::Inspector).await;
        let (first, last) = (overview(&inspector, "cchc-2023", "", 1).await.unwrap(), overview(&inspector, "cchc-2023", "", 2).await.unwrap());
        assert_eq!((first.count, first.units.len(), last.units.len()), (63, 50, 13));
        assert_eq!(first.totals, last.totals);
        assert_eq!((first.totals.waiting, first.totals.ownerless), (3, 60));
        let missing = |it: &services::figure::Overview| it.units.iter().flat_map(|it| &it.cells).filter(|it| matches!(it.state, PeriodState::Missing { .. })).map(|it| it.tally.missing()).sum::<i64>();
        assert_eq!(first.totals.missing, missing(&first) + missing(&last));
    }

    async fn a_report_on_a_period_says_what_is_verified_and_leaves_the_rest_to_people(db) {
        let it = district(&db).await;
        submitted(&it).await;
        let (unit, head) = (it.communes[0], it.ctx(Role::UnitHead).await);
        let report = async |period: &str| services::assessment::paper_progress(&head, "cchc-2023", unit, period.parse().unwrap()).await;
        let words = |paper: &services::paper::Paper| testing::printed(&paper.bytes).split_whitespace().collect::<Vec<_>>().join(" ");
        let before = words(&report("2023-M03").await.unwrap());
        let received = page(&head, &it, march()).await.rows.into_iter().find(|it| it.used.variable.code == "received").unwrap().used.variable.title;
        let lacking = format!("- {received}, tháng 3/2023.");
        assert!(before.contains("DỰ THẢO") && before.contains("Số: /BC-") && before.contains(&lacking), "{before}");
        let inspector = it.ctx(Role::Inspector).await;
        let waiting = queue(&inspector, "cchc-2023", QueueFilter::default()).await.unwrap();
        let chosen: Vec<_> = waiting.figures.iter().map(|it| (it.named.figure.id, it.named.figure.revision)).collect();
        accept(&inspector, &chosen).await.unwrap();
        for (period, name) in [("2023-M03", "tháng 3/2023"), ("2023-Q1", "quý I/2023"), ("2023-H1", "6 tháng đầu năm 2023"), ("2023", "năm 2023")] {
            let paper = report(period).await.unwrap();
            let said = words(&paper);
            assert!(said.contains(&format!("Kết quả thực hiện cam kết cải cách hành chính {name}")), "{said}");
            // 700 of 1250.
            assert!(said.contains("56,00"), "{said}");
            assert!(!said.contains(&lacking), "{said}");
            let word = paper.clone().for_word().await.unwrap();
            assert_eq!(word.file_name, paper.file_name.replace(".pdf", "-ban-soan-lai.docx"));
            assert!(word.bytes.starts_with(b"PK"));
            assert_eq!(word.bytes, report(period).await.unwrap().for_word().await.unwrap().bytes);
        }
        assert!(!words(&report("2023-M02").await.unwrap()).contains("56,00"), "what came later is not of February");
        assert!(matches!(report("2022-M03").await, Err(Error::NotFound)) && matches!(report("2023-M12").await, Err(Error::NotFound)));
        let stranger = services::assessment::paper_progress(&head, "cchc-2023", it.communes[1], march()).await;
        assert!(matches!(stranger, Err(Error::Forbidden(_))));
    }

    async fn a_reminder_counts_what_is_late_and_nothing_that_waits_for_others(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let letter = async || testing::printed(&services::figure::reminder(&office, "cchc-2023", it.communes[0]).await.unwrap().bytes).split_whitespace().collect::<Vec<_>>().join(" ");
        let count = |said: &str| said.split_once(" số liệu đã quá hạn").unwrap().0.rsplit(' ').next().unwrap().parse::<i64>().unwrap();
        entered(&it).await;
        let before = letter().await;
        assert!(before.contains("V/v đôn đốc nộp số liệu") && before.contains("Tháng 3/2023") && before.contains("DỰ THẢO"), "{before}");
        let head = it.ctx(Role::UnitHead).await;
        let token = page(&head, &it, march()).await.token.unwrap();
        submit(&head, &Submit { unit: it.communes[0], period: march(), campaign: None, token }).await.unwrap();
        assert_eq!(count(&letter().await), count(&before) - 3);
        assert!(matches!(services::figure::reminder(&head, "cchc-2023", it.communes[0]).await, Err(Error::Forbidden(_))));
        assert!(overview(&office, "cchc-2023", "", 1).await.unwrap().may_remind);
        assert!(!overview(&head, "cchc-2023", "", 1).await.unwrap().may_remind);
    }

    async fn evidence_is_judged_kept_flagged_withdrawn_and_given_out(db) {
        let it = district(&db).await;
        let focal = entered(&it).await;
        let of = |variable: &str| Of::Figure { unit: it.communes[0], period: march(), campaign: None, variable: variable.to_owned() };
        let upload = |variable: &str, name: &str, content: &[u8]| Attach {
            of: of(variable),
            file_name: name.to_owned(),
            content: content.to_vec(),
            doc_number: "12/BC-UBND".to_owned(),
            doc_on: "10/03/2023".to_owned(),
            issuer: "UBND xã".to_owned(),
        };
        assert_eq!(refused(attach(&focal, upload("received", "a.pdf", b"")).await.unwrap_err()), EvidenceRefusal::Empty.into());
        assert_eq!(refused(attach(&focal, upload("received", "a.pdf", b"MZ")).await.unwrap_err()), EvidenceRefusal::NotWhatItsNameSays.into());
        assert_eq!(refused(attach(&focal, upload("paid_online", "a.pdf", b"%PDF-1.7")).await.unwrap_err()), EvidenceRefusal::NoFigure.into());
        let first = attach(&focal, upload("received", "Báo cáo.pdf", b"%PDF-1.7 x")).await.unwrap();
        let second = attach(&focal, upload("late", "b.pdf", b"%PDF-1.7 x")).await.unwrap();
        assert!(!first.same && second.same);
        let given = file(&it.ctx(Role::Inspector).await, first.id).await.unwrap();
        assert_eq!((given.name.as_str(), given.content.as_slice()), ("Báo cáo.pdf", &b"%PDF-1.7 x"[..]));
        let stranger = it.ctx_at(Role::FocalOfficer, it.communes[1]).await;
        assert!(matches!(file(&stranger, first.id).await, Err(Error::Forbidden(_))));
        assert_eq!(refused(withdraw(&focal, first.id, "").await.unwrap_err()), EvidenceRefusal::ReasonNeeded.into());
        withdraw(&focal, first.id, "Nhầm tệp").await.unwrap();
        assert_eq!(refused(withdraw(&focal, first.id, "Nhầm tệp").await.unwrap_err()), EvidenceRefusal::WithdrawnAlready.into());
        let page = history(&focal, it.communes[0], march(), "received", None).await.unwrap();
        assert_eq!(page.files.iter().map(|it| it.event.as_str()).collect::<Vec<_>>(), [Event::EvidenceWithdrawn.key(), Event::EvidenceAdded.key()]);
    }

    async fn what_needs_evidence_is_not_submitted_without_it(db) {
        let it = district(&db).await;
        let year: Period = "2023".parse().unwrap();
        let (focal, head) = (it.ctx(Role::FocalOfficer).await, it.ctx(Role::UnitHead).await);
        let typed = form(&focal, &it, year, &[("plan_date", "20/01/2023")]).await;
        record(&focal, &typed).await.unwrap();
        let token = || async { page(&head, &it, year).await.token.unwrap() };
        let form = Submit { unit: it.communes[0], period: year, campaign: None, token: token().await };
        assert_eq!(refused(submit(&head, &form).await.unwrap_err()), SubmitRefusal::MissingEvidence.into());
        let of = Of::Figure { unit: it.communes[0], period: year, campaign: None, variable: "plan_date".to_owned() };
        let plan = Attach { of, file_name: "ke-hoach.pdf".to_owned(), content: b"%PDF-1.4".to_vec(), doc_number: String::new(), doc_on: String::new(), issuer: String::new() };
        attach(&focal, plan).await.unwrap();
        let again = Submit { token: token().await, ..form };
        assert_eq!(submit(&head, &again).await.unwrap(), 1);
    }
}
