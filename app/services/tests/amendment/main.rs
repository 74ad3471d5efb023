//! Seals and amendments, on both databases: sealed as the head signs, refused afterwards, changed by two people from a day on, signed by the
//! units, and recomputed from the exported package by anybody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod rules;

use domain::amendment::{AcknowledgeAmendmentRefusal, AmendmentState, DecideAmendmentRefusal, ProposeAmendmentRefusal};
use domain::commitment::SignRefusal;
use domain::grading::Whom;
use domain::policy::{Forbidden, Role};
use domain::run::RunKind;
use domain::seal::{Seal, SealRefusal};
use domain::work::WorkKind;
use domain::{AmendmentId, CommitmentId, Event, FigureValue, Package, Quantity, Refusal, Timestamp, UnitId};
use services::amendment::{self, NewAmendment};
use services::campaign::ExemptionForm;
use services::commitment::{self, Draft, PublicState, TypedValue};
use services::grading::{NewChoice, choice_form, choose};
use services::{Ctx, Error, account};
use store::Connection;
use testing::{District, PASSWORD, db_test, district, is_refused, refused};
use time::macros::datetime;

/// The same person on another day.
fn at(ctx: &Ctx, now: time::OffsetDateTime) -> Ctx {
    let now = Timestamp::of(now);
    Ctx { now, today: now.date(), ..ctx.clone() }
}

/// The day on which sheets are signed here: 20 February.
fn february(ctx: &Ctx) -> Ctx {
    at(ctx, datetime!(2023-02-20 09:00 +7))
}

async fn id_of(it: &District, unit: UnitId) -> CommitmentId {
    commitment::id_of_unit(&it.ctx(Role::ParOffice).await, it.campaign, unit).await.unwrap()
}

/// Issues all sheets and has the one of a unit agreed to; `first` is its value of the first target.
async fn agreed(it: &District, unit: UnitId, first: &str) -> CommitmentId {
    let office = february(&it.ctx(Role::ParOffice).await);
    let _ = commitment::issue_all(&office, it.campaign).await;
    let id = id_of(it, unit).await;
    let focal = february(&it.ctx_at(Role::FocalOfficer, unit).await);
    let page = commitment::sheet(&focal, id).await.unwrap();
    let mut values: Vec<TypedValue> = page
        .targets
        .iter()
        .filter(|it| it.exempt.is_none())
        .map(|it| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() })
        .collect();
    values[0].value = first.to_owned();
    let draft = Draft { revision: page.sheet.revision, confirmed: true, values, ..Draft::default() };
    commitment::propose(&focal, id, &draft).await.unwrap();
    let chair = february(&it.ctx(Role::Authority).await);
    let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
    commitment::approve(&chair, id, revision).await.unwrap();
    id
}

async fn sign(ctx: &Ctx, id: CommitmentId) -> Result<(), Error> {
    let ctx = february(ctx);
    let page = commitment::sign_page(&ctx, id).await?;
    commitment::sign(&ctx, id, &page.digest, PASSWORD, &page.token).await.map(|_| ())
}

async fn in_force(it: &District, unit: UnitId, first: &str) -> CommitmentId {
    let id = agreed(it, unit, first).await;
    sign(&it.ctx_at(Role::UnitHead, unit).await, id).await.unwrap();
    sign(&it.ctx(Role::Authority).await, id).await.unwrap();
    id
}

async fn target(it: &District, code: &str) -> String {
    let all = store::rule_set::targets(&it.db, it.rule_set).await.unwrap();
    all.into_iter().find(|it| it.code == code).unwrap().id.to_string()
}

/// T03 of all units: 60 becomes 62 from 1 July.
async fn typed(it: &District) -> NewAmendment {
    NewAmendment {
        campaign: "cchc-2023".into(),
        peer_group: "commune".into(),
        number: "01/PL".into(),
        target: target(it, "T03").await,
        value: "62".into(),
        effective_on: "01/07/2023".into(),
        reason: "Tỉnh giao lại chỉ tiêu".into(),
        ..NewAmendment::default()
    }
}

async fn approve(ctx: &Ctx, id: AmendmentId) -> Result<(), Error> {
    let digest = store::amendment::get(ctx.db(), id).await.unwrap().amendment.digest;
    let token = account::form_token(ctx).await.unwrap();
    amendment::approve(ctx, id, &digest, PASSWORD, &token).await
}

async fn acknowledge(ctx: &Ctx, id: AmendmentId, unit: UnitId) -> Result<(), Error> {
    let digest = store::amendment::get(ctx.db(), id).await.unwrap().amendment.digest;
    let token = account::form_token(ctx).await.unwrap();
    amendment::acknowledge(ctx, id, unit, &digest, PASSWORD, &token).await
}

async fn exported(it: &District) -> Package {
    let office = it.ctx(Role::ParOffice).await;
    Package::read(services::package::export(&office, it.campaign, it.group).await.unwrap()).unwrap()
}

async fn raw(it: &District, text: &str) -> bool {
    it.db.execute_unprepared(text).await.is_ok()
}

/// What of amendments waits for somebody.
async fn owed(ctx: &Ctx) -> Vec<(WorkKind, i64)> {
    let items = services::work::list(ctx).await.unwrap().items.into_iter();
    let kinds = [WorkKind::DecideAmendment, WorkKind::SignAmendment];
    items.filter(|it| kinds.contains(&it.kind)).map(|it| (it.kind, it.subject.unwrap())).collect()
}

fn rule(whom: Whom, rule: &str) -> NewChoice {
    NewChoice {
        campaign: "cchc-2023".into(),
        peer_group: "commune".into(),
        whom: whom.code().into(),
        rule: rule.into(),
        tasks_from: "targets".into(),
        ..NewChoice::default()
    }
}

fn events(told: Vec<store::audit::Told>) -> Vec<String> {
    told.into_iter().rev().map(|it| it.event).collect()
}

db_test! {
    async fn the_head_s_signature_seals_and_the_exported_package_gives_the_seal_again(db) {
        let it = district(&db).await;
        let unit = it.communes[0];
        let office = it.ctx(Role::ParOffice).await;
        let exempt = ExemptionForm { unit: Some(unit), target: target(&it, "T09").await.parse().ok(), basis: "Không phát sinh".into() };
        services::campaign::exempt(&it.ctx(Role::Authority).await, "cchc-2023", &exempt).await.unwrap();
        let id = agreed(&it, unit, "99,5").await;
        assert!(store::seal::of_unit(&db, it.campaign, unit).await.unwrap().is_none(), "an agreement seals nothing");
        sign(&it.ctx(Role::UnitHead).await, id).await.unwrap();
        let found = store::seal::of_unit(&db, it.campaign, unit).await.unwrap().unwrap();
        assert_eq!((found.person_name.as_str(), found.commitment_id), ("Hoàng Văn Một", id.0));
        sign(&it.ctx(Role::Authority).await, id).await.unwrap();
        let page = commitment::sheet(&office, id).await.unwrap();
        assert_eq!(page.content.seal.as_ref(), Some(&found.sha256), "the signatures stand for it too");
        assert!(page.content.lines().join("\n").contains(&found.sha256));
        let edition = page.edition.unwrap();
        assert_eq!((edition.seal, edition.sealed, edition.members, edition.amendments), (Some(found.sha256.clone()), 1, 3, 0));

        let package = exported(&it).await;
        let seal = Seal::of(&package, "10900").unwrap();
        assert_eq!((seal.exemptions.len(), seal.unit_targets.len()), (1, 1));
        assert_eq!((seal.sha256(), seal.canonical()), (found.sha256.clone(), found.content));
        assert_eq!(found.rule_set_sha256, package.rule_set.sha256());

        let public = commitment::look_up(&office.site, &page.sheet.public_code).await.unwrap();
        assert_eq!((public.state, public.seal, public.amended.len()), (PublicState::Valid, Some(found.sha256.clone()), 0));
        let said = testing::printed(&commitment::pdf(&office, id).await.unwrap().bytes);
        assert!(said.replace(' ', "").contains(&found.sha256), "{said}");
        let told = events(store::audit::of_subject(&db, "commitment", id.0).await.unwrap());
        assert_eq!(told.iter().filter(|it| *it == Event::RulesSealed.key()).count(), 1);
        let list = services::seal::page(&office, "cchc-2023").await.unwrap();
        assert_eq!((list.seals.len(), list.editions.len(), list.may_export), (1, 1, true));
        assert_eq!(services::seal::page(&it.ctx_at(Role::UnitHead, it.communes[1]).await, "cchc-2023").await.unwrap().seals.len(), 0);
    }

    async fn the_grade_rules_are_sealed_too_and_what_is_chosen_later_says_so(db) {
        let it = district(&db).await;
        let office = february(&it.ctx(Role::ParOffice).await);
        let plain = agreed(&it, it.communes[1], "99").await;
        choose(&office, &rule(Whom::Units, "commitment_all_targets")).await.unwrap();
        refused!(sign(&it.ctx_at(Role::UnitHead, it.communes[1]).await, plain), SignRefusal::OtherRules);
        choose(&office, &rule(Whom::Units, "commitment_weighted_score")).await.unwrap();
        let unit = it.communes[0];
        let id = agreed(&it, unit, "99,5").await;
        sign(&it.ctx(Role::UnitHead).await, id).await.unwrap();

        let found = store::seal::of_unit(&db, it.campaign, unit).await.unwrap().unwrap();
        let package = exported(&it).await;
        assert_eq!(package.grade_rules().iter().map(|it| it.whom).collect::<Vec<_>>(), [Whom::Units]);
        assert_eq!(Seal::of(&package, "10900").unwrap().sha256(), found.sha256);
        assert_ne!(Seal::of(&Package { grade_rules: None, ..package.clone() }, "10900").unwrap().sha256(), found.sha256);

        refused!(choose(&office, &rule(Whom::Units, "commitment_all_targets")), SealRefusal::GradeRule);
        refused!(choose(&office, &NewChoice { tasks_from: "key_tasks".into(), ..rule(Whom::Units, "commitment_weighted_score") }), SealRefusal::GradeRule);
        choose(&office, &rule(Whom::Units, "commitment_weighted_score")).await.unwrap();
        for text in ["UPDATE grade_choice SET tasks_from = 'key_tasks'", "UPDATE grade_choice SET late = TRUE", "DELETE FROM grade_choice"] {
            assert!(!raw(&it, text).await, "{text}");
        }
        let form = choice_form(&office, "cchc-2023", None, Whom::Units).await.unwrap();
        assert_eq!((form.sealed, form.late, form.offered.len()), (true, false, 1));

        // A rule for heads comes after the first signature: nothing sealed moves, and it may still be changed.
        choose(&office, &rule(Whom::Heads, "nd90_leader")).await.unwrap();
        choose(&office, &NewChoice { tasks_from: "key_tasks".into(), ..rule(Whom::Heads, "nd90_leader") }).await.unwrap();
        let form = choice_form(&office, "cchc-2023", None, Whom::Heads).await.unwrap();
        assert_eq!((form.sealed, form.late, form.chosen.unwrap().late), (false, true, true));
        assert_eq!(exported(&it).await.sha256(), package.sha256());
    }

    async fn what_is_sealed_is_not_edited_by_anybody(db) {
        let it = district(&db).await;
        let (unit, other) = (it.communes[0], it.communes[1]);
        in_force(&it, unit, "98").await;
        let chair = it.ctx(Role::Authority).await;
        let exempt = |unit, target: &str| ExemptionForm { unit: Some(unit), target: target.parse().ok(), basis: "Không phát sinh".into() };
        let t09 = target(&it, "T09").await;
        refused!(services::campaign::exempt(&chair, "cchc-2023", &exempt(unit, &t09)), SealRefusal::Exemption);
        services::campaign::exempt(&chair, "cchc-2023", &exempt(other, &t09)).await.unwrap();
        // The database keeps it, whoever writes.
        for text in [
            format!("INSERT INTO exemption (campaign_id, unit_id, target_id, basis) VALUES ({}, {unit}, {t09}, 'x')", it.campaign),
            format!("INSERT INTO unit_target (campaign_id, unit_id, target_id, value_e4) VALUES ({}, {unit}, {t09}, 1)", it.campaign),
            format!("UPDATE exemption SET unit_id = {unit} WHERE unit_id = {other}"),
            format!("UPDATE campaign SET ends_on = '2023-12-31' WHERE id = {}", it.campaign),
            format!("UPDATE campaign_group SET peer_group = 'x' WHERE id = {}", it.group),
            format!("UPDATE campaign_unit SET code = 'x' WHERE unit_id = {unit}"),
            format!("UPDATE rule_set SET content = '{{}}' WHERE id = {}", it.rule_set),
            "UPDATE seal SET sha256 = 'x'".to_owned(),
            "DELETE FROM seal".to_owned(),
        ] {
            assert!(!raw(&it, &text).await, "{text}");
        }
        for text in [
            format!("UPDATE campaign SET title = 'x' WHERE id = {}", it.campaign),
            format!("UPDATE campaign_unit SET name = 'x' WHERE unit_id = {unit}"),
            format!("DELETE FROM exemption WHERE unit_id = {other}"),
        ] {
            assert!(raw(&it, &text).await, "{text}");
        }
    }

    async fn a_sheet_withdrawn_before_force_lifts_its_seal_and_one_in_force_keeps_it(db) {
        let it = district(&db).await;
        let unit = it.communes[0];
        let (head, chair, office) = (it.ctx(Role::UnitHead).await, it.ctx(Role::Authority).await, it.ctx(Role::ParOffice).await);
        let id = agreed(&it, unit, "98").await;
        sign(&head, id).await.unwrap();
        let withdraw = async || {
            let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
            commitment::withdraw(&chair, id, revision, "Giao nhầm").await.unwrap();
            commitment::reissue(&february(&office), id).await.unwrap();
        };
        withdraw().await;
        assert!(store::seal::of_unit(&db, it.campaign, unit).await.unwrap().is_none());
        assert!(events(store::audit::of_subject(&db, "commitment", id.0).await.unwrap()).contains(&Event::SealLifted.key().to_owned()));
        in_force(&it, unit, "99").await;
        withdraw().await;
        assert!(store::seal::of_unit(&db, it.campaign, unit).await.unwrap().is_some());
        let focal = february(&it.ctx(Role::FocalOfficer).await);
        let page = commitment::sheet(&focal, id).await.unwrap();
        let mut values: Vec<TypedValue> = page.targets.iter().map(|it| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() }).collect();
        values[0].value = "90".into();
        commitment::propose(&focal, id, &Draft { revision: page.sheet.revision, confirmed: true, values, ..Draft::default() }).await.unwrap();
        let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
        refused!(commitment::approve(&february(&chair), id, revision), SealRefusal::UnitTarget);
    }

    async fn an_exemption_between_agreement_and_signature_has_to_be_agreed_on(db) {
        let it = district(&db).await;
        let id = agreed(&it, it.communes[0], "98").await;
        let exempt = ExemptionForm { unit: Some(it.communes[0]), target: target(&it, "T09").await.parse().ok(), basis: "Không phát sinh".into() };
        services::campaign::exempt(&it.ctx(Role::Authority).await, "cchc-2023", &exempt).await.unwrap();
        refused!(sign(&it.ctx(Role::UnitHead).await, id), SignRefusal::OtherRules);
    }

    async fn an_amendment_is_put_forward_by_one_approved_by_another_and_counts_from_its_day_on(db) {
        let it = district(&db).await;
        let (unit, own) = (it.communes[0], it.communes[1]);
        let (office, chair, head) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await, it.ctx(Role::UnitHead).await);
        let sheet = in_force(&it, unit, "98").await;
        let before = services::package::export(&office, it.campaign, it.group).await.unwrap();
        assert!(String::from_utf8_lossy(&before).contains("camket-package/1"));
        let id = amendment::propose(&office, &typed(&it).await).await.unwrap();
        assert_eq!(services::package::export(&office, it.campaign, it.group).await.unwrap(), before, "a proposal changes nothing, to the byte");
        assert!(commitment::sheet(&head, sheet).await.unwrap().amended.is_empty());
        for ctx in [&office, &head, &it.ctx(Role::Inspector).await, &it.ctx(Role::Admin).await] {
            assert!(matches!(approve(ctx, id).await, Err(Error::Forbidden(Forbidden::NoRole))));
        }
        let digest = store::amendment::get(&db, id).await.unwrap().amendment.digest;
        let token = account::form_token(&chair).await.unwrap();
        refused!(amendment::approve(&chair, id, &digest, "sai", &token), account_refusal());
        refused!(amendment::approve(&chair, id, "00", PASSWORD, &token), DecideAmendmentRefusal::OtherContent);
        refused!(amendment::approve(&chair, id, &digest, PASSWORD, "khác"), domain::account::ConfirmRefusal::UsedToken);
        approve(&chair, id).await.unwrap();
        refused!(approve(&chair, id), DecideAmendmentRefusal::NotWaiting);

        let package = exported(&it).await;
        assert_eq!(package.amendments().iter().map(|it| (it.number.as_str(), it.unit.as_deref(), it.effective_on.to_string())).collect::<Vec<_>>(),
            [("01/PL", None, "2023-07-01".to_owned())]);
        assert!(String::from_utf8_lossy(&services::package::export(&office, it.campaign, it.group).await.unwrap()).contains("camket-package/2"));
        assert_eq!(Seal::of(&package, "10900").unwrap().sha256(), store::seal::of_unit(&db, it.campaign, unit).await.unwrap().unwrap().sha256);
        let assessor = domain::assessment::Assessor::new(&package);
        let goal = |day| assessor.goal_on("10900", "T03", day).unwrap().value.text();
        assert_eq!((goal(time::macros::date!(2023 - 06 - 30)), goal(time::macros::date!(2023 - 07 - 01))), ("60".to_owned(), "62".to_owned()));

        // 61 % reached: met under the old goal, missed under the new one, which is in force at the end of the year.
        for (variable, number) in [("received", 100), ("online", 61)] {
            verified(&it, own, variable, number).await;
            verified(&it, unit, variable, number).await;
        }
        let run = async |ctx: &Ctx| {
            let token = account::form_token(ctx).await.unwrap();
            services::assessment::run(ctx, it.campaign, it.group, RunKind::Provisional, &token).await.unwrap()
        };
        let early = run(&at(&office, datetime!(2023-05-20 09:00 +7))).await;
        let shown = services::assessment::unit_result(&office, "cchc-2023", unit, Some(early)).await.unwrap();
        let then = shown.goals_then.get("T03").copied().unwrap();
        assert_eq!(then.value, FigureValue::Amount(Quantity(600_000)), "a report of May shows the goal of May");
        let late = run(&office).await;
        let shown = services::assessment::unit_result(&office, "cchc-2023", unit, Some(late)).await.unwrap();
        assert!(shown.goals_then.is_empty());
        assert_eq!(shown.edition.as_ref().map(|it| it.amendments), Some(1));
        assert!(shown.edition.unwrap().seal.is_some());
        let point = services::assessment::explained(&office, "cchc-2023", unit, "T03", Some(late)).await.unwrap();
        assert_eq!(point.explanation.result.status, domain::assessment::Status::NotMet);
        assert_eq!(point.explanation.goal, FigureValue::Amount(Quantity(620_000)));
        assert_eq!(point.explanation.amendment.map(|it| it.number), Some("01/PL".to_owned()));

        let list = amendment::amendments(&head, "cchc-2023").await.unwrap();
        assert_eq!(list.lines.iter().map(|it| (it.read.amendment.state, it.signed)).collect::<Vec<_>>(), [(AmendmentState::Approved, (1, 0))]);
        assert!(!list.may_propose);
        let page = amendment::amendment(&chair, id).await.unwrap();
        assert_eq!((page.signatures.len(), page.signatures[0].signed_as.as_str(), page.may_decide), (1, "authority", false));
        assert_eq!(events(page.history), [Event::AmendmentProposed, Event::AmendmentApproved].map(|it| it.key().to_owned()));
        let line = store::audit::of_subject(&db, "amendment", id.0).await.unwrap().remove(0);
        assert_eq!((line.before.as_str(), line.after.as_str(), line.reason.as_str()), ("từ 60% trở lên", "01/PL · T03 · từ 62% trở lên", "Tỉnh giao lại chỉ tiêu"));
    }

    async fn a_signed_sheet_that_no_longer_matches_says_so_until_the_head_signs_the_change(db) {
        let it = district(&db).await;
        let (unit, unsigned) = (it.communes[0], it.communes[1]);
        let (office, chair, head) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await, it.ctx(Role::UnitHead).await);
        let sheet = in_force(&it, unit, "98").await;
        let id = amendment::propose(&office, &typed(&it).await).await.unwrap();
        refused!(acknowledge(&head, id, unit), AcknowledgeAmendmentRefusal::NotApproved);
        assert_eq!(owed(&chair).await, [(WorkKind::DecideAmendment, id.0)]);
        assert!(owed(&office).await.is_empty() && owed(&head).await.is_empty());
        approve(&chair, id).await.unwrap();
        assert!(owed(&chair).await.is_empty());
        assert_eq!(owed(&head).await, [(WorkKind::SignAmendment, id.0)]);
        assert!(owed(&it.ctx_at(Role::UnitHead, unsigned).await).await.is_empty());
        let page = commitment::sheet(&head, sheet).await.unwrap();
        assert_eq!(page.amended.iter().map(|it| (it.number.as_str(), it.old.as_str(), it.new.as_str(), it.acknowledged.is_some())).collect::<Vec<_>>(),
            [("01/PL", "từ 60% trở lên", "từ 62% trở lên", false)]);
        let warned = |said: &str| said.contains("không còn khớp");
        assert!(warned(&testing::printed(&commitment::pdf(&head, sheet).await.unwrap().bytes)));
        let public = commitment::look_up(&head.site, &page.sheet.public_code).await.unwrap();
        assert_eq!((public.state, public.amended.len(), public.amended[0].2), (PublicState::Valid, 1, false));
        let one = amendment::amendment(&head, id).await.unwrap();
        assert_eq!(one.units.iter().map(|it| (it.unit, it.may_sign)).collect::<Vec<_>>(), [(unit, true)], "who has signed nothing has nothing to sign again");
        assert!(one.token.is_some());

        assert!(matches!(acknowledge(&it.ctx(Role::FocalOfficer).await, id, unit).await, Err(Error::Forbidden(_))));
        assert!(matches!(acknowledge(&chair, id, unit).await, Err(Error::Forbidden(_))));
        assert!(matches!(acknowledge(&head, id, unsigned).await, Err(Error::Forbidden(_))));
        refused!(acknowledge(&it.ctx_at(Role::UnitHead, unsigned).await, id, unsigned), AcknowledgeAmendmentRefusal::NotConcerned);
        let token = account::form_token(&head).await.unwrap();
        refused!(amendment::acknowledge(&head, id, unit, "00", PASSWORD, &token), AcknowledgeAmendmentRefusal::OtherContent);
        let (one, two) = tokio::join!(acknowledge(&head, id, unit), acknowledge(&head, id, unit));
        assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1);
        refused!(acknowledge(&head, id, unit), AcknowledgeAmendmentRefusal::Already);
        assert!(owed(&head).await.is_empty());

        let page = commitment::sheet(&head, sheet).await.unwrap();
        assert_eq!(page.amended[0].acknowledged.as_ref().map(|it| it.0.as_str()), Some("Hoàng Văn Một"));
        assert!(!warned(&testing::printed(&commitment::pdf(&head, sheet).await.unwrap().bytes)));
        assert!(commitment::look_up(&head.site, &page.sheet.public_code).await.unwrap().amended[0].2);
        assert_eq!(amendment::amendments(&office, "cchc-2023").await.unwrap().lines[0].signed, (1, 1));
        assert_eq!(events(store::audit::of_subject(&db, "amendment", id.0).await.unwrap()).pop().as_deref(), Some(Event::AmendmentAcknowledged.key()));
    }

    async fn everything_that_is_wrong_with_an_amendment_is_said_beside_its_box(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let good = typed(&it).await;
        refused!(amendment::propose(&office, &good), ProposeAmendmentRefusal::NotSealed);
        in_force(&it, it.communes[0], "98").await;
        use ProposeAmendmentRefusal as Why;
        let (t02, t09) = (target(&it, "T02").await, target(&it, "T09").await);
        let cases: Vec<(NewAmendment, Refusal)> = vec![
            (NewAmendment { number: " ".into(), ..good.clone() }, domain::text::TextRefusal::Missing.into()),
            (NewAmendment { reason: "  ".into(), ..good.clone() }, domain::text::TextRefusal::Missing.into()),
            (NewAmendment { reason: "\u{1F600}".into(), ..good.clone() }, Why::Unprintable.into()),
            (NewAmendment { target: String::new(), ..good.clone() }, domain::text::TextRefusal::Missing.into()),
            (NewAmendment { target: "999999".into(), ..good.clone() }, Why::UnknownTarget.into()),
            (NewAmendment { unit: "999999".into(), ..good.clone() }, Why::UnknownUnit.into()),
            (NewAmendment { unit: it.communes[1].to_string(), ..good.clone() }, Why::NotSealed.into()),
            (NewAmendment { period: "quý I".into(), ..good.clone() }, Why::UnknownPeriod.into()),
            (NewAmendment { period: "2023".into(), ..good.clone() }, Why::PeriodIsTheYear.into()),
            (NewAmendment { period: "2023-Q1".into(), ..good.clone() }, Why::AfterThePeriod.into()),
            (NewAmendment { value: "abc".into(), ..good.clone() }, domain::ReadRefusal::NotANumber.into()),
            (NewAmendment { value: "1,250".into(), ..good.clone() }, Why::Unconfirmed.into()),
            (NewAmendment { value: "60".into(), ..good.clone() }, Why::SameValue.into()),
            (NewAmendment { value_to: "70".into(), ..good.clone() }, Why::BoundDoesNotFit.into()),
            (NewAmendment { target: t09, value: "62".into(), ..good.clone() }, domain::ReadRefusal::NotADate.into()),
            (NewAmendment { effective_on: "31/02/2023".into(), ..good.clone() }, domain::ReadRefusal::NotADate.into()),
            (NewAmendment { effective_on: "19/02/2023".into(), ..good.clone() }, Why::BeforeSeal.into()),
            (NewAmendment { effective_on: "15/12/2023".into(), ..good.clone() }, Why::OutsideCampaign.into()),
            (NewAmendment { replaces: "999999".into(), ..good.clone() }, Why::NothingToReplace.into()),
        ];
        for (typed, why) in cases {
            let error = amendment::propose(&office, &typed).await.unwrap_err();
            assert!(is_refused(&error, why), "{typed:?}: {error}");
        }
        for role in [Role::Authority, Role::UnitHead, Role::FocalOfficer, Role::Inspector] {
            assert!(matches!(amendment::propose(&it.ctx(role).await, &good).await, Err(Error::Forbidden(Forbidden::NoRole))), "{role:?}");
        }
        amendment::propose(&office, &good).await.unwrap();
        refused!(amendment::propose(&office, &NewAmendment { target: t02, value: "5".into(), ..good.clone() }), Why::NumberTaken);
        let form = amendment::amendment_form(&office, "cchc-2023", None).await.unwrap();
        assert_eq!((form.targets.len(), form.members.len(), form.sealed), (10, 3, true));
        assert!(matches!(amendment::amendment_form(&it.ctx(Role::UnitHead).await, "cchc-2023", None).await, Err(Error::Forbidden(_))));
    }

    async fn a_second_change_of_a_day_is_refused_and_another_one_takes_its_place(db) {
        let it = district(&db).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        in_force(&it, it.communes[0], "98").await;
        let good = typed(&it).await;
        let first = amendment::propose(&office, &good).await.unwrap();
        let second = amendment::propose(&office, &NewAmendment { number: "02/PL".into(), value: "63".into(), ..good.clone() }).await.unwrap();
        approve(&chair, first).await.unwrap();
        refused!(approve(&chair, second), ProposeAmendmentRefusal::SameDay);
        refused!(amendment::decline(&chair, second, " "), DecideAmendmentRefusal::NoReason);
        amendment::decline(&chair, second, "Trùng ngày").await.unwrap();
        refused!(approve(&chair, second), DecideAmendmentRefusal::NotWaiting);
        let third = NewAmendment { number: "02/PL".into(), value: "64".into(), ..good.clone() };
        refused!(amendment::propose(&office, &third), ProposeAmendmentRefusal::SameDay);
        let instead = NewAmendment { replaces: first.to_string(), ..third.clone() };
        refused!(amendment::propose(&office, &NewAmendment { effective_on: "02/07/2023".into(), ..instead.clone() }), ProposeAmendmentRefusal::NothingToReplace);
        let instead = amendment::propose(&office, &instead).await.expect("the number of a declined one may be used again");
        approve(&chair, instead).await.unwrap();
        let states: Vec<_> = store::amendment::list(&db, it.campaign).await.unwrap().into_iter().map(|it| (it.amendment.id, it.amendment.state)).collect();
        assert_eq!(states, [(instead, AmendmentState::Approved), (second, AmendmentState::Declined), (first, AmendmentState::Replaced)]);
        assert_eq!(store::amendment::get(&db, first).await.unwrap().replaced_by, Some(instead));
        assert_eq!(exported(&it).await.amendments().iter().map(|it| it.value.text()).collect::<Vec<_>>(), ["64"]);
        // What an amendment says is kept by the database.
        for text in ["UPDATE amendment SET effective_on = '2023-08-01'", "UPDATE amendment SET state = 'proposed'", "DELETE FROM amendment"] {
            assert!(!raw(&it, text).await, "{text}");
        }
        // A later one follows; its old value is that of the one before, and a third in between makes it stale.
        let later = amendment::propose(&office, &NewAmendment { number: "05".into(), value: "66".into(), effective_on: "01/09/2023".into(), ..good.clone() }).await.unwrap();
        let between = amendment::propose(&office, &NewAmendment { number: "04".into(), value: "65".into(), effective_on: "01/08/2023".into(), ..good.clone() }).await.unwrap();
        approve(&chair, between).await.unwrap();
        refused!(approve(&chair, later), DecideAmendmentRefusal::OldValueMoved);
    }

    async fn nobody_decides_on_a_change_for_a_unit_of_their_own(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        in_force(&it, it.communes[0], "98").await;
        let common = amendment::propose(&office, &typed(&it).await).await.unwrap();
        let own = NewAmendment { number: "02".into(), unit: it.communes[0].to_string(), value: "55".into(), ..typed(&it).await };
        let own = amendment::propose(&office, &own).await.unwrap();
        let mut chair = it.ctx(Role::Authority).await;
        chair.actor.home.push(it.communes[0]);
        for id in [common, own] {
            assert!(matches!(approve(&chair, id).await, Err(Error::Forbidden(Forbidden::OwnUnit))));
            assert!(matches!(amendment::decline(&chair, id, "x").await, Err(Error::Forbidden(Forbidden::OwnUnit))));
            assert!(!amendment::amendment(&chair, id).await.unwrap().may_decide);
        }
        // Whoever put it forward and came to be the authority since does not decide on it either.
        let mut both = it.ctx(Role::Authority).await;
        both.actor.person = office.actor.person;
        refused!(approve(&both, own), DecideAmendmentRefusal::Proposer);
        // What waits for the authority is not left behind.
        refused!(services::campaign::close(&office, "cchc-2023", "Hết năm"), domain::campaign::CloseCampaignRefusal::AmendmentWaits);
        store::campaign::close(&it.db, it.campaign).await.unwrap();
        refused!(approve(&it.ctx(Role::Authority).await, own), domain::campaign::StageRefusal::CampaignClosed);
        refused!(amendment::propose(&office, &NewAmendment { number: "03".into(), ..typed(&it).await }), domain::campaign::StageRefusal::CampaignClosed);
    }

    async fn a_unit_with_a_value_of_its_own_is_moved_by_its_own_amendment_alone(db) {
        let it = district(&db).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let (unit, plain) = (it.communes[0], it.communes[1]);
        let sheet = in_force(&it, unit, "99").await;
        in_force(&it, plain, "98").await;
        let t01 = target(&it, "T01").await;
        let common = amendment::propose(&office, &NewAmendment { target: t01.clone(), value: "97".into(), ..typed(&it).await }).await.unwrap();
        approve(&chair, common).await.unwrap();
        assert!(commitment::sheet(&office, sheet).await.unwrap().amended.is_empty());
        assert_eq!(amendment::amendment(&office, common).await.unwrap().units.iter().map(|it| it.unit).collect::<Vec<_>>(), [plain]);
        let own = NewAmendment { number: "02".into(), target: t01, unit: unit.to_string(), value: "96".into(), effective_on: "01/08/2023".into(), ..typed(&it).await };
        let own = amendment::propose(&office, &own).await.unwrap();
        approve(&chair, own).await.unwrap();
        let package = exported(&it).await;
        let assessor = domain::assessment::Assessor::new(&package);
        let goal = |unit: &str, day| assessor.goal_on(unit, "T01", day).unwrap().value.text();
        let (july, august) = (time::macros::date!(2023 - 07 - 31), time::macros::date!(2023 - 08 - 01));
        assert_eq!((goal("10900", july), goal("10900", august), goal("10924", august)), ("99".to_owned(), "96".to_owned(), "97".to_owned()));
        assert_eq!(commitment::sheet(&office, sheet).await.unwrap().amended.iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), ["02"]);
    }

    async fn a_target_that_no_longer_applies_leaves_by_an_amendment_and_comes_back_by_another(db) {
        let it = district(&db).await;
        let (unit, other) = (it.communes[0], it.communes[1]);
        let (office, chair, head) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await, it.ctx(Role::UnitHead).await);
        let sheet = in_force(&it, unit, "98").await;
        in_force(&it, other, "98").await;
        let sealed = exported(&it).await;
        let seal = store::seal::of_unit(&db, it.campaign, unit).await.unwrap().unwrap().sha256;
        let exempting = NewAmendment { kind: "exempt".into(), unit: unit.to_string(), value: String::new(), reason: "NQ 12: xã không còn bến phà".into(), ..typed(&it).await };
        use ProposeAmendmentRefusal as Why;
        refused!(amendment::propose(&office, &NewAmendment { value: "62".into(), ..exempting.clone() }), Why::ExemptValue);
        refused!(amendment::propose(&office, &NewAmendment { value_to: "62".into(), ..exempting.clone() }), Why::ExemptValue);
        refused!(amendment::propose(&office, &NewAmendment { kind: "weight".into(), ..exempting.clone() }), Why::UnknownKind);
        refused!(amendment::propose(&office, &NewAmendment { period: "2023-Q4".into(), ..exempting.clone() }), Why::ExemptPeriod);
        let id = amendment::propose(&office, &exempting).await.unwrap();
        assert_eq!(exported(&it).await, sealed, "a proposal changes nothing");
        approve(&chair, id).await.unwrap();

        // The year goes on without it: in package, seal, result, lists of what is missing, sheet.
        let package = exported(&it).await;
        let exempt: Vec<_> = package.exemptions().iter().map(|it| (it.unit.as_str(), it.target.as_str(), it.amendment.as_ref().map(|it| it.number.as_str()))).collect();
        assert_eq!(exempt, [("10900", "T03", Some("01/PL"))]);
        assert_eq!((package.check(), package.amendments().len()), (Ok(()), 0));
        assert_eq!(Seal::of(&package, "10900").unwrap().sha256(), seal);
        let token = account::form_token(&office).await.unwrap();
        let run = services::assessment::run(&office, it.campaign, it.group, RunKind::Provisional, &token).await.unwrap();
        let point = services::assessment::explained(&office, "cchc-2023", unit, "T03", Some(run)).await.unwrap();
        assert_eq!(point.explanation.result.status, domain::assessment::Status::Exempt);
        assert_eq!(point.explanation.exemption.and_then(|it| it.amendment).map(|it| it.number), Some("01/PL".to_owned()));
        let shown = services::assessment::unit_result(&office, "cchc-2023", unit, Some(run)).await.unwrap();
        assert_eq!(shown.edition.as_ref().map(|it| it.amendments), Some(1));
        let scale = Quantity::checked_sum(shown.targets.iter().filter_map(|it| it.weight)).unwrap();
        let full = services::assessment::unit_result(&office, "cchc-2023", other, Some(run)).await.unwrap();
        assert!(scale < Quantity::checked_sum(full.targets.iter().filter_map(|it| it.weight)).unwrap());
        let said = testing::printed(&services::assessment::paper_result(&office, "cchc-2023", unit, Some(run)).await.unwrap().bytes);
        assert!(said.replace('\n', " ").contains("bản điều chỉnh số 01/PL"), "{said}");
        let year = services::campaign::year(&office, "cchc-2023").await.unwrap();
        assert_eq!(year.exemptions.iter().map(|it| (it.target_code.as_str(), it.number.as_deref())).collect::<Vec<_>>(), [("T03", Some("01/PL"))]);
        let page = commitment::sheet(&head, sheet).await.unwrap();
        assert_eq!(page.amended.iter().map(|it| (it.old.as_str(), it.new.as_str(), it.acknowledged.is_some())).collect::<Vec<_>>(),
            [("từ 60% trở lên", "miễn, không áp dụng chỉ tiêu này", false)]);
        assert!(testing::printed(&commitment::pdf(&head, sheet).await.unwrap().bytes).contains("không còn khớp"));
        acknowledge(&head, id, unit).await.unwrap();
        refused!(acknowledge(&it.ctx_at(Role::UnitHead, other).await, id, other), AcknowledgeAmendmentRefusal::NotConcerned);
        assert!(commitment::sheet(&head, sheet).await.unwrap().amended[0].acknowledged.is_some());

        // What it says is kept, also the columns from which packages are made.
        for text in ["UPDATE amendment SET exempts = FALSE", "UPDATE amendment SET value_e4 = 1", "UPDATE amendment SET unit_id = NULL", "UPDATE amendment SET reason = 'x'"] {
            assert!(!raw(&it, text).await, "{text}");
        }

        // No second exemption, no goal for it; a common one takes the others, each once; the first is replaced and the target applies again.
        let next = |number: &str, typed: NewAmendment| NewAmendment { number: number.into(), ..typed };
        refused!(amendment::propose(&office, &next("02", exempting.clone())), Why::Exempt);
        refused!(amendment::propose(&office, &next("02", NewAmendment { kind: String::new(), value: "50".into(), ..exempting.clone() })), Why::Exempt);
        let common = amendment::propose(&office, &next("02", NewAmendment { unit: String::new(), ..exempting.clone() })).await.unwrap();
        approve(&chair, common).await.unwrap();
        let units = |package: &Package| package.exemptions().iter().map(|it| (it.unit.clone(), it.amendment.clone().unwrap().number)).collect::<Vec<_>>();
        let all = exported(&it).await;
        assert_eq!(all.check(), Ok(()));
        let of: Vec<_> = units(&all);
        assert_eq!((of.len(), of.iter().filter(|it| it.1 == "01/PL").count()), (3, 1));
        assert_eq!(amendment::amendment(&office, common).await.unwrap().units.iter().map(|it| it.unit).collect::<Vec<_>>(), [other]);
        let back = NewAmendment { kind: "goal".into(), unit: String::new(), value: "61".into(), replaces: common.to_string(), ..exempting.clone() };
        let back = amendment::propose(&office, &next("03", back)).await.unwrap();
        approve(&chair, back).await.unwrap();
        let package = exported(&it).await;
        assert_eq!(units(&package), [("10900".to_owned(), "01/PL".to_owned())]);
        let assessor = domain::assessment::Assessor::new(&package);
        assert_eq!(assessor.goal_on("10924", "T03", time::macros::date!(2023 - 07 - 01)).unwrap().value.text(), "61");
        assert_eq!(amendment::amendment(&office, common).await.unwrap().read.amendment.state, AmendmentState::Replaced);
    }

    async fn a_unit_takes_its_own_package_and_receipt_and_nobody_elses(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let token = account::form_token(&office).await.unwrap();
        let run = services::assessment::run(&office, it.campaign, it.group, RunKind::Provisional, &token).await.unwrap();
        let head = it.ctx(Role::UnitHead).await;
        let package = services::assessment::unit_package_file(&head, "cchc-2023", it.communes[0], Some(run)).await.unwrap();
        let receipt = services::assessment::unit_receipt_file(&head, "cchc-2023", it.communes[0], Some(run)).await.unwrap();
        assert_eq!(domain::assess_bytes(&package.bytes).unwrap().to_json().into_bytes(), receipt.bytes);
        let shown = services::assessment::unit_result(&head, "cchc-2023", it.communes[0], Some(run)).await.unwrap();
        assert_eq!(domain::canonical::sha256(&package.bytes), shown.package_sha256);
        for unit in [it.communes[1], it.communes[2]] {
            assert!(matches!(services::assessment::unit_package_file(&head, "cchc-2023", unit, Some(run)).await, Err(Error::Forbidden(_))));
            assert!(matches!(services::assessment::unit_receipt_file(&head, "cchc-2023", unit, Some(run)).await, Err(Error::Forbidden(_))));
        }
    }
}

fn account_refusal() -> domain::account::ConfirmRefusal {
    domain::account::ConfirmRefusal::WrongPassword
}

/// A verified figure of March.
async fn verified(it: &District, unit: UnitId, code: &str, number: i64) {
    let by = it.ctx(Role::Inspector).await.actor.person;
    let variable = store::rule_set::variable_of_code(&it.db, code).await.unwrap().unwrap();
    let period: domain::Period = "2023-M03".parse().unwrap();
    let value = FigureValue::Amount(Quantity::whole(number).unwrap());
    let figure = domain::Figure {
        id: domain::FigureId(0),
        campaign: it.campaign,
        unit,
        variable: variable.id,
        period,
        value,
        verified: Some(value),
        standing: domain::Standing::Verified { by, at: testing::noon() },
        note: String::new(),
        as_of: period.to(),
        entered_by: by,
        entered_at: testing::noon(),
        submitted: Some((by, testing::noon())),
        reason: String::new(),
        revision: 1,
    };
    store::figure::update(&it.db, &[figure], by, testing::noon()).await.unwrap();
}

db_test! {
    async fn an_amendment_is_printed_with_who_signed_it_and_never_after_it_was_declined(db) {
        let it = district(&db).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        for unit in [it.communes[0], it.communes[1]] {
            in_force(&it, unit, "99").await;
        }
        let said = async |ctx: &Ctx, id: AmendmentId| testing::printed(&amendment::paper(ctx, id).await.unwrap().bytes);
        let id = amendment::propose(&office, &typed(&it).await).await.unwrap();
        let draft = said(&office, id).await;
        for words in ["DỰ THẢO", "Số: 01/PL", "PHỤ LỤC", "từ 60% trở lên", "từ 62% trở lên", "từ ngày 01 tháng 7 năm 2023", "Tỉnh giao lại chỉ tiêu"] {
            assert!(draft.contains(words), "{words}: {draft}");
        }
        assert!(draft.contains("Không có bản cam kết đã ký nào thay đổi"), "nobody is concerned before it is in force: {draft}");
        approve(&chair, id).await.unwrap();
        let unit = it.communes[0];
        acknowledge(&it.ctx_at(Role::UnitHead, unit).await, id, unit).await.unwrap();
        let whole = said(&office, id).await;
        for words in ["Đã có 01 trên 02 thủ trưởng đơn vị ký", "Hoàng Văn Một", "Chưa ký", "Xác nhận điện tử trong hệ thống"] {
            assert!(whole.contains(words), "{words}: {whole}");
        }
        assert!(!whole.contains("DỰ THẢO"), "{whole}");
        // A unit sees its own signature, not those of others.
        let own = said(&it.ctx_at(Role::UnitHead, unit).await, id).await;
        assert!(own.contains("Đã có 01 trên 01 thủ trưởng đơn vị ký") && !own.contains("Chưa ký"), "{own}");
        let other = NewAmendment { number: "02/PL".into(), target: target(&it, "T04").await, value: "95".into(), ..typed(&it).await };
        let declined = amendment::propose(&office, &other).await.unwrap();
        amendment::decline(&chair, declined, "Chưa đủ căn cứ").await.unwrap();
        assert!(matches!(amendment::paper(&office, declined).await, Err(Error::NotFound)));
    }
}
