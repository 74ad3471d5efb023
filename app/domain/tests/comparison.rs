//! Two runs of one group: every change has its causes, and the causes say everything.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod amending;
mod arbitrary;
mod samples;

use amending::{KINDS, amended, amended_2};
use arbitrary::any_version;
use arbitrary::second::any_package_2;
use domain::assess;
use domain::comparison::{AmendedPart, Cause, CauseKind, Comparison, UnitChange, apply, compare};
use domain::package::{Amendment, Exemption, Figure, Gate, Package, UnitTarget};
use domain::receipt::{Receipt, UnitResult};
use proptest::prelude::*;
use proptest::sample::Index;
use samples::{decimal, value};

const WORKED: &str = include_str!("../../testing/data/cam-giang-2022.package.json");

const WORKED_2: &str = include_str!("../../testing/data/vi-du-2.package.json");

fn worked() -> Package {
    Package::read(WORKED).unwrap()
}

fn compared(old: &Package, new: &Package) -> Comparison {
    compare((old, &assess(old)), (new, &assess(new)))
}

fn figure<'p>(package: &'p mut Package, unit: &str, variable: &str) -> &'p mut Figure {
    package.figures.iter_mut().find(|it| it.unit == unit && it.variable == variable).unwrap()
}

fn said(cause: &Cause) -> (CauseKind, &str, &str, &str, &str) {
    fn or(it: &Option<String>) -> &str {
        it.as_deref().unwrap_or("-")
    }
    (cause.kind, or(&cause.unit), or(&cause.target), or(&cause.old), or(&cause.new))
}

#[test]
fn a_corrected_figure_is_the_cause_of_its_units_change() {
    let old = worked();
    let mut new = worked();
    // Cẩm Hưng: 1.484 → 1.488 online dossiers of 2.480 lift T03 to 60,00 % (domain.md 14; the explanation says four more are enough).
    figure(&mut new, "10894", "online").value = value("1488");
    let it = compared(&old, &new);
    assert_eq!(it.causes.len(), 1);
    assert_eq!(said(&it.causes[0]), (CauseKind::FigureCorrected, "10894", "-", "1484", "1488"));
    assert_eq!((it.causes[0].variable.as_deref(), it.causes[0].period.as_deref()), (Some("online"), Some("2022")));
    let unit = it.units.iter().find(|it| it.unit == "10894").unwrap();
    let scores = (unit.before.as_ref().unwrap().score.as_ref().unwrap(), unit.after.as_ref().unwrap().score.as_ref().unwrap());
    assert_eq!((scores.0.to_string().as_str(), scores.1.to_string().as_str()), ("97.97", "98.01"));
    assert_eq!((unit.causes.as_slice(), unit.places()), (&[0][..], Some(0)));
    assert_eq!(unit.targets.len(), 1);
    let target = &unit.targets[0];
    assert_eq!((target.code.as_str(), target.causes.as_slice(), target.points()), ("T03", &[0][..], Some(domain::Quantity(400))));
    assert_eq!(it.units.len(), 1, "nobody else moved");
    assert_eq!(apply(&old, &it.causes).unwrap().to_json(), new.to_json());
}

#[test]
fn a_place_that_others_changed_has_no_cause_of_its_own() {
    let old = worked();
    let mut new = worked();
    // Cẩm Vũ (9th) falls below Định Sơn (10th) when its satisfaction is missing.
    new.figures.retain(|it| !(it.unit == "10909" && it.variable == "satisfied"));
    let it = compared(&old, &new);
    let moved = it.units.iter().find(|it| it.unit == "10918").unwrap();
    assert!(moved.only_its_place_moved() && moved.causes.is_empty());
    assert_eq!(moved.places(), Some(1));
    let fallen = it.units.iter().find(|it| it.unit == "10909").unwrap();
    assert_eq!((fallen.causes.as_slice(), fallen.targets[0].code.as_str()), (&[0][..], "T07"));
    assert_eq!(it.causes[0].kind, CauseKind::FigureRemoved);
}

#[test]
fn every_kind_of_change_is_named_as_what_it_is() {
    let old = worked();
    let mut new = worked();
    new.exemptions.as_mut().unwrap().push(Exemption { unit: "10900".into(), target: "T06".into(), basis: "QĐ 1".into(), amendment: None });
    new.unit_targets = Some(vec![UnitTarget::new("10924".into(), "T03".into(), value("40"))]);
    new.rule_set.targets[0].weight = decimal("14");
    new.rule_set.targets[1].weight = decimal("11");
    new.rule_set.targets[2].target = value("60.0");
    new.rule_set.targets[3].points = domain::package::Points::ThresholdProportional { full_at: decimal("80") };
    new.rule_set.display_decimals = 3;
    new.units.retain(|it| it.code != "10942");
    new.figures.retain(|it| it.unit != "10942");
    new.units[0].name = "Cẩm Giang (mới)".into();
    new.figures.swap(0, 1);
    new.figures.insert(3, samples::figure("10888", "extra", "2022", "7"));
    new.campaign.title = "Đợt khác".into();
    let it = compared(&old, &new);
    let all: Vec<_> = it.causes.iter().filter(|it| it.kind != CauseKind::FigureRemoved).map(|it| (it.kind, it.part())).collect();
    let expected = [
        (CauseKind::CampaignChanged, AmendedPart::Title),
        (CauseKind::Exempted, AmendedPart::Other),
        (CauseKind::RulesAmended, AmendedPart::Decimals),
        (CauseKind::TargetAmended, AmendedPart::Weight),
        (CauseKind::TargetAmended, AmendedPart::Weight),
        (CauseKind::Rewritten, AmendedPart::Goal),
    ];
    assert_eq!(all[..expected.len()], expected, "{all:#?}");
    for kind in [CauseKind::OwnTargetSet, CauseKind::UnitRemoved, CauseKind::UnitChanged, CauseKind::FigureAdded, CauseKind::Reordered] {
        assert!(all.iter().any(|it| it.0 == kind), "{kind:?}: {all:?}");
    }
    assert!(all.contains(&(CauseKind::TargetAmended, AmendedPart::Points)), "{all:?}");
    assert_eq!(it.causes.iter().filter(|it| it.kind == CauseKind::FigureRemoved).count(), 12);
    assert_eq!(apply(&old, &it.causes).unwrap().to_json(), new.to_json());
    let back = compared(&new, &old);
    assert_eq!(apply(&new, &back.causes).unwrap().to_json(), old.to_json());
    let gone = it.units.last().unwrap();
    assert_eq!((gone.unit.as_str(), gone.after.is_none()), ("10942", true));
}

#[test]
fn every_kind_of_change_of_version_2_is_named_as_what_it_is() {
    let old = Package::read(WORKED_2).unwrap();
    let mut new = old.clone();
    let amendments = new.amendments.as_mut().unwrap();
    amendments[0].value = value("63");
    let fourth = amendments.remove(3);
    amendments.push(Amendment { number: "6".into(), unit: Some("10909".into()), ..fourth });
    let appraisals = new.appraisals.as_mut().unwrap();
    appraisals[0].appraised = decimal("4.5");
    appraisals[1].reason = "Lý do khác".into();
    appraisals.remove(2);
    let adjustments = new.adjustments.as_mut().unwrap();
    adjustments.remove(1);
    adjustments[2].points = decimal("1");
    adjustments[3].points = decimal("0.50");
    let published = new.external_results.as_mut().unwrap();
    (published[0].score, published[0].rank) = (decimal("90"), Some(2));
    published[1].source = "Nguồn khác".into();
    published.remove(2);
    let rules = &mut new.rule_set;
    let target = |code: &str| old.rule_set.targets.iter().position(|it| it.code == code).unwrap();
    rules.targets[target("T02")].gate = Some(Gate { cap: decimal("85") });
    rules.targets[target("T03")].interim.as_mut().unwrap()[0].value = value("44");
    rules.targets[target("T01")].stretch = None;
    rules.rank.as_mut().unwrap().tie_breakers.reverse();
    rules.bonus_cap = Some(decimal("1"));
    let areas = rules.areas.as_mut().unwrap();
    (areas[1].weight, areas[2].weight) = (decimal("15"), decimal("50"));
    let moved = target("T02");
    rules.targets[moved].area = areas[2].code.clone();
    new.campaign.ends_on = time::macros::date!(2022 - 12 - 13);
    assert_eq!(new.check(), Ok(()));
    let it = compared(&old, &new);
    let told: Vec<_> =
        it.causes.iter().map(|it| (it.kind, it.part(), it.unit.as_deref(), it.target.as_deref(), it.code.as_deref())).collect();
    let amendment = |number: &str| {
        let found = it.causes.iter().find(|it| it.code.as_deref() == Some(number) && it.target.is_some()).unwrap();
        (found.amended_on.unwrap(), found.old.as_deref().unwrap(), found.new.as_deref().unwrap())
    };
    let march = time::macros::date!(2022 - 03 - 15);
    assert_eq!(amendment("6"), (march, "8 – 12", "5 – 9"), "the common goal, then that of the unit");
    assert_eq!(amendment("4"), (march, "5 – 9", "8 – 12"), "what is owed again");
    assert_eq!(amendment("1"), (time::macros::date!(2022 - 07 - 01), "62", "63"));
    use AmendedPart as Part;
    use CauseKind as Kind;
    for expected in [
        (Kind::AmendmentChanged, Part::Goal, None, Some("T03"), Some("1")),
        (Kind::AmendmentWithdrawn, Part::Other, Some("10906"), Some("T06"), Some("4")),
        (Kind::AmendmentMade, Part::Other, Some("10909"), Some("T06"), Some("6")),
        (Kind::AppraisalChanged, Part::Points, Some("10888"), Some("T11"), None),
        (Kind::AppraisalChanged, Part::Note, Some("10888"), Some("T12"), None),
        (Kind::AppraisalWithdrawn, Part::Other, Some("10891"), Some("T11"), None),
        (Kind::PointsWithdrawn, Part::Other, Some("10912"), None, Some("B1")),
        (Kind::PointsChanged, Part::Points, Some("10927"), None, Some("B2")),
        (Kind::Rewritten, Part::Points, Some("10903"), None, Some("M1")),
        (Kind::PublishedChanged, Part::Points, Some("10927"), None, None),
        (Kind::PublishedChanged, Part::Other, Some("10927"), None, None),
        (Kind::PublishedChanged, Part::Note, Some("10912"), None, None),
        (Kind::PublishedWithdrawn, Part::Other, Some("10900"), None, None),
        (Kind::TargetAmended, Part::Gate, None, Some("T02"), None),
        (Kind::TargetAmended, Part::Interim, None, Some("T03"), None),
        (Kind::TargetAmended, Part::Stretch, None, Some("T01"), None),
        (Kind::TargetAmended, Part::Area, None, Some("T02"), None),
        (Kind::RulesAmended, Part::TieBreakers, None, None, None),
        (Kind::RulesAmended, Part::AfterTotal, None, None, None),
        (Kind::RulesAmended, Part::Areas, None, None, None),
        (Kind::LastDayChanged, Part::Other, None, None, None),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:#?}");
    }
    let appraised = it.units.iter().find(|it| it.unit == "10888").unwrap();
    let target = appraised.targets.iter().find(|it| it.code == "T11").unwrap();
    let names: Vec<_> = target.causes.iter().map(|at| it.causes[*at].kind).collect();
    assert_eq!(names, [Kind::AppraisalChanged, Kind::LastDayChanged], "not the bonus, nor the areas");
    assert_eq!(apply(&old, &it.causes).unwrap().to_json(), new.to_json());
    assert_eq!(apply(&new, &compared(&new, &old).causes).unwrap().to_json(), old.to_json());
}

#[test]
fn where_only_the_tie_breakers_change_they_are_the_cause_of_every_place() {
    let old = Package::read(WORKED_2).unwrap();
    let mut new = old.clone();
    new.rule_set.rank = None;
    let it = compared(&old, &new);
    assert!(!it.units.is_empty() && it.units.iter().all(|it| it.only_its_place_moved() && it.causes == [0]));
    assert_eq!((it.causes[0].kind, it.causes[0].part()), (CauseKind::RulesAmended, AmendedPart::TieBreakers));
}

#[test]
fn what_decides_nothing_is_listed_and_blamed_for_nothing() {
    let old = worked();
    let mut new = worked();
    new.rule_set.title = "Tên khác".into();
    new.units[0].name = "Tên khác".into();
    new.figures.reverse();
    figure(&mut new, "10888", "received").value = value("2550.0");
    let it = compared(&old, &new);
    assert_eq!(it.causes.len(), 4);
    assert!(it.causes.iter().all(Cause::decides_nothing), "{:?}", it.causes);
    assert!(it.units.is_empty());
    assert_eq!(apply(&old, &it.causes).unwrap().to_json(), new.to_json());
}

#[test]
fn causes_of_another_package_do_not_apply() {
    let old = worked();
    let mut new = worked();
    new.figures.remove(5);
    let causes = compared(&old, &new).causes;
    assert_eq!(apply(&new, &causes), None);
}

/// A result without the places.
fn placeless(receipt: &Receipt, unit: &str) -> Option<UnitResult> {
    let mut result = receipt.unit(unit)?.clone();
    result.rank = None;
    result.targets.sort_by(|one, other| one.code.cmp(&other.code));
    if let Some(details) = &mut result.details {
        details.adjustments.sort_by(|one, other| one.code.cmp(&other.code));
        details.gates.sort();
        details.area_results.iter_mut().for_each(|it| it.rank = None);
        details.area_results.sort_by(|one, other| one.area.cmp(&other.area));
    }
    Some(result)
}

/// What is not among a unit's causes, or a target's, leaves its result as it was, wherever it can be done alone.
fn without_its_causes(old: &Package, before: &Receipt, it: &Comparison, unit: &UnitChange) -> Result<(), TestCaseError> {
    let without = |causes: &[usize]| -> Option<Receipt> {
        let others = it.causes.iter().enumerate().filter(|it| !causes.contains(&it.0)).map(|it| it.1);
        // An empty list that goes would take along what stays in it here.
        let others: Vec<Cause> = others.filter(|it| it.kind != CauseKind::Rewritten || it.new.is_some()).cloned().collect();
        apply(old, &others).filter(|it| it.check().is_ok()).map(|it| assess(&it))
    };
    if let Some(then) = without(&unit.causes).filter(|then| unit.before.is_some() && then.version == before.version) {
        prop_assert_eq!(placeless(&then, &unit.unit), placeless(before, &unit.unit), "{:#?}", it);
    }
    for target in unit.targets.iter().filter(|it| it.before.is_some()) {
        if let Some(then) = without(&target.causes).filter(|then| then.version == before.version) {
            let of = |it: &Receipt| it.unit(&unit.unit).and_then(|it| it.target(&target.code)).cloned();
            prop_assert_eq!(of(&then), of(before), "{:#?}", it);
        }
    }
    Ok(())
}

fn holds(old: &Package, new: &Package) -> Result<(), TestCaseError> {
    let (before, after) = (assess(old), assess(new));
    let it = compare((old, &before), (new, &after));
    prop_assert_eq!(apply(old, &it.causes).map(|it| it.to_json()), Some(new.to_json()));
    if it.causes.is_empty() {
        prop_assert_eq!(before.to_json(), after.to_json());
    }
    if it.causes.iter().all(Cause::decides_nothing) {
        prop_assert!(it.units.is_empty(), "{:#?}", it);
    }
    let is_caused = |it: &UnitChange| !it.causes.is_empty();
    prop_assert!(it.units.is_empty() || it.units.iter().any(is_caused), "{:#?}", it);
    for unit in &it.units {
        prop_assert!(unit.only_its_place_moved() || is_caused(unit), "{:#?} {:#?}", unit, it.causes);
        prop_assert!(unit.targets.iter().all(|it| !it.causes.is_empty() && it.before != it.after), "{:#?} {:#?}", unit, it.causes);
        without_its_causes(old, &before, &it, unit)?;
        prop_assert!(unit.causes.iter().all(|at| it.causes[*at].unit.as_ref().is_none_or(|it| *it == unit.unit)));
    }
    Ok(())
}

proptest! {
    // Each case assesses a dozen packages.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_causes_of_a_change_give_the_new_package_and_explain_every_result(old in any_version(), picks in proptest::collection::vec((0_u8..11, any::<Index>()), 0..5)) {
        let new = amended(&old, &picks);
        prop_assert_eq!(new.check(), Ok(()));
        holds(&old, &new)?;
        holds(&new, &old)?;
    }

    #[test]
    fn so_do_the_causes_that_version_2_adds(old in any_package_2(), picks in proptest::collection::vec((0_u8..KINDS, any::<Index>(), any::<Index>()), 0..6)) {
        let new = amended_2(&old, &picks);
        prop_assert_eq!(new.check(), Ok(()));
        holds(&old, &new)?;
        holds(&new, &old)?;
    }

    #[test]
    fn two_packages_that_have_little_in_common_are_compared_too(old in any_version(), new in any_version()) {
        holds(&old, &new)?;
    }

    #[test]
    fn a_package_has_no_difference_to_itself(package in any_version()) {
        let it = compared(&package, &package);
        prop_assert!(it.causes.is_empty() && it.units.is_empty());
    }
}
