//! The search in the head of every page: units, people, targets.

use crate::{Ctx, Error};
use domain::policy::Action;
pub use store::search::{Found, TargetFound};

/// How many things of each kind are shown.
pub const SHOWN: usize = 30;

/// How many words of the text are looked at.
const WORDS: usize = 8;

/// A list that was cut where it grew too long.
#[derive(Debug, Clone)]
pub struct List<T> {
    /// The first ones.
    pub lines: Vec<T>,
    /// Whether there are more.
    pub more: bool,
}

impl<T> List<T> {
    fn of(lines: impl Iterator<Item = T>) -> Self {
        let mut lines: Vec<T> = lines.take(SHOWN + 1).collect();
        let more = lines.len() > SHOWN;
        lines.truncate(SHOWN);
        Self { lines, more }
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Results {
    /// Units.
    pub units: List<Found>,
    /// People by the posts they hold.
    pub people: List<Found>,
    /// Targets of rule sets.
    pub targets: List<TargetFound>,
}

/// Finds by words, marks or not, in any order: only units and people that the person may see. Two statements; none for an empty text.
pub async fn find(ctx: &Ctx, text: &str) -> Result<Results, Error> {
    let text = domain::fold::fold(text);
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let (mut found, mut targets) = (Vec::new(), Vec::new());
    if !words.is_empty() {
        let limit = SHOWN as i64 + 1;
        let scopes = ctx.actor.scopes(Action::ViewOrganisation);
        found = store::search::units_and_people(ctx.db(), &scopes, ctx.today, &words, limit).await?;
        if ctx.actor.may_somewhere(Action::ViewCatalogue) {
            targets = store::search::targets(ctx.db()).await?;
        }
    }
    let (units, people): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|it| it.noun == "unit");
    let holds = |it: &TargetFound| {
        let folded = domain::fold::fold(&format!("{} {}", it.code, it.title));
        words.iter().all(|word| folded.contains(word))
    };
    Ok(Results {
        units: List::of(units.into_iter()),
        people: List::of(people.into_iter()),
        targets: List::of(targets.into_iter().filter(holds)),
    })
}
