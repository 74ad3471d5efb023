//! Amendments of the rules themselves: another version of the rule set, other grade rules.

use super::*;
use domain::RuleSetId;
use domain::package::RuleSet;
use services::amendment::NewRules;
use services::catalogue::InForceForm;
use services::rule_set::{InForce, Reporting};

/// Another version of the sealed rule set, as the editor issues one.
async fn version(it: &District, change: impl FnOnce(&mut RuleSet)) -> RuleSetId {
    let first = store::rule_set::get(&it.db, it.rule_set).await.unwrap();
    let mut rule_set = RuleSet::read(&first.content).unwrap();
    change(&mut rule_set);
    let in_force = InForce { legal_basis: "QĐ 15".into(), from: time::macros::date!(2023 - 07 - 01), to: None };
    let tx = store::begin(&it.db).await.unwrap();
    let id = services::rule_set::save(&tx, &rule_set, Reporting::Catalogue, &in_force, testing::noon()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// T01 weighs 10 in the place of 15 and T02 15 in the place of 10.
fn heavier(rules: &mut RuleSet) {
    let first = rules.targets[0].weight.clone();
    rules.targets[0].weight = rules.targets[1].weight.clone();
    rules.targets[1].weight = first;
}

/// The rules change on 1 July.
fn typed_rules(rule_set: Option<RuleSetId>) -> NewRules {
    NewRules {
        campaign: "cchc-2023".into(),
        peer_group: "commune".into(),
        number: "07/PL".into(),
        rule_set: rule_set.map(|it| it.to_string()).unwrap_or_default(),
        effective_on: "01/07/2023".into(),
        reason: "Quyết định 15 sửa trọng số".into(),
        ..NewRules::default()
    }
}

db_test! {
    async fn the_rules_themselves_are_amended_by_number_from_a_day_on_and_signed_again(db) {
        let it = district(&db).await;
        let (unit, other) = (it.communes[0], it.communes[1]);
        let (office, chair, head) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await, it.ctx(Role::UnitHead).await);
        let other_rules = version(&it, heavier).await;
        refused!(amendment::propose_rules(&office, &typed_rules(Some(other_rules))), ProposeAmendmentRefusal::NotSealed);
        // The version that is in use may end on the way once it is sealed, so that another one can begin.
        let ends = InForceForm { valid_from: "15/12/2022".into(), valid_to: "30/06/2023".into(), reason: "QĐ 15".into(), ..InForceForm::default() };
        refused!(services::catalogue::change_dates(&office, it.rule_set, &ends), domain::catalogue::CatalogueRefusal::CampaignOutside);
        let sheet = in_force(&it, unit, "98").await;
        services::catalogue::change_dates(&office, it.rule_set, &ends).await.unwrap();
        in_force(&it, other, "98").await;
        let (sealed, before) = (store::seal::of_unit(&db, it.campaign, unit).await.unwrap().unwrap(), exported(&it).await);

        let form = amendment::rules_form(&office, &NewRules { rule_set: other_rules.to_string(), ..typed_rules(None) }).await.unwrap();
        assert_eq!(form.versions.iter().map(|it| it.id).collect::<Vec<_>>(), [other_rules]);
        let lines: Vec<_> = form.lines.unwrap().unwrap().into_iter().map(|it| (it.old, it.new)).collect();
        assert_eq!(lines, [("15".to_owned(), "10".to_owned()), ("10".to_owned(), "15".to_owned())]);
        assert_eq!(form.from, Some(time::macros::date!(2023 - 02 - 20)));

        let id = amendment::propose_rules(&office, &typed_rules(Some(other_rules))).await.unwrap();
        assert_eq!(exported(&it).await, before, "a proposal changes nothing");
        assert!(matches!(approve(&office, id).await, Err(Error::Forbidden(Forbidden::NoRole))));
        assert_eq!(owed(&chair).await, [(WorkKind::DecideAmendment, id.0)]);
        approve(&chair, id).await.unwrap();
        assert_eq!(owed(&head).await, [(WorkKind::SignAmendment, id.0)], "whoever has signed signs again");

        let package = exported(&it).await;
        assert_eq!(package.rule_amendments().iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), ["07/PL"]);
        assert_eq!(package.rule_set.sha256(), store::rule_set::get(&db, other_rules).await.unwrap().sha256);
        assert_eq!(package.sealed_rule_set().sha256(), sealed.rule_set_sha256);
        assert_eq!(Seal::of(&package, "10900").unwrap().sha256(), sealed.sha256, "what was sealed stays sealed");
        let page = commitment::sheet(&head, sheet).await.unwrap();
        assert_eq!(page.amended.iter().map(|it| (it.number.as_str(), it.acknowledged.is_some())).collect::<Vec<_>>(), [("07/PL", false)]);
        let public = commitment::look_up(&head.site, &page.sheet.public_code).await.unwrap();
        assert_eq!((public.amended.len(), public.amended[0].2), (1, false));
        let said = testing::printed(&commitment::pdf(&head, sheet).await.unwrap().bytes);
        assert!(said.contains("không còn khớp"), "{said}");
        acknowledge(&head, id, unit).await.unwrap();
        let shown = amendment::amendment(&office, id).await.unwrap();
        assert_eq!(shown.units.iter().filter(|it| it.acknowledged.is_some()).map(|it| it.unit).collect::<Vec<_>>(), [unit]);

        let edition = page.edition.unwrap();
        assert_eq!((edition.version, edition.amended_version, edition.amended_rule_set_id), (1, Some(2), Some(other_rules.0)));

        // The assessment goes by the rules after the change, and says so; the database keeps the version that was signed.
        for (variable, number) in [("received", 100), ("late", 3)] {
            verified(&it, unit, variable, number).await;
        }
        let run = async |ctx: &Ctx| {
            let token = account::form_token(ctx).await.unwrap();
            services::assessment::run(ctx, it.campaign, it.group, RunKind::Provisional, &token).await.unwrap()
        };
        let early = run(&at(&office, datetime!(2023-05-20 09:00 +7))).await;
        let late = run(&office).await;
        let weight = async |run| {
            services::assessment::explained(&office, "cchc-2023", unit, "T01", Some(run)).await.unwrap().explanation.target.weight.quantity()
        };
        assert_eq!((weight(early).await, weight(late).await), (Quantity(100_000), Quantity(100_000)), "the year's result goes by the rules of its end");
        assert!(!raw(&it, &format!("UPDATE rule_set SET content = '{{}}' WHERE id = {other_rules}")).await);
        assert!(!raw(&it, "UPDATE amendment SET rule_set_id = NULL WHERE rule_set_id IS NOT NULL").await);
    }

    async fn everything_that_is_wrong_with_an_amendment_of_the_rules_is_said(db) {
        let it = district(&db).await;
        let (office, chair) = (february(&it.ctx(Role::ParOffice).await), it.ctx(Role::Authority).await);
        choose(&office, &rule(Whom::Units, "commitment_weighted_score")).await.unwrap();
        in_force(&it, it.communes[0], "98").await;
        let office = it.ctx(Role::ParOffice).await;
        let other_rules = version(&it, heavier).await;
        let easier = version(&it, |rules| rules.targets[0].target = rules.targets[2].target.clone()).await;
        let unknown = version(&it, |rules| *rules = RuleSet::read(rules.to_json().replacen("\"online\"", "\"by_post\"", 1)).unwrap()).await;
        let good = typed_rules(Some(other_rules));
        use ProposeAmendmentRefusal as Why;
        let cases: Vec<(NewRules, Refusal)> = vec![
            (NewRules { number: " ".into(), ..good.clone() }, domain::text::TextRefusal::Missing.into()),
            (NewRules { reason: String::new(), ..good.clone() }, domain::text::TextRefusal::Missing.into()),
            (NewRules { effective_on: "x".into(), ..good.clone() }, domain::ReadRefusal::NotADate.into()),
            (NewRules { rule_set: "999999".into(), ..good.clone() }, Why::UnknownRules.into()),
            (NewRules { rule_set: String::new(), ..good.clone() }, Why::SameRules.into()),
            (NewRules { rule_set: it.rule_set.to_string(), ..good.clone() }, Why::SameRules.into()),
            (NewRules { rule_set: easier.to_string(), ..good.clone() }, Why::OtherTargets.into()),
            (NewRules { rule_set: unknown.to_string(), ..good.clone() }, Why::NewVariable.into()),
            (NewRules { heads_rule: "nd90_leader".into(), ..good.clone() }, Why::UnknownRules.into()),
            (NewRules { units_rule: "nd90_leader".into(), ..good.clone() }, Why::UnknownRules.into()),
            (NewRules { effective_on: "19/02/2023".into(), ..good.clone() }, Why::BeforeSeal.into()),
            (NewRules { effective_on: "15/12/2023".into(), ..good.clone() }, Why::OutsideCampaign.into()),
            (NewRules { replaces: "999999".into(), ..good.clone() }, Why::NothingToReplace.into()),
        ];
        for (typed, why) in cases {
            let error = amendment::propose_rules(&office, &typed).await.unwrap_err();
            assert!(is_refused(&error, why), "{typed:?}: {error}");
        }
        for role in [Role::Authority, Role::UnitHead, Role::FocalOfficer, Role::Inspector] {
            assert!(matches!(amendment::propose_rules(&it.ctx(role).await, &good).await, Err(Error::Forbidden(Forbidden::NoRole))), "{role:?}");
        }
        let first = amendment::propose_rules(&office, &good).await.unwrap();
        approve(&chair, first).await.unwrap();
        let grades = NewRules { number: "08/PL".into(), units_rule: "commitment_all_targets".into(), effective_on: "01/08/2023".into(), ..typed_rules(None) };
        refused!(amendment::propose_rules(&office, &NewRules { effective_on: "01/07/2023".into(), ..grades.clone() }), Why::SameDay);
        refused!(amendment::propose_rules(&office, &NewRules { effective_on: "01/06/2023".into(), ..grades.clone() }), Why::BeforeLastRules);
        let second = amendment::propose_rules(&office, &grades).await.unwrap();
        approve(&chair, second).await.unwrap();
        let package = exported(&it).await;
        assert_eq!(package.rule_amendments().len(), 2);
        assert_ne!(package.grade_rules()[0].rule, package.sealed_grade_rules()[0].rule);
        // The change before the last one stays: only the last one can be replaced, by one of the same day.
        refused!(amendment::propose_rules(&office, &NewRules { number: "09/PL".into(), replaces: first.to_string(), ..good.clone() }), Why::BeforeLastRules);
        let instead = NewRules { number: "09/PL".into(), units_tasks: "key_tasks".into(), replaces: second.to_string(), ..grades.clone() };
        let third = amendment::propose_rules(&office, &instead).await.unwrap();
        approve(&chair, third).await.unwrap();
        assert_eq!(exported(&it).await.rule_amendments().iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), ["07/PL", "09/PL"]);
        assert_eq!(store::amendment::get(&db, second).await.unwrap().amendment.state, AmendmentState::Replaced);
    }

    async fn a_ranking_is_printed_by_the_rules_of_its_run(db) {
        let it = district(&db).await;
        let unit = it.communes[0];
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        in_force(&it, unit, "98").await;
        for (variable, number) in [("received", 100), ("late", 3)] {
            verified(&it, unit, variable, number).await;
        }
        let run = async || {
            let token = account::form_token(&office).await.unwrap();
            services::assessment::run(&office, it.campaign, it.group, RunKind::Provisional, &token).await.unwrap()
        };
        let before = run().await;
        let coarser = version(&it, |rules| rules.display_decimals = 1).await;
        let id = amendment::propose_rules(&office, &typed_rules(Some(coarser))).await.unwrap();
        approve(&chair, id).await.unwrap();
        let after = run().await;
        let said = async |run| testing::printed(&services::assessment::paper_ranking(&office, "cchc-2023", None, Some(run)).await.unwrap().bytes);
        let score = async |run| services::assessment::unit_result(&office, "cchc-2023", unit, Some(run)).await.unwrap().result.score.unwrap();
        let (two, one) = (score(before).await.fixed(2), score(after).await.fixed(1));
        assert!(said(before).await.contains(&two), "{two}");
        assert!(said(after).await.contains(&one) && !said(after).await.contains(&two), "{one}");
    }
}
