use super::*;
use crate::Package;
use crate::policy::Grant;
use crate::{AccountId, AdjustmentId};

const WORKED: &str = include_str!("../../../testing/data/vi-du-2.package.json");
const FOCAL: PersonId = PersonId(1);
const APPRAISER: PersonId = PersonId(2);
const AT: Timestamp = Timestamp(0);

fn points(text: &str) -> Quantity {
    Quantity::from_plain(text).unwrap()
}

/// T11 weighs 8, of which 3 are the survey's.
fn limits() -> Limits {
    Limits::of(Package::read(WORKED).unwrap().rule_set.target("T11").unwrap()).unwrap()
}

fn none() -> Appraisal {
    Appraisal::none(CampaignId(1), UnitId(5), TargetId(1))
}

fn given(appraised: &str, survey: Option<&str>) -> Given {
    Given {
        appraised: points(appraised),
        survey: survey.map(points),
        reason: "Theo biên bản".into(),
        appraiser: None,
        by: APPRAISER,
        at: AT,
    }
}

#[test]
fn the_limits_are_those_of_the_target() {
    let rules = Package::read(WORKED).unwrap().rule_set;
    assert_eq!(limits(), Limits { weight: points("8"), appraised: points("5"), survey: points("3") });
    assert_eq!(Limits::of(rules.target("T01").unwrap()), Err(AppraiseRefusal::NotManual));
    let plain = Limits::of(rules.target("T12").unwrap()).unwrap();
    assert_eq!((plain.appraised, plain.survey), (plain.weight, Quantity::ZERO));
}

#[test]
fn own_points_go_to_the_weight_and_appraised_and_survey_to_their_parts() {
    let limits = limits();
    assert!(none().enter(limits, points("8"), "Tự chấm", FOCAL).is_ok());
    for (own, refusal) in [("8.0001", AppraiseRefusal::SelfAboveWeight), ("-1", AppraiseRefusal::Negative)] {
        assert_eq!(none().enter(limits, points(own), "Tự chấm", FOCAL), Err(refusal));
    }
    assert!(none().appraise(limits, given("5", Some("3"))).is_ok());
    assert!(none().appraise(limits, given("5", None)).is_ok(), "no survey was made");
    for (appraised, survey, refusal) in [
        ("5.01", None, AppraiseRefusal::AppraisedAboveWeight),
        ("5", Some("3.5"), AppraiseRefusal::SurveyAboveMost),
        ("5", Some("-0.5"), AppraiseRefusal::Negative),
        ("-0.5", None, AppraiseRefusal::Negative),
    ] {
        assert_eq!(none().appraise(limits, given(appraised, survey)), Err(refusal));
    }
    let no_survey = Limits { survey: Quantity::ZERO, ..limits };
    assert_eq!(none().appraise(no_survey, given("1", Some("0"))), Err(AppraiseRefusal::NoSurvey));
}

#[test]
fn every_point_has_a_reason() {
    assert_eq!(none().enter(limits(), points("1"), "  ", FOCAL), Err(AppraiseRefusal::ReasonNeeded));
    assert_eq!(none().enter(limits(), points("1"), &"a".repeat(LONGEST_REASON + 1), FOCAL), Err(AppraiseRefusal::TooLong));
    let silent = Given { reason: String::new(), ..given("1", None) };
    assert_eq!(none().appraise(limits(), silent), Err(AppraiseRefusal::ReasonNeeded));
}

#[test]
fn own_points_are_entered_then_submitted_and_stay_after_the_appraisal() {
    assert_eq!(none().submit(AT), Err(AppraiseRefusal::NothingEntered));
    let entered = none().enter(limits(), points("7"), "Tự chấm", FOCAL).unwrap();
    let submitted = entered.submit(AT).unwrap();
    assert_eq!(submitted.clone().submit(AT), Err(AppraiseRefusal::NothingEntered), "nothing new to submit");
    let again = submitted.clone().enter(limits(), points("6"), "Sửa", FOCAL).unwrap();
    assert_eq!(again.own.as_ref().and_then(|it| it.submitted_at), None, "a change is submitted anew");
    let appraised = submitted.appraise(limits(), given("4", Some("2"))).unwrap();
    assert_eq!(appraised.own.as_ref().map(|it| it.points), Some(points("7")), "side by side");
    assert_eq!(appraised.clone().enter(limits(), points("1"), "Sửa", FOCAL), Err(AppraiseRefusal::Appraised));
    assert_eq!(appraised.revision, 3);
}

#[test]
fn nobody_appraises_points_that_they_gave_or_a_unit_of_their_own_or_another_field() {
    let entered = none().enter(limits(), points("7"), "Tự chấm", APPRAISER).unwrap();
    assert_eq!(entered.appraise(limits(), given("4", None)), Err(AppraiseRefusal::OwnPoints));
    let place = Place { unit: UnitId(5), path: "/1/5/".into() };
    let grant =
        |role, area: Option<&str>| Grant { role, place: Place { unit: UnitId(1), path: "/1/".into() }, area: area.map(str::to_owned) };
    let actor = |grants, home| Actor { account: AccountId(1), person: APPRAISER, name: String::new(), post: String::new(), home, grants };
    let council = actor(vec![grant(Role::Appraiser, None)], vec![]);
    assert_eq!(may_appraise(&council, &place, "A7_digital"), Ok(()));
    let at_home = actor(vec![grant(Role::Appraiser, None)], vec![UnitId(5)]);
    assert_eq!(may_appraise(&at_home, &place, "A7_digital"), Err(MayNotAppraise::Forbidden(Forbidden::OwnUnit)));
    let owner = actor(vec![grant(Role::IndicatorOwner, Some("A7_digital"))], vec![]);
    assert_eq!(may_appraise(&owner, &place, "A7_digital"), Ok(()));
    assert_eq!(may_appraise(&owner, &place, "A1_leadership"), Err(MayNotAppraise::Refused(AppraiseRefusal::NotYourArea)));
    let inspector = actor(vec![grant(Role::Inspector, None)], vec![]);
    assert_eq!(may_appraise(&inspector, &place, "A7_digital"), Err(MayNotAppraise::Forbidden(Forbidden::NoRole)), "an inspector reads");
}

#[test]
fn points_after_the_total_take_two_people() {
    let rules = Package::read(WORKED).unwrap().rule_set;
    let new = |code: &str, amount: &str, reason: &str| NewAdjustment {
        campaign: CampaignId(1),
        unit: UnitId(5),
        code: code.into(),
        points: points(amount),
        reason: reason.into(),
    };
    for (code, amount, reason, refusal) in [
        ("B9", "1", "Sáng kiến", AdjustRefusal::UnknownCode),
        ("B1", "0", "Sáng kiến", AdjustRefusal::NotAboveZero),
        ("B1", "-1", "Sáng kiến", AdjustRefusal::NotAboveZero),
        ("B1", "1", " ", AdjustRefusal::ReasonNeeded),
    ] {
        assert_eq!(Adjustment::propose(&rules, new(code, amount, reason), FOCAL, AT), Err(refusal));
    }
    let proposed = Adjustment::propose(&rules, new("B1", "9", "Sáng kiến"), FOCAL, AT).unwrap();
    assert_eq!((proposed.id, proposed.standing), (AdjustmentId(0), AdjustmentStanding::Proposed));
    assert_eq!(proposed.clone().decide(Decision::Confirm, "Đồng ý", FOCAL, AT), Err(AdjustRefusal::SamePerson));
    assert_eq!(proposed.clone().decide(Decision::Confirm, "", APPRAISER, AT), Err(AdjustRefusal::ReasonNeeded));
    let refused = proposed.clone().decide(Decision::Refuse, "Chưa có quyết định", APPRAISER, AT).unwrap();
    assert_eq!(refused.standing, AdjustmentStanding::Refused);
    let confirmed = proposed.decide(Decision::Confirm, "Đồng ý", APPRAISER, AT).unwrap();
    assert_eq!(confirmed.clone().decide(Decision::Refuse, "Đổi ý", APPRAISER, AT), Err(AdjustRefusal::Decided));
    assert_eq!(confirmed.decided, Some((APPRAISER, AT)));
}
