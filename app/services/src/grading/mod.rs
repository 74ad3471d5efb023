//! Grades by rule: which rule a group goes by, the facts that the program knows and those that named persons state, what the rule
//! proposes. The program proposes; `crate::decision` decides.

mod choose;
mod forms;
mod gather;
mod known;
mod state;

pub use choose::{ChoiceForm, NewChoice, Offered, choice_form, choose};
pub use forms::{tracking_form, yearly_form};
pub(crate) use gather::{Gathered, gather, share};
pub use known::{KnownFact, Origin};
pub use state::{AnswerRow, NewStatements, UnitGrading, state, unit_grading};

use crate::{Ctx, Error};
use domain::decision::DecidedLine;
use domain::grading::{Allocation, Grade, GradeFacts, GradeRuleRefusal, Pending, PendingReason, Proposal, QuotaRefusal, Standing, Whom};
use domain::policy::Action;
use domain::receipt::Outcome;
use domain::{Campaign, DecisionId, Group, Member};
pub use store::grading::{Chosen, Head, Statement};
use time::Date;

/// A unit or a head with what is known and proposed.
#[derive(Debug, Clone)]
pub struct GradingRow {
    /// The unit.
    pub member: Member,
    /// The head who is graded; none for the unit itself.
    pub head: Option<Head>,
    /// The facts that the rule asks for, in its order.
    pub facts: Vec<KnownFact>,
    /// Those of them that are known.
    pub known: GradeFacts,
    /// What the rule proposes, or why it does not grade them on that day.
    pub proposal: Result<Proposal, GradeRuleRefusal>,
    /// What the quota step leaves to a person.
    pub quota: Option<PendingReason>,
    /// What is decided.
    pub decided: Option<DecidedLine>,
    /// What the unit's published result says.
    pub published: Option<PublishedGrade>,
    /// Whether a decision about it waits for the authority.
    pub waits: bool,
    /// Whether it is the person's own unit or own grade.
    pub own: bool,
}

impl GradingRow {
    /// What is proposed after the quota step; none where the rule does not grade them.
    pub fn standing(&self) -> Option<Standing> {
        let proposal = self.proposal.as_ref().ok()?;
        Some(match self.quota {
            Some(reason) => Standing::Pending(Pending { reasons: vec![reason], missing: Vec::new(), suggestion: None }),
            None => proposal.standing.clone(),
        })
    }

    /// The code under which it counts in the quota, and by which forms name it.
    pub fn code(&self) -> String {
        match &self.head {
            Some(head) => format!("{}-{}", self.member.unit, head.person),
            None => self.member.unit.to_string(),
        }
    }
}

/// What was published with a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedGrade {
    /// Whether the unit passes.
    pub outcome: Outcome,
    /// The grade by the score, where it is one of the law's.
    pub grade: Option<Grade>,
    /// The decision that published it, or put it in the place of the published one.
    pub decision: DecisionId,
    /// Its number as printed.
    pub shown: String,
    /// Its day.
    pub decided_on: Date,
}

/// The units or the heads of a group.
#[derive(Debug, Clone)]
pub struct GradingPart {
    /// The rule, where one is chosen.
    pub chosen: Option<Chosen>,
    /// Everybody it grades, in the group's order.
    pub rows: Vec<GradingRow>,
    /// The quota step; none for a rule without a quota.
    pub quota: Option<Result<Allocation, QuotaRefusal>>,
}

/// The page of what is proposed in a group.
#[derive(Debug, Clone)]
pub struct GroupGrading {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// The day of grading.
    pub day: Date,
    /// The run on whose results the proposals rest; none while there is no final one.
    pub run: Option<store::assessment::Run>,
    /// The units.
    pub units: GradingPart,
    /// Their heads.
    pub heads: GradingPart,
    /// Units whose head nobody is on that day.
    pub without_head: Vec<Member>,
    /// Whether the person may choose rules.
    pub may_choose: bool,
    /// Whether the person may prepare decisions.
    pub may_prepare: bool,
}

impl GroupGrading {
    /// The units or the heads.
    pub fn part(&self, whom: Whom) -> &GradingPart {
        match whom {
            Whom::Units => &self.units,
            Whom::Heads => &self.heads,
        }
    }
}

/// What is proposed for the units and heads of a group. A fixed number of statements.
pub async fn group_grading(ctx: &Ctx, code: &str, peer_group: Option<&str>) -> Result<GroupGrading, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, code).await?;
    ctx.actor.allow(Action::ViewGrading, &campaign.place())?;
    let group = crate::assessment::chosen_group(&groups, peer_group)?.clone();
    let gathered = gather(ctx.db(), &campaign, &group).await?;
    Ok(of_gathered(ctx, campaign, groups, group, &gathered))
}

pub(crate) fn of_gathered(ctx: &Ctx, campaign: Campaign, groups: Vec<Group>, group: Group, gathered: &Gathered) -> GroupGrading {
    let may = |action| !campaign.closed && ctx.actor.allow(action, &campaign.place()).is_ok();
    GroupGrading {
        day: gathered.day,
        run: gathered.run.clone(),
        units: gathered.part(ctx, Whom::Units),
        heads: gathered.part(ctx, Whom::Heads),
        without_head: gathered.without_head(),
        may_choose: may(Action::RunCampaign),
        may_prepare: may(Action::PrepareDecision),
        campaign,
        groups,
        group,
    }
}
