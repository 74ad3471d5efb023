//! What taking in a package would change, and everything that stands against it, each at its place in the file.

use crate::Error;
use domain::catalogue::{CatalogueRefusal, RuleSetVersion, Variable};
use domain::figure::{not_negative, whole, within_limit};
use domain::package::{Figure, Package, PackageError};
use domain::plan::{ImportRefusal, is_campaign_year, is_plain_code};
use domain::{Campaign, FigureValue, Period, Unit, UnitId, ValueKind};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::Connection;
use time::Date;

/// Something that stands against taking a package in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place in the file, as `$.figures[3].value`.
    pub path: String,
    /// The sentence in the locales; it may speak of `detail`.
    pub key: &'static str,
    /// What the sentence speaks of.
    pub detail: String,
}

impl Problem {
    fn of(error: PackageError) -> Self {
        Self { key: error.key(), path: error.path, detail: error.detail }
    }

    pub(super) fn at(path: impl Into<String>, refusal: ImportRefusal) -> Self {
        Self { path: path.into(), key: refusal.key(), detail: String::new() }
    }
}

/// A unit of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPreview {
    /// Its code.
    pub code: String,
    /// Its name in the package.
    pub name: String,
    /// The unit of that code and its name here; none where it will be added.
    pub known: Option<(UnitId, String)>,
}

/// A peer group of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPreview {
    /// Its code.
    pub peer_group: String,
    /// The units in it.
    pub units: Vec<UnitPreview>,
}

/// The rule set of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetPreview {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many targets it has.
    pub targets: usize,
    /// The version it is here already; none where it will be added.
    pub known_version: Option<i64>,
    /// How many versions of this code there are.
    pub versions: i64,
}

/// What a sound package says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The campaign's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: i64,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// Whether the campaign is here already, and gets a further group.
    pub campaign_known: bool,
    /// The peer groups that will be added.
    pub groups: Vec<GroupPreview>,
    /// The rule set.
    pub rule_set: RuleSetPreview,
    /// How many verified figures will be added.
    pub figures: usize,
    /// How many of them no target uses: they count for nothing.
    pub unused_figures: usize,
    /// How many exemptions will be added.
    pub exemptions: usize,
    /// How many own targets will be added.
    pub own_targets: usize,
    /// How many appraisals of manual targets will be added.
    pub appraisals: usize,
    /// How many points after the total will be added, as confirmed ones.
    pub adjustments: usize,
    /// How many published results will be added.
    pub external_results: usize,
    /// How many grade rules will be chosen for each group.
    pub grade_rules: usize,
    /// The package's digest.
    pub sha256: String,
    /// The unit whose chair decides: the campaign's, where it is here already.
    pub authority: Option<UnitId>,
    /// The unit that is probably it, where the campaign is new: the one above the package's units, or the only topmost one.
    pub suggested: Option<UnitId>,
    /// The units that could be it, where the campaign is new.
    pub authorities: Vec<Unit>,
}

/// What taking a package in would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// What the package says; none where it cannot be read.
    pub summary: Option<Summary>,
    /// What stands against it, in the order of the file.
    pub problems: Vec<Problem>,
}

/// A sound package and what it meets here.
pub(super) struct Meets {
    pub package: Package,
    pub campaign: Option<Campaign>,
    pub units: HashMap<String, Unit>,
    pub same_rule_set: Option<RuleSetVersion>,
    pub preview: Preview,
}

/// Reads a package and compares it with what is here. Both answers hold what stands against it.
pub(super) async fn meet(db: &impl Connection, bytes: &[u8], today: Date) -> Result<Result<Meets, Preview>, Error> {
    let package = match Package::read(bytes) {
        Ok(package) => package,
        Err(errors) => return Ok(Err(Preview { summary: None, problems: errors.into_iter().map(Problem::of).collect() })),
    };
    let mut problems = Vec::new();
    let campaign = match store::campaign::of_code(db, &package.campaign.code).await {
        Ok(it) => Some(it),
        Err(store::Error::NotFound) => None,
        Err(other) => return Err(other.into()),
    };
    campaign_problems(&package, campaign.as_ref(), &mut problems);
    running_problems(&package, today, &mut problems);
    text_problems(&package, &mut problems);
    super::import_second::problems(&package, &mut problems);
    let units = units(db, &package).await?;
    let mut groups: Vec<GroupPreview> = Vec::new();
    for it in &package.units {
        let known = units.get(&it.code).map(|unit| (unit.id, unit.name_full.clone()));
        let line = UnitPreview { code: it.code.clone(), name: it.name.clone(), known };
        match groups.iter_mut().find(|group| group.peer_group == it.peer_group) {
            Some(group) => group.units.push(line),
            None => groups.push(GroupPreview { peer_group: it.peer_group.clone(), units: vec![line] }),
        }
    }
    if let Some(campaign) = &campaign {
        member_problems(db, campaign, &package, &units, &mut problems).await?;
    }
    let versions: Vec<RuleSetVersion> =
        store::rule_set::list(db).await?.into_iter().filter(|it| it.code == package.rule_set.code).collect();
    let sha256 = package.rule_set.sha256();
    let same = versions.iter().find(|it| it.sha256 == sha256).cloned();
    let last = package.campaign.ends_on;
    let laws = crate::rule_set::laws()?;
    let outside_law = laws.iter().any(|law| law.governs(&package.rule_set) && !law.in_force_on(last));
    if outside_law || same.as_ref().is_some_and(|it| !it.in_force_on(last)) {
        problems.push(Problem::at("$.rule_set", ImportRefusal::RuleSetNotInForce));
    }
    if same.is_none() {
        let in_force = crate::rule_set::in_force_of(&package.rule_set, package.campaign.starts_on, String::new())?;
        let other = versions.iter().find(|it| it.overlaps(in_force.from, in_force.to));
        let told = other.map(|it| Problem {
            path: "$.rule_set.code".to_owned(),
            key: CatalogueRefusal::VersionOverlaps.key(),
            detail: it.version.to_string(),
        });
        problems.extend(told);
    }
    let known = store::rule_set::all_variables(db).await?;
    let used = variable_problems(&known, &package, &mut problems);
    value_problems(&known, &package, &mut problems)?;
    for (at, it) in package.figures.iter().enumerate() {
        if it.period.parse::<Period>().is_err() {
            problems.push(Problem::at(format!("$.figures[{at}].period"), ImportRefusal::NotAPeriod));
        }
    }
    let authorities = match &campaign {
        Some(_) => Vec::new(),
        None => store::unit::list(db, today).await?.into_iter().filter(|it| it.level != "office" && it.level != "internal_team").collect(),
    };
    let summary = Summary {
        code: package.campaign.code.clone(),
        title: package.campaign.title.clone(),
        year: package.campaign.year,
        starts_on: package.campaign.starts_on,
        ends_on: last,
        campaign_known: campaign.is_some(),
        groups,
        rule_set: RuleSetPreview {
            code: package.rule_set.code.clone(),
            title: package.rule_set.title.clone(),
            targets: package.rule_set.targets.len(),
            known_version: same.as_ref().map(|it| it.version),
            versions: versions.iter().map(|it| it.version).max().unwrap_or(0),
        },
        figures: package.figures.len(),
        unused_figures: package.figures.iter().filter(|it| !used.contains_key(it.variable.as_str())).count(),
        exemptions: package.exemptions().len(),
        own_targets: package.unit_targets().len(),
        appraisals: package.appraisals().len(),
        adjustments: package.adjustments().len(),
        external_results: package.external_results().len(),
        grade_rules: package.grade_rules().len(),
        sha256: package.sha256(),
        authority: campaign.as_ref().map(|it| it.authority),
        suggested: suggested(&units, &authorities),
        authorities,
    };
    drop(used);
    let preview = Preview { summary: Some(summary), problems };
    Ok(Ok(Meets { campaign, units, same_rule_set: same, preview, package }))
}

fn suggested(units: &HashMap<String, Unit>, authorities: &[Unit]) -> Option<UnitId> {
    let above = units.values().filter_map(|it| it.parent).find(|parent| authorities.iter().any(|it| it.id == *parent));
    let mut topmost = authorities.iter().filter(|it| it.parent.is_none());
    above.or_else(|| topmost.next().filter(|_| topmost.next().is_none()).map(|it| it.id))
}

fn campaign_problems(package: &Package, known: Option<&Campaign>, problems: &mut Vec<Problem>) {
    let it = &package.campaign;
    if !is_plain_code(&it.code) {
        problems.push(Problem::at("$.campaign.code", ImportRefusal::CodeNotPlain));
    }
    if !is_campaign_year(it.year) {
        problems.push(Problem::at("$.campaign.year", ImportRefusal::YearOutOfRange));
    }
    let Some(known) = known else { return };
    if known.closed {
        problems.push(Problem::at("$.campaign.code", ImportRefusal::CampaignClosed));
    }
    let differs = [
        ("title", known.title != it.title),
        ("year", i64::from(known.year) != it.year),
        ("starts_on", known.starts_on != it.starts_on),
        ("ends_on", known.ends_on != it.ends_on),
    ];
    for (key, _) in differs.into_iter().filter(|(_, differs)| *differs) {
        problems.push(Problem::at(format!("$.campaign.{key}"), ImportRefusal::CampaignDiffers));
    }
}

/// What a package of a past year brings as verified, and that of a running one may not.
fn running_problems(package: &Package, today: Date, problems: &mut Vec<Problem>) {
    if package.campaign.ends_on < today {
        return;
    }
    let brought = [
        ("$.figures", package.figures.is_empty()),
        ("$.appraisals", package.appraisals().is_empty()),
        ("$.adjustments", package.adjustments().is_empty()),
        ("$.external_results", package.external_results().is_empty()),
    ];
    problems.extend(brought.into_iter().filter(|it| !it.1).map(|it| Problem::at(it.0, ImportRefusal::YearRuns)));
}

/// Texts that are sound in a file and that no page or paper can show. The code of a campaign and the label of a period are looked at themselves.
fn text_problems(package: &Package, problems: &mut Vec<Problem>) {
    let mut look = |path: String, text: &str| {
        if text.chars().any(char::is_control) {
            problems.push(Problem::at(path, ImportRefusal::TextNotPlain));
        }
    };
    look("$.campaign.title".to_owned(), &package.campaign.title);
    for (at, it) in package.units.iter().enumerate() {
        for (key, text) in [("code", &it.code), ("name", &it.name), ("peer_group", &it.peer_group)] {
            look(format!("$.units[{at}].{key}"), text);
        }
    }
    let rules = &package.rule_set;
    for (key, text) in [("code", &rules.code), ("title", &rules.title)] {
        look(format!("$.rule_set.{key}"), text);
    }
    for (at, it) in rules.targets.iter().enumerate() {
        for (key, text) in [("code", &it.code), ("title", &it.title), ("unit", &it.unit), ("area", &it.area)] {
            look(format!("$.rule_set.targets[{at}].{key}"), text);
        }
        for variable in it.measure.variables() {
            look(format!("$.rule_set.targets[{at}].measure"), variable);
        }
    }
    for (at, it) in rules.grades().iter().enumerate() {
        look(format!("$.rule_set.grades[{at}].grade"), &it.grade);
    }
    for (at, it) in package.exemptions().iter().enumerate() {
        look(format!("$.exemptions[{at}].basis"), &it.basis);
    }
    for (at, it) in package.figures.iter().enumerate() {
        look(format!("$.figures[{at}].variable"), &it.variable);
    }
}

/// The units of the package's codes, as they are on the campaign's last day or were on its first.
async fn units(db: &impl Connection, package: &Package) -> Result<HashMap<String, Unit>, Error> {
    let mut found = HashMap::new();
    let days = [package.campaign.ends_on, package.campaign.starts_on];
    for day in days {
        let codes: HashMap<String, UnitId> =
            store::organisation::codes_on(db, day).await?.into_iter().map(|(unit, code)| (code, unit)).collect();
        if codes.is_empty() {
            continue;
        }
        let all: HashMap<UnitId, Unit> = store::unit::list(db, day).await?.into_iter().map(|it| (it.id, it)).collect();
        for it in &package.units {
            let unit = codes.get(&it.code).and_then(|id| all.get(id));
            if let (false, Some(unit)) = (found.contains_key(&it.code), unit) {
                found.insert(it.code.clone(), unit.clone());
            }
        }
    }
    Ok(found)
}

async fn member_problems(
    db: &impl Connection,
    campaign: &Campaign,
    package: &Package,
    units: &HashMap<String, Unit>,
    problems: &mut Vec<Problem>,
) -> Result<(), Error> {
    let groups: HashSet<String> = store::campaign::groups(db, campaign.id).await?.into_iter().map(|it| it.peer_group).collect();
    let members = store::campaign::members(db, campaign.id).await?;
    let there: HashSet<UnitId> = members.iter().map(|it| it.unit).collect();
    let codes: HashSet<&str> = members.iter().map(|it| it.code.as_str()).collect();
    for (at, it) in package.units.iter().enumerate() {
        if groups.contains(&it.peer_group) {
            problems.push(Problem::at(format!("$.units[{at}].peer_group"), ImportRefusal::GroupThere));
        } else if codes.contains(it.code.as_str()) || units.get(&it.code).is_some_and(|unit| there.contains(&unit.id)) {
            problems.push(Problem::at(format!("$.units[{at}].code"), ImportRefusal::UnitElsewhere));
        }
    }
    Ok(())
}

/// Figures that nobody could enter: below nothing, a fraction of what is counted whole, or a part above the whole it belongs to in the same period.
fn value_problems(known: &[Variable], package: &Package, problems: &mut Vec<Problem>) -> Result<(), Error> {
    let bounds = crate::rule_set::bounds(known)?;
    let key = |it: &Figure| (it.unit.clone(), it.period.clone(), it.variable.clone());
    let values: HashMap<_, FigureValue> = package.figures.iter().map(|it| (key(it), it.value.figure_value())).collect();
    for (at, it) in package.figures.iter().enumerate() {
        let value = it.value.figure_value();
        let bounds = bounds.get(&it.variable).cloned().unwrap_or_default();
        let limit = values.get(&(it.unit.clone(), it.period.clone(), bounds.limit)).copied();
        let possible = not_negative(value).and_then(|()| whole(value, bounds.counted)).and_then(|()| within_limit(value, limit));
        if let Err(refusal) = possible {
            problems.push(Problem { path: format!("$.figures[{at}].value"), key: refusal.key(), detail: String::new() });
        }
    }
    Ok(())
}

/// The variables of the rule set with their kinds; a kind that differs from what is known here is a problem.
fn variable_problems(known: &[Variable], package: &Package, problems: &mut Vec<Problem>) -> BTreeMap<String, ValueKind> {
    let known: HashMap<&str, ValueKind> = known.iter().map(|it| (it.code.as_str(), it.kind)).collect();
    let mut used = BTreeMap::new();
    for (at, target) in package.rule_set.targets.iter().enumerate() {
        let kind = target.measure.kind().value_kind();
        let differs = target.measure.variables().into_iter().any(|it| known.get(it).is_some_and(|there| *there != kind));
        if differs {
            problems.push(Problem::at(format!("$.rule_set.targets[{at}].measure"), ImportRefusal::VariableKindDiffers));
        }
        used.extend(target.measure.variables().into_iter().map(|it| (it.to_owned(), kind)));
    }
    for (at, figure) in package.figures.iter().enumerate() {
        let unused = !used.contains_key(&figure.variable);
        if unused && known.get(figure.variable.as_str()).is_some_and(|there| *there != figure.value.kind()) {
            problems.push(Problem::at(format!("$.figures[{at}].value"), ImportRefusal::VariableKindDiffers));
        }
    }
    used
}
