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
    let totals: Vec<_> = draft.area_totals().into_iter().map(|it| (it.wanted.unwrap().fixed(0), it.wanted == Some(it.there.sum))).collect();
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
    assert_eq!(wrong(&|it| it.targets[10].without_survey = "maybe".into()), [(Some(10), "without_survey")]);
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
                        "full_at" => target.full_at.is_empty(),
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
                .filter(|it| it.weight.is_empty() || it.full_at.is_empty() && it.rule == "threshold_proportional")
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
fn the_total_says_what_is_lacking_and_leaves_out_what_is_not_clear() {
    let draft = from_rule_set(&rules(0));
    let sum = |it: i64| Quantity(it * 10_000);
    assert_eq!(total_weight(&draft), WeightTotal { sum: sum(100), ..WeightTotal::default() });
    let with = |weight: &str| {
        let mut it = draft.clone();
        it.targets[0].weight = weight.to_owned();
        total_weight(&it)
    };
    assert_eq!(with(" "), WeightTotal { sum: sum(85), blank: 1, ..WeightTotal::default() });
    let uncounted = |typed: &str, readings: Option<(&str, &str)>| {
        let readings = readings.map(|it| (it.0.to_owned(), it.1.to_owned()));
        let one = Uncounted { at: 0, code: "T01".into(), typed: typed.into(), readings };
        WeightTotal { sum: sum(85), blank: 0, uncounted: vec![one] }
    };
    assert_eq!(with("10,555"), uncounted("10,555", Some(("10,5550", "10.555"))));
    assert_eq!(with("nhiều"), uncounted("nhiều", None));
    let mut areas = from_rule_set(&rules(1));
    assert_eq!(areas.total_of_areas(), Some(WeightTotal { sum: sum(100), ..WeightTotal::default() }));
    areas.areas = areas.areas.replacen("| 25 |", "| 2,500 |", 1);
    let total = areas.total_of_areas().unwrap();
    assert_eq!((total.sum, total.uncounted.len()), (sum(75), 1));
    assert_eq!(areas.area_totals()[0].wanted, None);
    assert_eq!(draft.total_of_areas(), None);
}

#[test]
fn lists_are_rows_of_boxes_and_back() {
    let cells = |list: List, text: &str| list.rows(text).concat();
    for (list, text) in [
        (List::Steps, "95: 100%; 90: 50%"),
        (List::Interim, "Quý I/2022 | 45\n2022-H1 | 7 | 12"),
        (List::Areas, "A1 | 25 | Chỉ đạo | điều hành\nA2 |  | Thể chế"),
        (List::Adjustments, "B1 | + | 2 | Sáng kiến\nM1 | − | 3 | Báo cáo chậm"),
        (List::TieBreakers, "survey\ntarget T01"),
        (List::Grades, "excellent: 90\ngood: 70"),
    ] {
        assert_eq!(list.text(&cells(list, text)), text, "{list:?}");
        assert_eq!(list.of_boxes(&list.boxes(text).concat()), text, "{list:?}");
        assert_eq!(list.text(&[]), "");
    }
    assert_eq!(List::Steps.boxes("95: 1; 90: 50%").concat(), ["95", "100", "90", "50"]);
    // Rows with nothing in them are left out, wherever they stand; a box cannot break its row.
    let typed = ["", "", "90", "50%", " ", "", "a;b", "1:2"].map(str::to_owned);
    assert_eq!(List::Steps.text(&typed), "90: 50%; a b: 1 2");
    assert_eq!(cells(List::Adjustments, "M1 | - | 3 | x")[1], MINUS);
    assert_eq!(cells(List::Steps, "≥ 95 → 1")[..], ["95", "1"]);
    assert_eq!(cells(List::Areas, "A1 | 25"), ["A1", "25", ""]);
}

#[test]
fn a_share_is_typed_in_percent() {
    for (kept, box_) in [("70%", "70"), ("0,7", "70"), ("0,125", "12,5"), ("1", "100"), ("abc", "abc"), ("abc%", "abc"), ("", "")] {
        assert_eq!(percent(kept), box_, "{kept}");
    }
    for (typed, kept) in [("70", "70%"), (" 12,5 % ", "12,5%"), ("abc", "abc%"), (" ", "")] {
        assert_eq!(share_of_percent(typed), kept);
    }
    let rules = rules(0);
    let known = used(&rules);
    let mut draft = from_rule_set(&rules);
    (draft.targets[0].rule, draft.targets[0].steps) = ("steps".into(), "95: 100%; 90: 33,33%".into());
    let crate::package::Points::Steps { steps } = &checked(&draft, &known).unwrap().targets[0].points else { panic!() };
    assert_eq!(steps.iter().map(|it| it.share.quantity().0).collect::<Vec<_>>(), [10_000, 3_333]);
    draft.targets[0].steps = "95: 100%; 90: 33,333%".into();
    let wrong = checked(&draft, &known).unwrap_err();
    assert_eq!(wrong[0].mistake, Mistake::Draft(DraftRefusal::Unclear), "33,333 may be 33333");
    draft.targets[0].steps = "95: 100%; 90: 33,3333%".into();
    let wrong = checked(&draft, &known).unwrap_err();
    assert_eq!(wrong[0].mistake, Mistake::Draft(DraftRefusal::TooFine));
    assert_eq!(wrong[0].line, Some(Line { list: List::Steps, row: 1, part: Some(1) }));
}

#[test]
fn periods_are_read_as_people_write_them() {
    for (text, label) in [
        ("2026-q1", "2026-Q1"),
        ("Quý I/2026", "2026-Q1"),
        ("quý 4 năm 2026", "2026-Q4"),
        ("6 tháng/2026", "2026-H1"),
        ("6 tháng cuối năm 2026", "2026-H2"),
        ("9 tháng năm 2026", "2026-9M"),
        ("Tháng 03/2026", "2026-M03"),
        ("Năm 2026", "2026"),
    ] {
        assert_eq!(read_period(text).map(|it| it.to_string()).as_deref(), Some(label), "{text}");
    }
    for year in [2022, 2026] {
        for label in ["-M01", "-M12", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", "-9M", ""] {
            let it: crate::period::Period = format!("{year}{label}").parse().unwrap();
            assert_eq!((read_period(&it.name_vi()), read_period(&it.name_en())), (Some(it), Some(it)), "{it}");
        }
    }
    for bad in ["", "quý I", "quý V/2026", "quý/2026", "tháng 13/2026", "7 tháng/2026", "I/2026"] {
        assert_eq!(read_period(bad), None, "{bad}");
    }
}

#[test]
fn a_mistake_names_its_row_and_its_box() {
    let rules = rules(1);
    let known = used(&rules);
    let sound = from_rule_set(&rules);
    let first = |change: &dyn Fn(&mut RuleDraft)| {
        let mut draft = sound.clone();
        change(&mut draft);
        let line = checked(&draft, &known).unwrap_err()[0].line.unwrap();
        (line.list, line.row, line.part.map(|it| line.list.parts()[it]))
    };
    assert_eq!(first(&|it| it.targets[2].interim = "2022-Q1 | 45\nquý V/2022 | 50".into()), (List::Interim, 1, Some("period")));
    assert_eq!(first(&|it| it.targets[2].interim = "2022-Q1 | 45\n2022-H1".into()), (List::Interim, 1, Some("value")));
    assert_eq!(first(&|it| it.targets[5].interim = "2022-H1 | 12 | 7".into()), (List::Interim, 0, Some("to")));
    assert_eq!(
        first(&|it| (it.targets[0].rule, it.targets[0].steps) = ("steps".into(), "90: 1; tám mươi: 0,5".into())),
        (List::Steps, 1, Some("from"))
    );
    assert_eq!(first(&|it| it.adjustments = "B1 | ? | 2 | x".into()), (List::Adjustments, 0, Some("sign")));
    assert_eq!(first(&|it| it.adjustments.push_str("\nM9 | − |  | x")), (List::Adjustments, 3, Some("cap")));
    assert_eq!(first(&|it| it.tie_breakers = "survey\ntarget T99".into()), (List::TieBreakers, 1, Some("which")));
    assert_eq!(first(&|it| it.grades[1].from = "101".into()), (List::Grades, 1, Some("from")));
    let mut unknown = sound.clone();
    unknown.targets[0].terms = "received − nobody".into();
    assert_eq!(checked(&unknown, &known).unwrap_err()[0].mistake, Mistake::UnknownVariable("nobody".into()));
    // A measure of one variable has no formula.
    (unknown.targets[0].kind, unknown.targets[0].terms) = ("latest".into(), "received − late".into());
    assert_eq!(checked(&unknown, &known).unwrap_err()[0].mistake, Mistake::UnknownVariable("received − late".into()));
}

#[test]
fn a_target_has_the_boxes_that_its_kind_asks_for_and_keeps_the_others() {
    let rules = rules(1);
    let known = used(&rules);
    let mut draft = from_rule_set(&rules);
    let at = draft.targets.iter().position(|it| it.direction == "range").unwrap();
    assert!(draft.targets[at].asks("target_to") && !draft.targets[at].asks("stretch"));
    // Another direction: the upper bound is no part of the rules any more, and stays typed.
    let it = &mut draft.targets[at];
    (it.direction, it.interim) = ("higher".into(), String::new());
    let to = it.target_to.clone();
    *it = it.clone().settled();
    assert!(!it.asks("target_to") && it.target_to == to);
    assert_eq!(checked(&draft, &known).unwrap().targets[at].target_to, None);
    let chosen = |kind: &str, direction: &str, rule: &str| {
        let it = TargetDraft { kind: kind.into(), direction: direction.into(), rule: rule.into(), ..TargetDraft::default() }.settled();
        (it.direction, it.rule)
    };
    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    assert_eq!(chosen("date", "higher", "steps"), pair("earlier", "binary"));
    assert_eq!(chosen("yes_no", "", ""), pair("yes", "binary"));
    assert_eq!(chosen("manual", "lower", "deduct"), pair("higher", "manual"));
    assert_eq!(chosen("sum", "lower", "deduct"), pair("lower", "deduct"));
    assert_eq!(chosen("nothing", "lower", "deduct"), pair("lower", "deduct"), "what is no kind is told, not mended");
    let asked = |kind: &str, rule: &str| {
        let it = TargetDraft { kind: kind.into(), rule: rule.into(), ..TargetDraft::default() }.settled();
        let all = ["terms", "base", "target", "full_at", "floor", "steps", "penalty", "max_survey", "interim", "stretch"];
        all.into_iter().filter(|box_| it.asks(box_)).collect::<Vec<_>>()
    };
    assert_eq!(asked("ratio", "steps"), ["terms", "base", "target", "steps", "interim", "stretch"]);
    assert_eq!(asked("yes_no", "binary"), ["terms", "interim"]);
    assert_eq!(asked("manual", "manual"), ["target", "max_survey", "stretch"]);
}

#[test]
fn earlier_drafts_had_one_box_for_the_number_of_a_rule() {
    let then = |rule: &str| format!("{{\"code\":\"x\",\"targets\":[{{\"rule\":\"{rule}\",\"amount\":\"80\"}}]}}");
    let read = |rule: &str| {
        let it = RuleDraft::read(&then(rule)).unwrap().targets.remove(0);
        (it.full_at, it.floor, it.penalty, it.amount)
    };
    let four = |it: [&str; 4]| (it[0].to_owned(), it[1].to_owned(), it[2].to_owned(), it[3].to_owned());
    assert_eq!(read("threshold_proportional"), four(["80", "", "", ""]));
    assert_eq!(read("floor_then_proportional"), four(["", "80", "", ""]));
    assert_eq!(read("deduct"), four(["", "", "80", ""]));
}

/// The clauses of a target of ten points.
fn said(target: TargetDraft, family: &str) -> Vec<Clause> {
    let named = |code: &str, weight: &str, it: TargetDraft| TargetDraft {
        code: code.into(),
        title: code.into(),
        unit: "x".into(),
        area: "x".into(),
        weight: weight.into(),
        ..it
    };
    let draft = RuleDraft {
        code: "x".into(),
        title: "x".into(),
        targets: vec![named("C01", "10", target), named("C02", "90", of_kind("sum", "higher", "1", "binary"))],
        ..RuleDraft::blank()
    };
    let known: HashSet<String> = ["received", "late"].map(str::to_owned).into();
    clauses(&checked(&draft, &known).unwrap().targets[0], family)
}

fn of_kind(kind: &str, direction: &str, target: &str, rule: &str) -> TargetDraft {
    let (terms, base) = if kind == "ratio" { ("received − late", "received") } else { ("late", "") };
    TargetDraft {
        kind: kind.into(),
        terms: if kind == "manual" { String::new() } else { terms.into() },
        base: base.into(),
        direction: direction.into(),
        target: target.into(),
        rule: rule.into(),
        ..TargetDraft::default()
    }
}

#[test]
fn the_worth_of_a_value_is_said_in_points_of_the_score() {
    let number = |it: i64| Quantity(it * 10_000);
    let worth = |it: TargetDraft| said(it, "weighted_score").remove(1);
    let steps = TargetDraft { steps: "80: 70%; 90: 100%".into(), ..of_kind("ratio", "higher", "90", "steps") };
    let band = |from: Option<i64>, below: Option<i64>, points: i64| Band {
        from: from.map(number),
        below: below.map(number),
        points: number(points),
    };
    let bands = vec![band(Some(90), None, 10), band(Some(80), Some(90), 7), band(None, Some(80), 0)];
    assert_eq!(worth(steps.clone()), Clause::Bands { all: number(10), bands });
    let from_nothing = TargetDraft { steps: "0: 0,5; 90: 1".into(), ..steps };
    assert_eq!(worth(from_nothing), Clause::Bands { all: number(10), bands: vec![band(Some(90), None, 10), band(Some(0), Some(90), 5)] });
    let deduct = |penalty: &str| TargetDraft { penalty: penalty.into(), ..of_kind("sum", "lower", "0", "deduct") };
    let less = |each: i64, none_from: Option<i64>| Clause::LessForEach {
        all: number(10),
        each: Quantity(each),
        none_from: none_from.map(Quantity),
        of: Some("late".into()),
    };
    assert_eq!(worth(deduct("5%")), less(5_000, Some(200_000)));
    assert_eq!(worth(deduct("0,03")), less(3_000, None), "a third of a hundred cannot be written");
    let proportional = worth(of_kind("ratio", "higher", "98", "proportional"));
    let example = Some((number(49), number(5)));
    assert_eq!(
        proportional,
        Clause::InProportion { all: number(10), direction: crate::package::Direction::Higher, goal: number(98), example }
    );
    assert_eq!(worth(of_kind("sum", "lower", "0", "proportional")), Clause::AllOrNothing(number(10)), "there is no proportion to 0");
    let example = Some((number(4), number(5)));
    assert_eq!(
        worth(of_kind("sum", "lower", "2", "proportional")),
        Clause::InProportion { all: number(10), direction: crate::package::Direction::Lower, goal: number(2), example }
    );
    let full = TargetDraft { full_at: "80".into(), ..of_kind("ratio", "higher", "90", "threshold_proportional") };
    assert_eq!(worth(full), Clause::FullFrom { all: number(10), full_at: number(80), example: Some((number(40), number(5))) });
    let floor = TargetDraft { floor: "50".into(), ..of_kind("ratio", "higher", "90", "floor_then_proportional") };
    assert_eq!(worth(floor), Clause::NothingBelow { all: number(10), floor: number(50), goal: number(90) });
    let manual = TargetDraft { max_survey: "4".into(), without_survey: "rescale".into(), ..of_kind("manual", "higher", "", "manual") };
    let said = said(manual, "weighted_score");
    assert_eq!(
        said,
        [
            Clause::MetFromPoints(number(10)),
            Clause::Given { appraised: number(6), survey: number(4) },
            Clause::WithoutSurvey(crate::package::WithoutSurvey::Rescale, number(6)),
        ]
    );
}

/// What the examples of clauses say is what the evaluator gives.
#[test]
fn what_a_clause_says_is_what_the_evaluator_does() {
    for it in [
        TargetDraft { steps: "80: 70%; 90: 100%".into(), ..of_kind("sum", "higher", "90", "steps") },
        TargetDraft { penalty: "5%".into(), ..of_kind("sum", "lower", "0", "deduct") },
        of_kind("sum", "higher", "98", "proportional"),
        of_kind("sum", "lower", "2", "proportional"),
        TargetDraft { full_at: "80".into(), ..of_kind("sum", "higher", "90", "threshold_proportional") },
    ] {
        let clause = said(it.clone(), "weighted_score").remove(1);
        let expected: Vec<(Quantity, Quantity)> = match clause {
            Clause::Bands { bands, .. } => bands.iter().map(|it| (it.from.unwrap_or_default(), it.points)).collect(),
            Clause::LessForEach { all, each, none_from, .. } => {
                vec![(Quantity(0), all), (Quantity(10_000), Quantity(all.0 - each.0)), (none_from.unwrap(), Quantity(0))]
            }
            Clause::InProportion { example, .. } | Clause::FullFrom { example, .. } => vec![example.unwrap()],
            other => panic!("{other:?}"),
        };
        let typed = TargetDraft { code: "C01".into(), title: "x".into(), unit: "x".into(), area: "x".into(), weight: "10".into(), ..it };
        for (value, points) in expected {
            let given = super::check::points_at(&typed, value).unwrap();
            assert_eq!(given.quantity(), Some(points), "{} at {value}", typed.rule);
        }
    }
}

#[test]
fn what_hangs_on_a_target_is_said() {
    let base = of_kind("ratio", "higher", "98", "binary");
    let rest = |it: &TargetDraft, family: &str| said(it.clone(), family).split_off(2);
    let zero = Clause::ZeroDenominator(crate::package::ZeroDenominator::NotApplicable);
    assert_eq!(rest(&base, "all_targets"), [zero.clone(), Clause::AllTargets]);
    assert_eq!(rest(&base, "share_of_targets"), [zero.clone(), Clause::CountsForShare]);
    assert_eq!(rest(&base, "score_and_gates"), std::slice::from_ref(&zero));
    let gated = TargetDraft { gate: "89".into(), mandatory: true, can_exceed: true, stretch: "99".into(), ..base };
    let exceeded = Clause::Exceeded(crate::package::Direction::Higher, Some(crate::value::FigureValue::Amount(Quantity(990_000))));
    let gate = Clause::Gate(Quantity(890_000));
    assert_eq!(rest(&gated, "score_and_gates"), [exceeded.clone(), zero.clone(), gate.clone(), Clause::Mandatory]);
    assert_eq!(rest(&gated, "weighted_score"), [exceeded, zero, gate, Clause::MandatoryForGrades]);
}
