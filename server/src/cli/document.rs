//! `camket document`: writes one paper as PDF. What is printed is what the site hands out; reading a personal review leaves its line in
//! the log.

use super::Outcome;
use crate::config::Config;
use app::text::{Lang, say};
use clap::ValueEnum;
use domain::{CampaignId, UnitId};
use services::{Ctx, Error};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `camket document` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which paper.
    #[arg(value_enum, value_name = "KIND")]
    kind: Kind,
    /// The campaign's code, such as cchc-2022.
    #[arg(long, value_name = "CODE")]
    campaign: String,
    /// The unit's official code, such as 10924; the ranking takes the unit's peer group, or the first one without a unit; programme and
    /// remedies are the campaign's.
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// The papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// The commitment sheet (bản cam kết) of a unit.
    Commitment,
    /// The collective self-criticism report of a unit.
    SelfCriticism,
    /// The personal self-criticism of a unit's head.
    PersonalReview,
    /// The minutes of a unit's review meeting (Mẫu 1.9).
    Minutes,
    /// The ranking of a peer group.
    Ranking,
    /// The result sheet of a unit.
    Result,
    /// The programme of the campaign's newest conference.
    Programme,
    /// The remedies of a campaign that are still open.
    Remedies,
}

/// Writes the paper.
pub async fn run(lang: Lang, arguments: &Arguments, config: &Config) -> Outcome {
    if arguments.kind.needs_a_unit() && arguments.unit.is_none() {
        eprintln!("camket: {}", say(lang, "cli-document-unit", &[]));
        return Ok(ExitCode::from(2));
    }
    let site = config.open().await?;
    let ctx = services::operator::ctx(&site).await?;
    match paper(&ctx, arguments).await {
        Ok(bytes) => {
            std::fs::write(&arguments.output, bytes).map_err(|error| format!("{}: {error}", arguments.output.display()))?;
            print_line!("{}", arguments.output.display());
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::NotFound) => {
            let campaign = ("campaign", arguments.campaign.as_str().into());
            let told = match &arguments.unit {
                Some(unit) => say(lang, "cli-document-missing", &[campaign, ("unit", unit.as_str().into())]),
                None => say(lang, "cli-document-missing-campaign", &[campaign]),
            };
            eprintln!("camket: {told}");
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(error.into()),
    }
}

impl Kind {
    fn needs_a_unit(self) -> bool {
        match self {
            Self::Commitment | Self::SelfCriticism | Self::PersonalReview | Self::Minutes | Self::Result => true,
            Self::Ranking | Self::Programme | Self::Remedies => false,
        }
    }
}

async fn paper(ctx: &Ctx, it: &Arguments) -> Result<Vec<u8>, Error> {
    let campaign = store::campaign::of_code(ctx.db(), &it.campaign).await?;
    let code = it.unit.as_deref();
    let case = || async { services::review::case_of(&ctx.site, &it.campaign, code.ok_or(Error::NotFound)?).await };
    Ok(match it.kind {
        Kind::Commitment => {
            let unit = unit(ctx, campaign.id, code).await?;
            services::commitment::pdf(ctx, services::commitment::id_of_unit(ctx, campaign.id, unit).await?).await?.bytes
        }
        Kind::SelfCriticism => services::review::download_report(ctx, case().await?).await?.bytes,
        Kind::PersonalReview => services::review::download_personal(ctx, case().await?).await?.bytes,
        Kind::Minutes => services::review::download_minutes(ctx, case().await?).await?.bytes,
        Kind::Ranking => {
            let group = match code {
                Some(_) => Some(group(ctx, campaign.id, code).await?),
                None => None,
            };
            services::assessment::paper_ranking(ctx, &it.campaign, group.as_deref(), None).await?.bytes
        }
        Kind::Result => services::assessment::paper_result(ctx, &it.campaign, unit(ctx, campaign.id, code).await?, None).await?.bytes,
        Kind::Programme => {
            let newest = services::conference::list(ctx, &it.campaign).await?.conferences.into_iter().next().ok_or(Error::NotFound)?;
            services::conference::programme(ctx, newest.id).await?.bytes
        }
        Kind::Remedies => services::review::download_remedies(ctx, &it.campaign).await?.bytes,
    })
}

async fn member(ctx: &Ctx, campaign: CampaignId, code: Option<&str>) -> Result<domain::Member, Error> {
    let members = store::campaign::members(ctx.db(), campaign).await?;
    members.into_iter().find(|it| Some(it.code.as_str()) == code).ok_or(Error::NotFound)
}

async fn unit(ctx: &Ctx, campaign: CampaignId, code: Option<&str>) -> Result<UnitId, Error> {
    Ok(member(ctx, campaign, code).await?.unit)
}

async fn group(ctx: &Ctx, campaign: CampaignId, code: Option<&str>) -> Result<String, Error> {
    Ok(store::campaign::group(ctx.db(), member(ctx, campaign, code).await?.group).await?.peer_group)
}
