//! Assessing a year, on both databases: the worked package comes out of rows as it went in, and a run is what anybody recomputes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod worked;

use domain::figure::RecordRefusal;
use domain::policy::Role;
use domain::run::{AssessRefusal, ExcuseRefusal, PublishRefusal, RunKind, WhyMissing};
use domain::what_if::{GoalClosed, MoveRefusal, Outlook};
use domain::{Event, FigureValue, Package, Period, Quantity, Receipt, RunId, assess_bytes};
use services::assessment::{DifferenceWish, Excuse, FirmnessWish, NewExternal, RankingWish, Typed, View};
use services::{Ctx, Error};
use testing::{db_test, district, is_refused};
use worked::{Finished, WORKED_RECEIPT, figure, finished, package, unverify};

async fn run(ctx: &Ctx, it: &Finished, kind: RunKind) -> Result<RunId, Error> {
    let token = services::account::form_token(ctx).await.unwrap();
    services::assessment::run(ctx, it.campaign.id, it.group.id, kind, &token).await
}

fn code(period: &str) -> Period {
    period.parse().unwrap()
}

db_test! {
    async fn the_worked_package_comes_out_of_rows_with_its_digest(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let built = services::package::of_group(&db, &there.campaign, &there.group).await.unwrap();
        assert_eq!(built.rule_set.sha256(), package().rule_set.sha256());
        assert_eq!(built.sha256(), package().sha256());
        let file = services::package::export(&it.ctx(Role::ParOffice).await, there.campaign.id, there.group.id).await.unwrap();
        assert_eq!(Package::read(&file).unwrap(), built);
    }

    async fn a_final_run_is_the_worked_receipt_and_every_stored_run_can_be_recomputed(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let last = run(&ctx, &there, RunKind::Final).await.unwrap();
        run(&ctx, &there, RunKind::Provisional).await.unwrap();
        for line in store::assessment::list(&db, there.group.id).await.unwrap() {
            let text = store::assessment::receipt(&db, line.id).await.unwrap();
            let package = store::assessment::package(&db, line.id).await.unwrap();
            assert_eq!(assess_bytes(package.as_bytes()).unwrap().to_json(), text);
            assert_eq!(domain::canonical::sha256(text.as_bytes()), line.receipt_sha256);
            let receipt = Receipt::read(&text).unwrap();
            assert_eq!((&receipt.package_sha256, &receipt.rule_set_sha256), (&line.package_sha256, &line.rule_set_sha256));
            let whole = Package::read(&package).unwrap();
            for named in store::assessment::results(&db, line.id).await.unwrap() {
                let stored = receipt.unit(&named.code).unwrap();
                assert_eq!(named.result.score, stored.score.as_ref().and_then(|it| it.quantity()));
                assert_eq!(named.result.rank, stored.rank.map(i64::from));
                let part = Package::read(store::assessment::result(&db, line.id, named.result.unit).await.unwrap().2).unwrap();
                for target in &whole.rule_set.targets {
                    assert_eq!(domain::explain(&part, &named.code, &target.code), domain::explain(&whole, &named.code, &target.code));
                }
            }
        }
        let text = store::assessment::receipt(&db, last).await.unwrap();
        assert_eq!(Receipt::read(&text).unwrap(), Receipt::read(WORKED_RECEIPT).unwrap());
        let lines = store::audit::of_subject(&db, "assessment_run", last.0).await.unwrap();
        assert_eq!(lines.iter().map(|it| it.event.as_str()).collect::<Vec<_>>(), [Event::AssessedFinally.key()]);
    }

    async fn a_later_figure_moves_no_stored_run(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let id = run(&ctx, &there, RunKind::Final).await.unwrap();
        let before = store::assessment::results(&db, id).await.unwrap();
        unverify(&db, there.campaign.id, it.communes[0], "late").await;
        assert_eq!(store::assessment::results(&db, id).await.unwrap(), before);
        let point = services::assessment::explained(&ctx, "cchc-2022", it.communes[0], "T02", None).await.unwrap();
        assert!(point.figures.iter().all(|it| it.changed), "the page says that the figure was changed since");
        assert!(is_refused(&run(&ctx, &there, RunKind::Final).await.unwrap_err(), AssessRefusal::FiguresMissing));
        let provisional = run(&ctx, &there, RunKind::Provisional).await.unwrap();
        assert_eq!(store::assessment::get(&db, provisional).await.unwrap().missing_count, 12, "the late dossiers come month by month");
        let newest_final = services::assessment::unit_result(&ctx, "cchc-2022", it.communes[0], None).await.unwrap();
        assert_eq!(newest_final.run.id, id, "a final run stays the one shown");
    }

    async fn a_figure_counts_as_missing_after_a_named_person_said_why(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        unverify(&db, there.campaign.id, it.communes[0], "initiatives").await;
        let ctx = it.ctx(Role::ParOffice).await;
        let list = services::assessment::missing_figures(&ctx, "cchc-2022", None, None, 1).await.unwrap();
        let figure = list.figures.first().unwrap().clone();
        assert_eq!((list.total, figure.unit, figure.why, figure.period), (1, it.communes[0], WhyMissing::Unverified, code("2022")));
        let excuse = |variable, reason: &str| vec![("rows[0][reason]".to_owned(), Excuse { unit: figure.unit, variable, period: figure.period, reason: reason.to_owned() })];
        for (variable, reason, refusal) in [
            (figure.variable, " ", ExcuseRefusal::Blank),
            (figure.variable, &*"a".repeat(2_001), ExcuseRefusal::TooLong),
            (figure.variable, "\u{1F600}", ExcuseRefusal::Unprintable),
            (domain::VariableId(figure.variable.0 - 1), "Không còn hồ sơ", ExcuseRefusal::NotMissing),
        ] {
            let error = services::assessment::excuse(&ctx, there.campaign.id, there.group.id, &excuse(variable, reason)).await.unwrap_err();
            assert!(is_refused(&error, refusal), "{error}");
        }
        services::assessment::excuse(&ctx, there.campaign.id, there.group.id, &excuse(figure.variable, "Đơn vị không báo cáo.")).await.unwrap();
        let events: Vec<_> = store::audit::of_subject(&db, "campaign", there.campaign.id.0).await.unwrap();
        assert_eq!(events.first().map(|it| (it.event.as_str(), it.reason.as_str())), Some((Event::FigureExcused.key(), "Đơn vị không báo cáo.")));
        run(&ctx, &there, RunKind::Final).await.unwrap();
        let result = services::assessment::unit_result(&ctx, "cchc-2022", it.communes[0], None).await.unwrap();
        assert_eq!(result.missing.iter().map(|it| (it.variable.as_str(), it.by.as_str())).collect::<Vec<_>>(), [("initiatives", "Trần Thị Nội")]);
        let sheet = services::assessment::paper_result(&ctx, "cchc-2022", it.communes[0], None).await.unwrap();
        assert!(sheet.bytes.starts_with(b"%PDF"));
    }

    async fn a_running_year_counts_what_is_verified_and_what_is_due(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let campaign = store::campaign::get(&db, it.campaign).await.unwrap();
        let group = store::campaign::group(&db, it.group).await.unwrap();
        let by = ctx.actor.person.0;
        let amount = FigureValue::Amount(Quantity::whole(100).unwrap());
        figure(&db, by, it.campaign, it.communes[0], "received", "2023-M01", amount, true).await;
        figure(&db, by, it.campaign, it.communes[0], "received", "2023-M02", amount, false).await;
        let there = Finished { campaign, group };
        let id = run(&ctx, &there, RunKind::Provisional).await.unwrap();
        let run = store::assessment::get(&db, id).await.unwrap();
        // On 8 August seven months and two quarters are over, no year is: 8 monthly variables and 2 quarterly ones of 3 units, but for one figure.
        assert_eq!(run.missing_count, 3 * (8 * 7 + 2 * 2) - 1);
        let package = Package::read(store::assessment::package(&db, id).await.unwrap()).unwrap();
        assert_eq!(package.figures.len(), 1, "a figure that is not verified never counts");
    }

    async fn unit_people_see_their_own_result_and_their_peers_after_a_final_run(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let office = it.ctx(Role::ParOffice).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        run(&office, &there, RunKind::Provisional).await.unwrap();
        let wish = RankingWish { page: 1, ..RankingWish::default() };
        let seen = services::assessment::ranking(&head, "cchc-2022", &wish).await.unwrap();
        assert_eq!(seen.rows.iter().map(|it| it.unit).collect::<Vec<_>>(), [it.communes[0]]);
        assert!(!seen.may_run && !seen.sees_all);
        let id = run(&office, &there, RunKind::Final).await.unwrap();
        let seen = services::assessment::ranking(&head, "cchc-2022", &wish).await.unwrap();
        assert_eq!((seen.rows.len(), seen.rows.iter().filter(|it| it.open).count()), (17, 1));
        let grid = services::assessment::ranking(&head, "cchc-2022", &RankingWish { view: View::Grid, ..wish }).await.unwrap();
        assert_eq!(grid.grid.len(), 1, "what a peer reached of each target stays its own");
        assert!(matches!(services::assessment::unit_result(&head, "cchc-2022", it.communes[1], None).await, Err(Error::Forbidden(_))));
        assert!(matches!(services::assessment::package_file(&head, id).await, Err(Error::Forbidden(_))));
        assert!(matches!(services::assessment::overview(&head, "cchc-2022").await, Err(Error::Forbidden(_))));
        assert!(matches!(run(&head, &there, RunKind::Provisional).await, Err(Error::Forbidden(_))));
        let technician = it.ctx(Role::Admin).await;
        assert!(matches!(services::assessment::ranking(&technician, "cchc-2022", &RankingWish::default()).await, Err(Error::Forbidden(_))));
    }

    async fn a_form_runs_once(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let token = services::account::form_token(&ctx).await.unwrap();
        services::assessment::run(&ctx, there.campaign.id, there.group.id, RunKind::Provisional, &token).await.unwrap();
        let error = services::assessment::run(&ctx, there.campaign.id, there.group.id, RunKind::Provisional, &token).await.unwrap_err();
        assert!(is_refused(&error, domain::account::ConfirmRefusal::UsedToken));
        assert_eq!(store::assessment::list(&db, there.group.id).await.unwrap().len(), 1);
    }

    async fn the_leaders_screen_names_who_is_behind_and_why(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        run(&it.ctx(Role::ParOffice).await, &there, RunKind::Final).await.unwrap();
        let screen = services::assessment::overview(&it.ctx(Role::Viewer).await, "cchc-2022").await.unwrap();
        assert_eq!(screen.behind.iter().map(|it| it.unit.name.as_str()).collect::<Vec<_>>(), ["Xã Cẩm Văn", "Xã Lương Điền", "Xã Thạch Lỗi"]);
        let worst = screen.behind.first().unwrap();
        assert_eq!((worst.missed.len(), worst.more), (3, 6));
        assert!(worst.missed.is_sorted_by(|one, other| one.lost >= other.lost));
        let ranking = services::assessment::paper_ranking(&it.ctx(Role::Viewer).await, "cchc-2022", None, None).await.unwrap();
        assert!(ranking.bytes.starts_with(b"%PDF"));
    }

    async fn a_result_of_others_stands_beside_with_its_source(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let good = NewExternal { title: "Cải cách thủ tục hành chính".into(), points: "65,58".into(), rank: "12".into(), out_of: "12".into(), source: "UBND tỉnh".into(), ..NewExternal::default() };
        for (typed, refusal) in [
            (NewExternal { title: " ".into(), ..good.clone() }, PublishRefusal::Blank),
            (NewExternal { title: "a".repeat(501), ..good.clone() }, PublishRefusal::TooLong),
            (NewExternal { note: "\u{1F600}".into(), ..good.clone() }, PublishRefusal::Unprintable),
            (NewExternal { points: String::new(), rank: String::new(), ..good.clone() }, PublishRefusal::NothingGiven),
            (NewExternal { rank: "-1".into(), ..good.clone() }, PublishRefusal::NotARank),
            (NewExternal { rank: "13".into(), ..good.clone() }, PublishRefusal::RankAboveCount),
        ] {
            let error = services::assessment::record_external(&ctx, it.campaign, it.district, &typed).await.unwrap_err();
            assert!(is_refused(&error, refusal), "{error}");
        }
        services::assessment::record_external(&ctx, it.campaign, it.district, &good).await.unwrap();
        let page = services::assessment::ranking(&ctx, "cchc-2023", &RankingWish::default()).await.unwrap();
        assert_eq!(page.externals.iter().map(|it| (it.points, it.rank)).collect::<Vec<_>>(), [(Some(Quantity(655_800)), Some(12))]);
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        assert!(matches!(services::assessment::record_external(&head, it.campaign, it.communes[0], &good).await, Err(Error::Forbidden(_))));
    }

    async fn the_page_of_one_weight_says_what_the_page_of_all_weights_says_of_it(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let last = run(&ctx, &there, RunKind::Final).await.unwrap();
        let firm = async |target: Option<&str>| {
            let wish = FirmnessWish { peer_group: None, run: Some(last), distance: Quantity::ZERO, bottom: 3, target: target.map(str::to_owned) };
            services::assessment::firmness(&ctx, "cchc-2022", &wish).await.unwrap().firm.unwrap()
        };
        let all = firm(None).await;
        assert!(all.shifts.iter().any(|it| it.target == "T05") && all.shifts.iter().any(|it| it.target == "T10"), "as the worked year has it");
        assert!(all.shifts.iter().all(|it| it.moved.len() == it.moved_count && it.swaps > 0));
        let one = firm(Some("T05")).await;
        assert_eq!(one.shifts, all.shifts.iter().filter(|it| it.target == "T05").cloned().collect::<Vec<_>>());
        assert!(firm(Some("T01")).await.shifts.is_empty(), "that weight moves nobody");
        assert_eq!(one.bounds, all.bounds);
    }

    async fn the_calculator_refuses_what_a_year_cannot_hold_beside_its_box(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        run(&it.ctx(Role::ParOffice).await, &there, RunKind::Final).await.unwrap();
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        let tried = async |typed: &[(&str, &str)]| {
            let typed: Vec<Typed> = typed.iter().map(|it| Typed { variable: it.0.to_owned(), text: it.1.to_owned() }).collect();
            services::assessment::what_if(&head, "cchc-2022", it.communes[0], None, &typed).await.unwrap()
        };
        let page = tried(&[]).await;
        let (most, whole) = page.levers.iter().find(|it| it.code == "online").unwrap().most.clone().unwrap();
        assert_eq!(whole, "Hồ sơ tiếp nhận");
        let above = format!("{}", Quantity(most.0 + 10_000));
        let wrong = async |typed: &[(&str, &str)]| {
            let page = tried(typed).await;
            page.wrong.into_iter().map(|it| (it.field, it.refusal.key())).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&[("online", &most.to_string())]).await, []);
        assert_eq!(wrong(&[("online", &above)]).await, [("online".to_owned(), MoveRefusal::AboveWhole.key())]);
        assert_eq!(wrong(&[("online", "-1")]).await, [("online".to_owned(), RecordRefusal::Negative.key())]);
        assert_eq!(wrong(&[("online", "1500,5")]).await, [("online".to_owned(), RecordRefusal::Fraction.key())]);
        // What stands is answered although something beside it does not.
        let page = tried(&[("online", &above), ("initiatives", "3")]).await;
        assert!(page.answer.is_some() && page.wrong.len() == 1);
        assert!(page.outlooks.iter().all(|it| it.1 == Outlook::Closed(GoalClosed::NoPeriodLeft)), "the year is over: {:?}", page.outlooks);
    }

    async fn a_run_is_compared_with_the_one_before_it_of_its_kind(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let first = run(&ctx, &there, RunKind::Final).await.unwrap();
        let early = run(&ctx, &there, RunKind::Provisional).await.unwrap();
        let last = run(&ctx, &there, RunKind::Final).await.unwrap();
        let late = run(&ctx, &there, RunKind::Provisional).await.unwrap();
        let pair = async |after: RunId| {
            let wish = DifferenceWish { after: Some(after), ..DifferenceWish::default() };
            let compared = services::assessment::difference(&ctx, "cchc-2022", &wish).await.unwrap().compared.unwrap();
            (compared.before.id, compared.after.id)
        };
        assert_eq!(pair(last).await, (first, last));
        assert_eq!(pair(late).await, (early, late));
        assert_eq!(pair(early).await, (first, early), "there is no other provisional one and no year before");
    }

    async fn a_ranking_says_near_ties_and_the_bottom_to_whoever_sees_all_of_it(db) {
        let it = district(&db).await;
        let there = finished(&db, &it, true).await;
        run(&it.ctx(Role::ParOffice).await, &there, RunKind::Provisional).await.unwrap();
        let seen = async |ctx: &Ctx| services::assessment::ranking(ctx, "cchc-2022", &RankingWish::default()).await.unwrap().cautions;
        let all = seen(&it.ctx(Role::ParOffice).await).await;
        assert_eq!(all.bottom, ["10906", "10924", "10900"], "Thạch Lỗi, Lương Điền, Cẩm Văn");
        assert!(all.near.iter().any(|it| it.first_rank == 1 && it.units.len() >= 4), "four have full points: {:?}", all.near);
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        assert_eq!(seen(&head).await, domain::ranking::Cautions::default(), "before the final run a unit sees itself alone");
    }
}
