//! The causes of changes, as people read them: what was changed in the package, where, from what to what.

use serde_json::Value;
use time::Date;

use super::figures::FigureEdit;
use super::kind::{AmendedPart, CauseKind};
use super::tree::{Change, Edit, Step};
use crate::package::Version;
use crate::quantity::Quantity;

/// The key of the words that stand in a sentence where the old or the new value is none.
pub const NOTHING: &str = "cause-nothing";

/// Why results changed: one thing that was changed in the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// What was changed.
    pub kind: CauseKind,
    /// The unit concerned; none where it is all of them.
    pub unit: Option<String>,
    /// The target concerned.
    pub target: Option<String>,
    /// The variable of a figure.
    pub variable: Option<String>,
    /// The period of a figure, or of an interim goal.
    pub period: Option<String>,
    /// The number of an amendment (of an exemption the one by which it came), or the code of the rule for points after the total.
    pub code: Option<String>,
    /// From when on the amendment is in force.
    pub amended_on: Option<Date>,
    /// The part that was amended, as keys of the format (`points.full_at`); empty where it is the whole thing.
    pub path: String,
    /// As it was; none where it was not there.
    pub old: Option<String>,
    /// As it is; none where it is gone.
    pub new: Option<String>,
    /// How far it reaches.
    pub(super) reach: Reach,
    /// The edit itself.
    pub(super) done: Done,
}

/// What makes the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Done {
    Tree(Edit),
    Figure(FigureEdit),
}

/// What a cause may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// No result: a name, a note, an order, a spelling.
    Nothing,
    /// What the targets come to that it speaks of (all of them where it names none), and with them the whole result.
    Targets,
    /// What is made of the targets: the score, the grade, the areas.
    Totals,
    /// Places alone.
    Places,
}

impl Cause {
    /// The part that was amended.
    pub fn part(&self) -> AmendedPart {
        match (self.kind, AmendedPart::of(&self.path)) {
            // The rank that others published is no rule of ranking.
            (CauseKind::PublishedChanged, AmendedPart::TieBreakers) => AmendedPart::Other,
            (_, part) => part,
        }
    }

    /// Whether it decides no result: a name, a note, an order, a spelling.
    pub fn decides_nothing(&self) -> bool {
        self.reach == Reach::Nothing
    }
}

/// The edits of a tree as causes.
pub(super) fn of_edits(edits: Vec<Edit>, version: Version) -> Vec<Cause> {
    edits.into_iter().map(|it| of_edit(it, version)).collect()
}

fn of_edit(edit: Edit, version: Version) -> Cause {
    let step = |at: usize| match edit.steps.get(at) {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    let named = |at: usize, key: &str| match edit.steps.get(at) {
        Some(Step::Entry(name)) => name.value(key).map(str::to_owned),
        _ => None,
    };
    // What is not in the name of an entry that comes or goes is in the entry.
    let at_entry = matches!(edit.steps.get(1), Some(Step::Entry(_)));
    let stated = |key: &str| {
        let in_entry = || edit.entry().filter(|_| at_entry)?.get(key)?.as_str().map(str::to_owned);
        named(1, key).or_else(in_entry)
    };
    use CauseKind as Kind;
    let whole = |[comes, goes, changes]: [CauseKind; 3]| match edit.change {
        Change::Insert { .. } => comes,
        Change::Remove { .. } => goes,
        Change::Set { .. } | Change::Order(_) => changes,
    };
    let at_target = step(0) == "rule_set" && step(1) == "targets" && edit.steps.len() > 2;
    let kind = match (step(0), at_entry) {
        ("units", true) => whole([Kind::UnitAdded, Kind::UnitRemoved, Kind::UnitChanged]),
        ("exemptions", true) => whole([Kind::Exempted, Kind::ExemptionLifted, Kind::ExemptionChanged]),
        ("unit_targets", true) => whole([Kind::OwnTargetSet, Kind::OwnTargetLifted, Kind::OwnTargetChanged]),
        ("amendments", true) => whole([Kind::AmendmentMade, Kind::AmendmentWithdrawn, Kind::AmendmentChanged]),
        ("appraisals", true) => whole([Kind::Appraised, Kind::AppraisalWithdrawn, Kind::AppraisalChanged]),
        ("adjustments", true) => whole([Kind::PointsGiven, Kind::PointsWithdrawn, Kind::PointsChanged]),
        ("external_results", true) => whole([Kind::ResultPublished, Kind::PublishedWithdrawn, Kind::PublishedChanged]),
        ("rule_set", _) if at_target && edit.steps.len() == 3 => whole([Kind::TargetAdded, Kind::TargetRemoved, Kind::TargetAmended]),
        ("rule_set", _) if at_target => Kind::TargetAmended,
        ("rule_set", _) => Kind::RulesAmended,
        ("rule_amendments", _) => Kind::RulesAmendedByNumber,
        // The rules by which grades are proposed move no score, rank or pass.
        ("grade_rules", _) => Kind::GradeRuleChosen,
        ("campaign", _) if step(1) == "ends_on" && version == Version::Two => Kind::LastDayChanged,
        ("campaign", _) => Kind::CampaignChanged,
        ("format", _) => Kind::VersionChanged,
        _ => Kind::Other,
    };
    let unit = if step(0) == "units" { named(1, "code") } else { stated("unit") };
    let (target, from) = match (at_target, step(0), at_entry) {
        (true, ..) => (named(2, "code"), 3),
        (false, "rule_set" | "campaign", _) => (None, 1),
        (false, _, true) => (stated("target"), 2),
        (false, _, false) => (None, 0),
    };
    let period = if at_target { named(4, "period") } else { stated("period") };
    let by_amendment = || edit.entry()?.get("amendment")?.get("number")?.as_str().map(str::to_owned);
    let code = if kind == Kind::Exempted {
        by_amendment()
    } else if at_entry {
        named(1, "number").or_else(|| named(1, "code").filter(|_| step(0) == "adjustments"))
    } else {
        None
    };
    let path = path(edit.steps.get(from..).unwrap_or_default());
    let (old, new) = match &edit.change {
        Change::Set { old, new } => (old.as_ref().map(shown), new.as_ref().map(shown)),
        Change::Insert { new, .. } => (None, Some(shown(new))),
        Change::Remove { old } => (Some(shown(old)), None),
        Change::Order(_) => (None, None),
    };
    let kind = match &edit.change {
        Change::Order(_) => Kind::Reordered,
        Change::Set { old, new } if is_spelling(&path, old.as_ref(), new.as_ref()) => Kind::Rewritten,
        _ => kind,
    };
    let reach = reach_of(kind, &path, version, !matches!(edit.change, Change::Set { .. }));
    Cause { kind, unit, target, variable: None, period, code, amended_on: None, path, old, new, reach, done: Done::Tree(edit) }
}

/// What a cause may change; `whole` is an entry that comes or goes.
fn reach_of(kind: CauseKind, path: &str, version: Version, whole: bool) -> Reach {
    use AmendedPart as Part;
    use CauseKind as Kind;
    let part = AmendedPart::of(path);
    let last = path.rsplit('.').next().unwrap_or_default();
    match kind {
        Kind::Rewritten | Kind::Reordered | Kind::CampaignChanged | Kind::ExemptionChanged | Kind::GradeRuleChosen => Reach::Nothing,
        Kind::AmendmentChanged | Kind::AppraisalChanged | Kind::PointsChanged | Kind::PublishedChanged if part == Part::Note => {
            Reach::Nothing
        }
        Kind::TargetAmended | Kind::UnitChanged if matches!(part, Part::Title | Part::UnitOfMeasure | Part::Note) => Reach::Nothing,
        Kind::UnitChanged => Reach::Totals,
        // In version 1 no result speaks of areas.
        Kind::TargetAmended if part == Part::Area => {
            if version == Version::One {
                Reach::Nothing
            } else {
                Reach::Totals
            }
        }
        Kind::RulesAmended => match part {
            Part::Title | Part::Code | Part::GradeRule => Reach::Nothing,
            // What an area weighs is what its targets weigh; those decide.
            Part::Areas | Part::AfterTotal if !whole && matches!(last, "title" | "weight") => Reach::Nothing,
            Part::Areas | Part::AfterTotal | Part::Pass | Part::Grades => Reach::Totals,
            Part::TieBreakers => Reach::Places,
            _ => Reach::Targets,
        },
        Kind::PointsGiven | Kind::PointsWithdrawn | Kind::PointsChanged => Reach::Totals,
        Kind::ResultPublished | Kind::PublishedWithdrawn | Kind::PublishedChanged => Reach::Totals,
        _ => Reach::Targets,
    }
}

/// The keys of a way, with the entries of lists by their names.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        let (mark, name) = match step {
            Step::Key(key) => (".", key.clone()),
            Step::Entry(name) => ("/", name.values.iter().filter_map(|it| it.1.as_deref()).collect::<Vec<_>>().join("/")),
        };
        if !path.is_empty() {
            path.push_str(mark);
        }
        path.push_str(&name);
    }
    path
}

/// Where a decimal stands alone.
const DECIMALS: [&str; 22] = [
    "weight",
    "target",
    "target_to",
    "value",
    "value_to",
    "stretch",
    "times",
    "full_at",
    "floor",
    "penalty",
    "pass_from",
    "fail_below",
    "from",
    "cap",
    "bonus_cap",
    "malus_cap",
    "max_survey",
    "self",
    "appraised",
    "survey",
    "points",
    "score",
];

/// Whether two values say the same in other letters: the same decimal, or an empty list that need not be there.
fn is_spelling(path: &str, old: Option<&Value>, new: Option<&Value>) -> bool {
    let decimal = |it: &Value| it.as_str().and_then(Quantity::from_plain);
    let is_empty = |it: &Value| it.as_array().is_some_and(Vec::is_empty);
    match (old, new) {
        (Some(old), Some(new)) => {
            path.rsplit('.').next().is_some_and(|it| DECIMALS.contains(&it)) && decimal(old).is_some_and(|it| decimal(new) == Some(it))
        }
        (Some(it), None) | (None, Some(it)) => is_empty(it),
        (None, None) => true,
    }
}

/// A value as people see it: text as it is, of an entry the words that say most.
fn shown(value: &Value) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    if let Some((from, to)) = text("value").zip(text("value_to")) {
        return format!("{from} – {to}");
    }
    let words = ["basis", "value", "appraised", "score", "points", "name", "title", "from"].into_iter().find_map(text);
    value.as_str().or(words).map_or_else(|| value.to_string(), str::to_owned)
}
