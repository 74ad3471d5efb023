//! The list before each stage opens (FEATURES B8): what is ready and what is not, from plain facts that somebody counted. A stage is not
//! opened while a red item stands. Which item is red at which stage is a rule of this program, not of any law.

use crate::campaign::Stage;
use crate::refusals;

refusals! {
    /// A thing that has to be in order; its sentence is `readiness-…` in the locales.
    pub enum Readiness {
        /// Every unit has a head: somebody signs and answers.
        Heads,
        /// Every head has an account.
        Accounts,
        /// Every indicator names its source.
        Sources,
        /// Every indicator has an owner who verifies it.
        Owners,
        /// The weights of every rule set total 100.
        Weights,
        /// Every group has a rule set that is in force.
        RuleSets,
        /// Every unit's sheet is signed by both.
        Sheets,
        /// Every figure that is owed is there.
        Figures,
        /// Every figure that is there is verified.
        Verifications,
        /// Every group has a final run.
        FinalRuns,
        /// No appeal is open.
        Appeals,
        /// Every case has its reports.
        Reports,
        /// Every case has its minutes signed.
        Minutes,
    }
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// The stage is not opened.
    Red,
    /// The stage opens; somebody should look.
    Amber,
    /// In order.
    Green,
}

/// What was counted of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The thing.
    pub about: Readiness,
    /// What is not in order, by name.
    pub lacking: Vec<String>,
    /// Out of how many.
    pub of: usize,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The thing.
    pub about: Readiness,
    /// How it stands.
    pub light: Light,
    /// What is not in order, by name.
    pub lacking: Vec<String>,
    /// Out of how many; none where nobody counted, which is red.
    pub of: Option<usize>,
}

refusals! {
    /// Why a stage is not opened.
    pub enum OpenStageRefusal {
        /// A red item stands.
        RedItem,
    }
}

impl Readiness {
    /// How the thing stands at a stage while something is lacking; none where the stage does not ask for it.
    pub const fn while_lacking(self, stage: Stage) -> Option<Light> {
        use Light::{Amber, Red};
        match (stage, self) {
            (Stage::Commit, Self::Heads | Self::Accounts | Self::Sources | Self::Owners | Self::Weights | Self::RuleSets) => Some(Red),
            (Stage::Report, Self::Accounts | Self::Weights | Self::RuleSets) => Some(Red),
            (Stage::Report, Self::Heads | Self::Sources | Self::Owners | Self::Sheets) => Some(Amber),
            (Stage::Verify, Self::Owners) => Some(Red),
            (Stage::Verify, Self::Sheets | Self::Figures) => Some(Amber),
            (Stage::Assess, Self::Weights | Self::RuleSets) => Some(Red),
            // Nobody holds up everybody's year by not signing. Grading begins on provisional figures (`domain.md` 4.1); a final run refuses by itself.
            (Stage::Assess, Self::Sheets | Self::Figures | Self::Verifications) => Some(Amber),
            (Stage::Review, Self::FinalRuns | Self::Heads) => Some(Red),
            (Stage::Review, Self::Accounts | Self::Appeals) => Some(Amber),
            (Stage::FollowUp, Self::Reports) => Some(Red),
            (Stage::FollowUp, Self::Minutes | Self::Appeals) => Some(Amber),
            _ => None,
        }
    }

    /// What a stage asks for: what has to be counted before it opens.
    pub fn asked_by(stage: Stage) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|it| it.while_lacking(stage).is_some()).collect()
    }
}

/// The list before a stage, red first. What the stage asks for and nobody counted is red: silence is not readiness.
pub fn list(stage: Stage, facts: &[Fact]) -> Vec<Item> {
    let mut items: Vec<Item> = Readiness::asked_by(stage)
        .into_iter()
        .map(|about| match facts.iter().find(|it| it.about == about) {
            None => Item { about, light: Light::Red, lacking: Vec::new(), of: None },
            Some(fact) => Item {
                about,
                light: if fact.lacking.is_empty() { Light::Green } else { about.while_lacking(stage).unwrap_or(Light::Red) },
                lacking: fact.lacking.clone(),
                of: Some(fact.of),
            },
        })
        .collect();
    items.sort_by_key(|it| it.light);
    items
}

/// Whether a stage may open with this list.
pub fn may_open(items: &[Item]) -> Result<(), OpenStageRefusal> {
    if items.iter().any(|it| it.light == Light::Red) { Err(OpenStageRefusal::RedItem) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(stage: Stage, lacking: &[Readiness]) -> Vec<Fact> {
        let fact = |about| Fact { about, lacking: if lacking.contains(&about) { vec!["Xã Cao An".into()] } else { vec![] }, of: 17 };
        Readiness::asked_by(stage).into_iter().map(fact).collect()
    }

    #[test]
    fn a_stage_opens_when_nothing_red_stands() {
        for stage in Stage::ALL.iter().copied() {
            assert!(!Readiness::asked_by(stage).is_empty());
            let all = list(stage, &facts(stage, &[]));
            assert!(all.iter().all(|it| it.light == Light::Green));
            assert_eq!(may_open(&all), Ok(()));
            for about in Readiness::asked_by(stage) {
                let items = list(stage, &facts(stage, &[about]));
                let red = about.while_lacking(stage) == Some(Light::Red);
                assert_eq!(may_open(&items).is_err(), red, "{stage:?} {about:?}");
                assert_eq!(items[0].about, about, "what stands against it comes first");
                assert_eq!((items[0].lacking.len(), items[0].of), (1, Some(17)));
            }
        }
    }

    #[test]
    fn what_nobody_counted_is_red() {
        let items = list(Stage::Commit, &[]);
        assert!(items.iter().all(|it| it.light == Light::Red && it.of.is_none()));
        assert_eq!(may_open(&items), Err(OpenStageRefusal::RedItem));
    }

    #[test]
    fn signing_needs_heads_sources_owners_weights_and_rules() {
        let red: Vec<_> = Readiness::asked_by(Stage::Commit);
        use Readiness as It;
        assert_eq!(red, [It::Heads, It::Accounts, It::Sources, It::Owners, It::Weights, It::RuleSets]);
        assert_eq!(It::Figures.while_lacking(Stage::Assess), Some(Light::Amber), "a provisional run is possible");
    }
}
