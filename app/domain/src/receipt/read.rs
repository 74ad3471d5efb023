//! Reads a receipt back, as the program stored it. More keys than the format names are passed over.

use super::{FORMAT, Outcome, Receipt, TargetResult, UnitResult};
use crate::assessment::{Actual, Rounded, Status};
use crate::canonical::{Json, Node, parse};
use crate::value::plain_day;

impl Receipt {
    /// Reads a receipt; none where the text is not one.
    pub fn read(text: &str) -> Option<Self> {
        let node = parse(text).ok()?;
        if text_of(&node, "format")? != FORMAT {
            return None;
        }
        Some(Self {
            package_sha256: text_of(&node, "package_sha256")?.to_owned(),
            rule_set_sha256: text_of(&node, "rule_set_sha256")?.to_owned(),
            results: list_of(&node, "results")?.iter().map(unit_result).collect::<Option<_>>()?,
        })
    }
}

fn unit_result(node: &Node<'_>) -> Option<UnitResult> {
    Some(UnitResult {
        unit: text_of(node, "unit")?.to_owned(),
        peer_group: text_of(node, "peer_group")?.to_owned(),
        targets: list_of(node, "targets")?.iter().map(target_result).collect::<Option<_>>()?,
        met: count_of(node, "met")?,
        applicable: count_of(node, "applicable")?,
        exceeded: count_of(node, "exceeded")?,
        score: optional(node, "score", Rounded::read)?,
        outcome: Outcome::of(text_of(node, "outcome")?)?,
        grade: optional(node, "grade", |it| Some(it.to_owned()))?,
        rounding_conflict: truth_of(node, "rounding_conflict")?,
        rank: match &get(node, "rank")?.json {
            Json::Null => None,
            _ => Some(count_of(node, "rank")?),
        },
    })
}

fn target_result(node: &Node<'_>) -> Option<TargetResult> {
    Some(TargetResult {
        code: text_of(node, "code")?.to_owned(),
        status: Status::of(text_of(node, "status")?)?,
        actual: optional(node, "actual", actual)?,
        points: optional(node, "points", Rounded::read)?,
        exceeded: truth_of(node, "exceeded")?,
    })
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
