//! Packages with errors: each error is told at its place, all in one run, in the order of the file.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::Package;
use domain::package::{PackageError, Reason};
use proptest::prelude::*;

/// A small sound package that uses every kind of measure and rule.
const SOUND: &str = r#"{
 "format": "camket-package/1",
 "campaign": {"code": "c", "title": "Cam kết", "year": 2022, "starts_on": "2021-12-15", "ends_on": "2022-12-14"},
 "units": [{"code": "u1", "name": "Xã Một", "peer_group": "xã"}, {"code": "u2", "name": "Xã Hai", "peer_group": "xã"}],
 "rule_set": {"code": "r", "title": "Bộ chỉ tiêu", "display_decimals": 2, "targets": [
  {"code": "T1", "title": "a", "unit": "%", "area": "x", "weight": "20", "measure": {"kind": "ratio", "numerator": [{"variable": "n", "times": "-1"}], "denominator": [{"variable": "d"}], "times": "100"}, "direction": "higher", "target": "98", "points": {"rule": "proportional"}, "can_exceed": true, "mandatory": false, "zero_denominator": "zero"},
  {"code": "T2", "title": "b", "unit": "hồ sơ", "area": "x", "weight": "20.5", "measure": {"kind": "sum", "of": [{"variable": "s"}]}, "direction": "lower", "target": "0", "points": {"rule": "deduct", "penalty": "0.1"}},
  {"code": "T3", "title": "c", "unit": "%", "area": "x", "weight": "19.5", "measure": {"kind": "latest", "of": "l"}, "direction": "higher", "target": "1", "points": {"rule": "steps", "steps": [{"from": "1", "share": "0.5"}, {"from": "2", "share": "1"}]}},
  {"code": "T4", "title": "d", "unit": "%", "area": "x", "weight": "20", "measure": {"kind": "date", "of": "day"}, "direction": "earlier", "target": "2022-01-31", "points": {"rule": "binary"}},
  {"code": "T5", "title": "e", "unit": "%", "area": "x", "weight": "10", "measure": {"kind": "yes_no", "of": "done"}, "direction": "yes", "target": "yes", "points": {"rule": "binary"}},
  {"code": "T6", "title": "f", "unit": "%", "area": "x", "weight": "10", "measure": {"kind": "mean", "of": "m"}, "direction": "higher", "target": "5", "points": {"rule": "threshold_proportional", "full_at": "10"}}],
  "pass": {"family": "share_of_targets", "fail_below": "0.4", "pass_from": "0.6"},
  "grades": [{"grade": "low", "from": "0"}, {"grade": "high", "from": "50"}]},
 "exemptions": [{"unit": "u1", "target": "T1", "basis": "NQ 1"}],
 "unit_targets": [{"unit": "u2", "target": "T4", "value": "2022-02-28"}],
 "figures": [
  {"unit": "u1", "variable": "n", "period": "2022-M01", "value": "1"},
  {"unit": "u1", "variable": "day", "period": "2022", "value": "2022-01-05"},
  {"unit": "u2", "variable": "done", "period": "2022", "value": "no"},
  {"unit": "u2", "variable": "unused", "period": "2022", "value": "yes"}]
}"#;

fn errors(text: impl AsRef<[u8]>) -> Vec<PackageError> {
    Package::read(text).err().unwrap_or_default()
}

fn paths(text: impl AsRef<[u8]>) -> Vec<String> {
    errors(text).into_iter().map(|it| it.path).collect()
}

/// Replaces the one place where `from` stands.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(SOUND.matches(from).count(), 1, "{from}");
    SOUND.replace(from, to)
}

#[test]
fn the_sound_package_has_no_error() {
    assert_eq!(errors(SOUND), []);
    let package = Package::read(SOUND).unwrap();
    assert_eq!(package.to_json(), domain::canonical::canonical_form(SOUND).unwrap());
}

#[test]
fn every_single_error_is_told_at_its_place() {
    let own = "$.unit_targets[0]";
    let t = |it: usize, rest: &str| format!("$.rule_set.targets[{it}]{rest}");
    let table: Vec<(&str, &str, Vec<String>)> = vec![
        ("camket-package/1", "camket-package/3", vec!["$.format".into()]),
        ("\"format\": \"camket-package/1\",", "", vec!["$.format".into()]),
        ("\"camket-package/1\"", "null", vec!["$.format".into()]),
        ("\"format\":", "\"more\": {\"deep\": null}, \"format\":", vec!["$.more".into()]),
        ("\"format\":", "\"format\": \"camket-package/1\", \"format\":", vec!["$.format".into()]),
        ("\"year\": 2022", "\"year\": \"2022\"", vec!["$.campaign.year".into()]),
        ("\"year\": 2022", "\"year\": 2022.0", vec!["$.campaign.year".into()]),
        ("\"year\": 2022", "\"year\": 2e3", vec!["$.campaign.year".into()]),
        ("\"year\": 2022", "\"year\": 9007199254740993", vec!["$.campaign.year".into()]),
        ("\"year\": 2022", "\"year\": null", vec!["$.campaign.year".into()]),
        ("\"year\": 2022, ", "", vec!["$.campaign.year".into()]),
        ("\"title\": \"Cam kết\"", "\"title\": \"\"", vec!["$.campaign.title".into()]),
        ("\"title\": \"Cam kết\"", "\"title\": \"Cam ke\u{302}\u{301}t\"", vec!["$.campaign.title".into()]),
        ("\"title\": \"Cam kết\"", "\"title\": \"Cam ke\\u0302\\u0301t\"", vec!["$.campaign.title".into()]),
        ("\"title\": \"Cam kết\"", "\"title\": [\"Cam kết\"]", vec!["$.campaign.title".into()]),
        ("\"2021-12-15\"", "\"2021-02-29\"", vec!["$.campaign.starts_on".into()]),
        ("\"2021-12-15\"", "\"2021-1-1\"", vec!["$.campaign.starts_on".into()]),
        ("\"2021-12-15\"", "\"15/12/2021\"", vec!["$.campaign.starts_on".into()]),
        ("\"2021-12-15\"", "\"2022-12-15\"", vec!["$.campaign.starts_on".into()]),
        (
            "\"code\": \"u2\"",
            "\"code\": \"u1\"",
            vec!["$.units[1].code".into(), format!("{own}.unit"), "$.figures[2].unit".into(), "$.figures[3].unit".into()],
        ),
        ("\"name\": \"Xã Hai\", ", "", vec!["$.units[1].name".into()]),
        (
            "{\"code\": \"u1\", \"name\": \"Xã Một\", \"peer_group\": \"xã\"}, ",
            "7, ",
            vec!["$.units[0]".into(), "$.exemptions[0].unit".into(), "$.figures[0].unit".into(), "$.figures[1].unit".into()],
        ),
        ("\"display_decimals\": 2", "\"display_decimals\": 5", vec!["$.rule_set.display_decimals".into()]),
        ("\"display_decimals\": 2", "\"display_decimals\": -1", vec!["$.rule_set.display_decimals".into()]),
        ("\"display_decimals\": 2", "\"display_decimals\": true", vec!["$.rule_set.display_decimals".into()]),
        ("\"weight\": \"20.5\"", "\"weight\": \"20.6\"", vec!["$.rule_set.targets".into()]),
        ("\"weight\": \"20.5\"", "\"weight\": \"0\"", vec!["$.rule_set.targets".into(), t(1, ".weight")]),
        ("\"weight\": \"20.5\"", "\"weight\": 20.5", vec![t(1, ".weight")]),
        ("\"weight\": \"20.5\"", "\"weight\": \"20,5\"", vec![t(1, ".weight")]),
        ("\"weight\": \"20.5\"", "\"weight\": \"+20.5\"", vec![t(1, ".weight")]),
        ("\"weight\": \"20.5\"", "\"weight\": \"2.05e1\"", vec![t(1, ".weight")]),
        ("\"weight\": \"20.5\"", "\"weight\": \"20.50000\"", vec![t(1, ".weight")]),
        ("\"weight\": \"20.5\"", "\"weight\": \" 20.5\"", vec![t(1, ".weight")]),
        ("\"weight\": \"20.5\"", "\"weight\": \"000000000000020.5\"", vec![t(1, ".weight")]),
        ("\"code\": \"T2\"", "\"code\": \"T6\"", vec![t(5, ".code")]),
        ("\"can_exceed\": true", "\"can_exceed\": \"true\"", vec![t(0, ".can_exceed")]),
        ("\"mandatory\": false", "\"mandatory\": null", vec![t(0, ".mandatory")]),
        ("\"zero_denominator\": \"zero\"", "\"zero_denominator\": \"one\"", vec![t(0, ".zero_denominator")]),
        ("\"kind\": \"ratio\"", "\"kind\": \"quotient\"", vec![t(0, ".measure.kind")]),
        ("\"kind\": \"ratio\", ", "", vec![t(0, ".measure.kind")]),
        ("\"kind\": \"sum\"", "\"kind\": \"sum\", \"times\": \"1\"", vec![t(1, ".measure.times")]),
        ("\"denominator\": [{\"variable\": \"d\"}], ", "", vec![t(0, ".measure.denominator")]),
        ("\"denominator\": [{\"variable\": \"d\"}]", "\"denominator\": []", vec![t(0, ".measure.denominator")]),
        ("\"times\": \"-1\"", "\"times\": \"--1\"", vec![t(0, ".measure.numerator[0].times")]),
        ("\"variable\": \"n\", \"times\"", "\"times\"", vec![t(0, ".measure.numerator[0].variable")]),
        ("{\"kind\": \"sum\", \"of\": [{\"variable\": \"s\"}]}", "{\"kind\": \"sum\", \"of\": \"s\"}", vec![t(1, ".measure.of")]),
        ("{\"kind\": \"latest\", \"of\": \"l\"}", "{\"kind\": \"latest\", \"of\": [{\"variable\": \"l\"}]}", vec![t(2, ".measure.of")]),
        ("{\"kind\": \"latest\", \"of\": \"l\"}", "[]", vec![t(2, ".measure")]),
        ("\"direction\": \"lower\"", "\"direction\": \"up\"", vec![t(1, ".direction")]),
        ("\"direction\": \"lower\"", "\"direction\": \"earlier\"", vec![t(1, ".direction")]),
        ("\"direction\": \"lower\"", "\"direction\": \"higher\"", vec![t(1, ".points.rule")]),
        ("\"direction\": \"earlier\"", "\"direction\": \"lower\"", vec![t(3, ".direction")]),
        ("\"direction\": \"yes\"", "\"direction\": \"higher\"", vec![t(4, ".direction")]),
        ("\"target\": \"98\"", "\"target\": \"2022-01-31\"", vec![t(0, ".target")]),
        ("\"target\": \"2022-01-31\"", "\"target\": \"31\"", vec![t(3, ".target")]),
        ("\"target\": \"2022-01-31\"", "\"target\": \"2022-01-32\"", vec![t(3, ".target")]),
        ("\"target\": \"yes\"", "\"target\": \"no\"", vec![t(4, ".target")]),
        ("\"rule\": \"proportional\"}", "\"rule\": \"linear\"}", vec![t(0, ".points.rule")]),
        ("\"rule\": \"proportional\"}", "\"rule\": \"proportional\", \"floor\": \"1\"}", vec![t(0, ".points.floor")]),
        ("\"rule\": \"proportional\"}", "\"rule\": \"floor_then_proportional\"}", vec![t(0, ".points.floor")]),
        (
            "\"target\": \"yes\", \"points\": {\"rule\": \"binary\"}",
            "\"target\": \"yes\", \"points\": {\"rule\": \"proportional\"}",
            vec![t(4, ".points.rule")],
        ),
        ("\"penalty\": \"0.1\"", "\"penalty\": \"-0.1\"", vec![t(1, ".points.penalty")]),
        ("\"full_at\": \"10\"", "\"full_at\": \"0\"", vec![t(5, ".points.full_at")]),
        ("\"full_at\": \"10\"", "\"full_at\": \"-0\"", vec![t(5, ".points.full_at")]),
        (
            "\"steps\": [{\"from\": \"1\", \"share\": \"0.5\"}, {\"from\": \"2\", \"share\": \"1\"}]",
            "\"steps\": []",
            vec![t(2, ".points.steps")],
        ),
        ("\"share\": \"0.5\"", "\"share\": \"1.0001\"", vec![t(2, ".points.steps[0].share")]),
        ("\"share\": \"0.5\"", "\"share\": \"-0.1\"", vec![t(2, ".points.steps[0].share")]),
        ("\"from\": \"2\"", "\"from\": \"1.0\"", vec![t(2, ".points.steps[1].from")]),
        ("\"family\": \"share_of_targets\"", "\"family\": \"luck\"", vec!["$.rule_set.pass.family".into()]),
        (
            "\"family\": \"share_of_targets\"",
            "\"family\": \"all_targets\"",
            vec!["$.rule_set.pass.fail_below".into(), "$.rule_set.pass.pass_from".into()],
        ),
        ("\"fail_below\": \"0.4\"", "\"fail_below\": \"0.7\"", vec!["$.rule_set.pass.fail_below".into()]),
        ("\"fail_below\": \"0.4\"", "\"fail_below\": \"-0.1\"", vec!["$.rule_set.pass.fail_below".into()]),
        ("\"pass_from\": \"0.6\"", "\"pass_from\": \"1.1\"", vec!["$.rule_set.pass.pass_from".into()]),
        ("\"grade\": \"high\"", "\"grade\": \"low\"", vec!["$.rule_set.grades[1].grade".into()]),
        ("\"from\": \"50\"", "\"from\": \"-0\"", vec!["$.rule_set.grades[1].from".into()]),
        ("\"from\": \"50\"", "\"from\": 50", vec!["$.rule_set.grades[1].from".into()]),
        ("[{\"grade\": \"low\", \"from\": \"0\"}, {\"grade\": \"high\", \"from\": \"50\"}]", "[]", vec!["$.rule_set.grades".into()]),
        ("[{\"grade\": \"low\", \"from\": \"0\"}, {\"grade\": \"high\", \"from\": \"50\"}]", "null", vec!["$.rule_set.grades".into()]),
        ("\"of\": \"m\"", "\"of\": \"day\"", vec![t(5, ".measure.of")]),
        ("\"of\": \"done\"", "\"of\": \"s\"", vec![t(4, ".measure.of")]),
        ("\"of\": \"done\"", "\"of\": \"day\"", vec!["$.figures[1].value".into()]),
        ("\"basis\": \"NQ 1\"", "\"basis\": \"\"", vec!["$.exemptions[0].basis".into()]),
        (", \"basis\": \"NQ 1\"", "", vec!["$.exemptions[0].basis".into()]),
        (
            "{\"unit\": \"u1\", \"target\": \"T1\", \"basis\"",
            "{\"unit\": \"u9\", \"target\": \"T9\", \"basis\"",
            vec!["$.exemptions[0].unit".into(), "$.exemptions[0].target".into()],
        ),
        (
            "\"basis\": \"NQ 1\"}",
            "\"basis\": \"NQ 1\"}, {\"unit\": \"u1\", \"target\": \"T1\", \"basis\": \"NQ 2\"}",
            vec!["$.exemptions[1]".into()],
        ),
        ("\"value\": \"2022-02-28\"", "\"value\": \"28\"", vec![format!("{own}.value")]),
        ("\"value\": \"2022-02-28\"", "\"value\": \"2022-02-30\"", vec![format!("{own}.value")]),
        ("\"target\": \"T4\", \"value\": \"2022-02-28\"", "\"target\": \"T5\", \"value\": \"no\"", vec![format!("{own}.value")]),
        (
            "\"value\": \"2022-02-28\"}",
            "\"value\": \"2022-02-28\"}, {\"unit\": \"u2\", \"target\": \"T4\", \"value\": \"2022-03-01\"}",
            vec!["$.unit_targets[1]".into()],
        ),
        ("\"period\": \"2022-M01\", \"value\": \"1\"", "\"period\": \"2022-M01\", \"value\": \"yes\"", vec!["$.figures[0].value".into()]),
        ("\"period\": \"2022-M01\", \"value\": \"1\"", "\"period\": \"2022-M01\", \"value\": 1", vec!["$.figures[0].value".into()]),
        ("\"period\": \"2022-M01\", \"value\": \"1\"", "\"period\": \"\", \"value\": \"1\"", vec!["$.figures[0].period".into()]),
        (
            "\"period\": \"2022-M01\", \"value\": \"1\"",
            "\"period\": \"2022-M01\", \"value\": \"1\", \"note\": \"\"",
            vec!["$.figures[0].note".into()],
        ),
        ("\"value\": \"2022-01-05\"", "\"value\": \"12\"", vec!["$.figures[1].value".into()]),
        ("\"value\": \"no\"", "\"value\": \"không\"", vec!["$.figures[2].value".into()]),
        ("\"value\": \"yes\"", "\"value\": \"maybe\"", vec!["$.figures[3].value".into()]),
        (
            "{\"unit\": \"u2\", \"variable\": \"unused\", \"period\": \"2022\", \"value\": \"yes\"}",
            "{\"unit\": \"u1\", \"variable\": \"n\", \"period\": \"2022-M01\", \"value\": \"2\"}",
            vec!["$.figures[3]".into()],
        ),
        ("{\"unit\": \"u1\", \"variable\": \"n\",", "{\"unit\": \"u3\", \"variable\": \"n\",", vec!["$.figures[0].unit".into()]),
        ("\"value\": \"yes\"}]", "\"value\": \"yes\"}, []]", vec!["$.figures[4]".into()]),
        ("\"format\":", "\"a b\": 1, \"format\":", vec!["$[\"a b\"]".into()]),
    ];
    assert!(table.len() >= 60);
    for (from, to, expected) in table {
        assert_eq!(paths(changed(from, to)), expected, "{from} -> {to}");
    }
}

#[test]
fn whole_parts_that_are_missing_are_told_without_noise() {
    for (part, expected) in [("campaign", "$.campaign"), ("units", "$.units"), ("rule_set", "$.rule_set"), ("figures", "$.figures")] {
        let mut json: serde_json::Value = serde_json::from_str(SOUND).unwrap();
        json.as_object_mut().unwrap().remove(part);
        assert_eq!(paths(json.to_string()), [expected]);
        for other in [serde_json::Value::Null, serde_json::json!("x"), serde_json::json!(1.5)] {
            json[part] = other;
            assert_eq!(paths(json.to_string()), [expected]);
        }
    }
    for part in ["exemptions", "unit_targets"] {
        let mut json: serde_json::Value = serde_json::from_str(SOUND).unwrap();
        json.as_object_mut().unwrap().remove(part);
        assert_eq!(paths(json.to_string()), [""; 0]);
        json[part] = serde_json::Value::Null;
        assert_eq!(paths(json.to_string()), [format!("$.{part}")]);
        json[part] = serde_json::json!([]);
        assert_eq!(paths(json.to_string()), [""; 0]);
    }
    let mut json: serde_json::Value = serde_json::from_str(SOUND).unwrap();
    json["units"] = serde_json::json!([]);
    assert_eq!(paths(json.to_string()).iter().filter(|it| *it == "$.units").count(), 1);
    assert_eq!(paths("{}"), ["$.format", "$.campaign", "$.units", "$.rule_set", "$.figures"]);
    assert_eq!(paths("[]"), ["$"]);
}

#[test]
fn several_errors_come_in_the_order_of_the_file() {
    let text = changed("\"year\": 2022", "\"year\": \"2022\"")
        .replace("\"code\": \"T2\"", "\"code\": \"T1\"")
        .replace("\"penalty\": \"0.1\"", "\"penalty\": \"-1\"")
        .replace("\"weight\": \"20.5\"", "\"weight\": \"21\"")
        .replace("\"basis\": \"NQ 1\"", "\"basis\": 1")
        .replace("\"value\": \"no\"", "\"value\": \"3\"");
    assert_eq!(
        paths(text),
        [
            "$.campaign.year",
            "$.rule_set.targets",
            "$.rule_set.targets[1].code",
            "$.rule_set.targets[1].points.penalty",
            "$.exemptions[0].basis",
            "$.figures[2].value"
        ]
    );
    let figures_first = r#"{"figures": [{"unit": "u3", "variable": "v", "period": "2022", "value": ""}],
        "rule_set": {"code": "", "title": "t", "display_decimals": 9, "targets": [], "pass": {"family": "all_targets"}},
        "units": [{"code": "u1", "name": "", "peer_group": "g"}],
        "campaign": {"code": "c", "title": "t", "year": 2022, "starts_on": "2022-01-02", "ends_on": "2022-01-01"}, "format": "x"}"#;
    assert_eq!(
        paths(figures_first),
        [
            "$.figures[0].unit",
            "$.figures[0].value",
            "$.rule_set.code",
            "$.rule_set.display_decimals",
            "$.rule_set.targets",
            "$.units[0].name",
            "$.campaign.starts_on",
            "$.format"
        ]
    );
}

#[test]
fn what_is_no_json_is_one_error_at_the_root() {
    for text in ["", " ", "{", "nonsense", "{\"a\": 1,}", "{} {}", "{\"a\": 01}", "\"\\ud800\"", "{'a': 1}", "// x\n{}", "NaN"] {
        assert_eq!(errors(text).iter().map(|it| (it.path.as_str(), it.reason)).collect::<Vec<_>>(), [("$", Reason::NotJson)], "{text}");
    }
    assert_eq!(errors([0x7b, 0xff, 0x7d]).first().map(|it| it.reason), Some(Reason::NotUtf8));
    assert_eq!(
        errors(format!("\u{feff}{SOUND}")).iter().map(|it| (it.path.as_str(), it.reason)).collect::<Vec<_>>(),
        [("$", Reason::ByteOrderMark)]
    );
    assert_eq!(errors(SOUND.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).len(), 1);
    assert_eq!(errors("[".repeat(1_000_000)).len(), 1);
}

#[test]
fn what_lies_deep_is_told_at_its_key_and_depth_alone_is_no_fault_of_the_json() {
    let deep = format!("\"more\": {}1{}, \"format\":", "[{\"a\": ".repeat(5_000), "}]".repeat(5_000));
    let told = errors(changed("\"format\":", &deep));
    assert_eq!(told.iter().map(|it| (it.path.as_str(), it.reason)).collect::<Vec<_>>(), [("$.more", Reason::UnknownKey)]);
}

#[test]
fn any_number_of_keys_is_told_at_once() {
    let mut many: String = (0..100_000).map(|it| format!("\"k{it}\": 1, ")).collect();
    many.push_str("\"k7\": 2, \"format\":");
    let told = errors(changed("\"format\":", &many));
    assert_eq!((told.len(), told.last().map(|it| it.reason)), (100_001, Some(Reason::RepeatedKey)));
}

#[test]
fn an_error_is_one_line_and_names_its_sentence() {
    let text = changed("{\"unit\": \"u1\", \"variable\": \"n\",", "{\"unit\": \"u\\n3\", \"variable\": \"n\",");
    let told = errors(text);
    assert_eq!(told.first().map(ToString::to_string).as_deref(), Some("$.figures[0].unit: unknown unit \"u\u{fffd}3\""));
    assert_eq!(told.first().map(PackageError::key), Some("package-error-unknown-unit"));
    for break_in in ["\\n", "\\r", "\\u0085", "\\u2028", "\\u2029", "\u{2028}"] {
        let key = changed("\"format\":", &format!("\"a{break_in}b\": 1, \"format\":"));
        let unit = changed("{\"unit\": \"u1\", \"variable\": \"n\",", &format!("{{\"unit\": \"u{break_in}3\", \"variable\": \"n\","));
        for told in errors(key).into_iter().chain(errors(unit)) {
            assert!(!told.to_string().contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']), "{told}");
        }
    }
    let keys: std::collections::HashSet<&str> = Reason::ALL.iter().map(|it| it.key()).collect();
    assert_eq!(keys.len(), Reason::ALL.len());
}

#[test]
fn figures_of_two_ways_are_told_once_where_the_rules_conflict() {
    let text = changed("\"of\": \"m\"", "\"of\": \"day\"");
    assert_eq!(errors(text).iter().map(|it| it.reason).collect::<Vec<_>>(), [Reason::VariableTwoWays]);
}

#[test]
fn spellings_are_numbers_and_keep_their_digest() {
    let spelled = changed("\"weight\": \"20.5\"", "\"weight\": \"00000000000020.5000\"").replace("\"target\": \"0\"", "\"target\": \"-0\"");
    let package = Package::read(&spelled).unwrap();
    assert_eq!(package.to_json(), domain::canonical::canonical_form(&spelled).unwrap());
    assert_eq!(domain::assess(&package).results, domain::assess(&Package::read(SOUND).unwrap()).results);
    assert_ne!(package.sha256(), Package::read(SOUND).unwrap().sha256());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = domain::assess_bytes(&bytes);
    }

    #[test]
    fn no_damaged_package_panics(at in 0..SOUND.len(), length in 0_usize..40, with in "[\\[\\]{}\",:0-9a-z.-]{0,8}|null|\"\"|\\PC{0,4}") {
        let end = (at + length).min(SOUND.len());
        let mut bytes = SOUND.as_bytes().to_vec();
        bytes.splice(at..end, with.bytes());
        match domain::assess_bytes(&bytes) {
            Ok(receipt) => prop_assert_eq!(receipt.results.len(), Package::read(&bytes).unwrap().units.len()),
            Err(errors) => prop_assert!(!errors.is_empty() && errors.iter().all(|it| it.path.starts_with('$') && it.to_string().lines().count() == 1)),
        }
    }

    #[test]
    fn what_is_read_is_written_as_it_stood(at in 0..SOUND.len(), with in "[0-9.-]{1,3}") {
        let mut bytes = SOUND.as_bytes().to_vec();
        bytes.splice(at..at, with.bytes());
        if let Ok(package) = Package::read(&bytes) {
            prop_assert_eq!(package.to_json(), domain::canonical::canonical_form(str::from_utf8(&bytes).unwrap()).unwrap());
        }
    }
}
