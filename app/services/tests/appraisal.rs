//! Version 2 through the database, on both: what a package says comes in whole, is assessed, and goes out as it came; points that people
//! give, side by side; points after the total by two people.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::appraisal::{AdjustRefusal, AppraiseRefusal, Decision};
use domain::campaign::{StageRefusal, StageWindow};
use domain::commitment::ProposeRefusal;
use domain::grading::PendingReason;
use domain::package::{Package, Value, Version};
use domain::plan::ImportRefusal;
use domain::policy::Forbidden;
use domain::policy::Role;
use domain::run::{AssessRefusal, ExcuseRefusal, PublishRefusal, RunKind};
use domain::{CampaignId, Event, Group, Receipt, RunId, Stage, TargetId, assess};
use services::appraisal::{Appraise, Decide, Enter, Propose};
use services::assessment::{ExcuseAppraisal, NewExternal};
use services::campaign::Import;
use services::commitment::{self, Draft, TypedGoal, TypedValue};
use services::grading::{NewChoice, choose, group_grading};
use services::{Ctx, Error};
use testing::{District, db_test, district, is_refused};
use time::macros::date;

const SECOND_PACKAGE: &str = include_str!("../../testing/data/vi-du-2.package.json");

/// The worked package of version 2 without its amendments.
fn second() -> Package {
    Package { amendments: None, ..Package::read(SECOND_PACKAGE).unwrap() }
}

/// The part of a package that is one peer group's.
fn of_group(package: &Package, peer_group: &str) -> Package {
    let units: Vec<_> = package.units.iter().filter(|it| it.peer_group == peer_group).cloned().collect();
    let here = |code: &str| units.iter().any(|it| it.code == code);
    fn kept<T: Clone>(list: &Option<Vec<T>>, keep: impl Fn(&T) -> bool) -> Option<Vec<T>> {
        list.as_ref().map(|list| list.iter().filter(|it| keep(it)).cloned().collect::<Vec<_>>()).filter(|it| !it.is_empty())
    }
    Package {
        exemptions: Some(package.exemptions().iter().filter(|it| here(&it.unit)).cloned().collect()),
        unit_targets: kept(&package.unit_targets, |it| here(&it.unit)),
        appraisals: kept(&package.appraisals, |it| here(&it.unit)),
        adjustments: kept(&package.adjustments, |it| here(&it.unit)),
        external_results: kept(&package.external_results, |it| here(&it.unit)),
        figures: package.figures.iter().filter(|it| here(&it.unit)).cloned().collect(),
        units: units.clone(),
        ..package.clone()
    }
}

fn import_of(it: &District, package: &Package) -> Import {
    Import { bytes: package.to_json().into_bytes(), authority: Some(it.district), ..Import::default() }
}

async fn taken_in(it: &District, package: &Package) -> (CampaignId, Vec<Group>) {
    let ctx = it.ctx(Role::ParOffice).await;
    let preview = services::campaign::preview_import(&ctx, package.to_json().as_bytes()).await.unwrap();
    assert!(preview.problems.is_empty(), "{:?}", preview.problems);
    let imported = services::campaign::import(&ctx, &import_of(it, package)).await.unwrap();
    (imported.campaign, store::campaign::groups(&it.db, imported.campaign).await.unwrap())
}

/// The worked campaign with nothing given by anybody, and every stage open.
struct WithoutPoints {
    db: store::Database,
    campaign: CampaignId,
    groups: Vec<Group>,
}

impl WithoutPoints {
    async fn target(&self, code: &str) -> TargetId {
        let lines = store::rule_set::targets(&self.db, self.groups[0].rule_set).await.unwrap();
        lines.iter().find(|it| it.code == code).unwrap().id
    }
}

async fn without_points(it: &District) -> WithoutPoints {
    without_points_of(it, &[]).await
}

/// The same with some units alone; with all where none is named.
async fn without_points_of(it: &District, codes: &[&str]) -> WithoutPoints {
    let mut package = Package { appraisals: None, adjustments: None, ..second() };
    if !codes.is_empty() {
        package.units.retain(|it| codes.contains(&it.code.as_str()));
        package = of_group(&package, "commune");
    }
    let (campaign, groups) = taken_in(it, &package).await;
    for stage in Stage::ALL {
        let window = StageWindow { stage: *stage, opens_on: date!(2021 - 12 - 15), closes_on: date!(2024 - 03 - 31) };
        store::campaign::update_stage(&it.db, campaign, window).await.unwrap();
        store::campaign::open_stage(&it.db, campaign, *stage, testing::noon()).await.unwrap();
    }
    WithoutPoints { db: it.db.clone(), campaign, groups }
}

async fn run(ctx: &Ctx, group: &Group, kind: RunKind) -> Result<RunId, Error> {
    let token = services::account::form_token(ctx).await.unwrap();
    services::assessment::run(ctx, group.campaign, group.id, kind, &token).await
}

db_test! {
    async fn the_worked_package_of_version_2_comes_in_whole_is_assessed_and_goes_out_as_it_came(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let package = second();
        let summary = services::campaign::preview_import(&ctx, package.to_json().as_bytes()).await.unwrap().summary.unwrap();
        assert_eq!((summary.own_targets, summary.appraisals, summary.adjustments, summary.external_results), (4, package.appraisals().len(), 6, 3));
        let (campaign, groups) = taken_in(&it, &package).await;
        let whole = assess(&package);
        assert_eq!(groups.iter().map(|it| it.peer_group.as_str()).collect::<Vec<_>>(), ["town", "commune"]);
        let mut excused = Vec::new();
        for group in &groups {
            let part = of_group(&package, &group.peer_group);
            let file = services::package::export(&ctx, campaign, group.id).await.unwrap();
            assert_eq!(String::from_utf8(file).unwrap(), part.to_json(), "to the letter");
            let list = services::assessment::missing_figures(&ctx, "vi-du-2", Some(&group.peer_group), None, 1).await.unwrap();
            assert_eq!(list.total, 0);
            if !list.appraisals.is_empty() {
                let refused = run(&ctx, group, RunKind::Final).await.unwrap_err();
                assert!(is_refused(&refused, AssessRefusal::AppraisalsMissing), "{refused}");
            }
            for lacking in &list.appraisals {
                let excuse = |reason: &str| ExcuseAppraisal { campaign, unit: lacking.unit, target: lacking.target, reason: reason.into() };
                let blank = services::assessment::excuse_appraisal(&ctx, &excuse(" ")).await.unwrap_err();
                assert!(is_refused(&blank, ExcuseRefusal::Blank), "{blank}");
                services::assessment::excuse_appraisal(&ctx, &excuse("Hội đồng chưa thẩm định")).await.unwrap();
                excused.push(lacking.target_title.clone());
            }
            let id = run(&ctx, group, RunKind::Final).await.unwrap();
            let text = store::assessment::receipt(&db, id).await.unwrap();
            assert_eq!(text, assess(&part).to_json());
            let stored = store::assessment::package(&db, id).await.unwrap();
            assert_eq!(domain::assess_bytes(stored.as_bytes()).unwrap().to_json(), text, "anybody computes it again");
            for result in &Receipt::read(&text).unwrap().results {
                assert_eq!(whole.unit(&result.unit), Some(result), "the group's result is the one of the whole package");
            }
            for named in store::assessment::results(&db, id).await.unwrap() {
                let part = Package::read(store::assessment::result(&db, id, named.result.unit).await.unwrap().2).unwrap();
                assert_eq!(part.version, Version::Two);
            }
        }
        assert_eq!(excused, ["T11. Chất lượng chỉ đạo, điều hành", "T12. Kỷ luật, kỷ cương hành chính"]);
    }

    async fn what_cannot_be_kept_is_refused_at_its_place(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let mut package = Package::read(SECOND_PACKAGE).unwrap();
        package.appraisals.as_mut().unwrap()[3].reason = "một\u{7}hai".into();
        package.external_results.as_mut().unwrap()[1].source = "một\nhai".into();
        let by = domain::package::ByAmendment { number: "9".into(), effective_on: date!(2022 - 07 - 01) };
        package.exemptions.as_mut().unwrap()[0].amendment = Some(by);
        let mut heavier = package.rule_set.clone();
        heavier.display_decimals = 1;
        let rules = package.grade_rules().to_vec();
        let package = package.with_rules("10", date!(2022 - 07 - 01), "QĐ 15", (heavier, rules));
        let told = services::campaign::preview_import(&ctx, package.to_json().as_bytes()).await.unwrap().problems;
        let told: Vec<_> = told.iter().map(|it| (it.path.as_str(), it.key)).collect();
        assert!(told.contains(&("$.rule_amendments", ImportRefusal::AmendmentsNotTaken.key())), "{told:?}");
        assert!(told.contains(&("$.exemptions[0].amendment", ImportRefusal::AmendmentsNotTaken.key())), "{told:?}");
        assert!(told.contains(&("$.appraisals[3].reason", ImportRefusal::TextNotPlain.key())), "{told:?}");
        assert!(told.contains(&("$.external_results[1].source", ImportRefusal::TextNotPlain.key())), "{told:?}");
        assert!(told.contains(&("$.amendments", ImportRefusal::AmendmentsNotTaken.key())), "{told:?}");
        assert!(services::campaign::import(&ctx, &import_of(&it, &package)).await.is_err());
        assert_eq!(store::campaign::list(&db).await.unwrap().len(), 1, "nothing was taken in");
    }

    async fn a_package_of_version_2_that_uses_nothing_new_goes_out_as_version_2(db) {
        let it = district(&db).await;
        let first = Package::read(testing::WORKED_PACKAGE).unwrap();
        let mut package = Package { version: Version::Two, ..first };
        package.rule_set.code = "khac".into();
        package.rule_set.targets[0].target = Value::read("97").unwrap();
        let (campaign, groups) = taken_in(&it, &package).await;
        let file = services::package::export(&it.ctx(Role::ParOffice).await, campaign, groups[0].id).await.unwrap();
        assert_eq!(String::from_utf8(file).unwrap(), package.to_json());
    }

    async fn own_points_are_entered_and_submitted_by_the_unit_and_appraised_by_others_side_by_side(db) {
        let it = district(&db).await;
        let there = without_points(&it).await;
        let (unit, t11, t12) = (it.communes[0], there.target("T11").await, there.target("T12").await);
        let (focal, head) = (it.ctx_at(Role::FocalOfficer, unit).await, it.ctx_at(Role::UnitHead, unit).await);
        let office = it.ctx(Role::ParOffice).await;
        let enter = |target: TargetId, revision: i64, points: &str, note: &str| Enter {
            campaign: there.campaign, unit, target, revision, points: points.into(), note: note.into(),
        };
        let give = |target: TargetId, revision: i64, appraised: &str, survey: &str, reason: &str| Appraise {
            campaign: there.campaign, unit, target, revision, appraised: appraised.into(), survey: survey.into(), reason: reason.into(),
        };
        for (typed, refusal) in [
            (enter(t11, 0, "8,5", "Tự chấm"), AppraiseRefusal::SelfAboveWeight),
            (enter(t11, 0, "-1", "Tự chấm"), AppraiseRefusal::Negative),
            (enter(t11, 0, "7", " "), AppraiseRefusal::ReasonNeeded),
            (enter(t11, 0, "7", "\u{1F600}"), AppraiseRefusal::Unprintable),
            (enter(there.target("T01").await, 0, "7", "Tự chấm"), AppraiseRefusal::NotManual),
        ] {
            let error = services::appraisal::enter(&focal, &typed).await.unwrap_err();
            assert!(is_refused(&error, refusal), "{error}");
        }
        services::appraisal::enter(&focal, &enter(t11, 0, "7,5", "Theo biên bản tự chấm")).await.unwrap();
        let stale = services::appraisal::enter(&focal, &enter(t11, 0, "7", "Theo biên bản tự chấm")).await;
        assert!(matches!(stale, Err(Error::Busy)), "{stale:?}");
        let token = services::account::form_token(&focal).await.unwrap();
        assert!(matches!(services::appraisal::submit(&focal, there.campaign, unit, &token).await, Err(Error::Forbidden(Forbidden::NoRole))));
        let token = services::account::form_token(&head).await.unwrap();
        assert_eq!(services::appraisal::submit(&head, there.campaign, unit, &token).await.unwrap(), 1);
        for (typed, refusal) in [
            (give(t11, 2, "5,5", "", "Biên bản"), AppraiseRefusal::AppraisedAboveWeight),
            (give(t11, 2, "4", "3,1", "Biên bản"), AppraiseRefusal::SurveyAboveMost),
            (give(t12, 0, "1", "1", "Biên bản"), AppraiseRefusal::NoSurvey),
            (give(t11, 2, "4", "", ""), AppraiseRefusal::ReasonNeeded),
        ] {
            let error = services::appraisal::appraise(&office, &typed).await.unwrap_err();
            assert!(is_refused(&error, refusal), "{error}");
        }
        for ctx in [&head, &it.ctx(Role::Inspector).await] {
            let error = services::appraisal::appraise(ctx, &give(t11, 2, "4", "", "Biên bản")).await.unwrap_err();
            assert!(matches!(error, Error::Forbidden(Forbidden::NoRole)), "the unit and the inspector read (domain.md 2): {error}");
        }
        let owner = it.ctx(Role::IndicatorOwner).await;
        let error = services::appraisal::appraise(&owner, &give(t11, 2, "4", "", "Biên bản")).await.unwrap_err();
        assert!(is_refused(&error, AppraiseRefusal::NotYourArea), "{error}");
        services::appraisal::appraise(&office, &give(t11, 2, "4", "2,5", "Biên bản thẩm định")).await.unwrap();
        services::appraisal::appraise(&office, &give(t11, 3, "4,25", "2,5", "Giải trình của xã được chấp nhận")).await.unwrap();
        let error = services::appraisal::enter(&focal, &enter(t11, 4, "6", "Sửa")).await.unwrap_err();
        assert!(is_refused(&error, AppraiseRefusal::Appraised), "{error}");
        let before = services::appraisal::of_unit(&head, "vi-du-2", unit).await.unwrap();
        let line = before.lines.iter().find(|it| it.target.code == "T11").unwrap();
        assert!(line.appraisal.own.is_some() && line.appraisal.given.is_none(), "a unit reads what was given after a final run");
        assert_eq!(before.revisions[&t11].len(), 2);
        let seen = services::appraisal::of_unit(&office, "vi-du-2", unit).await.unwrap();
        let line = seen.lines.iter().find(|it| it.target.code == "T11").unwrap();
        assert_eq!(line.appraisal.own.as_ref().map(|it| it.points.to_string()).as_deref(), Some("7,5"));
        assert_eq!(line.appraisal.given.as_ref().map(|it| it.appraised.to_string()).as_deref(), Some("4,25"));
        assert_eq!(seen.revisions[&t11].len(), 4, "every change is kept");
        let kept = store::audit::of_subject(&db, "appraisal", line.appraisal.id.0).await.unwrap();
        assert_eq!(kept.iter().map(|it| it.event.as_str()).collect::<Vec<_>>(), [
            Event::PointsAppraised.key(), Event::PointsAppraised.key(), Event::SelfPointsSubmitted.key(), Event::SelfPointsEntered.key(),
        ]);
        assert_eq!((kept[0].before.as_str(), kept[0].after.as_str()), ("4 + 2.5", "T11: 4.25 + 2.5"));
        let listed = services::appraisal::list(&office, "vi-du-2", Some("commune")).await.unwrap();
        assert_eq!(listed.waiting, listed.lines.len() - 1);
        let group = there.groups.iter().find(|it| it.peer_group == "commune").unwrap();
        let package = services::package::of_group(&db, &store::campaign::get(&db, there.campaign).await.unwrap(), group).await.unwrap();
        let written = package.appraisals().iter().find(|it| it.target == "T11").unwrap();
        assert_eq!((written.unit.as_str(), written.appraised.text().as_str(), written.appraiser.as_deref()), ("10900", "4.25", Some("Trần Thị Nội")));
        assert_eq!(package.appraisals().len(), 1);
        let own = testing::done_for_oneself(&db).await;
        assert_eq!(own.iter().filter(|it| !it.starts_with("a figure")).count(), 0, "figures came with the package: {own:?}");
    }

    async fn points_after_the_total_count_once_a_second_person_confirmed_them(db) {
        let it = district(&db).await;
        let there = without_points(&it).await;
        let (office, authority) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let propose = |code: &str, points: &str, reason: &str| Propose {
            campaign: there.campaign, unit: it.communes[0], code: code.into(), points: points.into(), reason: reason.into(),
        };
        for (typed, refusal) in [
            (propose("B9", "1", "Sáng kiến"), AdjustRefusal::UnknownCode),
            (propose("B1", "0", "Sáng kiến"), AdjustRefusal::NotAboveZero),
            (propose("B1", "1", ""), AdjustRefusal::ReasonNeeded),
            (propose("B1", "1", "\u{1F600}"), AdjustRefusal::Unprintable),
        ] {
            let error = services::appraisal::propose(&office, &typed).await.unwrap_err();
            assert!(is_refused(&error, refusal), "{error}");
        }
        assert!(matches!(services::appraisal::propose(&authority, &propose("B1", "1", "Sáng kiến")).await, Err(Error::Forbidden(_))));
        let id = services::appraisal::propose(&office, &propose("B1", "3", "Hai sáng kiến được công nhận")).await.unwrap();
        let other = services::appraisal::propose(&office, &propose("M1", "1", "Báo cáo chậm")).await.unwrap();
        let group = there.groups.iter().find(|it| it.peer_group == "commune").unwrap();
        let campaign = store::campaign::get(&db, there.campaign).await.unwrap();
        assert_eq!(services::package::of_group(&db, &campaign, group).await.unwrap().adjustments(), [], "a proposal counts for nothing");
        let decide = |id, decision, note: &str, token: String| Decide { id, decision, note: note.into(), token };
        let token = services::account::form_token(&office).await.unwrap();
        let own = services::appraisal::decide(&office, &decide(id, Decision::Confirm, "Đồng ý", token)).await;
        assert!(matches!(own, Err(Error::Forbidden(Forbidden::NoRole))), "{own:?}");
        let token = services::account::form_token(&authority).await.unwrap();
        services::appraisal::decide(&authority, &decide(id, Decision::Confirm, "Đồng ý", token)).await.unwrap();
        let token = services::account::form_token(&authority).await.unwrap();
        let again = services::appraisal::decide(&authority, &decide(id, Decision::Refuse, "Đổi ý", token)).await.unwrap_err();
        assert!(is_refused(&again, AdjustRefusal::Decided), "{again}");
        let token = services::account::form_token(&authority).await.unwrap();
        services::appraisal::decide(&authority, &decide(other, Decision::Refuse, "Có lý do khách quan", token)).await.unwrap();
        let page = services::appraisal::adjustments(&office, "vi-du-2", Some("commune")).await.unwrap();
        assert_eq!(page.lines.len(), 2);
        let sum = &page.sums[0];
        let rule = &sum.rules[0];
        assert_eq!((rule.1.to_string(), rule.2.to_string(), sum.bonus.to_string(), sum.malus.to_string()), ("3".into(), "2".into(), "2".into(), "0".into()));
        let unit = services::appraisal::adjustments(&it.ctx_at(Role::UnitHead, it.communes[0]).await, "vi-du-2", Some("commune")).await.unwrap();
        assert_eq!(unit.lines.len(), 1, "a unit reads what counts");
        let package = services::package::of_group(&db, &campaign, group).await.unwrap();
        assert_eq!(package.adjustments().iter().map(|it| it.points.text()).collect::<Vec<_>>(), ["3"]);
        let kept = store::audit::of_subject(&db, "adjustment", id.0).await.unwrap();
        assert_eq!(kept.iter().map(|it| it.event.as_str()).collect::<Vec<_>>(), [Event::AdjustmentConfirmed.key(), Event::AdjustmentProposed.key()]);
    }

    async fn nothing_is_given_outside_its_stage_or_in_a_closed_campaign(db) {
        let it = district(&db).await;
        let there = without_points(&it).await;
        let unit = it.communes[0];
        let t11 = there.target("T11").await;
        let (focal, office) = (it.ctx_at(Role::FocalOfficer, unit).await, it.ctx(Role::ParOffice).await);
        let enter = Enter { campaign: there.campaign, unit, target: t11, revision: 0, points: "7".into(), note: "Tự chấm".into() };
        let give = Appraise {
            campaign: there.campaign, unit, target: t11, revision: 0, appraised: "4".into(), survey: String::new(), reason: "Biên bản".into(),
        };
        let propose = Propose { campaign: there.campaign, unit, code: "B1".into(), points: "1".into(), reason: "Sáng kiến".into() };
        for stage in [Stage::Report, Stage::Assess] {
            let window = StageWindow { stage, opens_on: date!(2021 - 12 - 15), closes_on: date!(2022 - 12 - 31) };
            store::campaign::update_stage(&db, there.campaign, window).await.unwrap();
        }
        for error in [
            services::appraisal::enter(&focal, &enter).await.unwrap_err(),
            services::appraisal::appraise(&office, &give).await.unwrap_err(),
            services::appraisal::propose(&office, &propose).await.unwrap_err(),
        ] {
            assert!(matches!(error, Error::Refused(domain::Refusal::StageRefusal(_))), "{error}");
        }
        store::campaign::close(&db, there.campaign).await.unwrap();
        for error in [
            services::appraisal::enter(&focal, &enter).await.unwrap_err(),
            services::appraisal::appraise(&office, &give).await.unwrap_err(),
            services::appraisal::propose(&office, &propose).await.unwrap_err(),
        ] {
            assert!(is_refused(&error, StageRefusal::CampaignClosed), "{error}");
        }
    }

    async fn a_unit_promises_a_range_and_values_by_quarter_and_they_stand_in_its_package(db) {
        let it = district(&db).await;
        let there = without_points_of(&it, &["10900", "10924", "10927"]).await;
        testing::sourced(&db).await;
        let (office, unit) = (it.ctx(Role::ParOffice).await, it.communes[0]);
        commitment::issue_all(&office, there.campaign).await.unwrap();
        let id = commitment::id_of_unit(&office, there.campaign, unit).await.unwrap();
        let (focal, chair) = (it.ctx_at(Role::FocalOfficer, unit).await, it.ctx(Role::Authority).await);
        let page = commitment::sheet(&focal, id).await.unwrap();
        let asked: Vec<_> = page.targets.iter().filter(|it| it.exempt.is_none()).collect();
        let value = |it: &&commitment::Asked| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() };
        let goal = |it: &&commitment::Asked| TypedGoal {
            target: it.line.id.0,
            to: it.asked_to().map(|it| it.to_string()).unwrap_or_default(),
            ..TypedGoal::default()
        };
        let place = |code: &str| asked.iter().position(|it| it.line.code == code).unwrap();
        let (t03, t06) = (place("T03"), place("T06"));
        let mut draft = Draft {
            revision: page.sheet.revision,
            note: "Theo điều kiện của xã".into(),
            values: asked.iter().map(value).collect(),
            goals: asked.iter().map(goal).collect(),
            ..Draft::default()
        };
        draft.goals[t03].quarters = [("25".into(), String::new()), ("33".into(), String::new()), Default::default()];
        draft.values[t06].value = "6".into();
        draft.goals[t06].to = "5".into();
        let error = commitment::propose(&focal, id, &draft).await.unwrap_err();
        let Error::Invalid(fields) = &error else { panic!("{error}") };
        assert_eq!((fields[0].field.as_str(), fields[0].refusal), (&*format!("goals[{t06}][to]"), ProposeRefusal::RangeUpsideDown.into()));
        draft.goals[t06].to = "10".into();
        draft.goals[t06].quarters[0] = ("5".into(), String::new());
        let error = commitment::propose(&focal, id, &draft).await.unwrap_err();
        assert!(is_refused(&error, ProposeRefusal::RangeNeedsEnd), "{error}");
        draft.goals[t06].quarters[0].1 = "10".into();
        commitment::propose(&focal, id, &draft).await.unwrap();
        let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
        commitment::approve(&chair, id, revision).await.unwrap();
        let page = commitment::sheet(&focal, id).await.unwrap();
        let part = |code: &str| page.content.targets.iter().find(|it| it.code == code).unwrap().clone();
        assert_eq!(part("T06").promised(), "từ 6% đến 10%");
        assert_eq!(part("T03").periods.iter().map(|it| (it.period.as_str(), it.value.as_str())).collect::<Vec<_>>(), [
            ("2022-Q1", "25"), ("2022-H1", "30"), ("2022-Q2", "33"),
        ], "the unit's own half-year goal stays");
        let printed = testing::printed(&commitment::pdf(&focal, id).await.unwrap().bytes);
        assert!(printed.contains("từ 6 đến 10"), "{printed}");
        let group = there.groups.iter().find(|it| it.peer_group == "commune").unwrap();
        let package = services::package::of_group(&db, &store::campaign::get(&db, there.campaign).await.unwrap(), group).await.unwrap();
        let own = package.unit_targets().iter().filter(|it| it.unit == "10900");
        let mut own: Vec<_> = own
            .map(|it| format!(
                "{} {} {}–{}",
                it.target,
                it.period.map(|it| it.to_string()).unwrap_or_default(),
                it.value.text(),
                it.value_to.as_ref().map(|it| it.text()).unwrap_or_default()
            ))
            .collect();
        own.sort();
        assert_eq!(own, ["T03  45–", "T03 2022-H1 30–", "T03 2022-Q1 25–", "T03 2022-Q2 33–", "T06  6–10", "T06 2022-Q1 5–10"]);
        assert_eq!(package.check(), Ok(()));
    }

    async fn a_sheet_says_that_the_scale_was_recomputed_and_shows_what_version_2_adds(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let (_, groups) = taken_in(&it, &second()).await;
        for group in &groups {
            run(&ctx, group, RunKind::Provisional).await.unwrap();
        }
        let members = store::campaign::members(&db, groups[0].campaign).await.unwrap();
        let unit = |code: &str| members.iter().find(|it| it.code == code).unwrap().unit;
        let exempt = services::assessment::unit_result(&ctx, "vi-du-2", unit("10888"), None).await.unwrap();
        assert_eq!(exempt.score.as_ref().map(|it| it.scale.to_string()).as_deref(), Some("95"));
        let said = testing::printed(&services::assessment::paper_result(&ctx, "vi-du-2", unit("10888"), None).await.unwrap().bytes);
        for words in ["Thang điểm của đơn vị được tính lại còn 95 điểm: miễn T06", "tự chấm 7,5; thẩm định 4,6; khảo sát 2,8", "theo kỳ"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let said = testing::printed(&services::assessment::paper_result(&ctx, "vi-du-2", unit("10912"), None).await.unwrap().bytes);
        assert!(said.contains("được cho 2,5, tính 2"), "{said}");
        let ranking = services::assessment::paper_ranking(&ctx, "vi-du-2", Some("town"), None).await.unwrap();
        assert!(testing::printed(&ranking.bytes).contains("Thang điểm được tính lại"), "the list says it too");
        let point = services::assessment::explained(&ctx, "vi-du-2", unit("10888"), "T11", None).await.unwrap();
        assert_eq!(point.explanation.appraisal.as_ref().map(|it| it.appraised.text()).as_deref(), Some("4.6"));
    }

    async fn where_the_published_score_counts_the_newest_one_is_the_units_score(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let mut package = Package { external_results: None, ..second() };
        package.rule_set.code = "theo-chi-so".into();
        package.rule_set.pass = domain::package::Pass::IndexBased { pass_from: domain::package::Decimal::read("80").unwrap() };
        let (campaign, groups) = taken_in(&it, &package).await;
        let group = groups.iter().find(|it| it.peer_group == "commune").unwrap();
        let record = |points: &str| NewExternal { title: "Chỉ số CCHC".into(), points: points.into(), source: "Quyết định".into(), ..NewExternal::default() };
        let error = services::assessment::record_external(&ctx, campaign, it.communes[0], &record("100,5")).await.unwrap_err();
        assert!(is_refused(&error, PublishRefusal::ScoreOutOfRange), "{error}");
        let mut own = ctx.clone();
        own.actor.home.push(it.communes[0]);
        let error = services::assessment::record_external(&own, campaign, it.communes[0], &record("99")).await.unwrap_err();
        assert!(matches!(error, Error::Forbidden(domain::policy::Forbidden::OwnUnit)), "{error}");
        for points in ["70", "85,5"] {
            services::assessment::record_external(&ctx, campaign, it.communes[0], &record(points)).await.unwrap();
        }
        let there = store::external_result::list(&db, campaign, it.communes[0]).await.unwrap();
        assert_eq!(there.iter().map(|it| it.counts).collect::<Vec<_>>(), [false, true], "both stay, one counts");
        run(&ctx, group, RunKind::Provisional).await.unwrap();
        let result = services::assessment::unit_result(&ctx, "vi-du-2", it.communes[0], None).await.unwrap();
        assert_eq!((result.index_based, result.result.score.map(|it| it.to_string()).as_deref()), (true, Some("85,5")));
        let printed = testing::printed(&services::assessment::paper_result(&ctx, "vi-du-2", it.communes[0], None).await.unwrap().bytes);
        assert!(printed.contains("Điểm của đơn vị là điểm do cơ quan khác công bố: Chỉ số CCHC 85,5"), "{printed}");
        let other = services::assessment::unit_result(&ctx, "vi-du-2", it.communes[1], None).await.unwrap();
        assert_eq!((other.result.score, other.result.outcome), (None, domain::receipt::Outcome::PendingDecision));

        // Grades follow what was published (`domain.md` 7.6, 7.7): by the bands of a publication, or by the grade of the index itself.
        for lacking in services::assessment::missing_figures(&ctx, "vi-du-2", Some("commune"), None, 1).await.unwrap().appraisals {
            let excuse = ExcuseAppraisal { campaign, unit: lacking.unit, target: lacking.target, reason: "Hội đồng chưa thẩm định".into() };
            services::assessment::excuse_appraisal(&ctx, &excuse).await.unwrap();
        }
        run(&ctx, group, RunKind::Final).await.unwrap();
        let proposed = async |rule: &str| {
            let wish = NewChoice {
                campaign: "vi-du-2".into(),
                peer_group: "commune".into(),
                whom: "units".into(),
                rule: rule.into(),
                tasks_from: "targets".into(),
                ..NewChoice::default()
            };
            choose(&ctx, &wish).await.unwrap();
            let page = group_grading(&ctx, "vi-du-2", Some("commune")).await.unwrap();
            [it.communes[0], it.communes[1]].map(|unit| {
                let row = page.units.rows.iter().find(|it| it.member.unit == unit).unwrap();
                row.standing().map(|it| (it.level().map(|it| it.code().to_owned()), it.reasons().to_vec()))
            })
        };
        let level = |code: &str| Some((Some(code.to_owned()), vec![]));
        let unknown = Some((None, vec![PendingReason::FactUnknown]));
        assert_eq!(proposed("index_bands_nam_dinh_2020_districts").await, [level("Từ 80 % trở lên"), unknown.clone()]);
        assert_eq!(proposed("index_bands_nam_dinh_2020_departments").await, [level("Từ 80 % đến dưới 90 %"), unknown.clone()]);
        let grade = result.result.grade.clone().unwrap();
        assert_eq!(proposed("commitment_index_based").await, [level(&grade), unknown]);
    }
}
