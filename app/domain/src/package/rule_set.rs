//! The rule set of a package: targets, areas, when a unit passes, which grade and place it gets, what counts after the total.
//! All of it is data; nothing here knows a threshold.

use super::{Decimal, Target, Version};
use crate::canonical::canonical_form;
use crate::quantity::Quantity;

/// The rules by which the units of a package are assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many decimals results show, 0–4; what is shown is what is compared.
    pub display_decimals: u8,
    /// The areas with their weights; none where the file leaves the key out. Version 2.
    pub areas: Option<Vec<Area>>,
    /// The targets, in the order of the receipt.
    pub targets: Vec<Target>,
    /// When a unit passes.
    pub pass: Pass,
    /// The grades; none where the file leaves the key out.
    pub grades: Option<Vec<GradeFrom>>,
    /// For what a unit gets or loses points after the total; none where the file leaves the key out. Version 2.
    pub adjustments: Option<Vec<AdjustmentRule>>,
    /// How many points all bonuses come to at most. Version 2.
    pub bonus_cap: Option<Decimal>,
    /// How many points all maluses come to at most. Version 2.
    pub malus_cap: Option<Decimal>,
    /// How units of one score are ranked; they share the place where the file leaves the key out. Version 2.
    pub rank: Option<Rank>,
    /// The rule by which grades are proposed; this module only keeps it. Version 2.
    pub grade_rule: Option<GradeRule>,
}

/// An area of targets and what it weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its code, as targets name it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What its targets weigh together, of 100.
    pub weight: Decimal,
}

/// When a unit passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    /// When every applicable target is met.
    AllTargets,
    /// By the share of applicable targets that are met.
    ShareOfTargets {
        /// Below this share (0–1) the unit fails.
        fail_below: Decimal,
        /// From this share (0–1) on it passes.
        pass_from: Decimal,
    },
    /// By the unrounded score.
    WeightedScore {
        /// From this score (0–100) on the unit passes.
        pass_from: Decimal,
    },
    /// By the unrounded score, and every applicable mandatory target met.
    ScoreAndGates {
        /// From this score (0–100) on the unit passes.
        pass_from: Decimal,
    },
    /// By the score that others published. Version 2.
    IndexBased {
        /// From this score (0–100) on the unit passes.
        pass_from: Decimal,
    },
}

/// A grade and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeFrom {
    /// The grade's code.
    pub grade: String,
    /// The unrounded score (0–100) from which it is given.
    pub from: Decimal,
}

/// For what a unit gets or loses points after the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentRule {
    /// Its code, unique in the rule set.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Which way the points count.
    pub kind: AdjustmentKind,
    /// How many points it comes to at most.
    pub cap: Decimal,
}

/// Which way points after the total count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdjustmentKind {
    /// They are added.
    Bonus,
    /// They are taken away.
    Malus,
}

/// How units of one score are ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// What decides between them, the first first; those still equal share the place.
    pub tie_breakers: Vec<TieBreaker>,
}

/// What decides between units of one score. More is better; where there is nothing to compare, that comes last.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TieBreaker {
    /// The points of a target, of what it weighs for the unit.
    Target(String),
    /// The value of a target, in its direction.
    Actual(String),
    /// The points of an area, of what it weighs for the unit.
    Area(String),
    /// The points of the surveys, of what they come to at most.
    Survey,
    /// How many of the applicable targets are met.
    Met,
    /// How many of the applicable targets are exceeded.
    Exceeded,
}

/// A grade rule: a JSON object in canonical form, which is kept and digested but not understood here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeRule(String);

impl RuleSet {
    /// The target of a code.
    pub fn target(&self, code: &str) -> Option<&Target> {
        self.targets.iter().find(|it| it.code == code)
    }

    /// The grades; an absent key means none.
    pub fn grades(&self) -> &[GradeFrom] {
        self.grades.as_deref().unwrap_or_default()
    }

    /// The rules for points after the total; an absent key means none.
    pub fn adjustments(&self) -> &[AdjustmentRule] {
        self.adjustments.as_deref().unwrap_or_default()
    }

    /// What decides between units of one score; an absent key means nothing.
    pub fn tie_breakers(&self) -> &[TieBreaker] {
        self.rank.as_ref().map(|it| it.tie_breakers.as_slice()).unwrap_or_default()
    }

    /// The codes of the areas: as the rule set lists them, else in the order in which its targets name them.
    pub fn area_codes(&self) -> Vec<&str> {
        if let Some(areas) = &self.areas {
            return areas.iter().map(|it| it.code.as_str()).collect();
        }
        let mut codes: Vec<&str> = Vec::new();
        for target in &self.targets {
            if !codes.contains(&target.area.as_str()) {
                codes.push(&target.area);
            }
        }
        codes
    }

    /// Whether version 1 cannot say it. Everything that version 1 can say means the same in version 2.
    pub fn needs_version_two(&self) -> bool {
        self.areas.is_some()
            || self.adjustments.is_some()
            || self.bonus_cap.is_some()
            || self.malus_cap.is_some()
            || self.rank.is_some()
            || self.grade_rule.is_some()
            || matches!(self.pass, Pass::IndexBased { .. })
            || self.targets.iter().any(Target::needs_version_two)
    }
}

impl Pass {
    /// Every family's name in the format.
    pub const FAMILIES: [&'static str; 5] = ["all_targets", "share_of_targets", "weighted_score", "score_and_gates", "index_based"];

    /// The names of the families that a version has.
    pub fn families(version: Version) -> &'static [&'static str] {
        match version {
            Version::One => Self::FAMILIES.split_at(4).0,
            Version::Two => &Self::FAMILIES,
        }
    }

    /// Its name in the format.
    pub const fn family(&self) -> &'static str {
        match self {
            Self::AllTargets => "all_targets",
            Self::ShareOfTargets { .. } => "share_of_targets",
            Self::WeightedScore { .. } => "weighted_score",
            Self::ScoreAndGates { .. } => "score_and_gates",
            Self::IndexBased { .. } => "index_based",
        }
    }

    /// The score (0–100) from which a unit passes, where the score decides.
    pub fn score_from(&self) -> Option<Quantity> {
        match self {
            Self::WeightedScore { pass_from } | Self::ScoreAndGates { pass_from } | Self::IndexBased { pass_from } => {
                Some(pass_from.quantity())
            }
            Self::AllTargets | Self::ShareOfTargets { .. } => None,
        }
    }
}

impl AdjustmentKind {
    /// Every kind, in the order of the format.
    pub const ALL: [Self; 2] = [Self::Bonus, Self::Malus];

    /// Its name in the format.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bonus => "bonus",
            Self::Malus => "malus",
        }
    }
}

impl TieBreaker {
    /// Every name in the format.
    pub const NAMES: [&'static str; 6] = ["target", "actual", "area", "survey", "met", "exceeded"];

    /// Its name in the format.
    pub const fn by(&self) -> &'static str {
        match self {
            Self::Target(_) => "target",
            Self::Actual(_) => "actual",
            Self::Area(_) => "area",
            Self::Survey => "survey",
            Self::Met => "met",
            Self::Exceeded => "exceeded",
        }
    }
}

impl GradeRule {
    /// A JSON object as a grade rule; none where the text is no object, holds a number that is no integer, or repeats a key.
    pub fn read(text: &str) -> Option<Self> {
        canonical_form(text).ok().filter(|it| it.starts_with('{')).map(Self)
    }

    /// What was written canonically already.
    pub(super) fn of_canonical(text: String) -> Self {
        Self(text)
    }

    /// Its canonical form.
    pub fn json(&self) -> &str {
        &self.0
    }
}
