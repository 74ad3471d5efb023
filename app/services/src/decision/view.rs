//! The decisions of a campaign, and one of them, for who may read it: whoever grades reads all, readers of all results read what is
//! approved about units, a unit's own people what is approved about their unit (`domain.md` 2: grade decision, R own).

use crate::signing::{Signed, SigningMethod};
use crate::{Ctx, Error};
use domain::decision::{Decision, DecisionContent, DecisionKind, DecisionLine, DecisionState, LineSubject};
use domain::policy::{Action, Forbidden, Scope};
use domain::{Campaign, DecisionId, Group, GroupId, UnitId};
use store::decision::Read;

/// How much of a campaign's decisions somebody reads.
pub(super) struct Sight {
    /// Everything, prepared ones too.
    pub all: bool,
    /// What is approved about units.
    wide: bool,
    /// The units that are their own, with their groups.
    own: Vec<(UnitId, GroupId)>,
}

impl Sight {
    pub(super) async fn of(ctx: &Ctx, campaign: &Campaign) -> Result<Self, Error> {
        let all = ctx.actor.allow(Action::ViewGrading, &campaign.place()).is_ok();
        let wide = all || ctx.actor.allow(Action::ViewResults, &campaign.place()).is_ok();
        let scopes = ctx.actor.scopes(Action::ViewResults);
        if !wide && scopes.is_empty() {
            return Err(Forbidden::NoRole.into());
        }
        let mut own = Vec::new();
        if !wide {
            let mine = |unit: UnitId, path: &str| {
                scopes.iter().any(|it| match it {
                    Scope::Unit(own) => *own == unit,
                    Scope::Below(prefix) => path.starts_with(prefix.as_str()),
                })
            };
            let members = store::campaign::members(ctx.db(), campaign.id).await?;
            own = members.into_iter().filter(|it| mine(it.unit, &it.path)).map(|it| (it.unit, it.group)).collect();
        }
        Ok(Self { all, wide, own })
    }

    fn line(&self, subject: LineSubject, unit: UnitId) -> bool {
        self.all || (self.wide && subject != LineSubject::HeadGrade) || self.own.iter().any(|it| it.0 == unit)
    }

    /// Whether somebody reads a decision with these lines at all.
    fn reads<'l>(&self, it: &Decision, mut lines: impl Iterator<Item = (LineSubject, UnitId)> + 'l) -> bool {
        if self.all {
            return true;
        }
        let published = it.kind == DecisionKind::Publication && (self.wide || self.own.iter().any(|own| own.1 == it.group));
        it.state == DecisionState::Approved && (published || lines.any(|(subject, unit)| self.line(subject, unit)))
    }
}

/// A decision in the list.
#[derive(Debug, Clone)]
pub struct ListedDecision {
    /// The decision.
    pub read: Read,
    /// What it is about: the title of its group, or the one unit.
    pub about: String,
    /// How many lines it has.
    pub lines: usize,
    /// The number of the decision that it replaces.
    pub replaces: Option<String>,
}

/// The decisions of a campaign.
#[derive(Debug, Clone)]
pub struct DecisionList {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The decisions that the person reads, newest first.
    pub decisions: Vec<ListedDecision>,
    /// Whether the person may prepare one.
    pub may_prepare: bool,
    /// Whether the person reads what is proposed.
    pub may_grade: bool,
}

/// The decisions of a campaign that the person reads. Four statements.
pub async fn list(ctx: &Ctx, code: &str) -> Result<DecisionList, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, code).await?;
    let sight = Sight::of(ctx, &campaign).await?;
    let about = store::decision::subjects(ctx.db(), campaign.id).await?;
    let decisions = store::decision::list(ctx.db(), campaign.id).await?;
    let listed = |read: &Read| {
        let lines = || about.iter().filter(|it| it.0 == read.decision.id).map(|it| (it.1, it.2));
        if !sight.reads(&read.decision, lines()) {
            return None;
        }
        let content = DecisionContent::read(&read.decision.content)?;
        let about = match content.lines.as_slice() {
            [line] if read.decision.kind == DecisionKind::Replacement && line.person.is_empty() => line.unit.clone(),
            [line] if read.decision.kind == DecisionKind::Replacement => format!("{}, {}", line.person, line.unit),
            _ => content.group.clone(),
        };
        Some(ListedDecision { about, lines: content.lines.len(), replaces: content.replaces.map(|it| it.shown), read: read.clone() })
    };
    Ok(DecisionList {
        decisions: decisions.iter().filter_map(listed).collect(),
        may_prepare: !campaign.closed && ctx.actor.allow(Action::PrepareDecision, &campaign.place()).is_ok(),
        may_grade: sight.all,
        campaign,
        groups,
    })
}

/// A line as it is shown: from the frozen content, with the unit it is about.
#[derive(Debug, Clone)]
pub struct SeenLine {
    /// The line of the content.
    pub shown: domain::decision::ContentLine,
    /// The line of the database; none for a publication, which has none.
    pub line: Option<DecisionLine>,
}

/// A decision as a page shows it.
#[derive(Debug, Clone)]
pub struct DecisionView {
    /// The campaign.
    pub campaign: Campaign,
    /// The decision with who prepared and ended it.
    pub read: Read,
    /// Its frozen content.
    pub content: DecisionContent,
    /// The lines that the person reads.
    pub lines: Vec<SeenLine>,
    /// How many lines the person does not read.
    pub hidden: usize,
    /// The decisions that replace it, oldest first.
    pub replaced_by: Vec<Read>,
    /// Its signatures.
    pub signatures: Vec<Signed>,
    /// Whether the person may approve or decline it.
    pub may_approve: bool,
    /// Whether the person may take it back.
    pub may_withdraw: bool,
    /// Whether the person may print its notices.
    pub may_notify: bool,
    /// The one-time token of the form for approving.
    pub token: Option<String>,
    /// How it is signed.
    pub method: SigningMethod,
}

/// A decision, for who reads it. Eight statements at most.
pub async fn view(ctx: &Ctx, id: DecisionId) -> Result<DecisionView, Error> {
    let read = store::decision::get(ctx.db(), id).await?;
    let campaign = store::campaign::get(ctx.db(), read.decision.campaign).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let sight = Sight::of(ctx, &campaign).await?;
    let lines = store::decision::lines(ctx.db(), id).await?;
    if !sight.reads(&read.decision, lines.iter().map(|it| (it.subject, it.unit))) {
        return Err(Forbidden::NoRole.into());
    }
    let content = DecisionContent::read(&read.decision.content).ok_or_else(|| Error::internal("a kept decision cannot be read"))?;
    let publication = read.decision.kind == DecisionKind::Publication;
    let mut kept = lines.into_iter();
    let seen: Vec<SeenLine> = content
        .lines
        .iter()
        .map(|shown| SeenLine { shown: shown.clone(), line: if publication { None } else { kept.next() } })
        .filter(|it| it.line.as_ref().is_none_or(|line| sight.line(line.subject, line.unit)))
        .collect();
    let mut replaced_by = store::decision::replacing(ctx.db(), id).await?;
    if !sight.all && !replaced_by.is_empty() {
        // A decision about somebody else's unit is not named to those who may not read it.
        let about = store::decision::subjects(ctx.db(), campaign.id).await?;
        replaced_by.retain(|it| sight.reads(&it.decision, about.iter().filter(|line| line.0 == it.decision.id).map(|it| (it.1, it.2))));
    }
    let waits = read.decision.state == DecisionState::Prepared;
    let place = read.decision.place();
    let hidden = content.lines.len() - seen.len();
    let prepares = ctx.actor.allow(Action::PrepareDecision, &place).is_ok();
    let may_approve = waits && ctx.actor.allow(Action::ApproveDecision, &place).is_ok() && read.decision.prepared.0 != ctx.actor.person;
    Ok(DecisionView {
        may_notify: hidden == 0 && read.decision.state == DecisionState::Approved && prepares,
        hidden,
        replaced_by,
        signatures: store::signature::list(ctx.db(), "decision", id.0).await?,
        token: if may_approve { Some(crate::account::form_token(ctx).await?) } else { None },
        may_withdraw: waits && prepares,
        may_approve,
        method: SigningMethod::ElectronicConfirmation,
        campaign,
        lines: seen,
        content,
        read,
    })
}

/// The number of a decision, for who reads it. Four statements at most.
pub(crate) async fn readable(ctx: &Ctx, id: DecisionId) -> Result<String, Error> {
    let read = store::decision::get(ctx.db(), id).await?;
    let campaign = store::campaign::get(ctx.db(), read.decision.campaign).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let lines = store::decision::lines(ctx.db(), id).await?;
    let sight = Sight::of(ctx, &campaign).await?;
    if sight.reads(&read.decision, lines.iter().map(|it| (it.subject, it.unit))) {
        Ok(read.decision.shown())
    } else {
        Err(Forbidden::NoRole.into())
    }
}
