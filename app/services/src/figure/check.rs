//! The papers of a check of a unit's figures of a period, as drafts from what verification decided: the minutes, for who reads all of those
//! figures, and the notice of the conclusion, for who checks or runs the campaign.

use super::frequency_of;
use crate::paper::{Paper, file_name, formalities, head, head_signer, name_in_words, print};
use crate::{Ctx, Error};
use documents::block::PaperState;
use documents::check::{Checked, Corrected, Counts, Unsettled};
use documents::check_conclusion::CheckConclusion;
use documents::check_minutes::CheckMinutes;
use documents::{Formalities, Number, Signer};
use domain::catalogue::UsedVariable;
use domain::figure::views_every_field;
use domain::policy::{Action, Actor, Forbidden, Place};
use domain::template::TemplateKind;
use domain::{Campaign, Member, Period, Standing, Unit, UnitId, VariableId};
use std::collections::HashMap;
use store::figure::{Correction, NamedFigure};

/// How many adjustments and returns a paper prints.
pub(crate) const MOST_CORRECTIONS: usize = 200;

/// Whether somebody draws up the conclusion of a check of a unit: who verifies there, or who runs the campaign.
pub(super) fn may_conclude(actor: &Actor, unit: &Place, campaign: &Place) -> bool {
    views_every_field(actor, unit)
        && (actor.allow(Action::VerifyFigures, unit).is_ok() || actor.allow(Action::RunCampaign, campaign).is_ok())
}

struct Found {
    campaign: Campaign,
    member: Member,
    authority: Unit,
    unit: Unit,
    checked: Checked,
    verifiers: Vec<String>,
}

/// What verification says of a unit's figures of a period. Eight statements.
async fn found(ctx: &Ctx, campaign: &str, unit: UnitId, period: Period) -> Result<Found, Error> {
    let db = ctx.db();
    let (campaign, member) = store::campaign::with_member(db, campaign, unit).await?;
    let place = member.place();
    ctx.actor.allow(Action::ViewFigures, &place)?;
    if !views_every_field(&ctx.actor, &place) {
        return Err(Forbidden::NoRole.into());
    }
    if period.year() != campaign.year || period.from() > ctx.today {
        return Err(Error::NotFound);
    }
    let frequency = frequency_of(period).ok_or(Error::NotFound)?;
    let group = store::campaign::group(db, member.group).await?;
    let mut used = store::rule_set::variables(db, group.rule_set).await?;
    used.retain(|it| it.frequency == frequency);
    if used.is_empty() {
        return Err(Error::NotFound);
    }
    let figures = store::figure::of_unit_period(db, campaign.id, unit, period).await?;
    let figures: HashMap<VariableId, &NamedFigure> = figures.iter().map(|it| (it.figure.variable, it)).collect();
    let label = period.to_string();
    let reasons: HashMap<VariableId, String> = store::missing_reason::of_unit(db, campaign.id, unit)
        .await?
        .into_iter()
        .filter(|it| it.period == label)
        .map(|it| (it.variable, it.reason))
        .collect();
    let (corrections, older) = corrections(db, &campaign, unit, Some(period)).await?;
    let mut counts = Counts::default();
    let mut unsettled = Vec::new();
    for it in &used {
        let standing = figures.get(&it.variable.id).map(|it| it.figure.standing);
        counted(&mut counts, standing);
        unsettled.extend(open(it, standing, reasons.get(&it.variable.id)));
    }
    let mut verifiers: Vec<String> = Vec::new();
    for it in used.iter().filter_map(|it| figures.get(&it.variable.id)?.decided_by.clone()) {
        if !verifiers.contains(&it) {
            verifiers.push(it);
        }
    }
    let (authority, unit) = store::unit::two(db, campaign.authority, unit).await?;
    let checked = Checked {
        period: period.name_vi_within(),
        year: campaign.year,
        unit: name_in_words(&unit),
        authority: name_in_words(&authority),
        as_of: ctx.today,
        counts,
        corrections: used
            .iter()
            .flat_map(|it| corrections.iter().filter(|of| of.variable == it.variable.id).map(|of| corrected(of, it)))
            .collect(),
        older,
        unsettled,
    };
    Ok(Found { campaign, member, authority, unit, checked, verifiers })
}

/// The adjustments and returns of a unit that a paper prints, and whether there are older ones.
pub(crate) async fn corrections(
    db: &impl store::Connection,
    campaign: &Campaign,
    unit: UnitId,
    period: Option<Period>,
) -> Result<(Vec<Correction>, bool), Error> {
    let limit = i64::try_from(MOST_CORRECTIONS + 1).unwrap_or(i64::MAX);
    let mut all = store::figure::corrections(db, campaign.id, unit, period, limit).await?;
    let older = all.len() > MOST_CORRECTIONS;
    if older {
        all.remove(0);
    }
    Ok((all, older))
}

fn counted(counts: &mut Counts, standing: Option<Standing>) {
    let count = match standing {
        None | Some(Standing::Entered) => &mut counts.lacking,
        Some(Standing::Submitted) => &mut counts.waiting,
        Some(Standing::Verified { .. }) => &mut counts.accepted,
        Some(Standing::Adjusted { .. }) => &mut counts.adjusted,
        Some(Standing::Returned { .. }) => &mut counts.returned,
    };
    *count += 1;
}

/// A figure that is not settled, with the reason that was recorded where it is not there.
fn open(it: &UsedVariable, standing: Option<Standing>, reason: Option<&String>) -> Option<Unsettled> {
    let (words, with_unit) = match standing {
        None => ("chưa nhập", true),
        Some(Standing::Entered) => ("đã nhập, chưa nộp", true),
        Some(Standing::Submitted) => ("đã nộp, chờ xác minh", false),
        Some(Standing::Returned { .. }) => ("đã trả lại, chờ nộp lại", true),
        Some(Standing::Verified { .. } | Standing::Adjusted { .. }) => return None,
    };
    let recorded = reason.map(|it| format!("; lý do thiếu đã ghi nhận: {it}")).unwrap_or_default();
    Some(Unsettled { figure: it.variable.title.clone(), standing: format!("{words}{recorded}"), with_unit })
}

/// An adjustment or a return as papers print it.
pub(crate) fn corrected(it: &Correction, of: &UsedVariable) -> Corrected {
    Corrected {
        figure: of.variable.title.clone(),
        measure: of.variable.unit_of_measure.clone(),
        declared: it.declared.to_string(),
        accepted: it.accepted.map(|it| it.to_string()),
        reason: it.reason.clone(),
        by: it.by.clone(),
        on: it.at.date(),
        now: since(it).to_owned(),
    }
}

/// How a figure that was adjusted or returned stands now.
fn since(it: &Correction) -> &'static str {
    match (it.accepted.is_some(), it.last, it.now.as_str()) {
        (true, true, _) => "Đã điều chỉnh",
        (true, false, "returned") => "Sau đó trả lại",
        (false, true, _) => "Chờ nộp lại",
        (_, false, "entered") => "Đã sửa, chưa nộp lại",
        (_, false, "submitted") => "Đã nộp lại, chờ xác minh",
        (_, false, "verified") => "Đã nộp lại, đã xác minh",
        (_, false, "adjusted") => "Đã nộp lại, có điều chỉnh",
        (_, false, _) => "Đã nộp lại, lại bị trả lại",
    }
}

/// Head of a draft of the authority; the number is given at issue.
fn draft(ctx: &Ctx, authority: &Unit, kind: &str, recipients: [&str; 2]) -> Formalities {
    Formalities {
        number: Some(Number { number: None, symbol: format!("{kind}-{}", authority.doc_abbrev) }),
        state: PaperState::Draft,
        recipients: recipients.map(str::to_owned).to_vec(),
        ..formalities(&ctx.site, authority)
    }
}

fn named(ctx: &Ctx, kind: &str, it: &Found, period: Period) -> String {
    file_name(&ctx.site, &[kind, &it.campaign.code, &it.member.code, &period.to_string()], "pdf")
}

/// The minutes of a check of a unit's figures of a period, for who reads all of them.
pub async fn check_minutes(ctx: &Ctx, campaign: &str, unit: UnitId, period: Period) -> Result<Paper, Error> {
    let it = found(ctx, campaign, unit, period).await?;
    let in_office = head(ctx.db(), it.unit.id, ctx.today).await?;
    let name = named(ctx, "bien-ban-kiem-tra", &it, period);
    let minutes = CheckMinutes {
        formalities: draft(ctx, &it.authority, "BB", ["Đơn vị được kiểm tra", "Lưu: VT, HS"]),
        verifiers: it.verifiers,
        checker: Signer { capacity: Vec::new(), name: String::new(), confirmation: None },
        head: head_signer(&it.unit, in_office.as_ref()),
        wording: store::template::in_force(ctx.db(), it.authority.id, TemplateKind::CheckMinutes).await?,
        checked: it.checked,
    };
    print(name, move || documents::check_minutes::document(&minutes)).await
}

/// The notice of the conclusion of a check, for who draws it up.
pub async fn check_conclusion(ctx: &Ctx, campaign: &str, unit: UnitId, period: Period) -> Result<Paper, Error> {
    let it = found(ctx, campaign, unit, period).await?;
    if !may_conclude(&ctx.actor, &it.member.place(), &it.campaign.place()) {
        return Err(Forbidden::NoRole.into());
    }
    let in_office = head(ctx.db(), it.authority.id, ctx.today).await?;
    let name = named(ctx, "thong-bao-ket-luan-kiem-tra", &it, period);
    let conclusion = CheckConclusion {
        formalities: draft(ctx, &it.authority, "TB", [&it.checked.unit, "Lưu: VT, HS"]),
        signer: head_signer(&it.authority, in_office.as_ref()),
        wording: store::template::in_force(ctx.db(), it.authority.id, TemplateKind::CheckConclusion).await?,
        checked: it.checked,
    };
    print(name, move || documents::check_conclusion::document(&conclusion)).await
}
