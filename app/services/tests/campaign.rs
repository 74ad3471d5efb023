//! Taking packages in, making campaigns by hand, moving stages, exempting: on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::figure::RecordRefusal;
use domain::package::{Package, Value};
use domain::plan::{ImportRefusal, PlanRefusal};
use domain::policy::{Forbidden, Role};
use domain::{Event, Refusal, UnitId};
use services::campaign::{ExemptionForm, GroupForm, Import, NewCampaign, StageForm};
use services::catalogue::InForceForm;
use services::{Ctx, Error};
use store::Connection;
use testing::{District, WORKED_PACKAGE, db_test, district};

fn import_of(it: &District, text: &str) -> Import {
    Import { bytes: text.as_bytes().to_vec(), titles: vec!["Xã, thị trấn".into()], authority: Some(it.district), ..Import::default() }
}

/// The worked rule set is here for 2023 alone; the year before needs it too.
async fn in_force_from_2021(it: &District, ctx: &Ctx) {
    let form = InForceForm { valid_from: "15/12/2021".into(), reason: "Áp dụng từ năm 2022".into(), ..InForceForm::default() };
    services::catalogue::change_dates(ctx, it.rule_set, &form).await.unwrap();
}

fn refused_with(error: &Error, box_name: &str, refusal: impl Into<Refusal>) -> bool {
    let refusal = refusal.into();
    match error {
        Error::Invalid(fields) => fields.iter().any(|it| it.field == box_name && it.refusal == refusal),
        Error::Refused(it) => box_name.is_empty() && *it == refusal,
        _ => false,
    }
}

fn new_campaign(it: &District) -> NewCampaign {
    NewCampaign {
        code: "cchc-2024".into(),
        title: "Cam kết CCHC năm 2024".into(),
        year: "2024".into(),
        starts_on: "15/12/2023".into(),
        ends_on: "14/12/2024".into(),
        authority: Some(it.district),
        review_required_for: "all".into(),
        submit_within_working_days: "2".into(),
        groups: vec![GroupForm {
            peer_group: "commune".into(),
            title: "Xã".into(),
            rule_set: Some(it.rule_set),
            units: it.communes.to_vec(),
        }],
    }
}

db_test! {
    async fn figures_that_nobody_could_enter_are_not_taken_in(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        in_force_from_2021(&it, &ctx).await;
        let mut package = Package::read(WORKED_PACKAGE).unwrap();
        let mut put = |variable: &str, value: &str| {
            let at = package.figures.iter().position(|it| it.variable == variable).unwrap();
            package.figures[at].value = Value::read(value).unwrap();
            format!("$.figures[{at}].value")
        };
        let (negative, above, fraction) = (put("late", "-3"), put("online", "999999"), put("postal", "12.5"));
        let told = services::campaign::preview_import(&ctx, package.to_json().as_bytes()).await.unwrap().problems;
        let at = |path: &str| told.iter().filter(|it| it.path == path).map(|it| it.key).collect::<Vec<_>>();
        assert_eq!(at(&negative), [RecordRefusal::Negative.key()], "{told:?}");
        assert_eq!(at(&above), [RecordRefusal::AboveLimit.key()], "{told:?}");
        assert_eq!(at(&fraction), [RecordRefusal::Fraction.key()], "{told:?}");
    }

    async fn a_package_is_previewed_and_taken_in_whole(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let before = services::campaign::preview_import(&ctx, WORKED_PACKAGE.as_bytes()).await.unwrap();
        assert_eq!(before.problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["$.rule_set"], "the rule set is in force a year later only");
        in_force_from_2021(&it, &ctx).await;
        let preview = services::campaign::preview_import(&ctx, WORKED_PACKAGE.as_bytes()).await.unwrap();
        assert!(preview.problems.is_empty(), "{:?}", preview.problems);
        let summary = preview.summary.unwrap();
        assert_eq!((summary.figures, summary.unused_figures, summary.campaign_known), (336, 0, false));
        assert_eq!(summary.groups[0].units.iter().filter(|it| it.known.is_some()).count(), 3);
        let imported = services::campaign::import(&ctx, &import_of(&it, WORKED_PACKAGE)).await.unwrap();
        assert_eq!((imported.new_units, imported.figures), (14, 336));
        let view = services::campaign::year(&ctx, "cchc-2022").await.unwrap();
        assert_eq!((view.progress.figures.unwrap().verified, view.groups.len(), view.groups[0].members.len()), (336, 1, 17));
        assert_eq!(view.groups[0].weights_total.fixed(2), "100,00");
        assert_eq!(view.groups[0].group.rule_set, it.rule_set, "the same content is kept once");
        let log = store::audit::of_subject(&db, "campaign", imported.campaign.0).await.unwrap();
        assert_eq!(log[0].event, Event::PackageImported.key());
        assert!(log[0].after.contains(&domain::Package::read(WORKED_PACKAGE).unwrap().sha256()));
    }

    async fn a_second_import_of_the_same_group_is_refused_and_another_group_is_added(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        in_force_from_2021(&it, &ctx).await;
        services::campaign::import(&ctx, &import_of(&it, WORKED_PACKAGE)).await.unwrap();
        let again = services::campaign::preview_import(&ctx, WORKED_PACKAGE.as_bytes()).await.unwrap();
        assert_eq!(again.problems.len(), 17);
        assert!(again.problems.iter().all(|it| it.key == ImportRefusal::GroupThere.key()));
        let error = services::campaign::import(&ctx, &import_of(&it, WORKED_PACKAGE)).await.unwrap_err();
        assert!(refused_with(&error, "", ImportRefusal::HasErrors), "{error}");
        let other = WORKED_PACKAGE.replace("\"commune\"", "\"office\"");
        let other = ["unit", "code"].iter().fold(other, |text, key| text.replace(&format!("\"{key}\": \"10"), &format!("\"{key}\": \"P")));
        let preview = services::campaign::preview_import(&ctx, other.as_bytes()).await.unwrap();
        assert!(preview.problems.is_empty(), "{:?}", preview.problems);
        services::campaign::import(&ctx, &import_of(&it, &other)).await.unwrap();
        assert_eq!(services::campaign::year(&ctx, "cchc-2022").await.unwrap().groups.len(), 2);
    }

    async fn a_package_with_errors_tells_all_of_them_and_changes_nothing(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let bad = WORKED_PACKAGE.replacen("\"weight\": \"15\"", "\"weight\": \"14\"", 1).replacen("\"value\": \"2550\"", "\"value\": \"abc\"", 1);
        let preview = services::campaign::preview_import(&ctx, bad.as_bytes()).await.unwrap();
        assert!(preview.summary.is_none());
        assert_eq!(preview.problems.len(), 2, "{:?}", preview.problems);
        let units = store::unit::count(&db).await.unwrap();
        let error = services::campaign::import(&ctx, &import_of(&it, &bad)).await.unwrap_err();
        assert!(refused_with(&error, "", ImportRefusal::HasErrors), "{error}");
        assert_eq!(store::unit::count(&db).await.unwrap(), units);
        assert_eq!(store::campaign::list(&db).await.unwrap().len(), 1);
    }

    async fn a_commune_may_neither_import_nor_make(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::FocalOfficer).await;
        let error = services::campaign::import(&ctx, &import_of(&it, WORKED_PACKAGE)).await.unwrap_err();
        assert!(matches!(error, Error::Forbidden(Forbidden::NoRole)), "{error}");
        let error = services::campaign::make_campaign(&ctx, &new_campaign(&it)).await.unwrap_err();
        assert!(matches!(error, Error::Forbidden(Forbidden::NoRole)), "{error}");
    }

    async fn a_campaign_is_made_by_hand_and_copied_for_the_next_year(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        assert_eq!(services::campaign::make_campaign(&ctx, &new_campaign(&it)).await.unwrap(), "cchc-2024");
        let view = services::campaign::year(&ctx, "cchc-2024").await.unwrap();
        assert_eq!(view.groups[0].members.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["10900", "10924", "10927"]);
        assert_eq!(view.stages.len(), 6);
        assert!(view.groups[0].members.iter().all(|it| it.head.is_some() && it.head_accounts == 1 && it.focal_accounts == 1));
        let next = NewCampaign { code: "cchc-2025".into(), year: "2025".into(), starts_on: "15/12/2024".into(), ends_on: "14/12/2025".into(), ..new_campaign(&it) };
        services::campaign::copy_campaign(&ctx, "cchc-2024", &next).await.unwrap();
        assert_eq!(services::campaign::year(&ctx, "cchc-2025").await.unwrap().groups[0].members.len(), 3);
        let error = services::campaign::make_campaign(&ctx, &new_campaign(&it)).await.unwrap_err();
        assert!(refused_with(&error, "code", PlanRefusal::CodeTaken), "{error}");
    }

    async fn every_wrong_box_is_named_at_once(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let bad = NewCampaign { code: "Đợt 1".into(), title: " ".into(), year: "22".into(), starts_on: "31/02/2024".into(), submit_within_working_days: "61".into(), groups: Vec::new(), ..new_campaign(&it) };
        let Error::Invalid(fields) = services::campaign::make_campaign(&ctx, &bad).await.unwrap_err() else { panic!("not told by box") };
        let names: Vec<_> = fields.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(names, ["code", "title", "year", "starts_on", "submit_within_working_days", "groups[0][units]"]);
        let mut twice = new_campaign(&it);
        twice.groups.push(GroupForm { peer_group: "office".into(), title: "Phòng".into(), rule_set: Some(it.rule_set), units: vec![it.communes[0]] });
        let error = services::campaign::make_campaign(&ctx, &twice).await.unwrap_err();
        assert!(refused_with(&error, "groups[1][units]", PlanRefusal::UnitTwice), "{error}");
    }

    async fn rules_of_decree_335_do_not_apply_before_2026_and_those_of_decree_90_not_after_2025(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        for (prefix, year, applies) in [("nd335_org", 2025, false), ("nd335_org", 2026, true), ("nd90_leader", 2025, true), ("nd90_leader", 2026, false)] {
            let text = WORKED_PACKAGE
                .replace("\"code\": \"cam-giang-2022\"", &format!("\"code\": \"{prefix}-{year}\""))
                .replace("cchc-2022", &format!("{}-{year}", prefix.replace('_', "-")))
                .replace("\"year\": 2022", &format!("\"year\": {year}"))
                .replace("\"2021-12-15\"", &format!("\"{}-12-15\"", year - 1))
                .replace("\"2022-12-14\"", &format!("\"{year}-12-14\""));
            let preview = services::campaign::preview_import(&ctx, text.as_bytes()).await.unwrap();
            let refused = preview.problems.iter().any(|it| it.key == ImportRefusal::RuleSetNotInForce.key());
            assert_eq!(!refused, applies, "{prefix} {year}: {:?}", preview.problems);
            assert_eq!(preview.summary.unwrap().year, year);
        }
    }

    async fn a_rule_set_outside_its_dates_is_refused_for_a_campaign_by_hand(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let form = InForceForm { valid_from: "15/12/2022".into(), valid_to: "14/12/2023".into(), reason: "Chỉ cho năm 2023".into(), ..InForceForm::default() };
        services::catalogue::change_dates(&ctx, it.rule_set, &form).await.unwrap();
        let error = services::campaign::make_campaign(&ctx, &new_campaign(&it)).await.unwrap_err();
        assert!(refused_with(&error, "groups[0][rule_set]", PlanRefusal::RuleSetNotInForce), "{error}");
        let shorter = InForceForm { valid_to: "01/06/2023".into(), ..form };
        let error = services::catalogue::change_dates(&ctx, it.rule_set, &shorter).await.unwrap_err();
        assert!(refused_with(&error, "", domain::catalogue::CatalogueRefusal::CampaignOutside), "{error}");
    }

    async fn two_versions_of_a_code_are_never_in_force_together(db) {
        use domain::catalogue::CatalogueRefusal::VersionOverlaps;
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let mut package = Package::read(WORKED_PACKAGE).unwrap();
        package.rule_set.title = "Bản sửa đổi".into();
        let problems = async |package: &Package| {
            let text = package.to_json();
            services::campaign::preview_import(&ctx, text.as_bytes()).await.unwrap().problems.into_iter().map(|it| (it.path, it.key, it.detail)).collect::<Vec<_>>()
        };
        // The version of 2023 has no end; a version of 2022 without one would stand beside it.
        assert_eq!(problems(&package).await, [("$.rule_set.code".to_owned(), VersionOverlaps.key(), "1".to_owned())]);
        let error = services::campaign::import(&ctx, &import_of(&it, &package.to_json())).await.unwrap_err();
        assert!(refused_with(&error, "", ImportRefusal::HasErrors), "{error}");
        // With an end before the campaign's first day it makes room; and then it cannot be drawn out again over the other.
        let year = |from: &str, to: &str| InForceForm { valid_from: from.into(), valid_to: to.into(), reason: "Cho từng năm".into(), ..InForceForm::default() };
        db.execute_unprepared("DELETE FROM campaign_unit").await.unwrap();
        db.execute_unprepared("DELETE FROM campaign_group").await.unwrap();
        services::catalogue::change_dates(&ctx, it.rule_set, &year("15/12/2020", "14/12/2021")).await.unwrap();
        assert_eq!(problems(&package).await, []);
        services::campaign::import(&ctx, &import_of(&it, &package.to_json())).await.unwrap();
        // A target stands in every version of its rules, the newest first.
        let target = services::catalogue::target(&ctx, it.rule_set, "T03").await.unwrap();
        assert_eq!(target.versions.iter().map(|it| (it.0.version, it.1.is_some())).collect::<Vec<_>>(), [(2, true), (1, true)]);
        assert_eq!(target.variables.iter().map(|it| it.variable.code.as_str()).collect::<Vec<_>>(), ["online", "received"]);
        assert_eq!(target.neighbours, (Some("T02".to_owned()), Some("T04".to_owned())));
        assert!(matches!(services::catalogue::target(&ctx, it.rule_set, "T99").await, Err(Error::NotFound)));
        let error = services::catalogue::change_dates(&ctx, it.rule_set, &year("15/12/2020", "15/12/2021")).await.unwrap_err();
        assert!(refused_with(&error, "valid_from", VersionOverlaps), "{error}");
    }

    async fn a_package_of_a_running_year_brings_no_verified_figures(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        in_force_from_2021(&it, &ctx).await;
        let mut package = Package::read(WORKED_PACKAGE).unwrap();
        package.campaign.ends_on = ctx.today;
        let problems = async |package: &Package| {
            let text = package.to_json();
            services::campaign::preview_import(&ctx, text.as_bytes()).await.unwrap().problems.into_iter().map(|it| (it.path, it.key)).collect::<Vec<_>>()
        };
        assert_eq!(problems(&package).await, [("$.figures".to_owned(), ImportRefusal::YearRuns.key())]);
        let error = services::campaign::import(&ctx, &import_of(&it, &package.to_json())).await.unwrap_err();
        assert!(refused_with(&error, "", ImportRefusal::HasErrors), "{error}");
        // Units, rules and goals of a running year come with a package; the figures are entered and verified here.
        package.figures.clear();
        assert_eq!(problems(&package).await, []);
    }

    async fn a_stage_is_moved_with_a_reason_and_the_log_says_from_what_to_what(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let form = StageForm { stage: "commit".into(), opens_on: "01/02/2023".into(), closes_on: "30/09/2023".into(), reason: "Gia hạn ký cam kết".into() };
        services::campaign::move_stage(&ctx, "cchc-2023", &form).await.unwrap();
        let log = store::audit::of_subject(&db, "campaign", it.campaign.0).await.unwrap();
        assert_eq!((log[0].event.as_str(), log[0].reason.as_str()), (Event::StageMoved.key(), "Gia hạn ký cam kết"));
        assert!(log[0].after.contains("30/09/2023"));
        let backwards = StageForm { closes_on: "01/01/2023".into(), ..form };
        let error = services::campaign::move_stage(&ctx, "cchc-2023", &backwards).await.unwrap_err();
        assert!(refused_with(&error, "closes_on", PlanRefusal::EndsBeforeStart), "{error}");
    }

    async fn a_unit_is_exempted_once_and_only_from_its_own_targets(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        let target = store::rule_set::targets(&db, it.rule_set).await.unwrap()[0].id;
        let form = ExemptionForm { unit: Some(it.communes[0]), target: Some(target), basis: "Quyết định số 12/QĐ-UBND".into() };
        services::campaign::exempt(&ctx, "cchc-2023", &form).await.unwrap();
        assert_eq!(services::campaign::year(&ctx, "cchc-2023").await.unwrap().exemptions[0].basis, "Quyết định số 12/QĐ-UBND");
        let error = services::campaign::exempt(&ctx, "cchc-2023", &form).await.unwrap_err();
        assert!(refused_with(&error, "target", PlanRefusal::ExemptAlready), "{error}");
        let error = services::campaign::exempt(&ctx, "cchc-2023", &ExemptionForm { unit: Some(UnitId(it.district.0)), ..form.clone() }).await.unwrap_err();
        assert!(matches!(error, Error::NotFound), "{error}");
        let none = ExemptionForm { basis: "  ".into(), ..form };
        let error = services::campaign::exempt(&ctx, "cchc-2023", &none).await.unwrap_err();
        assert!(refused_with(&error, "basis", domain::text::TextRefusal::Missing), "{error}");
    }

    async fn a_closed_campaign_does_not_change(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::ParOffice).await;
        services::campaign::close(&ctx, "cchc-2023", "Đã hoàn thành").await.unwrap();
        let form = StageForm { stage: "commit".into(), opens_on: "01/02/2023".into(), closes_on: "30/09/2023".into(), reason: "Thử".into() };
        let error = services::campaign::move_stage(&ctx, "cchc-2023", &form).await.unwrap_err();
        assert!(refused_with(&error, "", domain::campaign::StageRefusal::CampaignClosed), "{error}");
    }
}
