//! What every page shows around itself: the campaigns, where the year stands, what waits for the person.

use crate::{Ctx, Error, Site};
use domain::campaign::StageWindow;
use domain::policy::{Action, Role};
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
    let (mut campaigns, of_thing) = match about {
        About::Thing(thing) => store::campaign::list_with(ctx.db(), *thing).await?,
        About::Nothing | About::Campaign(_) | About::Year(_) => (store::campaign::list(ctx.db()).await?, None),
    };
    campaigns.retain(|it| ctx.actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    let named = campaigns.iter().find(|it| match about {
        About::Nothing => false,
        About::Campaign(code) => it.code == *code,
        About::Year(year) => it.year == *year,
        About::Thing(_) => Some(it.id) == of_thing,
    });
    let campaign = named.or_else(|| campaigns.iter().find(|it| it.starts_on <= ctx.today)).or(campaigns.first()).cloned();
    let standing = match &campaign {
        Some(it) => {
            let places = store::frame::Places {
                head: ctx.actor.scopes(Action::SignCommitment),
                authority: ctx.actor.scopes(Action::CountersignCommitment),
                verify: crate::figure::reaches(&ctx.actor),
                home: ctx.actor.home.clone(),
            };
            store::frame::standing(ctx.db(), it.id, &places).await?
        }
        None => store::frame::Standing::default(),
    };
    let organisation = match standing.organisation {
        Some(it) => it,
        None => store::frame::organisation(ctx.db()).await?.unwrap_or_default(),
    };
    Ok(Frame { organisation, campaigns, campaign, stages: standing.stages, waiting: standing.waiting })
}

/// The code of the running campaign for somebody who leads or follows the whole of it, by the token of their session: their first page is
/// its one screen. None for everybody else, whose first page is their work.
pub async fn first_campaign_of_leader(site: &Site, token: &str) -> Result<Option<String>, Error> {
    let actor = crate::account::actor(site, token).await?.filter(|it| it.is(Role::Authority) || it.is(Role::Viewer));
    let Some(actor) = actor else { return Ok(None) };
    let mut campaigns = store::campaign::list(&site.db).await?;
    campaigns.retain(|it| actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    let today = site.now().date();
    Ok(campaigns.iter().find(|it| it.starts_on <= today).or(campaigns.first()).map(|it| it.code.clone()))
}
