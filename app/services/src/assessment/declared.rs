//! What units declared beside what was verified, by unit and year, and whether nearly all of them got one grade (FEATURES G8). It accuses
//! nobody; it says where to look.

use super::missing::chosen;
use super::ranking::chosen_run;
use crate::{Ctx, Error};
use domain::assessment::assess;
use domain::inflation::{Declared, Inflation, SameGrade, inflation, of_receipts, same_grade};
use domain::policy::Action;
use domain::{Campaign, CampaignId, Group, GroupId, Package, Quantity, RunId, UnitId};
use std::collections::HashMap;
use store::assessment::Run;
use store::figure::Adjusted;

/// From which share of the graded units on one grade is told: nine in ten (of this program, not of any law).
pub const NEARLY_ALL: Quantity = Quantity(9_000);

/// A unit: what it declared and what was verified, in the year shown and in those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredLine {
    /// The unit; none where it is no member any more.
    pub unit: Option<UnitId>,
    /// Its name.
    pub name: String,
    /// The score that its declared figures give in the year shown.
    pub declared: Option<Quantity>,
    /// The score by verified figures in that year.
    pub verified: Option<Quantity>,
    /// Declared minus verified, by year.
    pub gaps: Vec<(i64, Quantity)>,
    /// In how many of the years it was above.
    pub years_above: usize,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredPage {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// The run whose verified figures are compared; none while there is none.
    pub run: Option<Run>,
    /// The years compared, in order.
    pub years: Vec<i64>,
    /// The units, who declared most above what was verified first.
    pub lines: Vec<DeclaredLine>,
    /// How many figures verification changed, in the year shown.
    pub adjusted: usize,
    /// The grade that nearly all got.
    pub same: Option<SameGrade>,
}

/// A year of the comparison, as the database holds it.
struct Year {
    year: i64,
    package: String,
    adjusted: Vec<Adjusted>,
}

async fn year_of(ctx: &Ctx, run: RunId, year: i64, campaign: CampaignId, group: GroupId) -> Result<Year, Error> {
    let package = store::assessment::package(ctx.db(), run).await?;
    let adjusted = store::figure::adjusted_of_group(ctx.db(), campaign, group, i64::MAX).await?;
    Ok(Year { year, package, adjusted })
}

/// What units declared beside what was verified, for those who see the whole group: in the year of the campaign and in the one before.
pub async fn declared(ctx: &Ctx, campaign: &str, peer_group: Option<&str>) -> Result<DeclaredPage, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, campaign).await?;
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    let group = chosen(&groups, peer_group)?.clone();
    let runs = store::assessment::list(ctx.db(), group.id).await?;
    let run = chosen_run(&runs, None)?.cloned();
    let mut page = DeclaredPage { campaign, groups, group, run, years: Vec::new(), lines: Vec::new(), adjusted: 0, same: None };
    let Some(run) = page.run.clone() else { return Ok(page) };
    let alone = crate::whole_run::alone().await?;
    let now = i64::from(page.campaign.year);
    let mut years = vec![year_of(ctx, run.id, now, page.campaign.id, page.group.id).await?];
    if let Some(before) = store::assessment::run_before(ctx.db(), page.campaign.id, page.group.id).await? {
        let before = store::assessment::get(ctx.db(), before).await?;
        years.insert(0, year_of(ctx, before.id, now - 1, before.campaign, before.group).await?);
    }
    page.years = years.iter().map(|it| it.year).collect();
    page.adjusted = years.last().map_or(0, |it| it.adjusted.len());
    let members = store::campaign::members(ctx.db(), page.campaign.id).await?;
    let of_group = members.into_iter().filter(|it| it.group == page.group.id);
    let names: HashMap<String, (UnitId, String)> = of_group.map(|it| (it.code, (it.unit, it.name))).collect();
    let peers = page.group.peer_group.clone();
    let (scores, same) = alone.work_out(move || work_out(&years, &peers)).await?;
    page.lines = inflation(&scores).into_iter().map(|it| line(it, &scores, now, &names)).collect();
    page.same = same;
    Ok(page)
}

fn line(it: Inflation, scores: &[Declared], now: i64, names: &HashMap<String, (UnitId, String)>) -> DeclaredLine {
    let this = scores.iter().find(|there| there.unit == it.unit && there.year == now);
    let known = names.get(&it.unit);
    DeclaredLine {
        unit: known.map(|it| it.0),
        name: known.map_or_else(|| it.unit.clone(), |it| it.1.clone()),
        declared: this.map(|it| it.declared),
        verified: this.map(|it| it.verified),
        gaps: it.years,
        years_above: it.years_above,
    }
}

/// The scores of all years, and the grade that nearly all got in the last one.
fn work_out(years: &[Year], peer_group: &str) -> Result<(Vec<Declared>, Option<SameGrade>), Error> {
    let (mut scores, mut same) = (Vec::new(), None);
    for it in years {
        let package = Package::read(&it.package).map_err(|_| Error::internal("a stored package cannot be read"))?;
        let verified = assess(&package);
        let declared: HashMap<(&str, &str, &str), &Adjusted> =
            it.adjusted.iter().map(|it| ((it.unit.as_str(), it.variable.as_str(), it.period.as_str()), it)).collect();
        let mut as_declared = package.clone();
        for figure in &mut as_declared.figures {
            if let Some(it) = declared.get(&(figure.unit.as_str(), figure.variable.as_str(), figure.period.as_str())) {
                figure.value = it.declared.into();
            }
        }
        scores.extend(of_receipts(&assess(&as_declared), &verified, it.year));
        same = same_grade(&verified, peer_group, NEARLY_ALL);
    }
    Ok((scores, same))
}
