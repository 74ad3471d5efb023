//! Putting amendments forward, deciding on them, signing them for a unit.

use crate::urls;
use domain::{AmendmentId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::amendment::{self, NewAmendment, NewRules};

/// Puts an amendment of a sealed goal forward.
#[server(endpoint = "amendment/propose")]
pub async fn propose_amendment(
    campaign: String,
    peer_group: String,
    #[server(default)] number: String,
    #[server(default)] target: String,
    #[server(default)] unit: String,
    #[server(default)] period: String,
    #[server(default)] kind: String,
    #[server(default)] value: String,
    #[server(default)] value_to: String,
    #[server(default)] confirmed: bool,
    #[server(default)] effective_on: String,
    #[server(default)] reason: String,
    #[server(default)] replaces: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let typed = NewAmendment {
        campaign,
        peer_group,
        number,
        target,
        unit,
        period,
        kind,
        value,
        value_to,
        confirmed,
        effective_on,
        reason,
        replaces,
    };
    let id = amendment::propose(&ctx, &typed).await?;
    redirect(&format!("{}?done=amendment-proposed", urls::amendment(id)));
    Ok(())
}

/// Puts an amendment of the sealed rules forward.
#[server(endpoint = "amendment/propose-rules")]
pub async fn propose_rules(
    campaign: String,
    peer_group: String,
    #[server(default)] number: String,
    #[server(default)] rule_set: String,
    #[server(default)] units_rule: String,
    #[server(default)] units_tasks: String,
    #[server(default)] heads_rule: String,
    #[server(default)] heads_tasks: String,
    #[server(default)] effective_on: String,
    #[server(default)] reason: String,
    #[server(default)] replaces: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let typed = NewRules {
        campaign,
        peer_group,
        number,
        rule_set,
        units_rule,
        units_tasks,
        heads_rule,
        heads_tasks,
        effective_on,
        reason,
        replaces,
    };
    let id = amendment::propose_rules(&ctx, &typed).await?;
    redirect(&format!("{}?done=amendment-proposed", urls::amendment(id)));
    Ok(())
}

/// Approves an amendment with the password.
#[server(endpoint = "amendment/approve")]
pub async fn approve_amendment(id: AmendmentId, digest: String, password: String, token: String) -> Result<(), AppError> {
    let ctx = context().await?;
    amendment::approve(&ctx, id, &digest, &password, &token).await?;
    redirect(&format!("{}?done=amendment-approved", urls::amendment(id)));
    Ok(())
}

/// Declines an amendment, with a reason.
#[server(endpoint = "amendment/decline")]
pub async fn decline_amendment(id: AmendmentId, #[server(default)] reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    amendment::decline(&ctx, id, &reason).await?;
    redirect(&format!("{}?done=amendment-declined", urls::amendment(id)));
    Ok(())
}

/// Signs an amendment for a unit, with the password.
#[server(endpoint = "amendment/acknowledge")]
pub async fn acknowledge_amendment(id: AmendmentId, unit: UnitId, digest: String, password: String, token: String) -> Result<(), AppError> {
    let ctx = context().await?;
    amendment::acknowledge(&ctx, id, unit, &digest, &password, &token).await?;
    redirect(&format!("{}?done=amendment-acknowledged", urls::amendment(id)));
    Ok(())
}
