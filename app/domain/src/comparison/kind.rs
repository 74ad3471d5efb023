//! What can be changed in a package, and which part of a thing, by name.

use crate::refusals;

refusals! {
    /// What was changed; its sentence is `cause-kind-…` in the locales and may speak of unit, target, variable, period, code, part, old, new.
    pub enum CauseKind {
        /// A figure has another value.
        FigureCorrected,
        /// A figure counts that did not: newly verified.
        FigureAdded,
        /// A figure that counted is missing.
        FigureRemoved,
        /// A unit is exempt from a target now.
        Exempted,
        /// A unit is no longer exempt.
        ExemptionLifted,
        /// The note of an exemption is another one.
        ExemptionChanged,
        /// A unit has a target of its own now.
        OwnTargetSet,
        /// A unit has the common target again.
        OwnTargetLifted,
        /// A unit's own target is another one.
        OwnTargetChanged,
        /// What a target asks for was changed after the start, for all or for one unit.
        AmendmentMade,
        /// A change of a target after the start is withdrawn.
        AmendmentWithdrawn,
        /// A change of a target after the start is another one.
        AmendmentChanged,
        /// A manual target of a unit was appraised.
        Appraised,
        /// The appraisal of a manual target of a unit is gone.
        AppraisalWithdrawn,
        /// The points of a manual target of a unit are others.
        AppraisalChanged,
        /// A unit gets or loses points after the total.
        PointsGiven,
        /// A unit no longer gets or loses points after the total.
        PointsWithdrawn,
        /// Points after the total are others.
        PointsChanged,
        /// Others published a result of a unit.
        ResultPublished,
        /// What others published of a unit is gone.
        PublishedWithdrawn,
        /// What others published of a unit is another one.
        PublishedChanged,
        /// A target is new.
        TargetAdded,
        /// A target is gone.
        TargetRemoved,
        /// A part of a target is another one.
        TargetAmended,
        /// A part of the rules for all targets is another one.
        RulesAmended,
        /// The rules were changed by a numbered amendment; what it changed stands beside it.
        RulesAmendedByNumber,
        /// Another rule proposes the grades of units or heads; it decides no result.
        GradeRuleChosen,
        /// A unit is new.
        UnitAdded,
        /// A unit is gone.
        UnitRemoved,
        /// A unit's name or peer group is another one.
        UnitChanged,
        /// The campaign's own line is another one; it decides no result.
        CampaignChanged,
        /// The campaign's last day, on which the goals of the year are taken, is another one.
        LastDayChanged,
        /// The package follows another version of the format.
        VersionChanged,
        /// A list stands in another order; it decides no result.
        Reordered,
        /// The same thing is spelled otherwise; it decides no result.
        Rewritten,
        /// Something else of the package.
        Other,
    }
}

refusals! {
    /// Which part of a thing was amended; its name is `amended-part-…` in the locales.
    pub enum AmendedPart {
        /// What a target weighs.
        Weight,
        /// What is to be reached.
        Goal,
        /// How the value comes from the figures.
        Measure,
        /// Which side is good.
        Direction,
        /// How the value becomes points.
        Points,
        /// Whether it can be exceeded.
        CanExceed,
        /// Whether it is a gate.
        Mandatory,
        /// What a denominator of 0 means.
        ZeroDenominator,
        /// From where on it is exceeded.
        Stretch,
        /// What the score comes to at most while it is not met.
        Gate,
        /// The goals of periods of the year.
        Interim,
        /// How much of it is for the survey, and what no survey means.
        Survey,
        /// The area.
        Area,
        /// The list of areas and what they weigh.
        Areas,
        /// For what there are points after the total, and how many at most.
        AfterTotal,
        /// What decides between units of one score.
        TieBreakers,
        /// The rule by which grades are proposed.
        GradeRule,
        /// From when on a change is in force.
        EffectiveOn,
        /// A reason, a source, who it was.
        Note,
        /// The unit of measure.
        UnitOfMeasure,
        /// A title or name.
        Title,
        /// A code.
        Code,
        /// When a unit passes.
        Pass,
        /// The grades.
        Grades,
        /// How many decimals are shown and compared.
        Decimals,
        /// The peer group.
        PeerGroup,
        /// Another part; its path says which.
        Other,
    }
}

impl AmendedPart {
    /// The part that a path of keys lies in.
    pub fn of(path: &str) -> Self {
        match path.split(['.', '/']).next().unwrap_or_default() {
            "weight" => Self::Weight,
            "target" | "target_to" | "value" | "value_to" => Self::Goal,
            "measure" => Self::Measure,
            "direction" => Self::Direction,
            "points" | "appraised" | "survey" | "self" | "score" => Self::Points,
            "can_exceed" => Self::CanExceed,
            "mandatory" => Self::Mandatory,
            "zero_denominator" => Self::ZeroDenominator,
            "stretch" => Self::Stretch,
            "gate" => Self::Gate,
            "interim" => Self::Interim,
            "max_survey" | "without_survey" => Self::Survey,
            "area" => Self::Area,
            "areas" => Self::Areas,
            "adjustments" | "bonus_cap" | "malus_cap" => Self::AfterTotal,
            "rank" => Self::TieBreakers,
            "grade_rule" => Self::GradeRule,
            "effective_on" => Self::EffectiveOn,
            "reason" | "source" | "appraiser" | "published_on" | "basis" | "definition" | "legal_basis" => Self::Note,
            "unit" => Self::UnitOfMeasure,
            "title" | "name" => Self::Title,
            "code" => Self::Code,
            "pass" => Self::Pass,
            "grades" => Self::Grades,
            "display_decimals" => Self::Decimals,
            "peer_group" => Self::PeerGroup,
            _ => Self::Other,
        }
    }
}
