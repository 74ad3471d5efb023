//! Reads a receipt back, as the program stored it. More keys than the format names are passed over.

use super::{
    AdjustmentResult, AppliedGoal, AreaResult, External, GivenPoints, InterimResult, Outcome, Receipt, TargetDetails, TargetResult,
    UnitDetails, UnitResult,
};
use crate::assessment::{Actual, Rounded, Status};
use crate::canonical::{Json, Node, parse};
use crate::package::Version;
use crate::quantity::Quantity;
use crate::value::{FigureValue, plain_day};

impl Receipt {
    /// Reads a receipt; none where the text is not one.
    pub fn read(text: &str) -> Option<Self> {
        let node = parse(text).ok()?;
        let format = text_of(&node, "format")?;
        let version = Version::ALL.into_iter().find(|it| it.receipt_format() == format)?;
        Some(Self {
            version,
            package_sha256: text_of(&node, "package_sha256")?.to_owned(),
            rule_set_sha256: text_of(&node, "rule_set_sha256")?.to_owned(),
            results: each(&node, "results", |it| unit_result(it, version))?,
        })
    }
}

fn unit_result(node: &Node<'_>, version: Version) -> Option<UnitResult> {
    Some(UnitResult {
        unit: text_of(node, "unit")?.to_owned(),
        peer_group: text_of(node, "peer_group")?.to_owned(),
        targets: each(node, "targets", |it| target_result(it, version))?,
        met: count_of(node, "met")?,
        applicable: count_of(node, "applicable")?,
        exceeded: count_of(node, "exceeded")?,
        score: optional(node, "score", Rounded::read)?,
        outcome: Outcome::of(text_of(node, "outcome")?)?,
        grade: optional(node, "grade", owned)?,
        rounding_conflict: truth_of(node, "rounding_conflict")?,
        rank: optional_count(node, "rank")?,
        details: second(version, || unit_details(node))?,
    })
}

/// What version 2 has and must have; nothing in version 1.
fn second<T>(version: Version, read: impl FnOnce() -> Option<T>) -> Option<Option<Box<T>>> {
    match version {
        Version::One => Some(None),
        Version::Two => read().map(|it| Some(Box::new(it))),
    }
}

fn unit_details(node: &Node<'_>) -> Option<UnitDetails> {
    Some(UnitDetails {
        points: Rounded::read(text_of(node, "points")?)?,
        scale: amount_of(node, "scale")?,
        base_score: optional(node, "base_score", Rounded::read)?,
        adjustments: each(node, "adjustments", |it| {
            let code = text_of(it, "code")?.to_owned();
            Some(AdjustmentResult { code, given: amount_of(it, "given")?, counted: amount_of(it, "counted")? })
        })?,
        bonus: amount_of(node, "bonus")?,
        malus: amount_of(node, "malus")?,
        gates: each(node, "gates", |it| match &it.json {
            Json::Text(text) => owned(text),
            _ => None,
        })?,
        gate_cap: optional(node, "gate_cap", Quantity::from_plain)?,
        computed_score: optional(node, "computed_score", Rounded::read)?,
        external: optional_object(node, "external", |it| {
            Some(External {
                title: text_of(it, "title")?.to_owned(),
                score: amount_of(it, "score")?,
                rank: optional_count(it, "rank")?,
                out_of: optional_count(it, "out_of")?,
            })
        })?,
        area_results: each(node, "area_results", |it| {
            Some(AreaResult {
                area: text_of(it, "area")?.to_owned(),
                points: Rounded::read(text_of(it, "points")?)?,
                scale: amount_of(it, "scale")?,
                score: optional(it, "score", Rounded::read)?,
                rank: optional_count(it, "rank")?,
            })
        })?,
    })
}

fn target_result(node: &Node<'_>, version: Version) -> Option<TargetResult> {
    Some(TargetResult {
        code: text_of(node, "code")?.to_owned(),
        status: Status::of(text_of(node, "status")?)?,
        actual: optional(node, "actual", actual)?,
        points: optional(node, "points", Rounded::read)?,
        exceeded: truth_of(node, "exceeded")?,
        details: second(version, || target_details(node))?,
    })
}

fn target_details(node: &Node<'_>) -> Option<TargetDetails> {
    Some(TargetDetails {
        weight: optional(node, "weight", Quantity::from_plain)?,
        goal: applied_goal(node)?,
        interim: each(node, "interim", |it| {
            Some(InterimResult {
                period: text_of(it, "period")?.parse().ok()?,
                goal: applied_goal(it)?,
                actual: optional(it, "actual", actual)?,
                status: Status::of(text_of(it, "status")?)?,
            })
        })?,
        appraisal: optional_object(node, "appraisal", |it| {
            Some(GivenPoints {
                self_points: optional(it, "self", Quantity::from_plain)?,
                appraised: amount_of(it, "appraised")?,
                survey: optional(it, "survey", Quantity::from_plain)?,
            })
        })?,
    })
}

fn applied_goal(node: &Node<'_>) -> Option<AppliedGoal> {
    Some(AppliedGoal {
        value: FigureValue::from_plain(text_of(node, "target")?)?,
        value_to: optional(node, "target_to", Quantity::from_plain)?,
        own: truth_of(node, "own_target")?,
        amendment: optional(node, "amendment", owned)?,
    })
}

fn owned(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn actual(text: &str) -> Option<Actual> {
    match text {
        "yes" => Some(Actual::YesNo(true)),
        "no" => Some(Actual::YesNo(false)),
        _ => plain_day(text).map(Actual::Date).or_else(|| Rounded::read(text).map(Actual::Amount)),
    }
}

fn get<'n>(node: &'n Node<'n>, key: &str) -> Option<&'n Node<'n>> {
    match &node.json {
        Json::Object(members) => members.iter().find(|it| it.key == key).map(|it| &it.node),
        _ => None,
    }
}

fn text_of<'n>(node: &'n Node<'n>, key: &str) -> Option<&'n str> {
    match &get(node, key)?.json {
        Json::Text(text) => Some(text),
        _ => None,
    }
}

fn list_of<'n>(node: &'n Node<'n>, key: &str) -> Option<&'n [Node<'n>]> {
    match &get(node, key)?.json {
        Json::List(nodes) => Some(nodes),
        _ => None,
    }
}

/// Every entry of a list as `read` reads it.
fn each<T>(node: &Node<'_>, key: &str, read: impl Fn(&Node<'_>) -> Option<T>) -> Option<Vec<T>> {
    list_of(node, key)?.iter().map(read).collect()
}

fn amount_of(node: &Node<'_>, key: &str) -> Option<Quantity> {
    Quantity::from_plain(text_of(node, key)?)
}

fn optional_count(node: &Node<'_>, key: &str) -> Option<Option<u32>> {
    match &get(node, key)?.json {
        Json::Null => Some(None),
        _ => count_of(node, key).map(Some),
    }
}

/// Null, or an object that `read` reads.
fn optional_object<T>(node: &Node<'_>, key: &str, read: impl Fn(&Node<'_>) -> Option<T>) -> Option<Option<T>> {
    match get(node, key)? {
        Node { json: Json::Null, .. } => Some(None),
        object => read(object).map(Some),
    }
}

fn count_of(node: &Node<'_>, key: &str) -> Option<u32> {
    match get(node, key)?.json {
        Json::Number(spelled) => spelled.parse().ok(),
        _ => None,
    }
}

fn truth_of(node: &Node<'_>, key: &str) -> Option<bool> {
    match get(node, key)?.json {
        Json::Bool(it) => Some(it),
        _ => None,
    }
}

/// Null, or text that `read` reads.
fn optional<T>(node: &Node<'_>, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    match &get(node, key)?.json {
        Json::Null => Some(None),
        Json::Text(text) => read(text).map(Some),
        _ => None,
    }
}
