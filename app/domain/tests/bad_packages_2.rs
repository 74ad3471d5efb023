//! Packages of version 2 with errors: each error is told at its place, all in one run, in the order of the file; and nothing of version 2
//! is anything but an error in version 1.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::Package;
use domain::package::{PackageError, Reason, Version};
use proptest::prelude::*;

/// A small sound package that uses every key of version 2.
/// What the only exemption rests on, as the sound package writes it.
const BASIS: &str = "\"basis\": \"NQ 1\"";

const SOUND: &str = r#"{
 "format": "camket-package/2",
 "campaign": {"code": "c", "title": "Cam kết", "year": 2022, "starts_on": "2021-12-15", "ends_on": "2022-12-14"},
 "units": [{"code": "u1", "name": "Xã Một", "peer_group": "xã"}, {"code": "u2", "name": "Xã Hai", "peer_group": "xã"}],
 "rule_set": {"code": "r", "title": "Bộ chỉ tiêu", "display_decimals": 2,
  "areas": [{"code": "x", "title": "X", "weight": "60"}, {"code": "y", "title": "Y", "weight": "40.0"}],
  "targets": [
  {"code": "T1", "title": "a", "unit": "%", "area": "x", "weight": "20", "measure": {"kind": "ratio", "numerator": [{"variable": "n"}], "denominator": [{"variable": "d"}]}, "direction": "range", "target": "20", "target_to": "30", "points": {"rule": "proportional"}, "interim": [{"period": "2022-Q1", "value": "10", "value_to": "15"}, {"period": "2022-H1", "value": "15", "value_to": "20"}]},
  {"code": "T2", "title": "b", "unit": "%", "area": "x", "weight": "40", "measure": {"kind": "sum", "of": [{"variable": "s"}]}, "direction": "higher", "target": "60", "points": {"rule": "binary"}, "can_exceed": true, "stretch": "70", "gate": {"cap": "50"}, "interim": [{"period": "2022-M03", "value": "12"}]},
  {"code": "T3", "title": "c", "unit": "điểm", "area": "y", "weight": "30", "measure": {"kind": "manual"}, "direction": "higher", "target": "25", "points": {"rule": "manual"}, "max_survey": "10", "without_survey": "rescale", "definition": "Hội đồng chấm", "legal_basis": "QĐ 1"},
  {"code": "T4", "title": "d", "unit": "ngày", "area": "y", "weight": "5", "measure": {"kind": "date", "of": "day"}, "direction": "earlier", "target": "2022-01-31", "can_exceed": true, "stretch": "2022-01-15", "points": {"rule": "binary"}},
  {"code": "T5", "title": "e", "unit": "điểm", "area": "y", "weight": "5", "measure": {"kind": "manual"}, "direction": "higher", "target": "5", "points": {"rule": "manual"}}],
  "pass": {"family": "index_based", "pass_from": "80"},
  "adjustments": [{"code": "B1", "title": "Sáng kiến", "kind": "bonus", "cap": "2"}, {"code": "M1", "title": "Chậm", "kind": "malus", "cap": "3"}],
  "bonus_cap": "4", "malus_cap": "5",
  "rank": {"tie_breakers": [{"by": "target", "target": "T1"}, {"by": "actual", "target": "T2"}, {"by": "area", "area": "y"}, {"by": "survey"}, {"by": "met"}, {"by": "exceeded"}]},
  "grade_rule": {"kind": "nd335_org", "bands": [{"from": "90"}, 7, null]}},
 "exemptions": [{"unit": "u1", "target": "T4", "basis": "NQ 1"}],
 "unit_targets": [{"unit": "u2", "target": "T1", "value": "18", "value_to": "28"}, {"unit": "u2", "target": "T2", "period": "2022-9M", "value": "30"}],
 "amendments": [{"number": "1", "target": "T2", "value": "65", "effective_on": "2022-07-01", "reason": "Nghị quyết"}, {"number": "2", "target": "T1", "unit": "u1", "period": "2022-H1", "value": "16", "value_to": "21", "effective_on": "2022-05-01", "reason": "Biên bản"}],
 "appraisals": [{"unit": "u1", "target": "T3", "self": "28", "appraised": "19", "survey": "8.5", "reason": "Đủ hồ sơ", "appraiser": "Phòng Nội vụ"}, {"unit": "u2", "target": "T5", "appraised": "4", "reason": "Thiếu một"}],
 "adjustments": [{"unit": "u1", "code": "B1", "points": "1", "reason": "Một cửa"}, {"unit": "u1", "code": "M1", "points": "0.5", "reason": "Chậm báo cáo"}],
 "external_results": [{"unit": "u1", "title": "Chỉ số CCHC", "score": "87.5", "rank": 3, "out_of": 17, "source": "QĐ 1", "published_on": "2023-01-09"}, {"unit": "u2", "title": "Chỉ số CCHC", "score": "80", "source": "QĐ 1"}],
 "grade_rules": [{"whom": "units", "tasks_from": "key_tasks", "rule": {"id": "x"}}, {"whom": "heads", "tasks_from": "targets", "rule": {"id": "y", "from": 70}}],
 "figures": [
  {"unit": "u1", "variable": "n", "period": "2022-M01", "value": "1"},
  {"unit": "u1", "variable": "n", "period": "2022-M03", "value": "2"},
  {"unit": "u2", "variable": "unused", "period": "2022-H2", "value": "yes"}]
}"#;

fn errors(text: impl AsRef<[u8]>) -> Vec<PackageError> {
    Package::read(text).err().unwrap_or_default()
}

fn told(text: impl AsRef<[u8]>) -> Vec<(String, Reason)> {
    errors(text).into_iter().map(|it| (it.path, it.reason)).collect()
}

/// Replaces the one place where `from` stands.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(SOUND.matches(from).count(), 1, "{from}");
    SOUND.replace(from, to)
}

#[test]
fn the_sound_package_has_no_error_and_comes_out_as_it_went_in() {
    assert_eq!(errors(SOUND), []);
    let package = Package::read(SOUND).unwrap();
    assert_eq!(package.version, Version::Two);
    assert_eq!(package.to_json(), domain::canonical::canonical_form(SOUND).unwrap());
    assert_eq!(Package::read(package.to_json()).unwrap(), package);
    let rules = domain::package::RuleSet::read(package.rule_set.to_json()).unwrap();
    assert_eq!((rules.sha256(), &rules), (package.rule_set.sha256(), &package.rule_set));
    assert_eq!(rules.grade_rule.unwrap().json(), r#"{"bands":[{"from":"90"},7,null],"kind":"nd335_org"}"#);
    assert_eq!(package.check(), Ok(()));
}

/// What is put in place of what, and what is said of it.
type Case = (&'static str, &'static str, Vec<(String, Reason)>);

#[test]
fn every_single_error_is_told_at_its_place() {
    use Reason::*;
    let t = |it: usize, rest: &str| format!("$.rule_set.targets[{it}]{rest}");
    let rules = |rest: &str| format!("$.rule_set.{rest}");
    let at = |rest: &str| format!("$.{rest}");
    let table: Vec<Case> = vec![
        // Figures and their periods.
        ("\"2022-M03\", \"value\": \"2\"", "\"2022-M3\", \"value\": \"2\"", vec![(at("figures[1].period"), NotAPeriod)]),
        ("\"2022-M03\", \"value\": \"2\"", "\"tháng 3\", \"value\": \"2\"", vec![(at("figures[1].period"), NotAPeriod)]),
        ("\"2022-M03\", \"value\": \"2\"", "\"2021-M03\", \"value\": \"2\"", vec![(at("figures[1].period"), PeriodOfAnotherYear)]),
        ("\"2022-M03\", \"value\": \"2\"", "\"2022-M01\", \"value\": \"2\"", vec![(at("figures[1]"), FigureTwice)]),
        ("\"2022-M03\", \"value\": \"2\"", "\"2022-Q1\", \"value\": \"2\"", vec![(at("figures[1]"), FigureOverlaps)]),
        ("\"2022-M03\", \"value\": \"2\"", "\"2022\", \"value\": \"2\"", vec![(at("figures[1]"), FigureOverlaps)]),
        (
            "\"2022-M03\", \"value\": \"2\"",
            "\"2022-Q1\", \"value\": \"yes\"",
            vec![(at("figures[1]"), FigureOverlaps), (at("figures[1].value"), FigureDoesNotFit)],
        ),
        ("\"2022-H2\"", "\"2022-H3\"", vec![(at("figures[2].period"), NotAPeriod)]),
        // Ranges.
        ("\"target_to\": \"30\"", "\"target_to\": \"19.9999\"", vec![(t(0, ".target_to"), BoundsReversed)]),
        ("\"target_to\": \"30\", ", "", vec![(t(0, ".target_to"), MissingKey)]),
        ("\"target_to\": \"30\"", "\"target_to\": \"2022-01-01\"", vec![(t(0, ".target_to"), NotADecimal)]),
        ("\"target\": \"60\"", "\"target\": \"60\", \"target_to\": \"70\"", vec![(t(1, ".target_to"), KeyDoesNotFit)]),
        (
            "\"points\": {\"rule\": \"proportional\"}",
            "\"points\": {\"rule\": \"steps\", \"steps\": [{\"from\": \"1\", \"share\": \"1\"}]}",
            vec![(t(0, ".points.rule"), RuleDoesNotFit)],
        ),
        ("\"direction\": \"earlier\"", "\"direction\": \"range\"", vec![(t(3, ".direction"), DirectionDoesNotFit)]),
        // Stretch.
        ("\"stretch\": \"70\"", "\"stretch\": \"60\"", vec![(t(1, ".stretch"), StretchNotBetter)]),
        ("\"stretch\": \"70\"", "\"stretch\": \"2022-01-01\"", vec![(t(1, ".stretch"), TargetDoesNotFit)]),
        ("\"can_exceed\": true, \"stretch\": \"70\"", "\"stretch\": \"70\"", vec![(t(1, ".stretch"), KeyDoesNotFit)]),
        (
            "\"can_exceed\": true, \"stretch\": \"70\"",
            "\"can_exceed\": false, \"stretch\": \"70\"",
            vec![(t(1, ".stretch"), KeyDoesNotFit)],
        ),
        ("\"stretch\": \"2022-01-15\"", "\"stretch\": \"2022-01-31\"", vec![(t(3, ".stretch"), StretchNotBetter)]),
        ("\"stretch\": \"2022-01-15\"", "\"stretch\": \"15\"", vec![(t(3, ".stretch"), TargetDoesNotFit)]),
        (
            "\"target_to\": \"30\",",
            "\"target_to\": \"30\", \"can_exceed\": true, \"stretch\": \"25\",",
            vec![(t(0, ".stretch"), KeyDoesNotFit)],
        ),
        // Gates.
        ("\"gate\": {\"cap\": \"50\"}", "\"gate\": {\"cap\": \"100.01\"}", vec![(t(1, ".gate.cap"), ScoreOutOfRange)]),
        ("\"gate\": {\"cap\": \"50\"}", "\"gate\": {\"cap\": \"-1\"}", vec![(t(1, ".gate.cap"), ScoreOutOfRange)]),
        ("\"gate\": {\"cap\": \"50\"}", "\"gate\": {}", vec![(t(1, ".gate.cap"), MissingKey)]),
        ("\"gate\": {\"cap\": \"50\"}", "\"gate\": {\"cap\": \"50\", \"all\": true}", vec![(t(1, ".gate.all"), UnknownKey)]),
        ("\"gate\": {\"cap\": \"50\"}", "\"gate\": true", vec![(t(1, ".gate"), WrongType)]),
        // Interim goals.
        ("[{\"period\": \"2022-M03\", \"value\": \"12\"}]", "[]", vec![(t(1, ".interim"), EmptyList)]),
        ("{\"period\": \"2022-M03\", \"value\": \"12\"}", "{\"value\": \"12\"}", vec![(t(1, ".interim[0].period"), MissingKey)]),
        (
            "{\"period\": \"2022-M03\", \"value\": \"12\"}",
            "{\"period\": \"2022-M13\", \"value\": \"12\"}",
            vec![(t(1, ".interim[0].period"), NotAPeriod)],
        ),
        (
            "{\"period\": \"2022-M03\", \"value\": \"12\"}",
            "{\"period\": \"2023-M03\", \"value\": \"12\"}",
            vec![(t(1, ".interim[0].period"), PeriodOfAnotherYear)],
        ),
        (
            "{\"period\": \"2022-M03\", \"value\": \"12\"}",
            "{\"period\": \"2022\", \"value\": \"12\"}",
            vec![(t(1, ".interim[0].period"), PeriodIsTheYear)],
        ),
        (
            "{\"period\": \"2022-M03\", \"value\": \"12\"}",
            "{\"period\": \"2022-M03\", \"value\": \"yes\"}",
            vec![(t(1, ".interim[0].value"), GoalDoesNotFit)],
        ),
        (
            "{\"period\": \"2022-M03\", \"value\": \"12\"}",
            "{\"period\": \"2022-M03\", \"value\": \"12\", \"value_to\": \"13\"}",
            vec![(t(1, ".interim[0].value_to"), KeyDoesNotFit)],
        ),
        ("\"value\": \"10\", \"value_to\": \"15\"", "\"value\": \"10\"", vec![(t(0, ".interim[0].value_to"), MissingKey)]),
        (
            "\"value\": \"10\", \"value_to\": \"15\"",
            "\"value\": \"10\", \"value_to\": \"9\"",
            vec![(t(0, ".interim[0].value_to"), BoundsReversed)],
        ),
        (
            "{\"period\": \"2022-H1\", \"value\": \"15\"",
            "{\"period\": \"2022-Q1\", \"value\": \"15\"",
            vec![(t(0, ".interim[1].period"), PeriodTwice)],
        ),
        (
            "\"max_survey\": \"10\"",
            "\"max_survey\": \"10\", \"interim\": [{\"period\": \"2022-Q1\", \"value\": \"3\"}]",
            vec![(t(2, ".interim"), KeyDoesNotFit)],
        ),
        // Manual targets.
        (
            "\"max_survey\": \"10\"",
            "\"max_survey\": \"30.01\"",
            vec![(t(2, ".max_survey"), MaxSurveyOutOfRange), (at("appraisals[0].appraised"), PointsOutOfRange)],
        ),
        (
            "\"max_survey\": \"10\"",
            "\"max_survey\": \"0\"",
            vec![(t(2, ".max_survey"), MaxSurveyOutOfRange), (at("appraisals[0].survey"), PointsOutOfRange)],
        ),
        ("\"max_survey\": \"10\", ", "", vec![(t(2, ".without_survey"), KeyDoesNotFit), (at("appraisals[0].survey"), KeyDoesNotFit)]),
        ("\"without_survey\": \"rescale\"", "\"without_survey\": \"ignore\"", vec![(t(2, ".without_survey"), NotOneOf)]),
        ("\"gate\": {\"cap\": \"50\"}", "\"max_survey\": \"5\"", vec![(t(1, ".max_survey"), KeyDoesNotFit)]),
        (
            "\"target\": \"25\", \"points\": {\"rule\": \"manual\"}",
            "\"target\": \"25\", \"points\": {\"rule\": \"binary\"}",
            vec![(t(2, ".points.rule"), RuleDoesNotFit)],
        ),
        (
            "\"points\": {\"rule\": \"binary\"}, \"can_exceed\": true, \"stretch\": \"70\"",
            "\"points\": {\"rule\": \"manual\"}, \"can_exceed\": true, \"stretch\": \"70\"",
            vec![(t(1, ".points.rule"), RuleDoesNotFit)],
        ),
        (
            "\"direction\": \"higher\", \"target\": \"25\"",
            "\"direction\": \"lower\", \"target\": \"25\"",
            vec![(t(2, ".direction"), DirectionDoesNotFit)],
        ),
        (
            "\"measure\": {\"kind\": \"manual\"}, \"direction\": \"higher\", \"target\": \"5\"",
            "\"measure\": {\"kind\": \"manual\", \"of\": \"n\"}, \"direction\": \"higher\", \"target\": \"5\"",
            vec![(t(4, ".measure.of"), UnknownKey)],
        ),
        // Areas.
        ("\"weight\": \"60\"", "\"weight\": \"59\"", vec![(rules("areas"), WeightsTotal), (rules("areas[0].weight"), AreaTotal)]),
        (
            "\"weight\": \"60\"}, {\"code\": \"y\", \"title\": \"Y\", \"weight\": \"40.0\"",
            "\"weight\": \"61\"}, {\"code\": \"y\", \"title\": \"Y\", \"weight\": \"39\"",
            vec![(rules("areas[0].weight"), AreaTotal), (rules("areas[1].weight"), AreaTotal)],
        ),
        (
            "\"weight\": \"40.0\"",
            "\"weight\": \"-40\"",
            vec![(rules("areas"), WeightsTotal), (rules("areas[1].weight"), WeightNotPositive), (rules("areas[1].weight"), AreaTotal)],
        ),
        ("\"code\": \"y\", \"title\": \"Y\"", "\"code\": \"x\", \"title\": \"Y\"", vec![(rules("areas[1].code"), CodeTwice)]),
        ("\"code\": \"y\", \"title\": \"Y\", ", "\"code\": \"y\", ", vec![(rules("areas[1].title"), MissingKey)]),
        (
            "\"title\": \"b\", \"unit\": \"%\", \"area\": \"x\"",
            "\"title\": \"b\", \"unit\": \"%\", \"area\": \"z\"",
            vec![(rules("areas[0].weight"), AreaTotal), (t(1, ".area"), UnknownArea)],
        ),
        (
            "[{\"code\": \"x\", \"title\": \"X\", \"weight\": \"60\"}, {\"code\": \"y\", \"title\": \"Y\", \"weight\": \"40.0\"}]",
            "[]",
            vec![(rules("areas"), EmptyList)],
        ),
        // Rules for points after the total.
        ("\"kind\": \"bonus\"", "\"kind\": \"gift\"", vec![(rules("adjustments[0].kind"), NotOneOf)]),
        ("\"cap\": \"2\"", "\"cap\": \"0\"", vec![(rules("adjustments[0].cap"), CapNotPositive)]),
        (
            "\"code\": \"M1\", \"title\"",
            "\"code\": \"B1\", \"title\"",
            vec![(rules("adjustments[1].code"), CodeTwice), (at("adjustments[1].code"), UnknownAdjustment)],
        ),
        ("\"bonus_cap\": \"4\"", "\"bonus_cap\": \"-4\"", vec![(rules("bonus_cap"), CapNotPositive)]),
        ("\"malus_cap\": \"5\"", "\"malus_cap\": 5", vec![(rules("malus_cap"), WrongType)]),
        // Ranks.
        (
            "{\"by\": \"target\", \"target\": \"T1\"}",
            "{\"by\": \"target\", \"target\": \"T9\"}",
            vec![(rules("rank.tie_breakers[0].target"), UnknownTarget)],
        ),
        (
            "{\"by\": \"actual\", \"target\": \"T2\"}",
            "{\"by\": \"actual\", \"target\": \"T1\"}",
            vec![(rules("rank.tie_breakers[1].target"), KeyDoesNotFit)],
        ),
        (
            "{\"by\": \"area\", \"area\": \"y\"}",
            "{\"by\": \"area\", \"area\": \"z\"}",
            vec![(rules("rank.tie_breakers[2].area"), UnknownArea)],
        ),
        (
            "{\"by\": \"area\", \"area\": \"y\"}",
            "{\"by\": \"area\", \"target\": \"T1\"}",
            vec![(rules("rank.tie_breakers[2].area"), MissingKey), (rules("rank.tie_breakers[2].target"), UnknownKey)],
        ),
        ("{\"by\": \"survey\"}", "{\"by\": \"luck\"}", vec![(rules("rank.tie_breakers[3].by"), NotOneOf)]),
        ("{\"by\": \"survey\"}", "{\"by\": \"met\"}", vec![(rules("rank.tie_breakers[4]"), TieBreakerTwice)]),
        ("{\"by\": \"survey\"}", "{\"by\": \"survey\", \"target\": \"T1\"}", vec![(rules("rank.tie_breakers[3].target"), UnknownKey)]),
        ("\"pass_from\": \"80\"", "\"pass_from\": \"80\", \"fail_below\": \"1\"", vec![(rules("pass.fail_below"), UnknownKey)]),
        // The grade rule is any object.
        ("{\"kind\": \"nd335_org\", \"bands\": [{\"from\": \"90\"}, 7, null]}", "[]", vec![(rules("grade_rule"), WrongType)]),
        ("7, null", "7.5, null", vec![(rules("grade_rule.bands[1]"), WrongType)]),
        ("7, null", "\"e\u{302}\", null", vec![(rules("grade_rule.bands[1]"), NotNfc)]),
        ("\"bands\"", "\"kind\"", vec![(rules("grade_rule.kind"), RepeatedKey)]),
        // Own targets.
        ("\"value\": \"18\", \"value_to\": \"28\"", "\"value\": \"18\"", vec![(at("unit_targets[0].value_to"), MissingKey)]),
        (
            "\"value\": \"18\", \"value_to\": \"28\"",
            "\"value\": \"29\", \"value_to\": \"28\"",
            vec![(at("unit_targets[0].value_to"), BoundsReversed)],
        ),
        (
            "\"period\": \"2022-9M\", \"value\": \"30\"",
            "\"period\": \"2022-9M\", \"value\": \"30\", \"value_to\": \"31\"",
            vec![(at("unit_targets[1].value_to"), KeyDoesNotFit)],
        ),
        ("\"period\": \"2022-9M\"", "\"period\": \"2022\"", vec![(at("unit_targets[1].period"), PeriodIsTheYear)]),
        ("\"period\": \"2022-9M\"", "\"period\": \"9 tháng\"", vec![(at("unit_targets[1].period"), NotAPeriod)]),
        (
            "\"target\": \"T2\", \"period\": \"2022-9M\"",
            "\"target\": \"T3\", \"period\": \"2022-9M\"",
            vec![(at("unit_targets[1].period"), KeyDoesNotFit)],
        ),
        (
            "\"period\": \"2022-9M\", \"value\": \"30\"}",
            "\"period\": \"2022-9M\", \"value\": \"30\"}, {\"unit\": \"u2\", \"target\": \"T2\", \"value\": \"30\"}, {\"unit\": \"u2\", \"target\": \"T2\", \"period\": \"2022-9M\", \"value\": \"31\"}",
            vec![(at("unit_targets[3]"), OwnTargetTwice)],
        ),
        // Exemptions by an amendment.
        (BASIS, "\"basis\": \"NQ 1\", \"amendment\": \"9\"", vec![(at("exemptions[0].effective_on"), MissingKey)]),
        (BASIS, "\"basis\": \"NQ 1\", \"effective_on\": \"2022-07-01\"", vec![(at("exemptions[0].effective_on"), KeyDoesNotFit)]),
        (
            BASIS,
            "\"basis\": \"NQ 1\", \"amendment\": \"9\", \"effective_on\": \"2022-12-15\"",
            vec![(at("exemptions[0].effective_on"), OutsideCampaign)],
        ),
        (
            BASIS,
            "\"basis\": \"NQ 1\", \"amendment\": \"1\", \"effective_on\": \"2022-07-02\"",
            vec![(at("amendments[0].number"), NumberTwice)],
        ),
        (
            BASIS,
            "\"basis\": \"NQ 1\", \"amendment\": \"9\", \"effective_on\": \"2022-07-02\"}, {\"unit\": \"u2\", \"target\": \"T4\", \"basis\": \"NQ 1\", \"amendment\": \"9\", \"effective_on\": \"2022-07-02\"}, {\"unit\": \"u2\", \"target\": \"T5\", \"basis\": \"NQ 1\", \"amendment\": \"9\", \"effective_on\": \"2022-07-02\"",
            vec![(at("exemptions[2].amendment"), NumberTwice)],
        ),
        // Amended rules.
        (
            "\"figures\": [",
            "\"rule_amendments\": [{\"number\": \"1\", \"effective_on\": \"2022-07-01\", \"reason\": \"NQ 3\", \"former_grade_rules\": []}], \"figures\": [",
            vec![(at("rule_amendments[0].number"), NumberTwice)],
        ),
        (
            "\"figures\": [",
            "\"rule_amendments\": [{\"number\": \"9\", \"effective_on\": \"2022-07-01\", \"reason\": \"NQ 3\"}], \"figures\": [",
            vec![(at("rule_amendments[0]"), NothingAmended)],
        ),
        (
            "\"figures\": [",
            "\"rule_amendments\": [{\"number\": \"9\", \"effective_on\": \"2022-12-15\", \"reason\": \"NQ 3\", \"former_grade_rules\": []}], \"figures\": [",
            vec![(at("rule_amendments[0].effective_on"), OutsideCampaign)],
        ),
        (
            "\"figures\": [",
            "\"rule_amendments\": [{\"number\": \"8\", \"effective_on\": \"2022-07-01\", \"reason\": \"NQ 3\", \"former_grade_rules\": []}, {\"number\": \"9\", \"effective_on\": \"2022-07-01\", \"reason\": \"NQ 3\", \"former_grade_rules\": []}], \"figures\": [",
            vec![(at("rule_amendments[1].effective_on"), RuleAmendmentTwice)],
        ),
        (
            "\"figures\": [",
            "\"rule_amendments\": [{\"number\": \"9\", \"effective_on\": \"2022-07-01\", \"reason\": \"NQ 3\", \"former_rule_set\": {\"code\": \"r\", \"title\": \"r\", \"display_decimals\": 2, \"targets\": [{\"code\": \"T1\", \"title\": \"a\", \"unit\": \"x\", \"area\": \"x\", \"weight\": \"100\", \"measure\": {\"kind\": \"sum\", \"of\": [{\"variable\": \"s\"}]}, \"direction\": \"higher\", \"target\": \"1\", \"points\": {\"rule\": \"binary\"}}], \"pass\": {\"family\": \"all_targets\"}}}], \"figures\": [",
            vec![(at("rule_amendments[0].former_rule_set"), OtherTargets)],
        ),
        (
            "\"figures\": [",
            "\"rule_amendments\": [{\"number\": \"9\", \"effective_on\": \"2022-07-01\", \"reason\": \"NQ 3\", \"former_rule_set\": {\"code\": \"r\", \"title\": \"r\", \"display_decimals\": 2, \"targets\": [{\"code\": \"T1\", \"title\": \"a\", \"unit\": \"x\", \"area\": \"x\", \"weight\": \"99\", \"measure\": {\"kind\": \"sum\", \"of\": [{\"variable\": \"s\"}]}, \"direction\": \"higher\", \"target\": \"1\", \"points\": {\"rule\": \"binary\"}}], \"pass\": {\"family\": \"all_targets\"}}}], \"figures\": [",
            vec![
                (at("rule_amendments[0].former_rule_set"), OtherTargets),
                (at("rule_amendments[0].former_rule_set.targets"), WeightsTotal),
            ],
        ),
        // Amendments.
        ("\"number\": \"2\"", "\"number\": \"1\"", vec![(at("amendments[1].number"), NumberTwice)]),
        ("\"number\": \"2\"", "\"number\": 2", vec![(at("amendments[1].number"), WrongType)]),
        ("\"effective_on\": \"2022-07-01\"", "\"effective_on\": \"2022-12-15\"", vec![(at("amendments[0].effective_on"), OutsideCampaign)]),
        ("\"effective_on\": \"2022-07-01\"", "\"effective_on\": \"2021-12-14\"", vec![(at("amendments[0].effective_on"), OutsideCampaign)]),
        ("\"effective_on\": \"2022-05-01\"", "\"effective_on\": \"2022-06-15\"", vec![(at("amendments[1].effective_on"), AfterThePeriod)]),
        (
            "\"period\": \"2022-H1\", \"value\": \"16\"",
            "\"period\": \"2022\", \"value\": \"16\"",
            vec![(at("amendments[1].period"), PeriodIsTheYear)],
        ),
        ("\"value\": \"65\"", "\"value\": \"2022-01-01\"", vec![(at("amendments[0].value"), GoalDoesNotFit)]),
        ("\"value\": \"65\"", "\"value\": \"65\", \"value_to\": \"66\"", vec![(at("amendments[0].value_to"), KeyDoesNotFit)]),
        ("\"target\": \"T1\", \"unit\": \"u1\"", "\"target\": \"T1\", \"unit\": \"u9\"", vec![(at("amendments[1].unit"), UnknownUnit)]),
        (
            "\"number\": \"1\", \"target\": \"T2\"",
            "\"number\": \"1\", \"target\": \"T8\"",
            vec![(at("amendments[0].target"), UnknownTarget)],
        ),
        (", \"reason\": \"Nghị quyết\"", "", vec![(at("amendments[0].reason"), MissingKey)]),
        (
            "\"reason\": \"Nghị quyết\"}",
            "\"reason\": \"Nghị quyết\"}, {\"number\": \"3\", \"target\": \"T2\", \"value\": \"66\", \"effective_on\": \"2022-07-01\", \"reason\": \"Lại\"}",
            vec![(at("amendments[1]"), AmendmentTwice)],
        ),
        // Appraisals.
        ("{\"unit\": \"u1\", \"target\": \"T3\"", "{\"unit\": \"u1\", \"target\": \"T2\"", vec![(at("appraisals[0].target"), NotManual)]),
        ("\"appraised\": \"19\"", "\"appraised\": \"20.01\"", vec![(at("appraisals[0].appraised"), PointsOutOfRange)]),
        ("\"appraised\": \"19\"", "\"appraised\": \"-1\"", vec![(at("appraisals[0].appraised"), PointsOutOfRange)]),
        ("\"appraised\": \"19\", ", "", vec![(at("appraisals[0].appraised"), MissingKey)]),
        ("\"survey\": \"8.5\"", "\"survey\": \"10.5\"", vec![(at("appraisals[0].survey"), PointsOutOfRange)]),
        ("\"self\": \"28\"", "\"self\": \"31\"", vec![(at("appraisals[0].self"), PointsOutOfRange)]),
        (
            "\"appraised\": \"4\", \"reason\"",
            "\"appraised\": \"4\", \"survey\": \"1\", \"reason\"",
            vec![(at("appraisals[1].survey"), KeyDoesNotFit)],
        ),
        ("\"reason\": \"Thiếu một\"", "\"reason\": \"\"", vec![(at("appraisals[1].reason"), EmptyText)]),
        ("\"appraiser\": \"Phòng Nội vụ\"", "\"appraiser\": \"\"", vec![(at("appraisals[0].appraiser"), EmptyText)]),
        (
            "\"reason\": \"Thiếu một\"}",
            "\"reason\": \"Thiếu một\"}, {\"unit\": \"u1\", \"target\": \"T3\", \"appraised\": \"1\", \"reason\": \"Lại\"}",
            vec![(at("appraisals[2]"), AppraisalTwice)],
        ),
        ("\"definition\": \"Hội đồng chấm\"", "\"definition\": \"\"", vec![(t(2, ".definition"), EmptyText)]),
        ("\"legal_basis\": \"QĐ 1\"", "\"legal_basis\": 1", vec![(t(2, ".legal_basis"), WrongType)]),
        // Points after the total.
        (
            "{\"unit\": \"u1\", \"code\": \"B1\"",
            "{\"unit\": \"u1\", \"code\": \"B9\"",
            vec![(at("adjustments[0].code"), UnknownAdjustment)],
        ),
        ("{\"unit\": \"u1\", \"code\": \"B1\"", "{\"unit\": \"u9\", \"code\": \"B1\"", vec![(at("adjustments[0].unit"), UnknownUnit)]),
        ("\"points\": \"0.5\"", "\"points\": \"0\"", vec![(at("adjustments[1].points"), PointsNotPositive)]),
        (", \"reason\": \"Một cửa\"", "", vec![(at("adjustments[0].reason"), MissingKey)]),
        // External results.
        ("\"score\": \"87.5\"", "\"score\": \"100.1\"", vec![(at("external_results[0].score"), ScoreOutOfRange)]),
        ("\"rank\": 3", "\"rank\": 18", vec![(at("external_results[0].rank"), RankAboveCount)]),
        ("\"rank\": 3", "\"rank\": 0", vec![(at("external_results[0].rank"), OutOfRange)]),
        ("\"out_of\": 17", "\"out_of\": \"17\"", vec![(at("external_results[0].out_of"), WrongType)]),
        ("\"published_on\": \"2023-01-09\"", "\"published_on\": \"9/1/2023\"", vec![(at("external_results[0].published_on"), NotADay)]),
        ("{\"unit\": \"u2\", \"title\"", "{\"unit\": \"u1\", \"title\"", vec![(at("external_results[1]"), ExternalTwice)]),
        // Grade rules.
        ("\"whom\": \"heads\"", "\"whom\": \"units\"", vec![(at("grade_rules[1]"), GradeRuleTwice)]),
        ("\"whom\": \"heads\"", "\"whom\": \"people\"", vec![(at("grade_rules[1].whom"), NotOneOf)]),
        ("\"tasks_from\": \"targets\"", "\"tasks_from\": \"x\"", vec![(at("grade_rules[1].tasks_from"), NotOneOf)]),
        ("\"from\": 70", "\"from\": 70.5", vec![(at("grade_rules[1].rule.from"), WrongType)]),
        ("\"rule\": {\"id\": \"x\"}", "\"rule\": \"x\"", vec![(at("grade_rules[0].rule"), WrongType)]),
        ("\"score\": \"80\", \"source\": \"QĐ 1\"", "\"score\": \"80\"", vec![(at("external_results[1].source"), MissingKey)]),
    ];
    let mut reasons = std::collections::HashSet::new();
    for (from, to, expected) in table {
        reasons.extend(expected.iter().map(|it| it.1));
        assert_eq!(told(changed(from, to)), expected, "{from} -> {to}");
    }
    let second = Reason::ALL.iter().skip_while(|it| **it != Reason::GoalDoesNotFit);
    let untold: Vec<_> = second.filter(|it| !reasons.contains(*it)).collect();
    assert_eq!(untold, [&Reason::GoalDoesNotFit; 0], "every reason of version 2 is shown above");
}

#[test]
fn nothing_of_version_two_is_known_in_version_one() {
    let one = SOUND.replace("camket-package/2", "camket-package/1");
    let unknown: Vec<String> = told(&one).into_iter().filter(|it| it.1 == Reason::UnknownKey).map(|it| it.0).collect();
    assert_eq!(
        unknown,
        [
            "$.rule_set.areas",
            "$.rule_set.targets[0].target_to",
            "$.rule_set.targets[0].interim",
            "$.rule_set.targets[1].stretch",
            "$.rule_set.targets[1].gate",
            "$.rule_set.targets[1].interim",
            "$.rule_set.targets[2].max_survey",
            "$.rule_set.targets[2].without_survey",
            "$.rule_set.targets[2].definition",
            "$.rule_set.targets[2].legal_basis",
            "$.rule_set.targets[3].stretch",
            "$.rule_set.adjustments",
            "$.rule_set.bonus_cap",
            "$.rule_set.malus_cap",
            "$.rule_set.rank",
            "$.rule_set.grade_rule",
            "$.unit_targets[0].value_to",
            "$.unit_targets[1].period",
            "$.amendments",
            "$.appraisals",
            "$.adjustments",
            "$.external_results",
            "$.grade_rules"
        ]
    );
    let others: Vec<(String, String)> =
        errors(&one).into_iter().filter(|it| it.reason != Reason::UnknownKey).map(|it| (it.path, it.detail)).collect();
    let words = |it: &str| it.to_owned();
    let kinds = "ratio, sum, latest, mean, date, yes_no";
    assert_eq!(
        others,
        [
            (words("$.rule_set.targets[0].direction"), words("higher, lower, earlier, yes")),
            (words("$.rule_set.targets[2].measure.kind"), words(kinds)),
            (
                words("$.rule_set.targets[2].points.rule"),
                words("binary, proportional, threshold_proportional, floor_then_proportional, steps, deduct")
            ),
            (words("$.rule_set.targets[4].measure.kind"), words(kinds)),
            (
                words("$.rule_set.targets[4].points.rule"),
                words("binary, proportional, threshold_proportional, floor_then_proportional, steps, deduct")
            ),
            (words("$.rule_set.pass.family"), words("all_targets, share_of_targets, weighted_score, score_and_gates")),
        ]
    );
}

#[test]
fn what_version_one_allows_of_periods_stays_its_own() {
    let text = r#"{"format": "camket-package/1", "campaign": {"code": "c", "title": "t", "year": 2022, "starts_on": "2021-12-15", "ends_on": "2022-12-14"},
        "units": [{"code": "u", "name": "u", "peer_group": "g"}],
        "rule_set": {"code": "r", "title": "t", "display_decimals": 2, "targets": [{"code": "T", "title": "t", "unit": "%", "area": "a", "weight": "100", "measure": {"kind": "latest", "of": "v"}, "direction": "higher", "target": "1", "points": {"rule": "binary"}}], "pass": {"family": "all_targets"}},
        "figures": [{"unit": "u", "variable": "v", "period": "2022-Q1", "value": "1"}, {"unit": "u", "variable": "v", "period": "2022-M04", "value": "2"}, {"unit": "u", "variable": "v", "period": "cả năm", "value": "3"}, {"unit": "u", "variable": "v", "period": "1999", "value": "4"}]}"#;
    let actual = |text: &str| domain::assess(&Package::read(text).unwrap()).results[0].targets[0].actual.as_ref().unwrap().to_string();
    // By Unicode code point the label is the last one.
    assert_eq!(actual(text), "3.00");
    let two = text.replace("camket-package/1", "camket-package/2");
    assert_eq!(told(&two).into_iter().map(|it| it.0).collect::<Vec<_>>(), ["$.figures[2].period", "$.figures[3].period"]);
    // In version 2 April ends after the first quarter; in version 1 its label comes before.
    let both = |text: &str| text.replace("\"cả năm\"", "\"2022-M01\"").replace("\"1999\"", "\"2022-M02\"");
    assert_eq!(actual(&both(text)), "1.00");
    let apart = both(&two).replace("\"2022-M01\"", "\"2022-M05\"").replace("\"2022-M02\"", "\"2022-M06\"");
    assert_eq!(actual(&apart), "4.00");
}

#[test]
fn an_overlap_names_the_period_that_is_there_already() {
    let text = changed("\"2022-M03\", \"value\": \"2\"", "\"2022-H1\", \"value\": \"2\"");
    let told: Vec<String> = errors(text).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["$.figures[1]: overlaps the figure of 2022-M01 of this unit and variable"]);
}

proptest! {
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
