//! Taking a package in: everything or nothing, in one transaction. Its figures become verified figures of the past year.

use super::import_second;
use super::preview::{Meets, Preview, meet};
use crate::rule_set::Reporting;
use crate::{Ctx, Error, Remember, account};
use domain::campaign::ReviewRequiredFor;
use domain::figure::{Figure, Standing};
use domain::organisation::UnitType;
use domain::period::Span;
use domain::plan::{ImportRefusal, proposed_stages};
use domain::policy::{Action, Forbidden, Place};
use domain::text::{LINE, line};
use domain::{
    Campaign, CampaignId, DraftId, Event, FigureId, Frequency, GroupId, Member, Package, Period, TargetId, Unit, UnitId, VariableId,
};
use std::collections::{BTreeMap, HashMap};
use store::Tx;
use store::campaign::{Exemption, OwnTarget};
use time::Date;

/// Under which form's name an uploaded package is kept until it is confirmed.
const UPLOAD: &str = "package";

/// A package that a person has looked at and takes in.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// The file.
    pub bytes: Vec<u8>,
    /// The titles of its peer groups, in the order of the preview; a group without one is called by its code.
    pub titles: Vec<String>,
    /// The unit whose chair decides, where the campaign is new.
    pub authority: Option<UnitId>,
    /// The same by its code or full name, where no key is given. In a database without units it is added under this name.
    pub authority_name: String,
    /// The legal basis of the rule set, where it is new; may be empty.
    pub legal_basis: String,
    /// The form's token; the command line has none.
    pub token: Option<String>,
}

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its code.
    pub code: String,
    /// How many units were added to the tree.
    pub new_units: usize,
    /// How many figures were added.
    pub figures: usize,
}

fn may_run_somewhere(ctx: &Ctx) -> Result<(), Error> {
    if ctx.actor.may_somewhere(Action::RunCampaign) { Ok(()) } else { Err(Forbidden::NoRole.into()) }
}

/// Keeps an uploaded file for a day, for the account that sent it, so that it can be looked at before it is taken in.
pub async fn keep_upload(ctx: &Ctx, text: &str) -> Result<DraftId, Error> {
    may_run_somewhere(ctx)?;
    crate::draft::keep_refused(&ctx.site, ctx.actor.account, UPLOAD, text).await
}

/// The uploaded file of a number.
pub async fn uploaded(ctx: &Ctx, id: DraftId) -> Result<Vec<u8>, Error> {
    may_run_somewhere(ctx)?;
    crate::draft::get(ctx, id).await?.map(|it| it.body.into_bytes()).ok_or(Error::NotFound)
}

/// Says what taking a package in would change, and everything that stands against it.
pub async fn preview_import(ctx: &Ctx, bytes: &[u8]) -> Result<Preview, Error> {
    may_run_somewhere(ctx)?;
    Ok(match meet(ctx.db(), bytes, ctx.today).await? {
        Ok(meets) => meets.preview,
        Err(preview) => preview,
    })
}

/// Takes a package in: campaign, units that are new, rule set, exemptions, own targets, and figures as verified ones.
pub async fn import(ctx: &Ctx, it: &Import) -> Result<Imported, Error> {
    let tx = ctx.begin().await?;
    let Ok(meets) = meet(&tx, &it.bytes, ctx.today).await? else { return Err(ImportRefusal::HasErrors.into()) };
    let authority = authority(ctx, &tx, &meets, it).await?;
    ctx.actor.allow(Action::RunCampaign, &authority)?;
    if !meets.preview.problems.is_empty() {
        return Err(ImportRefusal::HasErrors.into());
    }
    if let Some(token) = &it.token {
        account::use_form_token(ctx, &tx, token).await?;
    }
    let campaign = campaign(ctx, &tx, &meets, authority.unit).await?;
    let (units, new_units) = units(ctx, &tx, &meets, authority.unit).await?;
    let basis = line(&it.legal_basis, LINE).map_err(|refusal| Error::field("legal_basis", refusal))?;
    let in_force = crate::rule_set::in_force_of(&meets.package.rule_set, meets.package.campaign.starts_on, basis)?;
    let rule_set = crate::rule_set::save(&tx, &meets.package.rule_set, as_figured(&meets.package), &in_force, ctx.now).await?;
    if meets.same_rule_set.is_none() {
        let after = format!("{} {}", meets.package.rule_set.code, meets.package.rule_set.sha256());
        ctx.remember(&tx, Event::RuleSetAdded, "rule_set", rule_set.0, Remember { after, ..Remember::default() }).await?;
    }
    let groups = groups(&tx, &meets, campaign, rule_set, &it.titles).await?;
    let member = |(position, unit): (i64, &domain::package::Unit)| {
        let (id, group) = (units.get(&unit.code)?, groups.get(&unit.peer_group)?);
        Some(Member { unit: *id, path: String::new(), group: *group, code: unit.code.clone(), name: unit.name.clone(), position })
    };
    let members: Vec<Member> = (0..).zip(&meets.package.units).filter_map(member).collect();
    store::campaign::insert_members(&tx, campaign, &members).await?;
    let targets: HashMap<String, TargetId> =
        store::rule_set::targets(&tx, rule_set).await?.into_iter().map(|it| (it.code, it.id)).collect();
    exceptions(&tx, &meets, campaign, &units, &targets).await?;
    import_second::save(ctx, &tx, &meets.package, campaign, &groups, (&units, &targets)).await?;
    let digest = meets.package.sha256();
    figures(ctx, &tx, &meets, campaign, &units, &digest).await?;
    let remember =
        Remember { unit: Some(authority.unit), after: format!("{} {digest}", meets.package.campaign.code), ..Remember::default() };
    ctx.remember(&tx, Event::PackageImported, "campaign", campaign.0, remember).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(Imported { campaign, code: meets.package.campaign.code.clone(), new_units, figures: meets.package.figures.len() })
}

/// How often the figures of a package come, by variable.
fn as_figured(package: &Package) -> Reporting {
    let mut seen = BTreeMap::new();
    for it in &package.figures {
        let Ok(period) = it.period.parse::<Period>() else { continue };
        let frequency = match period.span() {
            Span::Month(_) => Frequency::Month,
            Span::Quarter(_) => Frequency::Quarter,
            Span::Half(_) | Span::NineMonths => Frequency::HalfYear,
            Span::Year => Frequency::Year,
        };
        seen.entry(it.variable.clone()).or_insert(frequency);
    }
    Reporting::AsFigured(seen)
}

async fn authority(ctx: &Ctx, tx: &Tx, meets: &Meets, it: &Import) -> Result<Place, Error> {
    let unit = match (&meets.campaign, it.authority) {
        (Some(campaign), _) => campaign.authority,
        (None, Some(unit)) => unit,
        (None, None) if it.authority_name.is_empty() => return Err(Error::field("authority", ImportRefusal::NoAuthority)),
        (None, None) => match crate::organisation::found_in(ctx, tx, &it.authority_name).await {
            Err(Error::NotFound) => return Err(Error::field("authority", ImportRefusal::NoAuthority)),
            found => found?,
        },
    };
    Ok(store::unit::place(tx, unit).await?)
}

async fn campaign(ctx: &Ctx, tx: &Tx, meets: &Meets, authority: UnitId) -> Result<CampaignId, Error> {
    if let Some(it) = &meets.campaign {
        return Ok(it.id);
    }
    let it = &meets.package.campaign;
    let made = Campaign {
        id: CampaignId(0),
        code: it.code.clone(),
        title: it.title.clone(),
        year: i32::try_from(it.year).map_err(Error::internal)?,
        starts_on: it.starts_on,
        ends_on: it.ends_on,
        authority,
        authority_path: String::new(),
        closed: false,
        review_required_for: ReviewRequiredFor::FailingOnly,
        submit_within_working_days: 2,
    };
    let id = store::campaign::insert(tx, &made, ctx.now).await?;
    store::campaign::update_stages(tx, id, &proposed_stages(it.starts_on, it.ends_on, ctx.today)).await?;
    ctx.remember(
        tx,
        Event::CampaignMade,
        "campaign",
        id.0,
        Remember { unit: Some(authority), after: it.code.clone(), ..Remember::default() },
    )
    .await?;
    Ok(id)
}

/// Every unit of the package by its code; the ones that are not here are added below the authority, with their code.
async fn units(ctx: &Ctx, tx: &Tx, meets: &Meets, authority: UnitId) -> Result<(HashMap<String, UnitId>, usize), Error> {
    let mut all: HashMap<String, UnitId> = meets.units.iter().map(|(code, unit)| (code.clone(), unit.id)).collect();
    let above = store::unit::get(tx, authority).await?;
    let from = meets.package.campaign.starts_on;
    // Nobody gives sheets to units of another authority.
    meets.units.values().try_for_each(|it| ctx.actor.allow(Action::RunCampaign, &it.place()))?;
    let lacking: Vec<_> = meets.package.units.iter().filter(|it| !all.contains_key(&it.code)).collect();
    let made: Vec<Unit> = lacking.iter().map(|it| new_unit(&it.name, &above, from)).collect();
    let ids = store::unit::insert_below(tx, &above, &made).await?;
    let (mut codes, mut lines) = (Vec::with_capacity(ids.len()), Vec::with_capacity(ids.len()));
    for (it, id) in lacking.into_iter().zip(ids) {
        let scheme = if it.code.len() == 5 && it.code.bytes().all(|it| it.is_ascii_digit()) { "gso" } else { "internal" };
        codes.push((id, scheme, it.code.as_str()));
        let what = Remember { unit: Some(id), after: format!("{} {}", it.code, it.name), ..Remember::default() };
        lines.push(ctx.line(Event::UnitAdded, "unit", id.0, what));
        all.insert(it.code.clone(), id);
    }
    store::unit::insert_codes(tx, &codes, from).await?;
    store::audit::insert_all(tx, &lines).await?;
    Ok((all, lines.len()))
}

/// A unit of which only the name is known: what it is and how it is printed follow from the name (`domain.md` 3.4) until somebody says better.
fn new_unit(name: &str, above: &Unit, from: Date) -> Unit {
    let kind = UnitType::of_name(name);
    let is_office = kind == UnitType::Office;
    let place = if is_office { above.place_name.clone() } else { name.split_once(' ').map_or(name, |(_, it)| it).to_owned() };
    let mut lower = name.chars();
    let lowered: String = lower.next().map(|it| it.to_lowercase().collect::<String>() + lower.as_str()).unwrap_or_default();
    Unit {
        id: UnitId(0),
        parent: Some(above.id),
        path: String::new(),
        unit_type: kind.code(),
        level: kind.level().to_owned(),
        name_full: name.to_owned(),
        name_short: if is_office { name.to_owned() } else { format!("UBND {lowered}") },
        header_parent: if is_office { above.name_short.to_uppercase() } else { String::new() },
        header_lines: if is_office { vec![name.to_uppercase()] } else { vec!["ỦY BAN NHÂN DÂN".to_owned(), name.to_uppercase()] },
        doc_abbrev: if is_office { String::new() } else { "UBND".to_owned() },
        place_name: place,
        valid_from: from.max(above.valid_from),
        valid_to: None,
    }
}

async fn groups(
    tx: &Tx,
    meets: &Meets,
    campaign: CampaignId,
    rule_set: domain::RuleSetId,
    titles: &[String],
) -> Result<HashMap<String, GroupId>, Error> {
    let mut groups = HashMap::new();
    let summary = meets.preview.summary.as_ref().ok_or(Error::NotFound)?;
    for (at, group) in summary.groups.iter().enumerate() {
        let typed = titles.get(at).map(String::as_str).unwrap_or_default();
        let title = line(typed, LINE).map_err(|refusal| Error::field(format!("titles[{at}]"), refusal))?;
        let title = if title.is_empty() { group.peer_group.clone() } else { title };
        let id = store::campaign::insert_group(tx, campaign, &group.peer_group, &title, rule_set).await?;
        groups.insert(group.peer_group.clone(), id);
    }
    Ok(groups)
}

async fn exceptions(
    tx: &Tx,
    meets: &Meets,
    campaign: CampaignId,
    units: &HashMap<String, UnitId>,
    targets: &HashMap<String, TargetId>,
) -> Result<(), Error> {
    let pair = |unit: &str, target: &str| Some((*units.get(unit)?, *targets.get(target)?));
    let exemptions: Vec<Exemption> = meets
        .package
        .exemptions()
        .iter()
        .filter_map(|it| pair(&it.unit, &it.target).map(|(unit, target)| Exemption { unit, target, basis: it.basis.clone() }))
        .collect();
    store::campaign::insert_exemptions(tx, campaign, &exemptions).await?;
    let own: Vec<OwnTarget> = meets
        .package
        .unit_targets()
        .iter()
        .filter_map(|it| {
            let (unit, target) = pair(&it.unit, &it.target)?;
            let value_to = it.value_to.as_ref().map(|it| it.quantity());
            Some(OwnTarget { unit, target, value: it.value.figure_value(), value_to, period: it.period })
        })
        .collect();
    Ok(store::campaign::update_own_targets(tx, campaign, &own).await?)
}

async fn figures(
    ctx: &Ctx,
    tx: &Tx,
    meets: &Meets,
    campaign: CampaignId,
    units: &HashMap<String, UnitId>,
    digest: &str,
) -> Result<(), Error> {
    let unused = meets.package.figures.iter().map(|it| (it.variable.as_str(), it.value.kind()));
    let variables: HashMap<String, VariableId> = crate::rule_set::variables_of(tx, unused).await?;
    let note = format!("Nhập từ gói dữ liệu đợt {}, SHA-256 {digest}", meets.package.campaign.code);
    let by = ctx.actor.person;
    let mut rows = Vec::with_capacity(meets.package.figures.len());
    for it in &meets.package.figures {
        // Both were looked at before: without them there is a problem, and nothing is imported.
        let (Some(unit), Some(variable), Ok(period)) = (units.get(&it.unit), variables.get(&it.variable), it.period.parse::<Period>())
        else {
            continue;
        };
        let value = it.value.figure_value();
        rows.push(Figure {
            id: FigureId(0),
            campaign,
            unit: *unit,
            variable: *variable,
            period,
            value,
            verified: Some(value),
            standing: Standing::Verified { by, at: ctx.now },
            note: note.clone(),
            as_of: period.to(),
            entered_by: by,
            entered_at: ctx.now,
            submitted: Some((by, ctx.now)),
            reason: String::new(),
            revision: 1,
        });
    }
    store::figure::update(tx, &rows, by, ctx.now).await?;
    Ok(())
}
