//! What every page shows around itself: the campaigns, where the year stands, what waits for the person.

use crate::{Ctx, Error};
use domain::campaign::StageWindow;
use domain::policy::Action;
use domain::{Campaign, Stage};
pub use store::campaign::Thing;

/// The frame's content.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The organisation at work here.
    pub organisation: String,
    /// All campaigns, newest first.
    pub campaigns: Vec<Campaign>,
    /// The campaign the page is in.
    pub campaign: Option<Campaign>,
    /// Its stages.
    pub stages: Vec<StageWindow>,
    /// How many things wait for the person in a stage.
    pub waiting: Vec<(Stage, i64)>,
}

/// What a page is about, as far as its address says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// No campaign: the one that runs today is shown.
    Nothing,
    /// The campaign of a code.
    Campaign(String),
    /// A campaign of a year.
    Year(i32),
    /// The campaign of a thing.
    Thing(Thing),
}

/// Loads the frame of a page. Two statements.
pub async fn load(ctx: &Ctx, about: &About) -> Result<Frame, Error> {
    let (campaigns, of_thing) = match about {
        About::Thing(thing) => store::campaign::list_with(ctx.db(), *thing).await?,
        About::Nothing | About::Campaign(_) | About::Year(_) => (store::campaign::list(ctx.db()).await?, None),
    };
    let named = campaigns.iter().find(|it| match about {
        About::Nothing => false,
        About::Campaign(code) => it.code == *code,
        About::Year(year) => it.year == *year,
        About::Thing(_) => Some(it.id) == of_thing,
    });
    let campaign = named.or_else(|| campaigns.iter().find(|it| it.starts_on <= ctx.today)).or(campaigns.first()).cloned();
    let standing = match &campaign {
        Some(it) => {
            let signs = [Action::SignCommitment, Action::CountersignCommitment].map(|action| ctx.actor.scopes(action));
            store::frame::standing(ctx.db(), it.id, &signs, &ctx.actor.scopes(Action::VerifyFigures)).await?
        }
        None => store::frame::Standing::default(),
    };
    let organisation = match standing.organisation {
        Some(it) => it,
        None => store::frame::organisation(ctx.db()).await?.unwrap_or_default(),
    };
    Ok(Frame { organisation, campaigns, campaign, stages: standing.stages, waiting: standing.waiting })
}
