//! Reads a package: everything that is wrong with it is told in one run, in the order of the file.

use std::collections::{HashMap, HashSet};

use super::read_rules::{Known, fits_target, target_words};
use super::reader::{Fields, Path, Reader, Text};
use super::{Campaign, Exemption, FORMAT, Figure, Package, PackageError, Reason, RuleSet, Unit, UnitTarget, Value};
use crate::canonical::{Node, parse};
use crate::value::ValueKind;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The integers that every JSON reader holds exactly.
const EXACT: (i64, i64) = (-((1 << 53) - 1), (1 << 53) - 1);

impl Package {
    /// Reads a package file. Every error is told, as `PATH: reason`, in the order of the file.
    pub fn read(bytes: impl AsRef<[u8]>) -> Result<Self, Vec<PackageError>> {
        read_with(bytes.as_ref(), |reader, node| reader.package(node))
    }
}

impl RuleSet {
    /// Reads a rule set alone, as [`RuleSet::to_json`] writes it; places are those inside the rule set.
    pub fn read(bytes: impl AsRef<[u8]>) -> Result<Self, Vec<PackageError>> {
        read_with(bytes.as_ref(), |reader, node| reader.rule_set(node, &Path::Root, &mut Known::default()))
    }
}

/// Reads JSON and then what it means.
pub(crate) fn read_with<T>(bytes: &[u8], read: impl FnOnce(&mut Reader, &Node<'_>) -> Option<T>) -> Result<T, Vec<PackageError>> {
    let mut reader = Reader::default();
    let Ok(text) = str::from_utf8(bytes) else {
        reader.error(0, &Path::Root, Reason::NotUtf8, "");
        return reader.finish(None);
    };
    let text = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => {
            reader.error(0, &Path::Root, Reason::ByteOrderMark, "");
            rest
        }
        None => text,
    };
    match parse(text) {
        Ok(node) => {
            let read = read(&mut reader, &node);
            reader.finish(read)
        }
        Err(place) => {
            reader.error(0, &Path::Root, Reason::NotJson, format!("{}:{}", place.line, place.column));
            reader.finish(None)
        }
    }
}

impl Reader {
    /// Reads the parts in the order in which they need each other; errors are put into the order of the file afterwards.
    fn package(&mut self, node: &Node<'_>) -> Option<Package> {
        let path = &Path::Root;
        let keys = ["format", "campaign", "units", "rule_set", "exemptions", "unit_targets", "figures"];
        let fields = self.object(node, path, &keys)?;
        self.format(&fields);
        let campaign = self.required(&fields, path, "campaign").and_then(|it| self.campaign(it, &Path::Key(path, "campaign")));
        let mut codes = HashSet::new();
        let units = self.required(&fields, path, "units").and_then(|it| self.units(it, &Path::Key(path, "units"), &mut codes));
        let mut known = Known::default();
        let rule_set = self.required(&fields, path, "rule_set").and_then(|it| self.rule_set(it, &Path::Key(path, "rule_set"), &mut known));
        let places = Places { units: units.is_some().then_some(codes), known };
        let exemptions = fields.get("exemptions").and_then(|it| self.exemptions(it, &Path::Key(path, "exemptions"), &places));
        let unit_targets = fields.get("unit_targets").and_then(|it| self.unit_targets(it, &Path::Key(path, "unit_targets"), &places));
        let figures = self.required(&fields, path, "figures").and_then(|it| self.figures(it, &Path::Key(path, "figures"), &places));
        if !self.is_clean() {
            return None;
        }
        Some(Package { campaign: campaign?, units: units?, rule_set: rule_set?, exemptions, unit_targets, figures: figures? })
    }

    fn format(&mut self, fields: &Fields<'_>) {
        let path = &Path::Root;
        if let Some(format) = self.text(fields, path, "format").filter(|it| it.text != FORMAT) {
            self.error(format.at, &Path::Key(path, "format"), Reason::OtherFormat, FORMAT);
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

    fn exemptions(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<Exemption>> {
        let nodes = self.list(node, path)?;
        let mut exemptions = Vec::with_capacity(nodes.len());
        let mut seen = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["unit", "target", "basis"]) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            let target = self.known_target(&fields, &path, places);
            let basis = self.text(&fields, &path, "basis");
            let Some((unit, target)) = unit.zip(target) else { continue };
            if !seen.insert((unit.text, target.text)) {
                self.error(node.at, &path, Reason::ExemptionTwice, "");
            }
            exemptions.extend(basis.map(|basis| Exemption {
                unit: unit.text.to_owned(),
                target: target.text.to_owned(),
                basis: basis.text.to_owned(),
            }));
        }
        Some(exemptions)
    }

    fn unit_targets(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<UnitTarget>> {
        let nodes = self.list(node, path)?;
        let mut unit_targets = Vec::with_capacity(nodes.len());
        let mut seen = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["unit", "target", "value"]) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            let target = self.known_target(&fields, &path, places);
            let kind = target.and_then(|it| places.known.targets.get(it.text)).copied().flatten();
            let value = self.text(&fields, &path, "value").and_then(|it| self.own_target(it, &Path::Key(&path, "value"), kind));
            let Some((unit, target)) = unit.zip(target) else { continue };
            if !seen.insert((unit.text, target.text)) {
                self.error(node.at, &path, Reason::OwnTargetTwice, "");
            }
            unit_targets.extend(value.map(|value| UnitTarget { unit: unit.text.to_owned(), target: target.text.to_owned(), value }));
        }
        Some(unit_targets)
    }

    /// An own target of the kind its target has, where that is known.
    fn own_target(&mut self, text: Text<'_>, path: &Path<'_>, kind: Option<ValueKind>) -> Option<Value> {
        let value = Value::read(text.text);
        match (&value, kind) {
            (Some(it), Some(kind)) if !fits_target(it, kind) => self.error(text.at, path, Reason::OwnTargetDoesNotFit, target_words(kind)),
            (None, Some(kind)) => self.error(text.at, path, Reason::OwnTargetDoesNotFit, target_words(kind)),
            (None, None) => self.error(text.at, path, Reason::NotAValue, ""),
            (Some(_), _) => {}
        }
        value
    }

    fn figures(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<Figure>> {
        let nodes = self.list(node, path)?;
        let mut figures = Vec::with_capacity(nodes.len());
        // Figures of a unit and variable mostly stand together; the last label is then at hand.
        let mut seen: HashMap<(&str, &str), HashSet<&str>> = HashMap::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["unit", "variable", "period", "value"]) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            let variable = self.text(&fields, &path, "variable");
            let period = self.text(&fields, &path, "period");
            let value = self.text(&fields, &path, "value");
            let value = value.and_then(|it| self.figure_value(it, &Path::Key(&path, "value"), variable, places));
            let (Some(unit), Some(variable), Some(period)) = (unit, variable, period) else { continue };
            if !seen.entry((unit.text, variable.text)).or_default().insert(period.text) {
                self.error(node.at, &path, Reason::FigureTwice, "");
            }
            figures.extend(value.map(|value| Figure {
                unit: unit.text.to_owned(),
                variable: variable.text.to_owned(),
                period: period.text.to_owned(),
                value,
            }));
        }
        Some(figures)
    }

    /// A value that every measure using its variable can read.
    fn figure_value(&mut self, text: Text<'_>, path: &Path<'_>, variable: Option<Text<'_>>, places: &Places<'_>) -> Option<Value> {
        let value = Value::read(text.text);
        let uses = variable.and_then(|it| places.known.variables.get(it.text)).map(Vec::as_slice).unwrap_or_default();
        let unread = uses.iter().find(|it| value.as_ref().is_none_or(|value| value.kind() != **it));
        match (unread, &value) {
            (Some(kind), _) => self.error(text.at, path, Reason::FigureDoesNotFit, figure_words(*kind)),
            (None, None) => self.error(text.at, path, Reason::NotAValue, ""),
            (None, Some(_)) => {}
        }
        value
    }

    /// The code of a unit that the package has; the code is given also where it has not.
    fn known_unit<'n>(&mut self, fields: &Fields<'n>, path: &Path<'_>, places: &Places<'_>) -> Option<Text<'n>> {
        let unit = self.text(fields, path, "unit")?;
        if places.units.as_ref().is_some_and(|it| !it.contains(unit.text)) {
            self.error(unit.at, &Path::Key(path, "unit"), Reason::UnknownUnit, unit.text);
        }
        Some(unit)
    }

    /// The code of a target that the rule set has; the code is given also where it has not.
    fn known_target<'n>(&mut self, fields: &Fields<'n>, path: &Path<'_>, places: &Places<'_>) -> Option<Text<'n>> {
        let target = self.text(fields, path, "target")?;
        if places.known.targets_read && !places.known.targets.contains_key(target.text) {
            self.error(target.at, &Path::Key(path, "target"), Reason::UnknownTarget, target.text);
        }
        Some(target)
    }
}

/// What exemptions, own targets and figures may name. Where the list of units or targets cannot be read at all, that alone is told.
struct Places<'n> {
    units: Option<HashSet<&'n str>>,
    known: Known,
}

/// The values a measure of this kind reads.
fn figure_words(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Amount => "decimal",
        ValueKind::Date => "day",
        ValueKind::YesNo => "yes-or-no",
    }
}
