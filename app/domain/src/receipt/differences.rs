//! Holds a receipt file against the receipt that its package gives: every place that differs, by its JSON path. Only the keys that the
//! format names are compared; a receipt may carry more.

use std::collections::HashSet;
use std::fmt;

use super::Receipt;
use crate::canonical::{Json, Member, Node, NotJson, integer, parse};
use crate::package::Version;

/// A place where a receipt says something else than its package gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The place, as `$.results[3].score`.
    pub path: String,
    /// What the receipt says there, as JSON; none where it says nothing.
    pub found: Option<String>,
    /// What the package gives there, as JSON; none where there is no such place.
    pub computed: Option<String>,
}

/// Why a file is not a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAReceipt {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The text is not JSON.
    NotJson(NotJson),
    /// There is no object, or its `format` is not that of the package's version.
    OtherFormat(Version),
    /// A key stands twice in one object, here.
    RepeatedKey(String),
}

impl fmt::Display for NotAReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("the receipt is not UTF-8"),
            Self::NotJson(place) => write!(f, "the receipt is {place}"),
            Self::OtherFormat(version) => {
                write!(f, "the file is no receipt of this package; its format is not {}", version.receipt_format())
            }
            Self::RepeatedKey(path) => write!(f, "{path}: repeated key"),
        }
    }
}

impl std::error::Error for NotAReceipt {}

impl Receipt {
    /// Every place where a receipt file says something else than this receipt, in the order of this one.
    pub fn differences(&self, file: &[u8]) -> Result<Vec<Difference>, NotAReceipt> {
        let text = str::from_utf8(file).map_err(|_| NotAReceipt::NotUtf8)?;
        let found = parse(text).map_err(NotAReceipt::NotJson)?;
        let format = match &found.json {
            Json::Object(members) => member(members, "format").map(|it| &it.json),
            _ => None,
        };
        if !matches!(format, Some(Json::Text(it)) if it == self.version.receipt_format()) {
            return Err(NotAReceipt::OtherFormat(self.version));
        }
        if let Some(path) = repeated_key(&found, "$") {
            return Err(NotAReceipt::RepeatedKey(path));
        }
        let own = self.to_json();
        // What a receipt writes is JSON.
        let computed = parse(&own).map_err(NotAReceipt::NotJson)?;
        let mut differences = Vec::new();
        compare("$", Some(&found), Some(&computed), &mut differences);
        Ok(differences)
    }
}

fn compare(path: &str, found: Option<&Node<'_>>, computed: Option<&Node<'_>>, differences: &mut Vec<Difference>) {
    match (found.map(|it| &it.json), computed.map(|it| &it.json)) {
        (Some(Json::Object(found)), Some(Json::Object(computed))) => {
            for it in computed {
                compare(&format!("{path}.{}", it.key), member(found, &it.key), Some(&it.node), differences);
            }
        }
        (Some(Json::List(found)), Some(Json::List(computed))) => {
            for at in 0..found.len().max(computed.len()) {
                compare(&format!("{path}[{at}]"), found.get(at), computed.get(at), differences);
            }
        }
        (Some(found), Some(computed)) if same(found, computed) => {}
        (None, None) => {}
        _ => differences.push(Difference { path: path.to_owned(), found: found.map(shown), computed: computed.map(shown) }),
    }
}

/// Whether two values that are neither both objects nor both lists are one JSON value.
fn same(one: &Json<'_>, other: &Json<'_>) -> bool {
    match (one, other) {
        (Json::Null, Json::Null) => true,
        (Json::Bool(one), Json::Bool(other)) => one == other,
        (Json::Text(one), Json::Text(other)) => one == other,
        (Json::Number(one), Json::Number(other)) => one == other || integer(one).is_some_and(|it| integer(other) == Some(it)),
        _ => false,
    }
}

fn member<'n>(members: &'n [Member<'n>], key: &str) -> Option<&'n Node<'n>> {
    members.iter().find(|it| it.key == key).map(|it| &it.node)
}

/// The first place of a key that stands twice: two readers would read two receipts.
fn repeated_key(node: &Node<'_>, path: &str) -> Option<String> {
    match &node.json {
        Json::Object(members) => {
            let mut seen = HashSet::new();
            members.iter().find_map(|it| {
                let path = format!("{path}.{}", it.key);
                if seen.insert(it.key.as_ref()) { repeated_key(&it.node, &path) } else { Some(path) }
            })
        }
        Json::List(nodes) => nodes.iter().enumerate().find_map(|(at, it)| repeated_key(it, &format!("{path}[{at}]"))),
        _ => None,
    }
}

/// A value on one line; a long one is cut.
fn shown(node: &Node<'_>) -> String {
    const MOST: usize = 80;
    let mut text = String::new();
    // Objects and lists are named, not printed: the path says where to look.
    match &node.json {
        Json::Object(_) => text.push_str("{…}"),
        Json::List(_) => text.push_str("[…]"),
        Json::TooDeep => text.push('…'),
        Json::Null => text.push_str("null"),
        Json::Bool(it) => text.push_str(if *it { "true" } else { "false" }),
        Json::Number(it) => text.push_str(it),
        Json::Text(it) => {
            // A `String` takes everything; writing to it has no way to fail.
            let _ = crate::canonical::write_text(&mut text, it);
        }
    }
    if text.chars().count() > MOST { text.chars().take(MOST).chain(['…']).collect() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Package, assess};

    const WORKED: &str = include_str!("../../../testing/data/cam-giang-2022.package.json");
    const RECEIPT: &str = include_str!("../../../testing/data/cam-giang-2022.receipt.json");

    fn told(file: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let receipt = assess(&Package::read(WORKED).unwrap());
        receipt.differences(file.as_bytes()).unwrap().into_iter().map(|it| (it.path, it.found, it.computed)).collect()
    }

    #[test]
    fn the_worked_receipt_is_the_one_and_may_carry_more() {
        assert_eq!(told(RECEIPT), []);
        let receipt = assess(&Package::read(WORKED).unwrap());
        assert_eq!(told(&receipt.to_json()), []);
        let more = receipt.to_json().replacen("{\"format\"", "{\"signatures\":[1.5],\"format\"", 1).replacen(
            "\"met\":",
            "\"note\":\"x\",\"met\":",
            1,
        );
        assert_eq!(told(&more), []);
    }

    #[test]
    fn every_place_that_differs_is_named() {
        let json = assess(&Package::read(WORKED).unwrap()).to_json();
        let changed = json.replacen("\"score\":\"100.00\"", "\"score\":\"99.99\"", 1).replacen("\"rank\":12", "\"rank\":2", 1).replacen(
            ",\"exceeded\":",
            ",\"Exceeded\":",
            1,
        );
        let some = |it: &str| Some(it.to_owned());
        let expected = [
            ("$.results[0].targets[0].exceeded", None, some("true")),
            ("$.results[0].score", some("\"99.99\""), some("\"100.00\"")),
            ("$.results[1].rank", some("2"), some("12")),
        ];
        assert_eq!(told(&changed), expected.map(|it| (it.0.to_owned(), it.1, it.2)));
        let end = json.rfind(",\n{").unwrap();
        let shorter = format!("{}]}}", &json[..end]);
        assert_eq!(told(&shorter), [("$.results[16]".to_owned(), None, some("{…}"))]);
        let longer = format!("{},{{}}]}}", json.strip_suffix("]}").unwrap());
        assert_eq!(told(&longer), [("$.results[17]".to_owned(), some("{…}"), None)]);
    }

    #[test]
    fn what_is_no_receipt_is_not_compared() {
        let receipt = assess(&Package::read(WORKED).unwrap());
        for (file, why) in [
            (&b"\xff"[..], NotAReceipt::NotUtf8),
            (b"{", NotAReceipt::NotJson(NotJson { line: 1, column: 2 })),
            (b"[]", NotAReceipt::OtherFormat(Version::One)),
            (WORKED.as_bytes(), NotAReceipt::OtherFormat(Version::One)),
            (b"{\"format\":\"camket-receipt/1\",\"a\":[{\"b\":1,\"b\":2}]}", NotAReceipt::RepeatedKey("$.a[0].b".into())),
        ] {
            assert_eq!(receipt.differences(file), Err(why));
        }
        let bare = receipt.differences(b"{\"format\":\"camket-receipt/1\"}").unwrap();
        assert_eq!(bare.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["$.package_sha256", "$.rule_set_sha256", "$.results"]);
    }

    #[test]
    fn a_receipt_is_of_the_version_of_its_package() {
        let package = Package::read(include_str!("../../../testing/data/vi-du-2.package.json")).unwrap();
        let receipt = assess(&package);
        let file = include_str!("../../../testing/data/vi-du-2.receipt.json");
        assert_eq!(receipt.differences(file.as_bytes()), Ok(Vec::new()));
        let json = receipt.to_json();
        let changed = json.replacen("\"gate_cap\":\"", "\"gate_cap\":\"1", 1);
        let told: Vec<_> = receipt.differences(changed.as_bytes()).unwrap().into_iter().map(|it| it.path).collect();
        assert!(told.len() == 1 && told.iter().all(|it| it.ends_with(".gate_cap")), "{told:?}");
        assert_eq!(receipt.differences(RECEIPT.as_bytes()), Err(NotAReceipt::OtherFormat(Version::Two)));
        let first = assess(&Package::read(WORKED).unwrap());
        assert_eq!(first.differences(file.as_bytes()), Err(NotAReceipt::OtherFormat(Version::One)));
        assert!(NotAReceipt::OtherFormat(Version::Two).to_string().ends_with("camket-receipt/2"));
    }
}
