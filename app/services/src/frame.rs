//! What every page shows around itself: the campaigns, where the year stands, what waits for the person.

use crate::{Ctx, Error};
use domain::campaign::StageWindow;
use domain::policy::Action;
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
    let mut campaigns = store::campaign::list(ctx.db()).await?;
    campaigns.retain(|it| ctx.actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    let named = code.and_then(|code| campaigns.iter().find(|it| it.code == code));
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
