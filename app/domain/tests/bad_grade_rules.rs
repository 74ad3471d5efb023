//! Rule files: those that come with the program are sound and written as they were read; one with an error is refused at its place.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod graded;

use std::collections::BTreeSet;

use domain::Refusal;
use domain::canonical::canonical_form;
use domain::grading::{GradeRule, PendingReason, keys};
use graded::rule;
use proptest::prelude::*;

fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    GradeRule::shipped_ids().map(|id| (id, GradeRule::shipped_text(id).unwrap()))
}

fn errors(text: &str) -> Vec<String> {
    GradeRule::read(text).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// The errors of a shipped file in which one text is replaced.
fn spoiled(id: &str, from: &str, to: &str) -> Vec<String> {
    let text = GradeRule::shipped_text(id).unwrap();
    assert!(text.contains(from), "{id}: {from}");
    errors(&text.replacen(from, to, 1))
}

#[test]
fn every_shipped_rule_is_read_and_written_in_its_canonical_form() {
    for (id, text) in shipped() {
        let read = GradeRule::read(text).unwrap_or_else(|errors| panic!("{id}: {errors:?}"));
        assert_eq!(read.id, id);
        assert_eq!(read.to_json(), canonical_form(text).unwrap(), "{id}");
        assert_eq!(GradeRule::read(read.to_json()).as_ref(), Ok(&read), "{id}");
        assert_eq!((read.check(), GradeRule::shipped(id).as_ref()), (Ok(()), Some(&read)));
        assert_eq!(read.sha256(), domain::canonical::sha256(canonical_form(text).unwrap().as_bytes()));
        assert_eq!(rule(id), read);
    }
    assert_eq!(GradeRule::shipped("nd000"), None);
}

#[test]
fn every_gap_of_the_law_is_named_by_a_rule() {
    let texts: Vec<&str> = shipped().map(|it| it.1).collect();
    for reason in PendingReason::ALL.iter().filter(|it| it.is_for_rules()) {
        assert!(texts.iter().any(|it| it.contains(&format!("\"{}\"", reason.code()))), "{reason:?}");
    }
}

#[test]
fn an_error_is_refused_at_its_place() {
    let share = "\"share\": \"0.2\", \"outstanding_share\": \"0.25\"";
    for (id, from, to, expected) in [
        ("nd335_org", "\"from\": \"90\"", "\"from\": \"100.01\"", "$.levels[0]: outside 0 to 100"),
        ("nd335_org", "\"below\": \"90\"", "\"below\": \"91\"", "$.levels[1]: the band overlaps that of \"excellent\""),
        (
            "nd335_org",
            "\"from\": \"50\", \"below\": \"70\"",
            "\"from\": \"40\", \"below\": \"70\"",
            "$.fails: the band overlaps that of \"completed\"",
        ),
        (
            "nd335_org",
            "\"from\": \"70\", \"below\": \"90\"",
            "\"from\": \"90\", \"below\": \"90\"",
            "$.levels[1].below: the band ends where it begins or before",
        ),
        ("nd335_org", "\"value\": \"good_and_above\"", "\"value\": \"\"", "$.quota.base.value: the text is empty"),
        ("nd335_org", "\"value\": \"good_and_above\"", "\"value\": \"all\"", "$.quota.base.value: not one of good_only, good_and_above"),
        ("nd335_org", share, "\"share\": \"1.2\"", "$.quota.share: a share must lie between 0 and 1"),
        ("nd335_org", share, "\"share\": \"0.2\", \"outstanding_share\": \"0.1\"", "$.quota.outstanding_share: outside 0.2 to 1"),
        ("nd335_org", "\"at_least\": \"0.3\"", "\"at_least\": \"30\"", "$.levels[0].all_of[2].at_least: outside 0 to 1"),
        (
            "nd335_org",
            "\"at_least\": \"0.3\"",
            "\"at_least\": \"0.3\", \"at_most\": \"1\"",
            "$.levels[0].all_of[2]: exactly one of at_least, more_than, at_most, less_than belongs here",
        ),
        (
            "nd335_org",
            "\"at_least\": \"0.3\"",
            "\"is\": true",
            "$.levels[0].all_of[2]: exactly one of at_least, more_than, at_most, less_than belongs here",
        ),
        ("nd335_org", "\"shortcoming_open\", \"is\": false", "\"shortcoming_open\"", "$.levels[0].all_of[4].is: missing"),
        ("nd335_org", "\"unless\": \"force_majeure\"", "\"unless\": \"bad_luck\"", "$.fails.any_of[1].unless: not one of shortcoming_open"),
        (
            "nd335_org",
            "\"else\": \"exceeded_too_few\"",
            "\"else\": \"quota_tie\"",
            "$.levels[0].all_of[2].else: not one of tasks_unfinished",
        ),
        ("nd335_org", "\"grade\": \"good\"", "\"grade\": \"excellent\"", "$.levels[1]: \"excellent\" is used twice"),
        (
            "nd335_org",
            "\"grade\": \"good\"",
            "\"grade\": \"tốt\"",
            "$.levels[1].grade: not one of not_completed, completed, good, excellent",
        ),
        (
            "nd335_org",
            "\"grade\": \"good\"",
            "\"grade\": \"good\", \"band\": \"tốt\"",
            "$.levels[1]: exactly one of grade, band belongs here",
        ),
        (
            "nd335_org",
            "\"valid_from\": \"2026-01-01\"",
            "\"valid_from\": \"2026-01-01\", \"valid_to\": \"2025-12-31\"",
            "$.valid_to: valid_to is before valid_from",
        ),
        ("nd335_org", "\"valid_from\": \"2026-01-01\"", "\"valid_from\": \"2026-02-30\"", "$.valid_from: not a real day, YYYY-MM-DD"),
        ("nd335_org", "camket-grade-rule/1", "camket-grade-rule/2", "$.format: another format; this program reads camket-grade-rule/1"),
        ("nd335_org", "\"subjects\": [\"organisation\"]", "\"subjects\": []", "$.subjects: the list is empty"),
        (
            "nd335_org",
            "\"scale\": {\"fact\": \"points\", \"max\": \"100\", \"decimals\": 2},",
            "",
            "$.levels[0]: a band needs a scale, and the rule has none",
        ),
        ("nd335_org", "\"status\": \"unverified\", ", "", "$.in_gap.status: missing"),
        ("nd335_org", "\"status\": \"unverified\"", "\"status\": \"certain\"", "$.in_gap.status: not one of unverified"),
        ("nd335_org", "\"title\"", "\"titel\"", "$.title: missing"),
        (
            "nd335_org",
            "{\"max\": \"70\", \"article\": \"Điều 7\", \"items\"",
            "{\"max\": \"70\", \"article\": \"Điều 7\", \"rows\"",
            "$.scoring.results: exactly one of items, ratios belongs here",
        ),
        (
            "nd335_person",
            "\"max\": \"2.5\"",
            "\"max\": \"3\"",
            "$.scoring.general.groups[1].items: the maxima total 10.5, not the maximum above them",
        ),
        (
            "nd335_person",
            "\"code\": \"II\", \"title\": \"Năng lực và tinh thần phục vụ\", \"max\": \"10\"",
            "\"code\": \"II\", \"title\": \"x\", \"max\": \"9\"",
            "$.scoring.general.groups: the maxima total 29, not the maximum above them",
        ),
        ("nd335_person", "\"code\": \"I.2\"", "\"code\": \"I.1\"", "$.scoring.general.groups: \"I.1\" is used twice"),
        (
            "nd335_person",
            "\"penalty\": \"0.25\"",
            "\"penalty\": \"25\"",
            "$.scoring.results.ratios[1].penalty: a share must lie between 0 and 1",
        ),
        (
            "nd335_person",
            "\"count\": \"deducted\"",
            "\"count\": \"guessed\"",
            "$.scoring.results.ratios[1].count: not one of quantity, deducted, one_of",
        ),
        ("nd335_person", "\"value\": 2", "\"value\": 5", "$.scoring.month_decimals.value: outside 0 to 4"),
        (
            "nd335_person",
            "{\"category\": \"civil_servant\"}",
            "{\"category\": \"minister\"}",
            "$.categories[0].category: not one of cadre, civil_servant, public_employee",
        ),
        ("nd335_person", "\"not_above\": \"unit_grade\"", "\"not_above\": \"unit\"", "$.caps[0].not_above: not one of unit_grade"),
        (
            "commitment_all_targets",
            "\"levels\"",
            "\"caps\": [{\"not_above\": \"good\", \"article\": \"a\"}], \"levels\"",
            "$.caps[0].not_above: the rule has no level \"good\"",
        ),
        (
            "commitment_all_targets",
            "\"levels\"",
            "\"quota\": {\"grade\": \"excellent\", \"share\": \"0.2\", \"base\": {\"value\": \"good_only\"}, \"within\": \"authority\", \"article\": \"a\"}, \"levels\"",
            "$.quota.grade: the rule has no level \"excellent\"",
        ),
        (
            "index_bands_national_2023",
            "\"band\": \"Nhóm A\", \"from\": \"90\"",
            "\"band\": \"Nhóm A\", \"from\": \"70\", \"below\": \"80\"",
            "$.levels[1]: levels stand best first, and \"Nhóm A\" is worse",
        ),
        ("index_bands_tay_ninh_2021", "\"above\": \"80\"", "\"above\": \"100\"", "$.levels[0]: outside 0 to 100"),
        (
            "index_bands_tay_ninh_2021",
            "\"above\": \"80\"",
            "\"above\": \"80\", \"from\": \"80\"",
            "$.levels[0]: exactly one of from, above belongs here",
        ),
        ("index_bands_tay_ninh_2021", "\"above\": \"80\"", "\"above\": 80", "$.levels[0].above: a value of another type; expected: text"),
    ] {
        let found = spoiled(id, from, to);
        assert!(found.iter().any(|it| it.starts_with(expected)), "{id}: {to}\n{found:#?}");
    }
}

#[test]
fn an_unknown_condition_is_refused_and_every_error_is_told_in_one_run() {
    let text = GradeRule::shipped_text("nd335_org").unwrap();
    let text = text.replacen("\"tasks_exceeded\"", "\"tasks_beautiful\"", 1).replacen("\"id\": \"nd335_org\",", "\"colour\": \"red\",", 1);
    let found = errors(&text);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("$.id: missing") && found[1] == "$.colour: unknown key");
    assert!(found[2].starts_with("$.levels[0].all_of[2].fact: not one of points, index_percent"));
}

#[test]
fn every_word_has_its_sentence_in_both_languages_and_no_sentence_is_left_over() {
    let mut expected: BTreeSet<String> = keys().into_iter().collect();
    let refusals = ["grade-rule-refusal-", "fact-refusal-", "score-refusal-", "mean-refusal-", "quota-refusal-", "index-refusal-"];
    let of_grading = |it: &&str| refusals.iter().any(|prefix| it.starts_with(prefix));
    expected.extend(Refusal::keys().into_iter().filter(of_grading).map(str::to_owned));
    for source in [include_str!("../../locales/vi/grading.ftl"), include_str!("../../locales/en/grading.ftl")] {
        let said: BTreeSet<String> = source.lines().filter_map(|it| it.split_once(" = ")).map(|it| it.0.to_owned()).collect();
        assert_eq!(said, expected);
        assert_eq!(source.lines().count(), said.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoiled_file_never_panics(at in any::<prop::sample::Index>(), length in 1_usize..12, filler in "[\"{}\\[\\]:,0-9a-z ]{0,6}") {
        for (_, text) in shipped().take(3) {
            let letters: Vec<char> = text.chars().collect();
            let start = at.index(letters.len());
            let end = (start + length).min(letters.len());
            let spoiled: String = letters[..start].iter().copied().chain(filler.chars()).chain(letters[end..].iter().copied()).collect();
            if let Ok(read) = GradeRule::read(&spoiled) {
                prop_assert_eq!(read.to_json(), canonical_form(&spoiled).unwrap());
                prop_assert_eq!(GradeRule::read(read.to_json()), Ok(read));
            }
        }
    }
}
