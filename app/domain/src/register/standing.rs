//! How a paper with a number stands: in force until its number is cancelled or a later paper takes its place.

use super::number_shown;

/// A later paper that replaces one, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Its number and symbol.
    pub number: (u32, String),
    /// Whether it replaces only what it speaks of: a decision about one unit or head.
    pub in_part: bool,
}

/// How a paper with a number stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperStanding {
    /// Its number is in force, and no later paper replaces it.
    InForce,
    /// It is in force but for what a later decision about one unit or head replaces: number and symbol of that.
    InForceInPart(String),
    /// A later paper replaces it: number and symbol of that.
    Replaced(String),
    /// Its number was cancelled.
    Cancelled,
}

impl PaperStanding {
    /// How a paper stands; a cancelled number says all there is to say, whatever came later.
    pub fn new(cancelled: bool, later: Option<Later>) -> Self {
        match later {
            _ if cancelled => Self::Cancelled,
            None => Self::InForce,
            Some(Later { number: (number, symbol), in_part }) => {
                let number = number_shown(Some(number), &symbol);
                if in_part { Self::InForceInPart(number) } else { Self::Replaced(number) }
            }
        }
    }

    /// The key of the sentence that says it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::InForce => "public-paper-in-force",
            Self::InForceInPart(_) => "public-paper-in-force-in-part",
            Self::Replaced(_) => "public-paper-replaced",
            Self::Cancelled => "public-paper-cancelled",
        }
    }

    /// The keys of all sentences.
    pub const KEYS: [&str; 4] =
        ["public-paper-in-force", "public-paper-in-force-in-part", "public-paper-replaced", "public-paper-cancelled"];

    /// The number of the later paper that its sentence names.
    pub fn later(&self) -> Option<&str> {
        match self {
            Self::InForceInPart(number) | Self::Replaced(number) => Some(number),
            Self::InForce | Self::Cancelled => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancelled_number_outweighs_a_later_paper_and_a_part_does_not_replace_the_whole() {
        let later = |in_part| Some(Later { number: (7, "QĐ-UBND".into()), in_part });
        assert_eq!(PaperStanding::new(false, None), PaperStanding::InForce);
        assert_eq!(PaperStanding::new(false, later(false)), PaperStanding::Replaced("07/QĐ-UBND".into()));
        assert_eq!(PaperStanding::new(false, later(true)), PaperStanding::InForceInPart("07/QĐ-UBND".into()));
        for later in [None, later(false), later(true)] {
            assert_eq!(PaperStanding::new(true, later), PaperStanding::Cancelled);
        }
        let number = || "07/QĐ-UBND".to_owned();
        let all =
            [PaperStanding::InForce, PaperStanding::InForceInPart(number()), PaperStanding::Replaced(number()), PaperStanding::Cancelled];
        assert_eq!(all.map(|it| it.key()), PaperStanding::KEYS);
    }
}
