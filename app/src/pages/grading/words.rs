//! Words of grading: grades, facts, conditions, where a fact is known from.

use crate::components::{Link, Meaning};
use crate::pages::assessment::words as results;
use crate::text::{t, tf};
use crate::urls;
use domain::decision::{DecidedLine, LineValue};
use domain::grading::{
    Answer, Ask, Band, Check, Fact, Found, Grade, Held, LevelName, Lower, Measured, Note, PartKind, PendingReason, Proposal, Standing,
    differs, published_differs,
};
use domain::receipt::Outcome;
use domain::show_date;
use domain::{Campaign, DecisionId};
use leptos::prelude::*;
use services::grading::{GradingRow, Origin};

/// The way to the pages of grading.
pub fn crumbs(campaign: &Campaign, peer_group: &str) -> Vec<Link> {
    vec![
        Link::new(campaign.title.clone(), urls::campaign(&campaign.code)),
        Link::new(t("grading-title"), urls::grading(&campaign.code, peer_group)),
    ]
}

/// A level: a grade of the law in the language of the page, or a band as it was published.
pub fn level(it: &LevelName) -> String {
    match it {
        LevelName::Grade(it) => t(&it.key()),
        LevelName::Band(it) => it.clone(),
    }
}

/// What is decided.
pub fn value(it: &LineValue) -> String {
    match it {
        LineValue::Level(it) => level(it),
        LineValue::NotRated => t("grade-standing-not-rated"),
        LineValue::Result(it) => tf(
            "decision-result",
            &[
                ("outcome", results::outcome(it.outcome).0.into()),
                ("score", results::score(it.score).into()),
                ("grade", results::grade(it.grade.as_deref()).into()),
            ],
        ),
    }
}

/// What is decided, by its code.
pub fn value_of(code: &str) -> String {
    LineValue::of(code).map_or_else(|| "–".to_owned(), |it| value(&it))
}

/// A grade: how good it is.
pub fn meaning_of(it: &LineValue) -> Meaning {
    match it.grade() {
        Some(Grade::Excellent | Grade::Good) => Meaning::Good,
        Some(Grade::Completed) => Meaning::Neutral,
        Some(Grade::NotCompleted) => Meaning::Failing,
        None => Meaning::Neutral,
    }
}

/// What is proposed, in a tag's words.
pub fn standing(it: Option<&Standing>) -> (String, Meaning) {
    match it {
        None => (t("grading-not-by-rule"), Meaning::Neutral),
        Some(Standing::Proposed(it)) => (level(it), meaning_of(&LineValue::Level(it.clone()))),
        Some(it @ Standing::Candidate(name)) => (format!("{} – {}", level(name), t(it.key())), Meaning::Attention),
        Some(it @ Standing::NotRated) => (t(it.key()), Meaning::Neutral),
        Some(it @ Standing::Pending(_)) => (t(it.key()), Meaning::Attention),
    }
}

/// Why a person must decide, and what is only suggested.
pub fn reasons(it: Option<&Standing>, quota: Option<PendingReason>) -> Vec<String> {
    let Some(it) = it else { return Vec::new() };
    let mut lines: Vec<String> = quota.iter().chain(it.reasons()).map(|it| t(&it.key())).collect();
    if let Standing::Pending(pending) = it {
        if !pending.missing.is_empty() {
            let names: Vec<String> = pending.missing.iter().map(|it| t(&it.key())).collect();
            lines.push(tf("grading-missing", &[("facts", names.join("; ").into())]));
        }
        lines.extend(pending.suggestion.iter().map(|it| tf("grading-suggestion", &[("grade", level(it).into())])));
    }
    lines
}

/// Why somebody fails: the conditions that hold, each with what was found and its article.
pub fn fails(it: &Proposal) -> Vec<String> {
    let failing = it.parts.iter().filter(|it| matches!(it.kind, PartKind::Fails(_)) && it.held == Held::Yes);
    let holding = failing.flat_map(|it| it.checks.iter().filter(|it| it.held == Held::Yes));
    let line = |it: &Check| {
        let found = it.found.as_ref().map_or_else(|| t("grading-unknown"), |found| self::found(it.ask.fact(), found));
        let args = [("condition", condition(it).into()), ("found", found.into()), ("article", it.article.clone().into())];
        tf("grading-fails-line", &args)
    };
    holding.map(line).collect()
}

/// What stands otherwise than the rule proposes, and why: by which decision, whose, for what reason. Links lead to the decisions.
pub fn remarks(it: &GradingRow) -> Vec<(String, DecisionId)> {
    let Some(standing) = it.standing() else { return Vec::new() };
    let proposed = self::standing(Some(&standing)).0;
    let decided = it.decided.as_ref().and_then(|line| {
        let how = differs(&standing, &line.after)?;
        let reason = if line.reason.is_empty() { t("grading-differs-no-reason") } else { line.reason.clone() };
        let args = [
            ("decided", value(&line.after).into()),
            ("how", t(how.key()).into()),
            ("proposed", proposed.clone().into()),
            ("by", line.by.clone().into()),
            ("decision", by_decision(line).into()),
            ("reason", reason.into()),
        ];
        Some((tf("grading-differs-decided", &args), line.decision))
    });
    let published = it.published.as_ref().filter(|_| it.decided.is_none()).and_then(|there| {
        let how = published_differs(&standing, there.outcome, there.grade)?;
        let published = match there.grade.filter(|_| there.outcome != Outcome::Fail) {
            Some(grade) => tf("grading-published-grade", &[("grade", t(&grade.key()).into())]),
            None => tf("grading-published-outcome", &[("outcome", results::outcome(there.outcome).0.into())]),
        };
        let by = tf("decision-by", &[("number", there.shown.clone().into()), ("day", show_date(there.decided_on).into())]);
        let args =
            [("published", published.into()), ("how", t(how.key()).into()), ("proposed", proposed.clone().into()), ("decision", by.into())];
        Some((tf("grading-differs-published", &args), there.decision))
    });
    decided.into_iter().chain(published).collect()
}

/// The remarks as lines that lead to the decisions.
pub fn remark_lines(it: &GradingRow) -> Option<AnyView> {
    let remarks = remarks(it);
    let line = |(said, decision)| view! { <li>{said} " " <a href=urls::decision(decision)>{t("decision-open")}</a></li> };
    (!remarks.is_empty()).then(|| remarks.into_iter().map(line).collect_view().into_any())
}

/// A note of a proposal.
pub fn note(it: &Note) -> String {
    match it {
        Note::QuotaFollows { article } => tf(it.key(), &[("article", article.clone().into())]),
        Note::Capped { from, article } => tf(it.key(), &[("from", level(from).into()), ("article", article.clone().into())]),
        Note::LowerOfTwo => t(it.key()),
        Note::Unverified(note) => tf(it.key(), &[("note", note.clone().into())]),
    }
}

/// What was found of a fact.
pub fn found(fact: Fact, it: &Found) -> String {
    match (fact, it) {
        (Fact::Measured(fact), Found::Number(value)) => fact.show(value),
        (_, Found::Number(value)) => value.to_string(),
        (_, Found::Says(true)) => t("grading-yes"),
        (_, Found::Says(false)) => t("grading-no"),
        (_, Found::Grade(grade)) => t(&grade.key()),
    }
}

/// A number that was found, with the decimals of its column; anything else in words.
pub fn found_in(digits: u8, fact: Fact, it: &Found) -> String {
    match (fact, it) {
        (Fact::Measured(fact), Found::Number(value)) if fact.digits(value) > 0 => fact.show_with(value, digits),
        _ => found(fact, it),
    }
}

/// The decimals that all numbers of a column are shown with: as many as the one that needs most.
pub fn digits<'f>(column: impl Iterator<Item = (Fact, &'f Found)>) -> u8 {
    let digits = column.filter_map(|it| match it {
        (Fact::Measured(fact), Found::Number(value)) => Some(fact.digits(value)),
        _ => None,
    });
    digits.max().unwrap_or(2)
}

/// The class of a cell: numbers stand at the right.
pub fn class(it: Option<&Found>) -> Option<&'static str> {
    matches!(it, Some(Found::Number(_))).then_some("number")
}

/// What somebody said of a fact.
pub fn answer(fact: Fact, it: &Answer) -> String {
    it.known().map_or_else(|| t("grading-unknown"), |it| found(fact, it))
}

fn bound(fact: Measured, it: &domain::package::Decimal) -> String {
    fact.show(&it.quantity().rational())
}

fn band(fact: Measured, it: &Band) -> String {
    let lower = it.lower.as_ref().map(|it| match it {
        Lower::From(it) => tf("grade-compare-at-least", &[("bound", bound(fact, it).into())]),
        Lower::Above(it) => tf("grade-compare-more-than", &[("bound", bound(fact, it).into())]),
    });
    let below = it.below.as_ref().map(|it| tf("grade-compare-less-than", &[("bound", bound(fact, it).into())]));
    [lower, below].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A condition in words: the fact and what is asked of it.
pub fn condition(it: &Check) -> String {
    let fact = t(&it.ask.fact().key());
    let asked = match &it.ask {
        Ask::Number { fact, compare, bound: least } => tf(&compare.key(), &[("bound", bound(*fact, least).into())]),
        Ask::Says { is: true, .. } => t("grading-yes"),
        Ask::Says { is: false, .. } => t("grading-no"),
        Ask::Grade { grade, .. } => t(&grade.key()),
        Ask::Band { fact, band: there } => band(*fact, there),
        Ask::Known(_) => t("grading-decided-first"),
    };
    format!("{fact}: {asked}")
}

/// Where a fact is known from.
pub fn origin(it: &Origin) -> String {
    match it {
        Origin::Results => t("grading-from-results"),
        Origin::KeyTasks => t("grading-from-key-tasks"),
        Origin::Targets => t("grading-from-targets"),
        Origin::NothingBelow => t("grading-from-nothing-below"),
        Origin::GradesBelow => t("grading-from-grades-below"),
        Origin::Postings => t("grading-from-postings"),
        Origin::Decision(line) => by_decision(line),
        Origin::OpenRemedy => t("grading-from-open-remedy"),
        Origin::Stated(it) => tf(
            "grading-from-statement",
            &[
                ("name", it.by.clone().into()),
                ("at", it.at.to_string().into()),
                ("source", it.source.clone().into()),
                ("revision", it.revision.into()),
            ],
        ),
        Origin::Nowhere => t("grading-from-nowhere"),
    }
}

/// The decision that says something.
pub fn by_decision(it: &DecidedLine) -> String {
    tf("decision-by", &[("number", it.shown.clone().into()), ("day", show_date(it.decided_on).into())])
}

/// What was decided before and is now: `trước: …, nay: …, theo Quyết định số …`.
pub fn replaced(it: &DecidedLine) -> String {
    let before = it.before.as_ref().map_or_else(|| "–".to_owned(), value);
    tf(
        "decision-replaced",
        &[
            ("before", before.into()),
            ("after", value(&it.after).into()),
            ("number", it.shown.clone().into()),
            ("day", show_date(it.decided_on).into()),
        ],
    )
}
