//! Reading the log.

use crate::{Ctx, Error};
use domain::policy::{Action, Forbidden, Scope};
use store::audit::Told;

/// A page of the log below the place that the person may read, newest first.
pub async fn list(ctx: &Ctx, limit: u64, offset: u64) -> Result<Vec<Told>, Error> {
    let prefix = ctx.actor.scopes(Action::ViewLog).into_iter().find_map(|it| match it {
        Scope::Below(path) => Some(path),
        Scope::Unit(_) => None,
    });
    let prefix = prefix.ok_or(Forbidden::NoRole)?;
    Ok(store::audit::list(ctx.db(), &prefix, limit, offset).await?)
}
