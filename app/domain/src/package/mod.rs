//! The campaign package, versions 1 and 2 (app/docs/formats/): everything that decides a campaign's results, as values.
//! The values keep what a file spelled and left out, so that a package that is read and written has the digests of the file.

mod error;
mod goals;
mod measure;
mod names;
mod parsed;
mod parts;
pub(crate) mod read;
mod read_figures;
mod read_goals;
mod read_parts;
mod read_rules;
mod read_target;
pub(crate) mod reader;
mod rule_amendment;
mod rule_set;
mod target;
mod value;
mod version;
mod write;
mod write_rules;

pub use error::{PackageError, Reason};
pub use goals::Goal;
pub(crate) use goals::Goals;
pub use measure::{Direction, Measure, MeasureKind, Points, ShareFrom, Term, ZeroDenominator};
pub(crate) use names::Names;
pub(crate) use parsed::{FigureNames, Parsed, Rows};
pub use parts::{Adjustment, Amendment, Appraisal, ByAmendment, ChosenRule, Exemption, ExternalResult, Figure, UnitTarget};
pub use read::read_grade_rules;
pub use rule_amendment::RuleAmendment;
pub use rule_set::{AdjustmentKind, AdjustmentRule, Area, GradeFrom, GradeRule, Pass, Rank, RuleSet, TieBreaker};
pub use target::{Gate, Interim, Target, WithoutSurvey};
use time::Date;
pub use value::{Decimal, Value};
pub use version::Version;
pub use write::grade_rules_to_json;

/// A campaign of one rule set: units, rules, exemptions, own targets and verified figures. What version 1 does not have is none in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The version of the format it follows.
    pub version: Version,
    /// Which campaign it is.
    pub campaign: Campaign,
    /// The units that are assessed, in the order of the receipt.
    pub units: Vec<Unit>,
    /// The rules by which they are assessed.
    pub rule_set: RuleSet,
    /// Which targets do not apply to which units; none where the file leaves the key out.
    pub exemptions: Option<Vec<Exemption>>,
    /// The units' own targets; none where the file leaves the key out.
    pub unit_targets: Option<Vec<UnitTarget>>,
    /// The changes of targets after the start; none where the file leaves the key out. Version 2.
    pub amendments: Option<Vec<Amendment>>,
    /// The appraisers' points; none where the file leaves the key out. Version 2.
    pub appraisals: Option<Vec<Appraisal>>,
    /// Bonus and malus points; none where the file leaves the key out. Version 2.
    pub adjustments: Option<Vec<Adjustment>>,
    /// What others published of the units; none where the file leaves the key out. Version 2.
    pub external_results: Option<Vec<ExternalResult>>,
    /// By which rules units and heads are graded, as chosen before anybody signed; none where the file leaves the key out. Version 2.
    pub grade_rules: Option<Vec<ChosenRule>>,
    /// The changes of the rules themselves after they were sealed; none where the file leaves the key out. Version 2.
    pub rule_amendments: Option<Vec<RuleAmendment>>,
    /// The verified figures.
    pub figures: Vec<Figure>,
}

/// What campaign a package is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its code, for example `cchc-2022`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The reporting year.
    pub year: i64,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
}

/// A unit that is assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code, unique in the package.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The group in which it is ranked.
    pub peer_group: String,
}

impl Package {
    /// A package from its parts as this program writes it: `exemptions` always stated, `unit_targets` only where there are some. It
    /// follows version 1 where that can say everything, else version 2.
    pub fn new(
        campaign: Campaign,
        units: Vec<Unit>,
        rule_set: RuleSet,
        exemptions: Vec<Exemption>,
        unit_targets: Vec<UnitTarget>,
        figures: Vec<Figure>,
    ) -> Self {
        let needs_two = rule_set.needs_version_two()
            || unit_targets.iter().any(UnitTarget::needs_version_two)
            || exemptions.iter().any(|it| it.amendment.is_some());
        Self {
            version: if needs_two { Version::Two } else { Version::One },
            campaign,
            units,
            rule_set,
            exemptions: Some(exemptions),
            unit_targets: listed(unit_targets),
            amendments: None,
            appraisals: None,
            adjustments: None,
            external_results: None,
            grade_rules: None,
            rule_amendments: None,
            figures,
        }
    }

    /// The same package of version 2 with the parts that version 1 does not have; a key is written only where there is something under it.
    #[must_use]
    pub fn with(
        self,
        amendments: Vec<Amendment>,
        appraisals: Vec<Appraisal>,
        adjustments: Vec<Adjustment>,
        external_results: Vec<ExternalResult>,
    ) -> Self {
        Self {
            version: Version::Two,
            amendments: listed(amendments),
            appraisals: listed(appraisals),
            adjustments: listed(adjustments),
            external_results: listed(external_results),
            ..self
        }
    }

    /// The same package with the rules by which grades are proposed; version 2 where there are some.
    #[must_use]
    pub fn graded_by(self, rules: Vec<ChosenRule>) -> Self {
        let version = if rules.is_empty() { self.version } else { Version::Two };
        Self { version, grade_rules: listed(rules), ..self }
    }

    /// The exemptions; an absent key means none.
    pub fn exemptions(&self) -> &[Exemption] {
        self.exemptions.as_deref().unwrap_or_default()
    }

    /// The units' own targets; an absent key means none.
    pub fn unit_targets(&self) -> &[UnitTarget] {
        self.unit_targets.as_deref().unwrap_or_default()
    }

    /// The changes of targets; an absent key means none.
    pub fn amendments(&self) -> &[Amendment] {
        self.amendments.as_deref().unwrap_or_default()
    }

    /// How many amendments it holds: of goals, those by which exemptions came, and those of rules.
    pub fn amendment_count(&self) -> usize {
        let exempting = self.exemptions().iter().filter_map(|it| Some(it.amendment.as_ref()?.number.as_str()));
        self.rule_amendments().len() + self.amendments().len() + exempting.collect::<std::collections::HashSet<_>>().len()
    }

    /// The appraisers' points; an absent key means none.
    pub fn appraisals(&self) -> &[Appraisal] {
        self.appraisals.as_deref().unwrap_or_default()
    }

    /// Bonus and malus points; an absent key means none.
    pub fn adjustments(&self) -> &[Adjustment] {
        self.adjustments.as_deref().unwrap_or_default()
    }

    /// What others published; an absent key means nothing.
    pub fn external_results(&self) -> &[ExternalResult] {
        self.external_results.as_deref().unwrap_or_default()
    }

    /// By which rules units and heads are graded; an absent key means that none was chosen.
    pub fn grade_rules(&self) -> &[ChosenRule] {
        self.grade_rules.as_deref().unwrap_or_default()
    }

    /// The package of each of its units alone, in their order: what decides the result of that unit but for its rank.
    pub fn by_unit(&self) -> Vec<Self> {
        let places: std::collections::HashMap<&str, usize> = self.units.iter().enumerate().map(|(at, it)| (it.code.as_str(), at)).collect();
        let mut parts: Vec<Self> = self.units.iter().map(|it| self.without_units(it.clone())).collect();
        let mut give = |code: &str, take: &dyn Fn(&mut Self)| {
            if let Some(part) = places.get(code).and_then(|at| parts.get_mut(*at)) {
                take(part);
            }
        };
        self.figures.iter().for_each(|it| give(&it.unit, &|part| part.figures.push(it.clone())));
        self.exemptions().iter().for_each(|it| give(&it.unit, &|part| part.exemptions.get_or_insert_default().push(it.clone())));
        self.unit_targets().iter().for_each(|it| give(&it.unit, &|part| part.unit_targets.get_or_insert_default().push(it.clone())));
        self.appraisals().iter().for_each(|it| give(&it.unit, &|part| part.appraisals.get_or_insert_default().push(it.clone())));
        self.adjustments().iter().for_each(|it| give(&it.unit, &|part| part.adjustments.get_or_insert_default().push(it.clone())));
        self.external_results()
            .iter()
            .for_each(|it| give(&it.unit, &|part| part.external_results.get_or_insert_default().push(it.clone())));
        parts
    }

    /// What is left where `unit` is the only one and has nothing yet. Amendments of other units' goals are left out.
    fn without_units(&self, unit: Unit) -> Self {
        let concerns = |it: &&Amendment| it.unit.as_ref().is_none_or(|it| *it == unit.code);
        let amendments: Vec<Amendment> = self.amendments().iter().filter(concerns).cloned().collect();
        Self {
            version: self.version,
            campaign: self.campaign.clone(),
            units: vec![unit],
            rule_set: self.rule_set.clone(),
            exemptions: self.exemptions.as_ref().map(|_| Vec::new()),
            unit_targets: None,
            amendments: listed(amendments),
            appraisals: None,
            adjustments: None,
            external_results: None,
            grade_rules: self.grade_rules.clone(),
            rule_amendments: self.rule_amendments.clone(),
            figures: Vec::new(),
        }
    }

    /// Says everything that is wrong with a package that was put together rather than read.
    pub fn check(&self) -> Result<(), Vec<PackageError>> {
        Self::read(self.to_json()).map(|_| ())
    }
}

/// A list that is stated only where it holds something.
fn listed<T>(list: Vec<T>) -> Option<Vec<T>> {
    if list.is_empty() { None } else { Some(list) }
}
