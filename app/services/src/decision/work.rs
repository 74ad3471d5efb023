//! Which prepared decisions wait for somebody's approval.

use crate::{Ctx, Error};
use domain::policy::Action;
use domain::work::{WorkItem, WorkKind};

/// The prepared decisions that the person may approve, but for those they prepared themselves. One statement, for who approves any.
pub(crate) async fn waiting(ctx: &Ctx) -> Result<Vec<WorkItem>, Error> {
    if !ctx.actor.may_somewhere(Action::ApproveDecision) {
        return Ok(Vec::new());
    }
    let found = store::decision::waiting(ctx.db()).await?;
    let mine = found
        .iter()
        .map(|it| &it.decision)
        .filter(|it| it.prepared.0 != ctx.actor.person && ctx.actor.allow(Action::ApproveDecision, &it.place()).is_ok());
    let item = |it: &domain::decision::Decision| WorkItem {
        kind: WorkKind::ApproveDecision,
        campaign: it.campaign,
        unit: None,
        period: None,
        subject: Some(it.id.0),
        count: 1,
        due: None,
    };
    Ok(mine.map(item).collect())
}
