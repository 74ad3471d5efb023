//! Reads a package: everything that is wrong with it is told in one run, in the order of the file.

use std::collections::HashSet;

use super::parsed::{FigureNames, Parsed, Rows};
use super::read_rules::Known;
use super::reader::{Fields, Path, Reader, Text};
use super::{Campaign, Package, PackageError, Reason, RuleSet, Unit, Version};
use crate::canonical::{Json, Node, NotJson, parse, parse_around};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The integers that every JSON reader holds exactly.
const EXACT: (i64, i64) = (-((1 << 53) - 1), (1 << 53) - 1);

impl Package {
    /// Reads a package file. Every error is told, as `PATH: reason`, in the order of the file.
    pub fn read(bytes: impl AsRef<[u8]>) -> Result<Self, Vec<PackageError>> {
        Parsed::read(bytes.as_ref()).map(Parsed::package)
    }
}

impl RuleSet {
    /// Reads a rule set alone, as [`RuleSet::to_json`] writes it; places are those inside the rule set. It may be of either version:
    /// everything that version 1 can say means the same in version 2.
    pub fn read(bytes: impl AsRef<[u8]>) -> Result<Self, Vec<PackageError>> {
        read_with(bytes.as_ref(), |reader, node| reader.rule_set(node, &Path::Root, &mut Known::default()))
    }
}

/// Reads grade rules alone, as [`super::grade_rules_to_json`] writes them; none where they are none.
pub fn read_grade_rules(text: &str) -> Option<Vec<super::ChosenRule>> {
    read_with(text.as_bytes(), |reader, node| reader.chosen_rules(node, &Path::Root)).ok()
}

/// Reads JSON that is no package and then what it means; both versions of the words that it shares with packages count.
pub(crate) fn read_with<T>(bytes: &[u8], read: impl FnOnce(&mut Reader, &Node<'_>) -> Option<T>) -> Result<T, Vec<PackageError>> {
    let mut reader = Reader::new(Version::Two);
    let node = reader.text_of_file(bytes).and_then(|text| reader.json(parse(text)));
    let read = node.and_then(|it| read(&mut reader, &it));
    reader.finish(read)
}

impl<'t> Parsed<'t> {
    /// Reads a package file and leaves its figures as they are, once they are found sound.
    pub(crate) fn read(bytes: &'t [u8]) -> Result<Self, Vec<PackageError>> {
        let mut reader = Reader::new(Version::One);
        let Some(text) = reader.text_of_file(bytes) else { return reader.finish(None) };
        let (mut names, mut rows) = (FigureNames::default(), Rows::for_text(text.len()));
        let node = reader.json(parse_around(text, "figures", |parser| rows.take(&mut names, parser)));
        let head = node.and_then(|node| reader.package(&node, text, &mut names, &mut rows));
        reader.finish(head).map(|head| Self { head, names, rows })
    }
}

/// What exemptions, own targets and figures may name. Where the list of units or targets cannot be read at all, that alone is told.
pub(super) struct Places<'n> {
    pub(super) units: Option<HashSet<&'n str>>,
    pub(super) campaign: Option<Campaign>,
    pub(super) known: Known,
}

impl Reader {
    fn text_of_file<'t>(&mut self, bytes: &'t [u8]) -> Option<&'t str> {
        let Ok(text) = str::from_utf8(bytes) else {
            self.error(0, &Path::Root, Reason::NotUtf8, "");
            return None;
        };
        let rest = text.strip_prefix(BYTE_ORDER_MARK);
        if rest.is_some() {
            self.error(0, &Path::Root, Reason::ByteOrderMark, "");
        }
        Some(rest.unwrap_or(text))
    }

    fn json<'t>(&mut self, node: Result<Node<'t>, NotJson>) -> Option<Node<'t>> {
        node.map_err(|it| self.error(0, &Path::Root, Reason::NotJson, format!("{}:{}", it.line, it.column))).ok()
    }

    /// Reads the parts in the order in which they need each other; errors are put into the order of the file afterwards.
    fn package(&mut self, node: &Node<'_>, text: &str, names: &mut FigureNames<'_>, rows: &mut Rows<'_>) -> Option<Package> {
        let path = &Path::Root;
        self.version = version_of(node);
        let keys = self.keys(
            &["format", "campaign", "units", "rule_set", "exemptions", "unit_targets", "figures"],
            &["amendments", "appraisals", "adjustments", "external_results", "grade_rules", "rule_amendments"],
        );
        let fields = self.object(node, path, &keys)?;
        // A key that this version does not have was told as unknown and is not read.
        let get = |key: &str| fields.get(key).filter(|_| keys.contains(&key));
        self.format(&fields);
        let campaign = self.required(&fields, path, "campaign").and_then(|it| self.campaign(it, &Path::Key(path, "campaign")));
        let mut codes = HashSet::new();
        let units = self.required(&fields, path, "units").and_then(|it| self.units(it, &Path::Key(path, "units"), &mut codes));
        let mut known = Known::of_year(campaign.as_ref().map(|it| it.year));
        let rule_set = self.required(&fields, path, "rule_set").and_then(|it| self.rule_set(it, &Path::Key(path, "rule_set"), &mut known));
        let places = Places { units: units.is_some().then_some(codes), campaign, known };
        let exemptions = get("exemptions").and_then(|it| self.exemptions(it, &Path::Key(path, "exemptions"), &places));
        let unit_targets = get("unit_targets").and_then(|it| self.unit_targets(it, &Path::Key(path, "unit_targets"), &places));
        let amendments = get("amendments").and_then(|it| {
            let exempt = exemptions.as_deref().unwrap_or_default();
            self.amendments(it, &Path::Key(path, "amendments"), &places, exempt)
        });
        let appraisals = get("appraisals").and_then(|it| self.appraisals(it, &Path::Key(path, "appraisals"), &places));
        let adjustments = get("adjustments").and_then(|it| self.adjustments(it, &Path::Key(path, "adjustments"), &places));
        let external_results =
            get("external_results").and_then(|it| self.external_results(it, &Path::Key(path, "external_results"), &places));
        let grade_rules = get("grade_rules").and_then(|it| self.chosen_rules(it, &Path::Key(path, "grade_rules")));
        let rule_amendments = get("rule_amendments").and_then(|it| {
            let goals = amendments.iter().flatten().map(|it| it.number.clone());
            let exempting = exemptions.iter().flatten().filter_map(|it| Some(it.amendment.as_ref()?.number.clone()));
            let taken = goals.chain(exempting).collect();
            self.rule_amendments(it, &Path::Key(path, "rule_amendments"), &places, taken, rule_set.as_ref())
        });
        if let Some(node) = self.required(&fields, path, "figures")
            && self.list(node, &Path::Key(path, "figures")).is_some()
        {
            self.figures(text, names, rows, &Path::Key(path, "figures"), &places);
        }
        if !self.is_clean() {
            return None;
        }
        Some(Package {
            version: self.version,
            campaign: places.campaign?,
            units: units?,
            rule_set: rule_set?,
            exemptions,
            unit_targets,
            amendments,
            appraisals,
            adjustments,
            external_results,
            grade_rules,
            rule_amendments,
            figures: Vec::new(),
        })
    }

    fn format(&mut self, fields: &Fields<'_>) {
        let path = &Path::Root;
        let known = Version::ALL.map(Version::package_format);
        if let Some(format) = self.text(fields, path, "format").filter(|it| !known.contains(&it.text)) {
            self.error(format.at, &Path::Key(path, "format"), Reason::OtherFormat, known.join(", "));
        }
    }

    fn campaign(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Campaign> {
        let fields = self.object(node, path, &["code", "title", "year", "starts_on", "ends_on"])?;
        let code = self.text(&fields, path, "code");
        let title = self.text(&fields, path, "title");
        let year = self.integer(&fields, path, "year", EXACT);
        let starts_on = self.day(&fields, path, "starts_on");
        let ends_on = self.day(&fields, path, "ends_on");
        if let Some(((at, starts_on), (_, ends_on))) = starts_on.zip(ends_on)
            && starts_on > ends_on
        {
            self.error(at, &Path::Key(path, "starts_on"), Reason::StartsAfterEnd, "");
        }
        Some(Campaign {
            code: code?.text.to_owned(),
            title: title?.text.to_owned(),
            year: year?,
            starts_on: starts_on?.1,
            ends_on: ends_on?.1,
        })
    }

    fn units<'n>(&mut self, node: &'n Node<'n>, path: &Path<'_>, codes: &mut HashSet<&'n str>) -> Option<Vec<Unit>> {
        let nodes = self.entries(node, path)?;
        let mut units = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["code", "name", "peer_group"]) else { continue };
            let code = self.text(&fields, &path, "code");
            let name = self.text(&fields, &path, "name");
            let peer_group = self.text(&fields, &path, "peer_group");
            if let Some(code) = code.filter(|it| !codes.insert(it.text)) {
                self.error(code.at, &Path::Key(&path, "code"), Reason::CodeTwice, code.text);
            }
            if let (Some(code), Some(name), Some(peer_group)) = (code, name, peer_group) {
                units.push(Unit { code: code.text.to_owned(), name: name.text.to_owned(), peer_group: peer_group.text.to_owned() });
            }
        }
        Some(units)
    }

    /// The code of a unit that the package has; the code is given also where it has not.
    pub(super) fn known_unit<'n>(&mut self, fields: &Fields<'n>, path: &Path<'_>, places: &Places<'_>) -> Option<Text<'n>> {
        let unit = self.text(fields, path, "unit")?;
        if places.units.as_ref().is_some_and(|it| !it.contains(unit.text)) {
            self.error(unit.at, &Path::Key(path, "unit"), Reason::UnknownUnit, unit.text);
        }
        Some(unit)
    }

    /// The code of a target that the rule set has; the code is given also where it has not.
    pub(super) fn known_target<'n>(&mut self, fields: &Fields<'n>, path: &Path<'_>, places: &Places<'_>) -> Option<Text<'n>> {
        let target = self.text(fields, path, "target")?;
        if places.known.targets_read && !places.known.targets.contains_key(target.text) {
            self.error(target.at, &Path::Key(path, "target"), Reason::UnknownTarget, target.text);
        }
        Some(target)
    }
}

/// The version that a file says it follows; the first where it says none that is known.
fn version_of(node: &Node<'_>) -> Version {
    let Json::Object(members) = &node.json else { return Version::One };
    let format = members.iter().find(|it| it.key == "format").map(|it| &it.node.json);
    let says = |it: &Version| matches!(format, Some(Json::Text(text)) if text == it.package_format());
    Version::ALL.into_iter().find(says).unwrap_or(Version::One)
}
