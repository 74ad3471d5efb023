//! Making campaigns, taking packages in, changing one.

use crate::urls;
use domain::{DraftId, RuleSetId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::campaign::{ExemptionForm, GroupForm, Import, NewCampaign, Settings, StageForm};

/// A group of the form for a new campaign.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct GroupBox {
    /// Its code.
    pub peer_group: String,
    /// Its title.
    pub title: String,
    /// Its rule set's key, or nothing.
    #[serde(default)]
    pub rule_set: String,
}

/// A unit of the form for a new campaign.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct UnitBox {
    /// The unit's key.
    pub unit: String,
    /// The place of its group among the form's groups, or nothing.
    #[serde(default)]
    pub group: String,
}

/// Makes a campaign by hand.
#[server(endpoint = "campaign/make")]
pub async fn make_campaign(
    code: String,
    title: String,
    year: String,
    starts_on: String,
    ends_on: String,
    authority: String,
    review_required_for: String,
    submit_within_working_days: String,
    #[server(default)] groups: Vec<GroupBox>,
    #[server(default)] rows: Vec<UnitBox>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let of_group =
        |at: usize| rows.iter().filter(|it| it.group == at.to_string()).filter_map(|it| it.unit.parse().ok()).collect::<Vec<UnitId>>();
    let groups = groups.iter().enumerate().map(|(at, it)| GroupForm {
        peer_group: it.peer_group.clone(),
        title: it.title.clone(),
        rule_set: it.rule_set.parse::<RuleSetId>().ok(),
        units: of_group(at),
    });
    let form = NewCampaign {
        code,
        title,
        year,
        starts_on,
        ends_on,
        authority: authority.parse().ok(),
        review_required_for,
        submit_within_working_days,
        groups: groups.collect(),
    };
    let code = services::campaign::make_campaign(&ctx, &form).await?;
    redirect(&urls::done(&urls::campaign(&code), "done-campaign-made"));
    Ok(())
}

/// Makes a campaign with the groups, units and rule sets of another one.
#[server(endpoint = "campaign/copy")]
pub async fn copy_campaign(
    from: String,
    code: String,
    title: String,
    year: String,
    starts_on: String,
    ends_on: String,
    review_required_for: String,
    submit_within_working_days: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form =
        NewCampaign { code, title, year, starts_on, ends_on, review_required_for, submit_within_working_days, ..NewCampaign::default() };
    let code = services::campaign::copy_campaign(&ctx, &from, &form).await?;
    redirect(&urls::done(&urls::campaign(&code), "done-campaign-made"));
    Ok(())
}

/// Takes an uploaded package in.
#[server(endpoint = "campaign/import")]
pub async fn import_package(
    file: DraftId,
    #[server(default)] titles: Vec<String>,
    #[server(default)] authority: String,
    #[server(default)] legal_basis: String,
    token: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let bytes = services::campaign::uploaded(&ctx, file).await?;
    let import = Import { bytes, titles, authority: authority.parse().ok(), legal_basis, token: Some(token), ..Import::default() };
    let done = services::campaign::import(&ctx, &import).await?;
    redirect(&urls::done(&urls::campaign(&done.code), "done-package-imported"));
    Ok(())
}

/// Changes a campaign's title and settings.
#[server(endpoint = "campaign/change")]
pub async fn change_campaign(
    campaign: String,
    title: String,
    review_required_for: String,
    submit_within_working_days: String,
    reason: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::campaign::change(&ctx, &campaign, &Settings { title, review_required_for, submit_within_working_days, reason }).await?;
    redirect(&urls::done(&urls::campaign(&campaign), "done-campaign-changed"));
    Ok(())
}

/// Gives a stage other dates.
#[server(endpoint = "campaign/move-stage")]
pub async fn move_stage(campaign: String, stage: String, opens_on: String, closes_on: String, reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::campaign::move_stage(&ctx, &campaign, &StageForm { stage, opens_on, closes_on, reason }).await?;
    redirect(&urls::done(&urls::campaign(&campaign), "done-stage-moved"));
    Ok(())
}

/// Exempts a unit from a target.
#[server(endpoint = "campaign/exempt")]
pub async fn exempt_unit(
    campaign: String,
    #[server(default)] unit: String,
    #[server(default)] target: String,
    basis: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = ExemptionForm { unit: unit.parse().ok(), target: target.parse().ok(), basis };
    services::campaign::exempt(&ctx, &campaign, &form).await?;
    redirect(&urls::done(&urls::campaign(&campaign), "done-unit-exempted"));
    Ok(())
}

/// Closes a campaign.
#[server(endpoint = "campaign/close")]
pub async fn close_campaign(campaign: String, reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::campaign::close(&ctx, &campaign, &reason).await?;
    redirect(&urls::done(&urls::campaign(&campaign), "done-campaign-closed"));
    Ok(())
}
