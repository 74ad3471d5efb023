//! What becomes of a prepared decision: the authority approves it with the password, or declines it; or it is taken back.

use super::grades::{counted, unit_grade};
use crate::grading::{GradingRow, gather, share};
use crate::register::{Issue, give, keep_file};
use crate::signing::{Signing, SigningMethod, sign};
use crate::{Ctx, Error, Remember, account};
use domain::campaign::StageRefusal;
use domain::decision::{
    ApproveDecisionRefusal, Decision, DecisionKind, DecisionLine, LineSubject, LineValue, PrepareDecisionRefusal, Weighed, check_grades,
    own_lines,
};
use domain::grading::Whom;
use domain::policy::Action;
use domain::register::{DocumentKind, Paper};
use domain::{Campaign, DecisionId, Event};
use store::Tx;

/// The decision and its campaign, which nobody else decides in until the transaction ends.
async fn held(tx: &Tx, id: DecisionId) -> Result<(Decision, Campaign), Error> {
    let campaign = store::campaign::get(tx, store::decision::get(tx, id).await?.decision.campaign).await?;
    store::hold::campaign_alone(tx, &campaign.code).await?;
    // Read anew: somebody else may just have ended it.
    let decision = store::decision::get(tx, id).await?.decision;
    let campaign = store::campaign::get(tx, campaign.id).await?;
    if campaign.closed && decision.kind != DecisionKind::Replacement {
        return Err(StageRefusal::CampaignClosed.into());
    }
    Ok((decision, campaign))
}

fn remembered(decision: &Decision, lines: &[DecisionLine], reason: String) -> Remember {
    let unit = if let [line] = lines { line.unit } else { decision.authority };
    Remember { unit: Some(unit), after: decision.shown(), reason, ..Remember::default() }
}

/// The authority approves a decision on the content that was on the screen, after the password was entered again.
pub async fn approve(ctx: &Ctx, id: DecisionId, digest: &str, password: &str, token: &str) -> Result<(), Error> {
    account::confirm(ctx, password).await?;
    let tx = ctx.begin().await?;
    let (decision, campaign) = held(&tx, id).await?;
    ctx.actor.allow(Action::ApproveDecision, &decision.place())?;
    let lines = store::decision::lines(&tx, id).await?;
    if let Some((_, refusal)) = own_lines(&lines, ctx.actor.person, &ctx.actor.home).first() {
        return Err(match refusal {
            PrepareDecisionRefusal::OwnGrade => ApproveDecisionRefusal::OwnGrade,
            _ => ApproveDecisionRefusal::OwnUnit,
        }
        .into());
    }
    let approved = decision.approve(digest, ctx.actor.person, ctx.now)?;
    if overtaken(ctx, &tx, &campaign, &approved, &lines).await? {
        return Err(ApproveDecisionRefusal::Overtaken.into());
    }
    let (off, worked) = store::campaign::holidays(&tx).await?;
    let approved = approved.with_last_day(domain::appeal::WorkDays { holidays: &off, make_up: &worked });
    // Number and day stand in what is signed (`domain.md` 11): the register gives the number in this transaction.
    let approved = issued(ctx, &tx, approved).await?;
    store::decision::update(&tx, &approved).await?;
    let signing = Signing { subject: "decision", subject_id: id.0, signed_as: "authority", digest: &approved.digest, token };
    sign(ctx, &tx, SigningMethod::ElectronicConfirmation, signing).await?;
    ctx.remember(&tx, Event::DecisionApproved, "decision", id.0, remembered(&approved, &lines, String::new())).await?;
    tx.commit().await.map_err(Error::internal)?;
    keep_file(&ctx.site, Paper::Decision, id.0).await;
    Ok(())
}

/// Gives an approved decision its row in the authority's register.
async fn issued(ctx: &Ctx, tx: &Tx, it: Decision) -> Result<Decision, Error> {
    let unit = store::unit::get(tx, it.authority).await?;
    let replaces = match it.replaces {
        Some(earlier) => store::register::of_paper(tx, Paper::Decision, earlier.0).await?.map(|it| it.id),
        None => None,
    };
    let issue = Issue {
        unit: &unit,
        kind: DocumentKind::Decision,
        symbol: Some(it.symbol.clone()),
        wanted: it.number,
        issued_on: it.decided_on,
        about: super::paper::about(&it).ok_or_else(|| Error::internal("a kept decision cannot be read"))?,
        signer: ctx.actor.name.clone(),
        recipients: super::paper::RECIPIENTS.join("\n"),
        paper: Some((Paper::Decision, it.id.0)),
        replaces,
    };
    let number = give(ctx, tx, issue).await?.number;
    it.numbered(number).ok_or_else(|| Error::internal("a kept decision cannot be read"))
}

/// Whether something else was decided since the decision was prepared on which it rests.
async fn overtaken(ctx: &Ctx, tx: &Tx, campaign: &Campaign, it: &Decision, lines: &[DecisionLine]) -> Result<bool, Error> {
    let published = store::assessment::list(tx, it.group).await?.into_iter().find(|run| run.published.is_some());
    if it.kind == DecisionKind::Publication {
        return Ok(published.and_then(|it| it.published).map(|it| it.decision) != it.replaces);
    }
    if lines.iter().any(|it| it.subject == LineSubject::Result) {
        if published.as_ref().map(|it| it.id) != it.run {
            return Ok(true);
        }
        let Some(run) = it.run else { return Ok(true) };
        let decided = store::decision::decided(tx, campaign.id, None).await?.decided;
        let moved = |line: &DecisionLine| {
            let last = decided.of_result(line.unit, run).next_back();
            last.is_some_and(|last| Some(&last.after) != line.before.as_ref() || Some(last.decision) != it.replaces)
        };
        return Ok(lines.iter().any(moved));
    }
    let group = store::campaign::group(tx, it.group).await?;
    let gathered = gather(tx, campaign, &group).await?;
    // The results on which it rests are those of another run, whoever published or made it.
    if gathered.run.as_ref().map(|it| it.id) != it.run {
        return Ok(true);
    }
    let whom = if lines.iter().any(|it| it.person.is_some()) { Whom::Heads } else { Whom::Units };
    let part = gathered.part(ctx, whom);
    let Some(choice) = part.chosen.as_ref().map(|it| &it.choice) else { return Ok(true) };
    let mut rows = Vec::new();
    for line in lines {
        let row = part.rows.iter().find(|it| it.member.unit == line.unit && it.head.as_ref().map(|it| it.person) == line.person);
        let Some(row) = row else { return Ok(true) };
        let standing = row.standing();
        let moved = LineValue::told(standing.as_ref()) != line.proposed || row.known.to_json() != line.facts;
        let head = line.subject == LineSubject::UnitGrade && gathered.has_head_above(line.unit, &line.after);
        if moved || head || row.decided.as_ref().map(|it| &it.after) != line.before.as_ref() {
            return Ok(true);
        }
        rows.push((row, standing));
    }
    // Cap and quota once more, with what was decided meanwhile. The reasons were asked when it was prepared.
    let weighed: Vec<Weighed<'_>> = lines
        .iter()
        .zip(&rows)
        .map(|(line, (row, standing))| Weighed {
            before: line.before.as_ref(),
            after: &line.after,
            proposed: standing.as_ref(),
            reason: "-",
            head: whom == Whom::Heads,
            unit: unit_grade(&gathered, row),
        })
        .collect();
    let chosen: Vec<&GradingRow> = rows.iter().map(|it| it.0).collect();
    Ok(!check_grades(&choice.rule, &weighed, &counted(&gathered, &part, whom, &chosen), share(choice)).is_empty())
}

/// The authority declines a prepared decision, with a reason.
pub async fn decline(ctx: &Ctx, id: DecisionId, reason: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (decision, _) = held(&tx, id).await?;
    ctx.actor.allow(Action::ApproveDecision, &decision.place())?;
    let lines = store::decision::lines(&tx, id).await?;
    let declined = match decision.decline(reason, ctx.actor.person, ctx.now) {
        Ok(it) => it,
        Err(Ok(text)) => return Err(Error::field("reason", text)),
        Err(Err(refusal)) => return Err(refusal.into()),
    };
    store::decision::update(&tx, &declined).await?;
    let reason = declined.reason.clone();
    ctx.remember(&tx, Event::DecisionDeclined, "decision", id.0, remembered(&declined, &lines, reason)).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Whoever prepares decisions takes one back before it is approved; its number is free again.
pub async fn withdraw(ctx: &Ctx, id: DecisionId) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (decision, _) = held(&tx, id).await?;
    ctx.actor.allow(Action::PrepareDecision, &decision.place())?;
    let lines = store::decision::lines(&tx, id).await?;
    let withdrawn = decision.withdraw(ctx.actor.person, ctx.now)?;
    store::decision::update(&tx, &withdrawn).await?;
    ctx.remember(&tx, Event::DecisionWithdrawn, "decision", id.0, remembered(&withdrawn, &lines, String::new())).await?;
    tx.commit().await.map_err(Error::internal)
}
