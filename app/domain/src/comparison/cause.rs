//! The causes of changes, as people read them: what was changed in the package, where, from what to what.

use serde_json::Value;

use super::figures::FigureEdit;
use super::kind::{AmendedPart, CauseKind};
use super::tree::{Change, Edit, Step};
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
    /// The period of a figure.
    pub period: Option<String>,
    /// The part that was amended, as keys of the format (`points.full_at`); empty where it is the whole thing.
    pub path: String,
    /// As it was; none where it was not there.
    pub old: Option<String>,
    /// As it is; none where it is gone.
    pub new: Option<String>,
    /// The edit itself.
    pub(super) done: Done,
}

/// What makes the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Done {
    Tree(Edit),
    Figure(FigureEdit),
}

impl Cause {
    /// The part that was amended.
    pub fn part(&self) -> AmendedPart {
        AmendedPart::of(&self.path)
    }

    /// Whether it decides no result: a name, a note, an order, a spelling.
    pub fn decides_nothing(&self) -> bool {
        use CauseKind as Kind;
        match self.kind {
            Kind::Rewritten | Kind::Reordered | Kind::CampaignChanged | Kind::ExemptionChanged => true,
            Kind::TargetAmended | Kind::RulesAmended | Kind::UnitChanged => {
                matches!(self.part(), AmendedPart::Title | AmendedPart::Code | AmendedPart::Area | AmendedPart::UnitOfMeasure)
            }
            _ => false,
        }
    }
}

/// The edits of a tree as causes.
pub(super) fn of_edits(edits: Vec<Edit>) -> Vec<Cause> {
    edits.into_iter().map(of_edit).collect()
}

fn of_edit(edit: Edit) -> Cause {
    let step = |at: usize| match edit.steps.get(at) {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    let named = |at: usize, key: &str| match edit.steps.get(at) {
        Some(Step::Entry(name)) => name.iter().find(|it| it.0 == key).map(|it| it.1.clone()),
        _ => None,
    };
    let path = |from: usize| path(edit.steps.get(from..).unwrap_or_default());
    let whole = |kinds: [CauseKind; 3]| match edit.change {
        Change::Insert { .. } => kinds[0],
        Change::Remove { .. } => kinds[1],
        Change::Set { .. } | Change::Order(_) => kinds[2],
    };
    use CauseKind as Kind;
    let (kind, unit, target, path) = match (step(0), edit.steps.get(1), step(1)) {
        ("units", Some(Step::Entry(_)), _) => {
            (whole([Kind::UnitAdded, Kind::UnitRemoved, Kind::UnitChanged]), named(1, "code"), None, path(2))
        }
        ("exemptions", Some(Step::Entry(_)), _) => {
            (whole([Kind::Exempted, Kind::ExemptionLifted, Kind::ExemptionChanged]), named(1, "unit"), named(1, "target"), path(2))
        }
        ("unit_targets", Some(Step::Entry(_)), _) => {
            (whole([Kind::OwnTargetSet, Kind::OwnTargetLifted, Kind::OwnTargetChanged]), named(1, "unit"), named(1, "target"), path(2))
        }
        ("rule_set", _, "targets") if edit.steps.len() > 2 => {
            (whole([Kind::TargetAdded, Kind::TargetRemoved, Kind::TargetAmended]), None, named(2, "code"), path(3))
        }
        ("rule_set", ..) => (Kind::RulesAmended, None, None, path(1)),
        ("campaign", ..) => (Kind::CampaignChanged, None, None, path(1)),
        _ => (Kind::Other, named(1, "unit"), named(1, "target"), path(0)),
    };
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
    Cause { kind, unit, target, variable: None, period: None, path, old, new, done: Done::Tree(edit) }
}

/// The keys of a way, with the entries of lists by their names.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        let (mark, name) = match step {
            Step::Key(key) => (".", key.clone()),
            Step::Entry(name) => ("/", name.iter().map(|it| it.1.as_str()).collect::<Vec<_>>().join("/")),
        };
        if !path.is_empty() {
            path.push_str(mark);
        }
        path.push_str(&name);
    }
    path
}

/// Where a decimal stands alone.
const DECIMALS: [&str; 8] = ["weight", "target", "value", "full_at", "floor", "penalty", "pass_from", "fail_below"];

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
    let words = ["basis", "value", "name", "title", "from"].into_iter().find_map(text);
    value.as_str().or(words).map_or_else(|| value.to_string(), str::to_owned)
}
