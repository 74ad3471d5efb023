//! What every page shows around itself: the campaigns, where the year stands, what waits for the person.

use crate::{Ctx, Error, Site};
use domain::campaign::StageWindow;
use domain::policy::{Action, Role};
use domain::{Campaign, Stage};

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

/// Loads the frame; `code` names the campaign that the address is about. Two statements.
pub async fn load(ctx: &Ctx, code: Option<&str>) -> Result<Frame, Error> {
    let campaigns = store::campaign::list(ctx.db()).await?;
    let named = code.and_then(|code| campaigns.iter().find(|it| it.code == code));
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

/// The code of the running campaign for somebody who leads or follows the whole of it, by the token of their session: their first page is
/// its one screen. None for everybody else, whose first page is their work.
pub async fn first_campaign_of_leader(site: &Site, token: &str) -> Result<Option<String>, Error> {
    let leads = crate::account::actor(site, token).await?.is_some_and(|it| it.is(Role::Authority) || it.is(Role::Viewer));
    if !leads {
        return Ok(None);
    }
    let campaigns = store::campaign::list(&site.db).await?;
    let today = site.now().date();
    Ok(campaigns.iter().find(|it| it.starts_on <= today).or(campaigns.first()).map(|it| it.code.clone()))
}
