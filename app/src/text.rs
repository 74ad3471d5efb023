//! Every sentence of the interface: `t("key")` and `tf("key", …)` in the language of the request. The sentences stand in
//! `app/locales`; a test fails when one is missing or unused.

pub use domain::quantity::grouped;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use leptos::prelude::use_context;
use rust_embed::RustEmbed;
use std::sync::LazyLock;
use unic_langid::langid;

/// A language of the interface. Legal documents are always Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese, first.
    #[default]
    Vi,
    /// English, second.
    En,
}

impl Lang {
    /// The language's code, as in `<html lang>` and in the cookie.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a code; Vietnamese for any other.
    pub fn of(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Vi }
    }
}

#[derive(RustEmbed)]
#[folder = "locales"]
struct Files;

static VI: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::Vi));
static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::En));

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id = match lang {
        Lang::Vi => langid!("vi"),
        Lang::En => langid!("en"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolating marks are invisible characters; they would enter HTML and CSV.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(it) => Some(number(it.value)),
        _ => None,
    }));
    for (_, source) in sources(lang) {
        // A file with a mistake still gives its good messages; the test of the locales names the mistake.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// A count as people read it: `1.250`.
fn number(it: f64) -> String {
    let sign = if it < 0.0 { "-" } else { "" };
    format!("{sign}{}", grouped(format!("{:.0}", it.abs())))
}

/// The files of a language, by name, with their text.
pub fn sources(lang: Lang) -> Vec<(String, String)> {
    let mut files: Vec<_> = Files::iter()
        .filter(|it| it.starts_with(lang.code()) && it.ends_with(".ftl"))
        .filter_map(|it| Some((it.to_string(), String::from_utf8_lossy(&Files::get(&it)?.data).into_owned())))
        .collect();
    files.sort();
    files
}

/// A value put into a sentence.
pub type Arg<'a> = (&'a str, FluentValue<'a>);

/// A sentence in a language; the key itself where there is none, which the test of the locales forbids.
pub fn say(lang: Lang, key: &str, args: &[Arg<'_>]) -> String {
    let bundle = match lang {
        Lang::Vi => &*VI,
        Lang::En => &*EN,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|it| it.value()) else { return key.to_owned() };
    let mut values = FluentArgs::new();
    for (name, value) in args {
        values.set(*name, value.clone());
    }
    bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}

/// The language of the present request.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// A sentence in the language of the request.
pub fn t(key: &str) -> String {
    say(lang(), key, &[])
}

/// A sentence with values in it where the arguments are named values.
pub fn tf(key: &str, args: &[Arg<'_>]) -> String {
    say(lang(), key, args)
}

/// Keys that pages put together from closed lists: a prefix and the name of a member. The test of the locales reads them.
pub fn closed_lists() -> Vec<String> {
    let mut keys = Vec::new();
    keys.extend(domain::policy::Role::ALL.iter().map(|it| role_key(it.code())));
    keys.extend(domain::work::WorkKind::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::Stage::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::commitment::SheetState::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::commitment::SheetSide::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::commitment::SignedAs::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::timestamping::TimestampFailure::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::organisation::UnitType::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::organisation::PostKind::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::organisation::PersonCategory::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::organisation::SuccessionKind::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::figure::FigureWarning::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::catalogue::AREAS.iter().map(|it| area_key(it)));
    keys.extend(domain::package::Reason::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::grading::keys());
    keys.extend(domain::decision::keys());
    keys.extend(domain::register::keys());
    keys.extend(domain::template::keys());
    keys.extend(review_lists());
    keys.extend(domain::Event::ALL.iter().map(|it| crate::told::key(*it)));
    keys.extend(services::history::Subject::ALL.iter().map(|it| code_key("history-of", it.code())));
    keys.extend(result_lists());
    keys.extend(drafting_lists());
    keys.extend(domain::amendment::AmendmentState::ALL.iter().map(|it| it.key().to_owned()));
    keys
}

/// The closed lists around results: why they changed, how they compare, what is ready, how ambitious a value is, appeals.
fn result_lists() -> Vec<String> {
    use domain::appeal::{AppealOutcome, AppealState};
    let mut keys: Vec<String> = Vec::new();
    keys.extend(domain::comparison::CauseKind::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::comparison::AmendedPart::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::ranking::NotComparable::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::what_if::GoalClosed::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::grading::GradeDiffers::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::rehearsal::Discernment::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::readiness::Readiness::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::handing_down::HandingDown::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::ambition::Ambition::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(domain::ambition::AmbitionReason::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(["below_minimum", "below_last_year", "below_median", "leap_beyond_best"].map(|it| code_key("ambition-all", it)));
    keys.extend(AppealState::CODES.iter().map(|it| code_key("appeal-state", it)));
    keys.extend(["filed", "assigned", "answered", "withdrawn"].iter().map(|it| code_key("done-appeal", it)));
    keys.extend(AppealOutcome::CODES.iter().map(|it| code_key("appeal-outcome", it)));
    keys
}

/// The closed lists of drafts of rule sets: boxes, kinds, rules, what is kept, ready sets.
fn drafting_lists() -> Vec<String> {
    use domain::drafting::List;
    use domain::package::{Direction, MeasureKind, Pass, Points, TieBreaker, WithoutSurvey, ZeroDenominator};
    const BOXES: [&str; 39] = [
        "code",
        "title",
        "unit",
        "area",
        "weight",
        "kind",
        "terms",
        "base",
        "times",
        "zero_denominator",
        "direction",
        "target",
        "target_to",
        "rule",
        "full_at",
        "floor",
        "penalty",
        "can_exceed",
        "mandatory",
        "note",
        "steps",
        "stretch",
        "gate",
        "max_survey",
        "display_decimals",
        "family",
        "pass_from",
        "fail_below",
        "grades",
        "targets",
        "areas",
        "adjustments",
        "bonus_cap",
        "malus_cap",
        "tie_breakers",
        "interim",
        "without_survey",
        "definition",
        "legal_basis",
    ];
    const KEPT: [&str; 1] = ["grade_rule"];
    let mut keys: Vec<String> = BOXES.iter().map(|it| code_key("draft-box", it)).collect();
    keys.extend(KEPT.iter().map(|it| code_key("draft-kept", it)));
    keys.extend(MeasureKind::ALL.iter().map(|it| code_key("draft-kind", it.code())));
    keys.extend(Direction::ALL.iter().map(|it| code_key("draft-direction", it.code())));
    keys.extend(Points::RULES.iter().map(|it| code_key("draft-rule", it)));
    keys.extend(Pass::FAMILIES.iter().map(|it| code_key("draft-family", it)));
    keys.extend(ZeroDenominator::ALL.iter().flat_map(|it| ["draft-zero", "clause-zero"].map(|prefix| code_key(prefix, it.code()))));
    keys.extend(WithoutSurvey::ALL.iter().map(|it| code_key("clause-without-survey", it.code())));
    keys.extend(Direction::ALL.iter().map(|it| code_key("clause-met", it.code())));
    keys.extend([Direction::Higher, Direction::Lower, Direction::Range].iter().map(|it| code_key("clause-proportion", it.code())));
    keys.extend([Direction::Higher, Direction::Lower, Direction::Earlier].iter().map(|it| code_key("clause-exceeded", it.code())));
    keys.extend(TieBreaker::NAMES.iter().map(|it| code_key("draft-tie", it)));
    let part = |list: &List, part: &str| code_key(&code_key("draft-part", list.name()), part);
    keys.extend(List::ALL.iter().flat_map(|list| list.parts().iter().map(move |it| part(list, it))));
    keys.extend(domain::drafting::READY.iter().map(|it| code_key("ready-set", it.code)));
    keys.extend(domain::catalogue::SERVICE_GROUPS.iter().map(|it| area_key(it)));
    keys
}

/// The closed lists of reviews: a prefix and the code of a value, and what the forms say when they are done.
fn review_lists() -> Vec<String> {
    use domain::review::{CaseState, CauseKind, ConsequenceKind, Level, ProposedGrade, RemedyStanding, Section, SupportKind};
    let mut keys = Vec::new();
    for prefix in ["review-state", "review-next", "review-go"] {
        keys.extend(CaseState::ALL.iter().map(|it| code_key(prefix, it.code())));
    }
    keys.extend(domain::receipt::Outcome::ALL.iter().map(|it| code_key("review-outcome", it.code())));
    keys.extend(CauseKind::ALL.iter().map(|it| code_key("review-cause", it.code())));
    keys.extend(Level::ALL.iter().map(|it| code_key("review-level", it.code())));
    keys.extend(ProposedGrade::ALL.iter().map(|it| code_key("review-grade", it.code())));
    keys.extend(Section::ALL.iter().map(|it| code_key("review-section", it.code())));
    keys.extend(RemedyStanding::ALL.iter().map(|it| code_key("remedy-standing", it.code())));
    keys.extend(SupportKind::ALL.iter().map(|it| code_key("support", it.code())));
    keys.extend(ConsequenceKind::ALL.iter().map(|it| code_key("consequence", it.code())));
    keys.extend(["done", "now", "next"].map(|it| format!("review-step-{it}")));
    let done = [
        "review-open",
        "review-ask",
        "review-close",
        "review-submit",
        "review-save",
        "review-call",
        "minutes-save",
        "minutes-adopt",
        "minutes-sign",
        "remedy-report",
        "remedy-judge",
        "consequence-record",
        "support-record",
    ];
    keys.extend(done.map(|it| format!("done-{it}")));
    keys
}

/// The key of a value's name: a prefix and its code, `_` written `-`.
pub fn code_key(prefix: &str, code: &str) -> String {
    format!("{prefix}-{}", code.replace('_', "-"))
}

/// The key of the name of one of the index's areas.
pub fn area_key(code: &str) -> String {
    format!("area-{}", code.to_lowercase().replace('_', "-"))
}

/// The key of a role's name.
pub fn role_key(code: &str) -> String {
    format!("role-{}", code.replace('_', "-"))
}
