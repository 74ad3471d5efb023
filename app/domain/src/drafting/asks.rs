//! Which boxes a target has: those that its kind of measure, its direction and its points rule ask for, and no others.

use super::TargetDraft;
use crate::package::{Direction, MeasureKind, Version};

impl TargetDraft {
    /// The kind of its measure, where it is one.
    pub fn measure_kind(&self) -> Option<MeasureKind> {
        MeasureKind::ALL.into_iter().find(|it| it.code() == self.kind)
    }

    /// Which side is good, where that is said.
    pub fn good_side(&self) -> Option<Direction> {
        Direction::ALL.into_iter().find(|it| it.code() == self.direction)
    }

    /// The directions that its kind has.
    pub fn directions(&self) -> &'static [Direction] {
        match self.measure_kind() {
            Some(it) => it.directions(Version::Two),
            None => &Direction::ALL,
        }
    }

    /// The points rules that its kind and direction have.
    pub fn rules_of_points(&self) -> &'static [&'static str] {
        match (self.measure_kind(), self.good_side()) {
            (Some(kind), Some(direction)) => kind.rules(direction),
            (Some(MeasureKind::Manual), None) => &["manual"],
            _ => &crate::package::Points::RULES,
        }
    }

    /// The target after its kind was chosen: a direction or a points rule that does not go with it becomes the first that does. Everything
    /// else that was typed stays, whether its box is shown now or not.
    pub fn settled(mut self) -> Self {
        if self.measure_kind().is_none() {
            return self;
        }
        if !self.directions().iter().any(|it| it.code() == self.direction)
            && let Some(first) = self.directions().first()
        {
            first.code().clone_into(&mut self.direction);
        }
        if !self.rules_of_points().contains(&self.rule.as_str())
            && let Some(first) = self.rules_of_points().first()
        {
            (*first).clone_into(&mut self.rule);
        }
        self
    }

    /// Whether a box says something of this target. What stands in the others is kept and is no part of the rules.
    pub fn asks(&self, field: &str) -> bool {
        let (kind, side) = (self.measure_kind(), self.good_side());
        let manual = kind == Some(MeasureKind::Manual);
        match field {
            "terms" | "interim" => !manual,
            "base" | "times" => kind == Some(MeasureKind::Ratio),
            "target" => kind != Some(MeasureKind::YesNo),
            "target_to" => side == Some(Direction::Range),
            "stretch" => !matches!(side, Some(Direction::Range | Direction::Yes)),
            "full_at" => self.rule == "threshold_proportional",
            "floor" => self.rule == "floor_then_proportional",
            "steps" => self.rule == "steps",
            "penalty" => self.rule == "deduct",
            "max_survey" | "without_survey" => manual,
            _ => true,
        }
    }
}
