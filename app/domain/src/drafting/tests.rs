//! Drafts: both ways between what is typed and the rules, every mistake at its box, ready sets, examples.

use super::*;
use crate::package::{Package, RuleSet};
use crate::quantity::Quantity;
use std::collections::HashSet;

const PACKAGES: [&str; 2] =
    [include_str!("../../../testing/data/cam-giang-2022.package.json"), include_str!("../../../testing/data/vi-du-2.package.json")];

fn rules(at: usize) -> RuleSet {
    Package::read(PACKAGES[at]).unwrap().rule_set
}

fn used(it: &RuleSet) -> HashSet<String> {
    it.targets.iter().flat_map(|it| it.measure.variables()).map(str::to_owned).collect()
}

fn checked(draft: &RuleDraft, known: &HashSet<String>) -> Result<RuleSet, Vec<DraftProblem>> {
    draft.rules(&known.iter().map(String::as_str).collect())
}

fn fields(problems: &[DraftProblem]) -> Vec<(Option<usize>, &'static str)> {
    problems.iter().map(|it| (it.target, it.field)).collect()
}

#[test]
fn rules_come_back_from_a_draft_as_they_were() {
    for at in 0..PACKAGES.len() {
        let rules = rules(at);
        let draft = from_rule_set(&rules);
        let again = RuleDraft::read(&draft.to_json()).unwrap();
        assert_eq!(again, draft);
        let back = checked(&again, &used(&rules)).unwrap();
        assert_eq!(back.sha256(), rules.sha256(), "nothing is lost, not even what the editor does not show");
    }
}

#[test]
fn a_draft_is_read_from_a_package_a_rule_set_and_a_draft_and_from_nothing_else() {
    for text in PACKAGES {
        let rules = Package::read(text).unwrap().rule_set;
        assert_eq!(RuleDraft::read(text).unwrap(), RuleDraft::read(&rules.to_json()).unwrap());
    }
    for bad in ["", "{}", "[]", "x", "{\"code\":1}", "{\"rule_set\":{}}", "{\"pass\":{}}"] {
        assert_eq!(RuleDraft::read(bad), Err(DraftRefusal::NotARuleSet), "{bad}");
    }
    assert_eq!(RuleDraft::read(&"x".repeat(LONGEST + 1)), Err(DraftRefusal::TooLong));
    let many = RuleDraft { code: "x".into(), targets: vec![TargetDraft::default(); MOST_TARGETS + 1], ..RuleDraft::default() };
    assert_eq!(RuleDraft::read(&many.to_json()), Err(DraftRefusal::TooManyTargets));
}

#[test]
fn formulas_are_read_as_they_are_written() {
    let term = |times: i64, name: &str| (Quantity(times), name.to_owned());
    let read = |text: &str| super::convert::read_terms(text);
    assert_eq!(read("received − late"), Some(vec![term(10_000, "received"), term(-10_000, "late")]));
    assert_eq!(read("- late + 0,5 × online"), Some(vec![term(-10_000, "late"), term(5_000, "online")]));
    assert_eq!(read("2*x"), Some(vec![term(20_000, "x")]));
    for bad in ["", "+", "a +", "a b", "a × b × c", "x×", "1,2,3 × a"] {
        assert_eq!(read(bad), None, "{bad}");
    }
    for rules in [rules(0), rules(1)] {
        for target in rules.targets {
            if let crate::package::Measure::Ratio { numerator, .. } = &target.measure {
                let there: Vec<_> = numerator.iter().map(|it| (it.times(), it.variable.clone())).collect();
                assert_eq!(read(&terms_of(numerator)), Some(there));
            }
        }
    }
}

#[test]
fn every_mistake_stands_at_its_box() {
    let rules = rules(0);
    let known = used(&rules);
    let sound = from_rule_set(&rules);
    let wrong = |change: &dyn Fn(&mut RuleDraft)| {
        let mut draft = sound.clone();
        change(&mut draft);
        fields(&checked(&draft, &known).unwrap_err())
    };
    let of_first = |change: &dyn Fn(&mut TargetDraft)| wrong(&|it: &mut RuleDraft| change(&mut it.targets[0]));
    assert_eq!(of_first(&|it| it.terms = "received − nobody".into()), [(Some(0), "terms")]);
    assert_eq!(of_first(&|it| it.base = "received late".into()), [(Some(0), "base")]);
    assert_eq!(of_first(&|it| it.target = "chín mươi".into()), [(Some(0), "target")]);
    assert_eq!(of_first(&|it| it.times = "1,250".into()), [(Some(0), "times")]);
    assert_eq!(of_first(&|it| it.direction = "earlier".into()).first(), Some(&(Some(0), "direction")));
    assert_eq!(of_first(&|it| it.rule = "steps".into()), [(Some(0), "steps")]);
    assert_eq!(
        of_first(&|it| (it.rule, it.steps) = ("steps".into(), "90: 0,5; 90: 1".into())),
        [(Some(0), "steps")],
        "two steps with one start"
    );
    assert_eq!(of_first(&|it| it.stretch = "90".into()), [(Some(0), "stretch")]);
    // Weights that do not total 100 are one mistake, of the whole.
    assert_eq!(of_first(&|it| it.weight = "14".into()), [(None, "targets")]);
    assert_eq!(of_first(&|it| it.weight = "0".into()).first(), Some(&(None, "targets")));
    assert!(of_first(&|it| it.weight = "0".into()).contains(&(Some(0), "weight")));
    assert_eq!(wrong(&|it| it.title = String::new()), [(None, "title")]);
    assert_eq!(wrong(&|it| it.display_decimals = "9".into()), [(None, "display_decimals")]);
    assert_eq!(wrong(&|it| (it.family, it.pass_from) = ("weighted_score".into(), "101".into())), [(None, "pass_from")], "a band above 100");
    assert_eq!(wrong(&|it| it.grades.push(GradeDraft { grade: "best".into(), from: "90".into() })).first(), Some(&(None, "grades")));
    assert_eq!(wrong(&|it| it.targets[1].code = it.targets[0].code.clone()), [(Some(1), "code")]);
    assert!(wrong(&|it| it.targets.clear()).contains(&(None, "targets")));
}

#[test]
fn every_list_of_the_format_stands_in_a_box() {
    let draft = from_rule_set(&rules(1));
    assert_eq!(draft.areas.lines().next(), Some("A1_leadership | 25 | Công tác chỉ đạo, điều hành CCHC"));
    assert_eq!(draft.tie_breakers.lines().collect::<Vec<_>>()[..2], ["survey", "actual T01"]);
    assert_eq!(draft.adjustments.lines().last(), Some("M1 | − | 3 | Báo cáo đột xuất chậm"));
    assert_eq!((draft.bonus_cap.as_str(), draft.malus_cap.as_str()), ("3", "2,5"));
    let interim = |code: &str| draft.targets.iter().find(|it| it.code == code).unwrap().interim.clone();
    assert_eq!(interim("T03"), "2022-Q1 | 45\n2022-H1 | 52\n2022-9M | 57");
    assert_eq!(interim("T06"), "2022-H1 | 7 | 12");
    assert_eq!(draft.targets.iter().find(|it| it.code == "T11").unwrap().without_survey, "rescale");
    assert!(draft.targets.iter().all(|it| it.kept.is_empty()));
    let totals: Vec<_> = draft.area_totals().into_iter().map(|it| (it.1.fixed(0), it.1 == it.2)).collect();
    assert_eq!(totals, [("25".to_owned(), true), ("25".to_owned(), true), ("40".to_owned(), true), ("10".to_owned(), true)]);
}

#[test]
fn sound_rules_with_numbers_of_three_decimals_and_odd_titles_come_back_too() {
    let text = PACKAGES[1].replace("\"value\": \"45\"", "\"value\": \"45.125\"");
    let mut rules = Package::read(&text).unwrap().rule_set;
    rules.targets[2].target = crate::package::Value::Amount(crate::package::Decimal::read("60.125").unwrap());
    if let Some(areas) = &mut rules.areas {
        areas[0].title = "Chỉ đạo | điều hành".to_owned();
    }
    let draft = from_rule_set(&rules);
    assert_eq!(draft.targets[2].target, "60,1250");
    assert!(draft.targets[2].interim.starts_with("2022-Q1 | 45,1250"));
    assert_eq!(checked(&draft, &used(&rules)).unwrap().sha256(), rules.sha256());
    assert_eq!(draft.own_areas()[0], ("A1_leadership".to_owned(), "Chỉ đạo | điều hành".to_owned()));
}

#[test]
fn drafts_of_earlier_versions_held_their_lists_as_json_and_say_the_same() {
    let rules = rules(1);
    let now = from_rule_set(&rules);
    let json: serde_json::Value = serde_json::from_str(&rules.to_json()).unwrap();
    let mut then = RuleDraft { areas: String::new(), adjustments: String::new(), tie_breakers: String::new(), ..now.clone() };
    (then.bonus_cap, then.malus_cap) = Default::default();
    for key in ["areas", "adjustments", "bonus_cap", "malus_cap", "rank"] {
        then.kept.insert(key.to_owned(), json[key].to_string());
    }
    for (at, target) in then.targets.iter_mut().enumerate() {
        (target.interim, target.without_survey) = Default::default();
        for key in ["interim", "without_survey"] {
            if let Some(part) = json["targets"][at].get(key) {
                target.kept.insert(key.to_owned(), part.to_string());
            }
        }
    }
    let mut text: serde_json::Value = serde_json::from_str(&then.to_json()).unwrap();
    for key in ["areas", "adjustments", "bonus_cap", "malus_cap", "tie_breakers"] {
        text.as_object_mut().unwrap().remove(key);
    }
    let read = RuleDraft::read(&text.to_string()).unwrap();
    assert_eq!(read, now);
    assert_eq!(checked(&read, &used(&rules)).unwrap().sha256(), rules.sha256());
}

#[test]
fn lists_that_cannot_be_read_are_told_at_their_box() {
    let rules = rules(1);
    let known = used(&rules);
    let sound = from_rule_set(&rules);
    let wrong = |change: &dyn Fn(&mut RuleDraft)| {
        let mut draft = sound.clone();
        change(&mut draft);
        fields(&checked(&draft, &known).unwrap_err())
    };
    assert_eq!(wrong(&|it| it.areas = it.areas.replace("| 25 | Công tác", "| 24 | Công tác"))[0], (None, "areas"), "areas total 100 too");
    assert_eq!(wrong(&|it| it.areas.push_str("\nA9 | 5"))[0], (None, "areas"));
    assert_eq!(wrong(&|it| it.adjustments = "B1 | + | hai | x".into())[0], (None, "adjustments"));
    assert_eq!(wrong(&|it| it.adjustments = "B1 | ? | 2 | x".into())[0], (None, "adjustments"));
    assert_eq!(wrong(&|it| it.tie_breakers = "luck".into()), [(None, "tie_breakers")]);
    assert_eq!(wrong(&|it| it.tie_breakers = "target T99".into()), [(None, "tie_breakers")]);
    assert_eq!(wrong(&|it| it.bonus_cap = "ba".into()), [(None, "bonus_cap")]);
    let third = |change: &dyn Fn(&mut TargetDraft)| wrong(&|it: &mut RuleDraft| change(&mut it.targets[2]));
    assert_eq!(third(&|it| it.interim = "quý I | 45".into()), [(Some(2), "interim")]);
    assert_eq!(third(&|it| it.interim = "2022-Q1".into()), [(Some(2), "interim")]);
    assert_eq!(third(&|it| it.without_survey = "maybe".into()), [(Some(2), "without_survey")]);
}

#[test]
fn a_number_that_is_read_in_two_ways_is_nowhere_taken() {
    let rules = rules(1);
    let known = used(&rules);
    let sound = from_rule_set(&rules);
    let unclear = |change: &dyn Fn(&mut RuleDraft)| {
        let mut draft = sound.clone();
        change(&mut draft);
        let problems = checked(&draft, &known).err().unwrap_or_default();
        problems.into_iter().find(|it| it.mistake == Mistake::Draft(DraftRefusal::Unclear)).map(|it| (it.target, it.field))
    };
    assert_eq!(unclear(&|it| it.areas = it.areas.replacen("| 25 |", "| 1,250 |", 1)), Some((None, "areas")));
    assert_eq!(unclear(&|it| it.adjustments = "B1 | + | 1,250 | x".into()), Some((None, "adjustments")));
    assert_eq!(unclear(&|it| it.malus_cap = "1,250".into()), Some((None, "malus_cap")));
    assert_eq!(unclear(&|it| (it.family, it.pass_from) = ("weighted_score".into(), "1,250".into())), Some((None, "pass_from")));
    assert_eq!(
        unclear(&|it| (it.family, it.fail_below, it.pass_from) = ("share_of_targets".into(), "0,125".into(), "0,5".into())),
        None,
        "below one there is one reading"
    );
    assert_eq!(unclear(&|it| it.grades.push(GradeDraft { grade: "x".into(), from: "1,250".into() })), Some((None, "grades")));
    assert_eq!(unclear(&|it| it.targets[2].interim = "2022-Q1 | 1,250".into()), Some((Some(2), "interim")));
    assert_eq!(unclear(&|it| it.targets[0].terms = "1,250 × received".into()), Some((Some(0), "terms")));
    assert_eq!(
        unclear(&|it| (it.targets[0].rule, it.targets[0].steps) = ("steps".into(), "1,250: 1; 0: 0,5".into())),
        Some((Some(0), "steps"))
    );
}

#[test]
fn ready_sets_are_drafts_whose_blanks_are_all_that_is_wrong() {
    for set in READY {
        let draft = RuleDraft::read(set.json).unwrap();
        let known: HashSet<String> = draft
            .targets
            .iter()
            .flat_map(|it| [&it.terms, &it.base])
            .filter_map(|it| super::convert::read_terms(it))
            .flatten()
            .map(|it| it.1)
            .collect();
        let problems = checked(&draft, &known).unwrap_err();
        for it in &problems {
            let blank = match it.target {
                Some(at) => {
                    let target = &draft.targets[at];
                    match it.field {
                        "weight" => target.weight.is_empty(),
                        "amount" => target.amount.is_empty(),
                        _ => false,
                    }
                }
                None => it.field == "targets" || (it.field == "grades" && draft.grades.is_empty()),
            };
            assert!(blank, "{}: {it:?}", set.code);
        }
        // What the sources do not say is marked.
        assert!(
            draft
                .targets
                .iter()
                .filter(|it| it.weight.is_empty() || it.amount.is_empty() && it.rule == "threshold_proportional")
                .all(|it| !it.note.is_empty())
        );
    }
}

#[test]
fn an_example_is_worked_out_by_the_evaluator() {
    for rules in [rules(0), rules(1)] {
        for target in from_rule_set(&rules).targets {
            let why = example(&target).unwrap_or_else(|| panic!("{}", target.code));
            assert_eq!(why.weight, Some(Quantity::parse(&target.weight).unwrap().quantity), "{}", target.code);
            assert!(why.result.points.is_some(), "{}", target.code);
            assert!(target.kind == "manual" || why.inputs.iter().all(|it| !it.figures.is_empty()), "{}", target.code);
        }
    }
    assert_eq!(example(&TargetDraft::default()), None);
}

#[test]
fn the_total_says_what_is_lacking() {
    let draft = from_rule_set(&rules(0));
    assert_eq!(total_weight(&draft), (Quantity(1_000_000), 0));
    let mut lacking = draft;
    lacking.targets[0].weight = String::new();
    assert_eq!(total_weight(&lacking), (Quantity(850_000), 1));
}
