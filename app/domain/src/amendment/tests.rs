//! Every refusal of an amendment, whom it concerns, and the text that is signed.

use super::*;
use crate::commitment::{CampaignPart, UnitPart};
use time::macros::date;

const SEALED: Option<Date> = Some(date!(2022 - 02 - 20));

/// The worked pair of version 2 without figures: common T03 60, from 1 July 62; commune 10900 has 45 of its own, from 1 September 40.
fn package() -> Package {
    let mut package = Package::read(include_str!("../../../testing/data/vi-du-2.package.json")).unwrap();
    package.figures.clear();
    package
}

fn amount(number: i64) -> FigureValue {
    FigureValue::Amount(Quantity(number * 10_000))
}

fn change(target: &str, value: i64, effective_on: Date) -> Change {
    Change {
        number: "07".into(),
        target: target.into(),
        unit: None,
        period: None,
        new: Amended::Goal(GoalValue { value: amount(value), to: None }),
        effective_on,
        reason: "Tỉnh giao lại".into(),
    }
}

fn refused(change: &Change, sealed_on: Option<Date>) -> ProposeAmendmentRefusal {
    change.check(&package(), sealed_on, change.effective_on).unwrap_err()
}

#[test]
fn the_goal_before_is_the_one_in_force_on_the_day() {
    let old = |change: &Change| change.check(&package(), SEALED, change.effective_on).unwrap().map(|it| (it.value, it.to));
    assert_eq!(old(&change("T03", 61, date!(2022 - 06 - 30))), Some((amount(60), None)));
    assert_eq!(old(&change("T03", 61, date!(2022 - 07 - 02))), Some((amount(62), None)));
    let own = |day| Change { unit: Some("10900".into()), ..change("T03", 50, day) };
    assert_eq!(old(&own(date!(2022 - 08 - 31))), Some((amount(45), None)));
    assert_eq!(old(&own(date!(2022 - 09 - 02))), Some((amount(40), None)));
    let period = |text: &str| Some(text.parse::<Period>().unwrap());
    assert_eq!(old(&Change { period: period("2022-H1"), ..change("T03", 50, date!(2022 - 05 - 01)) }), Some((amount(52), None)));
    assert_eq!(old(&Change { period: period("2022-Q2"), ..change("T03", 50, date!(2022 - 05 - 01)) }), None, "the period had no goal");
}

#[test]
fn a_change_outside_the_rules_of_the_format_is_refused() {
    use ProposeAmendmentRefusal as Why;
    let july = date!(2022 - 07 - 02);
    let range = |from, to: Option<i64>| Change {
        new: Amended::Goal(GoalValue { value: amount(from), to: to.map(|it| Quantity(it * 10_000)) }),
        ..change("T06", 0, july)
    };
    let of_period = |target: &str, label: &str, day| Change { period: Some(label.parse().unwrap()), ..change(target, 50, day) };
    for (change, sealed, why) in [
        (change("T03", 50, july), None, Why::NotSealed),
        (change("T03", 50, date!(2022 - 02 - 19)), SEALED, Why::BeforeSeal),
        (change("T03", 50, date!(2022 - 12 - 15)), SEALED, Why::OutsideCampaign),
        (change("T03", 50, date!(2021 - 12 - 14)), SEALED, Why::OutsideCampaign),
        (change("T99", 50, july), SEALED, Why::UnknownTarget),
        (Change { unit: Some("99999".into()), ..change("T03", 50, july) }, SEALED, Why::UnknownUnit),
        (Change { unit: Some("10888".into()), ..range(5, Some(9)) }, SEALED, Why::Exempt),
        (of_period("T03", "2023-Q1", july), SEALED, Why::UnknownPeriod),
        (of_period("T03", "2022", july), SEALED, Why::PeriodIsTheYear),
        (of_period("T03", "2022-H1", july), SEALED, Why::AfterThePeriod),
        (of_period("T11", "2022-9M", july), SEALED, Why::ManualPeriod),
        (change("T09", 50, july), SEALED, Why::OtherKind),
        (range(5, None), SEALED, Why::BoundMissing),
        (range(9, Some(5)), SEALED, Why::BoundsReversed),
        (Change { target: "T03".into(), ..range(5, Some(9)) }, SEALED, Why::BoundDoesNotFit),
        (change("T03", 62, july), SEALED, Why::SameValue),
        (range(8, Some(12)), SEALED, Why::SameValue),
        (change("T03", 50, date!(2022 - 07 - 01)), SEALED, Why::SameDay),
        (Change { period: Some("2022-Q4".parse().unwrap()), ..exempting("T03", None) }, SEALED, Why::ExemptPeriod),
        (exempting("T06", Some("10888")), SEALED, Why::Exempt),
        (Change { number: "3".into(), ..exempting("T03", None) }, SEALED, Why::AgainstTheFormat),
        (Change { reason: String::new(), ..exempting("T03", None) }, SEALED, Why::AgainstTheFormat),
        (Change { number: "3".into(), ..change("T03", 50, july) }, SEALED, Why::AgainstTheFormat),
        (Change { reason: String::new(), ..change("T03", 50, july) }, SEALED, Why::AgainstTheFormat),
    ] {
        assert_eq!(refused(&change, sealed), why, "{change:?}");
    }
    assert!(range(5, Some(9)).check(&package(), SEALED, july).is_ok());
}

#[test]
fn what_was_to_be_reached_in_a_period_is_not_changed_when_the_period_is_over() {
    let half = Change { period: Some("2022-H1".parse().unwrap()), ..change("T03", 50, date!(2022 - 05 - 01)) };
    let on = |today| half.check(&package(), SEALED, today).map(drop);
    let last = half.period.unwrap().to();
    assert_eq!(on(last), Ok(()));
    assert_eq!(on(last.next_day().unwrap()), Err(ProposeAmendmentRefusal::PeriodOver), "dated back into the period");
    // The goal of the year stands open as long as the year does.
    assert!(change("T03", 50, date!(2022 - 05 - 01)).check(&package(), SEALED, date!(2022 - 12 - 14)).is_ok());
}

#[test]
fn a_common_amendment_does_not_move_a_unit_with_a_goal_of_its_own() {
    let package = package();
    let [first, period, _, _, _] = package.amendments() else { panic!("five amendments") };
    let (first, period) = (change_of(first), change_of(period));
    assert!(concerns(&first, &package, "10894"));
    assert!(!concerns(&first, &package, "10900"), "it has agreed to 45");
    assert!(!concerns(&period, &package, "10900"), "and so has interim goals of its own or none");
    let range = Amended::Goal(GoalValue { value: amount(7), to: Some(Quantity(120_000)) });
    let postal = Change { new: range, ..change("T06", 0, date!(2022 - 03 - 20)) };
    assert!(!concerns(&postal, &package, "10888"), "exempt");
    assert!(!concerns(&postal, &package, "10906"), "amended for itself on 15 March");
    let before = Change { effective_on: date!(2022 - 03 - 10), ..postal };
    assert!(concerns(&before, &package, "10906"), "until its own amendment");
    // What the rule says here is what the evaluator does.
    let assessor = crate::assessment::Assessor::new(&package);
    for unit in &package.units {
        let goal = assessor.goal_on(&unit.code, "T03", date!(2022 - 07 - 01)).unwrap();
        assert_eq!(goal.amendment.is_some_and(|it| it.number == "1"), concerns(&first, &package, &unit.code), "{}", unit.code);
    }
}

/// An amendment of a package as the change that it makes.
fn change_of(it: &crate::package::Amendment) -> Change {
    let to = it.value_to.as_ref().map(crate::package::Decimal::quantity);
    Change {
        number: it.number.clone(),
        target: it.target.clone(),
        unit: it.unit.clone(),
        period: it.period,
        new: Amended::Goal(GoalValue { value: it.value.figure_value(), to }),
        effective_on: it.effective_on,
        reason: it.reason.clone(),
    }
}

fn exempting(target: &str, unit: Option<&str>) -> Change {
    Change { new: Amended::Exempt, unit: unit.map(str::to_owned), ..change(target, 0, date!(2022 - 07 - 02)) }
}

#[test]
fn an_exemption_after_the_seal_leaves_the_scale_of_the_year_and_no_seal_moves() {
    let package = Package::read(include_str!("../../../testing/data/vi-du-2.package.json")).unwrap();
    let one = exempting("T03", Some("10894"));
    let day = one.effective_on;
    assert_eq!(one.check(&package, SEALED, day), Ok(Some(GoalValue { value: amount(62), to: None })), "the goal from which it exempts");
    let with = one.added_to(package.clone());
    assert_eq!(with.check(), Ok(()));
    assert_eq!(Package::read(with.to_json()).as_ref(), Ok(&with));
    let seal = |package: &Package| crate::seal::Seal::of(package, "10894").unwrap().sha256();
    assert_eq!(seal(&with), seal(&package), "the seal covers what was agreed before it");
    let (before, after) = (crate::assess(&package), crate::assess(&with));
    let of = |receipt: &crate::Receipt, unit: &str| receipt.results.iter().find(|it| it.unit == unit).unwrap().clone();
    let status = |it: &crate::receipt::UnitResult, target: &str| it.targets.iter().find(|it| it.code == target).unwrap().clone();
    assert_eq!(status(&of(&after, "10894"), "T03").status, crate::assessment::Status::Exempt);
    assert_eq!(status(&of(&after, "10924"), "T03"), status(&of(&before, "10924"), "T03"), "of others nothing moves");
    // What was to be reached by the end of June was to be reached; what came later was not.
    let periods = |receipt: &crate::Receipt| -> Vec<String> {
        let target = status(&of(receipt, "10894"), "T03");
        target.details.unwrap().interim.iter().map(|it| it.period.to_string()).collect()
    };
    let kept: Vec<String> = periods(&before).into_iter().filter(|it| it.parse::<Period>().unwrap().to() < day).collect();
    assert!(!kept.is_empty() && kept.len() < periods(&before).len(), "{:?}", periods(&before));
    assert_eq!(periods(&after), kept);
}

#[test]
fn a_common_exemption_is_of_every_unit_that_was_not_exempt() {
    let package = package();
    let all = exempting("T06", None);
    let with = all.added_to(package.clone());
    let by = |it: &crate::package::Exemption| it.amendment.as_ref().map(|it| it.number.clone());
    let of: Vec<_> = with.exemptions().iter().filter(|it| it.target == "T06").map(|it| (it.unit.as_str(), by(it))).collect();
    assert_eq!(of.len(), package.units.len());
    assert_eq!(of.iter().filter(|it| it.1.is_none()).map(|it| it.0).collect::<Vec<_>>(), ["10888"]);
    assert!(concerns(&all, &with, "10906") && concerns(&all, &with, "10894"), "also who has a goal of its own");
    assert!(!concerns(&all, &with, "10888"), "exempt before");
    assert!(!concerns(&change("T06", 5, date!(2022 - 08 - 01)), &with, "10906"), "and no goal concerns it any more");
    let one = exempting("T06", Some("10894"));
    assert!(!concerns(&one, &package, "10906"));
    assert_eq!(one.check(&with, SEALED, one.effective_on), Err(ProposeAmendmentRefusal::Exempt));
    assert_eq!(all.check(&with, SEALED, all.effective_on), Err(ProposeAmendmentRefusal::Exempt));
    let next = |number: &str| Change { number: number.into(), ..exempting("T03", None) }.check(&with, SEALED, one.effective_on).map(drop);
    assert_eq!(next("07"), Err(ProposeAmendmentRefusal::AgainstTheFormat), "a number names one change");
    assert_eq!(next("08"), Ok(()));
}

fn content() -> AmendmentContent {
    AmendmentContent {
        format: FORMAT.into(),
        number: "02/PL-UBND".into(),
        campaign: CampaignPart {
            code: "cchc-2023".into(),
            title: "Cam kết CCHC năm 2023".into(),
            year: 2023,
            starts_on: "2022-12-15".into(),
            ends_on: "2023-12-14".into(),
        },
        peer_group: GroupPart { code: "commune".into(), title: "Xã, thị trấn".into() },
        rule_set_sha256: "ab".into(),
        target: Some(AmendedPart {
            code: "T03".into(), title: "Hồ sơ trực tuyến".into(), unit: "%".into(), direction: "higher".into()
        }),
        rules: None,
        unit: Some(UnitPart { code: "10900".into(), name: "xã Cẩm Văn".into() }),
        period: None,
        old: Some(GoalPart { value: "60".into(), value_to: None }),
        new: Some(GoalPart { value: "62.5".into(), value_to: None }),
        effective_on: "2023-07-01".into(),
        reason: "Tỉnh giao lại".into(),
        replaces: None,
    }
}

fn subject(unit: Option<i64>) -> TargetSubject {
    TargetSubject {
        target: TargetId(3),
        unit: unit.map(UnitId),
        period: None,
        old: Some(GoalValue { value: amount(60), to: None }),
        new: Amended::Goal(GoalValue { value: FigureValue::Amount(Quantity(625_000)), to: None }),
    }
}

fn amendment() -> Amendment {
    let content = content().canonical();
    Amendment {
        id: AmendmentId(1),
        campaign: CampaignId(1),
        group: GroupId(1),
        number: "02/PL-UBND".into(),
        subject: Subject::Target(subject(Some(5))),
        effective_on: date!(2023 - 07 - 01),
        reason: "Tỉnh giao lại".into(),
        digest: crate::canonical::sha256(content.as_bytes()),
        content,
        state: AmendmentState::Proposed,
        proposed: (PersonId(1), Timestamp(0)),
        decided: None,
        decision_reason: String::new(),
        replaces: None,
    }
}

#[test]
fn two_people_stand_behind_an_amendment() {
    let digest = amendment().digest;
    let approve = |it: Amendment, by| it.approve(&digest, PersonId(by), Timestamp(1)).map(|it| it.state);
    assert_eq!(approve(amendment(), 1), Err(DecideAmendmentRefusal::Proposer));
    assert_eq!(approve(amendment(), 2), Ok(AmendmentState::Approved));
    assert_eq!(amendment().approve("00", PersonId(2), Timestamp(1)), Err(DecideAmendmentRefusal::OtherContent));
    let changed = Amendment { content: "{}".into(), ..amendment() };
    assert_eq!(approve(changed, 2), Err(DecideAmendmentRefusal::OtherContent));
    let decline = |it: Amendment, reason: &str, by| it.decline(reason, PersonId(by), Timestamp(1));
    assert_eq!(decline(amendment(), "x", 1), Err(DecideAmendmentRefusal::Proposer));
    assert_eq!(decline(amendment(), "  ", 2), Err(DecideAmendmentRefusal::NoReason));
    assert_eq!(decline(amendment(), &"x".repeat(4_001), 2), Err(DecideAmendmentRefusal::TooLong));
    let declined = decline(amendment(), " Chưa đủ căn cứ ", 2).unwrap();
    assert_eq!((declined.state, declined.decision_reason.as_str()), (AmendmentState::Declined, "Chưa đủ căn cứ"));
    assert_eq!(approve(declined, 2), Err(DecideAmendmentRefusal::NotWaiting));
}

#[test]
fn a_unit_signs_once_what_concerns_it() {
    let digest = amendment().digest;
    let approved = amendment().approve(&digest, PersonId(2), Timestamp(1)).unwrap();
    use AcknowledgeAmendmentRefusal as Why;
    assert_eq!(amendment().may_acknowledge(&digest, true, false), Err(Why::NotApproved));
    assert_eq!(approved.may_acknowledge(&digest, false, false), Err(Why::NotConcerned));
    assert_eq!(approved.may_acknowledge(&digest, true, true), Err(Why::Already));
    assert_eq!(approved.may_acknowledge("00", true, false), Err(Why::OtherContent));
    assert_eq!(approved.may_acknowledge(&digest, true, false), Ok(()));
}

#[test]
fn only_what_is_in_force_of_the_same_goal_and_day_is_replaced() {
    let digest = amendment().digest;
    let approved = amendment().approve(&digest, PersonId(2), Timestamp(1)).unwrap();
    let day = date!(2023 - 07 - 01);
    let of = |unit| Subject::Target(TargetSubject { new: Amended::Exempt, ..subject(unit) });
    assert!(approved.replaceable_by(&of(Some(5)), day));
    assert!(!approved.replaceable_by(&of(None), day));
    assert!(!approved.replaceable_by(&of(Some(5)), date!(2023 - 07 - 02)));
    assert!(!amendment().replaceable_by(&of(Some(5)), day));
    let rules = || Subject::Rules(RulesSubject { rule_set: Some(RuleSetId(2)), grade_rules: None });
    assert!(!approved.replaceable_by(&rules(), day));
    let of_rules = Amendment { subject: rules(), ..approved };
    assert!(of_rules.replaceable_by(&Subject::Rules(RulesSubject { rule_set: None, grade_rules: Some(Vec::new()) }), day));
    assert!(!of_rules.replaceable_by(&of(Some(5)), day));
}

#[test]
fn the_text_says_old_new_day_and_reason_and_comes_back_as_it_was() {
    let content = content();
    assert_eq!(AmendmentContent::read(&content.canonical()), Some(content.clone()));
    assert_eq!(AmendmentContent::read("{}"), None);
    let text = content.lines().join("\n");
    for words in [
        "số 02/PL-UBND",
        "Mức cũ: từ 60% trở lên",
        "Mức mới: từ 62,5% trở lên",
        "từ ngày 01/07/2023",
        "Lý do: Tỉnh giao lại",
        "xã Cẩm Văn",
        "cả năm 2023",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let exempting = AmendmentContent { new: None, unit: None, ..content.clone() };
    assert_eq!(AmendmentContent::read(&exempting.canonical()), Some(exempting.clone()));
    let text = exempting.lines().join("\n");
    for words in ["Mọi đơn vị thuộc nhóm Xã, thị trấn chưa được miễn", "Mức mới: miễn, không áp dụng", "thang điểm được tính lại"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let range = GoalPart { value: "8".into(), value_to: Some("12".into()) };
    let part =
        |direction: &str, unit: &str| AmendedPart { direction: direction.into(), unit: unit.into(), ..content.target.clone().unwrap() };
    assert_eq!(range.in_words(&part("range", "%")), "từ 8 đến 12%");
    assert_eq!(GoalPart { value: "2023-01-31".into(), value_to: None }.in_words(&part("earlier", "ngày")), "chậm nhất 31/01/2023");
    assert_eq!(GoalPart { value: "5".into(), value_to: None }.in_words(&part("lower", "hồ sơ")), "không quá 5 hồ sơ");
    assert_eq!(GoalPart { value: "yes".into(), value_to: None }.in_words(&part("yes", "")), "có");
}

#[test]
fn states_keep_their_names() {
    for state in AmendmentState::ALL {
        assert_eq!(AmendmentState::of(state.code()), Some(*state));
    }
    assert_eq!(AmendmentState::Proposed.code(), "proposed");
}
