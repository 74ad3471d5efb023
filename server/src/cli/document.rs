//! `camket document`: writes one paper as PDF or for Word. What is printed is what the site hands out; reading a personal review leaves its line in
//! the log. The file is there whole or not at all.

use super::Outcome;
use super::os::because;
use crate::config::Config;
use app::text::{Lang, say};
use clap::ValueEnum;
use domain::{CampaignId, Member};
use services::paper::Paper;
use services::review::HeaderKind;
use services::{Ctx, Error};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
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
    /// The unit's official code, such as 10924. The ranking takes the unit's peer group, or the first one without a unit; programme and
    /// remedies are the campaign's and need no unit.
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// The file to write; `-` writes to standard output, a folder takes the file under the paper's own name.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// As PDF, or for Word to be edited.
    #[arg(long, value_enum, value_name = "FORM", default_value = "pdf")]
    form: Form,
    /// Whose head self-criticism and personal-review bear.
    #[arg(long, value_enum, value_name = "HEAD", default_value = "state")]
    header: Head,
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

impl Kind {
    fn needs_a_unit(self) -> bool {
        match self {
            Self::Commitment | Self::SelfCriticism | Self::PersonalReview | Self::Minutes | Self::Result => true,
            Self::Ranking | Self::Programme | Self::Remedies => false,
        }
    }

    /// The sentence that says why there is no such paper yet.
    const fn not_yet(self) -> &'static str {
        match self {
            Self::Commitment => "cli-document-no-commitment",
            Self::SelfCriticism | Self::PersonalReview => "cli-document-no-case",
            Self::Minutes => "cli-document-no-meeting",
            Self::Ranking | Self::Result => "cli-document-no-run",
            Self::Programme => "cli-document-no-conference",
            Self::Remedies => "cli-document-no-campaign",
        }
    }
}

/// In which form a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// As it is printed and signed.
    Pdf,
    /// For Word, to be edited.
    Docx,
}

/// Whose head a paper bears (`domain.md` 9.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Head {
    /// Quốc hiệu and Tiêu ngữ.
    State,
    /// Đảng Cộng sản Việt Nam; the names of the Party's organisations are left to the hand.
    Party,
}

/// Why there is no paper.
enum No {
    /// A sentence of the locales.
    Sentence(&'static str),
    /// Anything else.
    Error(Error),
}

impl From<Error> for No {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<store::Error> for No {
    fn from(error: store::Error) -> Self {
        Self::Error(error.into())
    }
}

/// Writes the paper.
pub async fn run(lang: Lang, arguments: &Arguments, config: &Config) -> Outcome {
    if arguments.kind.needs_a_unit() && arguments.unit.is_none() {
        eprintln!("camket: {}", say(lang, "cli-document-unit-needed", &[]));
        return Ok(ExitCode::from(2));
    }
    let site = config.open().await?;
    let ctx = services::operator::ctx(&site).await?;
    let key = match paper(&ctx, arguments).await {
        Ok(paper) if arguments.form == Form::Docx => return hand_over(lang, &arguments.output, &paper.for_word().await?),
        Ok(paper) => return hand_over(lang, &arguments.output, &paper),
        Err(No::Sentence(key)) => key,
        Err(No::Error(Error::NotFound)) => arguments.kind.not_yet(),
        Err(No::Error(Error::Forbidden(_))) => "cli-document-not-submitted",
        Err(No::Error(error)) => return Err(error.into()),
    };
    let unit = arguments.unit.clone().unwrap_or_default();
    let words = [("campaign", arguments.campaign.clone().into()), ("unit", unit.into())];
    eprintln!("camket: {}", say(lang, key, &words));
    Ok(ExitCode::from(2))
}

async fn paper(ctx: &Ctx, it: &Arguments) -> Result<Paper, No> {
    let campaign = match store::campaign::of_code(ctx.db(), &it.campaign).await {
        Err(store::Error::NotFound) => return Err(No::Sentence("cli-document-no-campaign")),
        other => other?.id,
    };
    let code = it.unit.as_deref();
    let header = match it.header {
        Head::State => HeaderKind::State,
        Head::Party => HeaderKind::Party,
    };
    let case = || async {
        let unit = member(ctx, campaign, code).await?;
        match services::review::case_of(&ctx.site, campaign, unit.unit).await {
            Err(Error::NotFound) => Err(No::Sentence("cli-document-no-case")),
            other => Ok(other?),
        }
    };
    let paper = match it.kind {
        Kind::Commitment => {
            let unit = member(ctx, campaign, code).await?.unit;
            services::commitment::pdf(ctx, services::commitment::id_of_unit(ctx, campaign, unit).await?).await?
        }
        Kind::SelfCriticism => services::review::download_report(ctx, case().await?, header).await?,
        Kind::PersonalReview => services::review::download_personal(ctx, case().await?, header).await?,
        Kind::Minutes => services::review::download_minutes(ctx, case().await?).await?,
        Kind::Ranking => {
            let group = match code {
                Some(_) => Some(store::campaign::group(ctx.db(), member(ctx, campaign, code).await?.group).await?.peer_group),
                None => None,
            };
            services::assessment::paper_ranking(ctx, &it.campaign, group.as_deref(), None).await?
        }
        Kind::Result => services::assessment::paper_result(ctx, &it.campaign, member(ctx, campaign, code).await?.unit, None).await?,
        Kind::Programme => {
            let newest = services::conference::list(ctx, &it.campaign).await?.conferences.into_iter().next();
            services::conference::programme(ctx, newest.ok_or(Error::NotFound)?.id).await?
        }
        Kind::Remedies => services::review::download_remedies(ctx, &it.campaign).await?,
    };
    Ok(paper.handed_out(&ctx.site).await?)
}

async fn member(ctx: &Ctx, campaign: CampaignId, code: Option<&str>) -> Result<Member, No> {
    let code = code.ok_or(No::Sentence("cli-document-unit-needed"))?;
    let members = store::campaign::members(ctx.db(), campaign).await?;
    members.into_iter().find(|it| it.code == code).ok_or(No::Sentence("cli-document-no-unit"))
}

/// Hands the paper to standard output, into a folder under its own name, or to a file.
fn hand_over(lang: Lang, output: &Path, paper: &Paper) -> Outcome {
    if output.as_os_str() == "-" {
        let mut out = std::io::stdout().lock();
        out.write_all(&paper.bytes)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let file = if output.is_dir() { output.join(&paper.file_name) } else { output.to_owned() };
    write_whole(&file, &paper.bytes).map_err(|error| format!("{}: {}", file.display(), because(lang, &error)))?;
    print_line!("{}", file.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes beside the file first and then takes its place, so that a full disk or a power cut leaves the old file or the new one.
fn write_whole(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = file.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    let mut beside = name.to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = file.with_file_name(beside);
    let written = File::create_new(&beside).and_then(|mut it| it.write_all(bytes).and_then(|()| it.sync_all()));
    let done = written.and_then(|()| std::fs::rename(&beside, file));
    if done.is_err() {
        // What was begun is of no use; why it failed is what the person reads.
        let _ = std::fs::remove_file(&beside);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("giay.pdf");
        write_whole(&file, b"one").unwrap();
        write_whole(&file, b"other").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"other");
        assert!(write_whole(&folder.path().join("nowhere/giay.pdf"), b"x").is_err());
        assert!(write_whole(folder.path(), b"x").is_err(), "a folder is not replaced");
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(left, ["giay.pdf"]);
    }
}
