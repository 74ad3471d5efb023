//! Accounts, roles, days off.

use crate::urls;
use domain::{AccountId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::organisation::PersonForm;

/// Makes an account, for a person who is known or a new one; its password is shown on the next page, once.
#[server(endpoint = "account/add")]
pub async fn add_account(
    login: String,
    #[server(default)] person: String,
    #[server(default)] full_name: String,
    #[server(default)] honorific: String,
    #[server(default)] category: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let (id, password) = match person.parse().ok() {
        Some(person) => services::technician::add_account(&ctx, person, &login, None).await?,
        None => services::technician::add_person_with_account(&ctx, &PersonForm { full_name, honorific, category }, &login, None).await?,
    };
    let shown = services::technician::keep_shown(&ctx, &password).await?;
    redirect(&urls::done(&format!("{}?hien={shown}", urls::account(id)), "done-account-made"));
    Ok(())
}

/// Gives an account another password, shown on the next page, once.
#[server(endpoint = "account/reset")]
pub async fn reset_password(account: AccountId) -> Result<(), AppError> {
    let ctx = context().await?;
    let password = services::technician::reset_password(&ctx, account, None).await?;
    let shown = services::technician::keep_shown(&ctx, &password).await?;
    redirect(&urls::done(&format!("{}?hien={shown}", urls::account(account)), "done-password-reset"));
    Ok(())
}

/// Closes an account.
#[server(endpoint = "account/lock")]
pub async fn lock_account(account: AccountId) -> Result<(), AppError> {
    services::technician::lock(&context().await?, account).await?;
    redirect(&urls::done(&urls::account(account), "done-account-locked"));
    Ok(())
}

/// Opens an account again.
#[server(endpoint = "account/unlock")]
pub async fn unlock_account(account: AccountId) -> Result<(), AppError> {
    services::technician::unlock(&context().await?, account).await?;
    redirect(&urls::done(&urls::account(account), "done-account-unlocked"));
    Ok(())
}

/// Gives an account a role.
#[server(endpoint = "account/grant")]
pub async fn grant_role(account: AccountId, role: String, unit: UnitId, #[server(default)] area: String) -> Result<(), AppError> {
    services::technician::grant(&context().await?, account, &role, unit, &area).await?;
    redirect(&urls::done(&urls::account(account), "done-role-granted"));
    Ok(())
}

/// Takes a role away.
#[server(endpoint = "account/revoke")]
pub async fn revoke_role(account: AccountId, grant: i64) -> Result<(), AppError> {
    services::technician::revoke(&context().await?, account, grant).await?;
    redirect(&urls::done(&urls::account(account), "done-role-revoked"));
    Ok(())
}

/// Enters a day off or a Saturday worked in exchange.
#[server(endpoint = "holiday/add")]
pub async fn add_holiday(on: String, kind: String, name: String) -> Result<(), AppError> {
    services::technician::add_holiday(&context().await?, &on, &kind, &name).await?;
    redirect(&urls::done(urls::ADMINISTRATION, "done-holiday-added"));
    Ok(())
}

/// Takes a day from the table of days off.
#[server(endpoint = "holiday/remove")]
pub async fn remove_holiday(holiday: i64) -> Result<(), AppError> {
    services::technician::remove_holiday(&context().await?, holiday).await?;
    redirect(&urls::done(urls::ADMINISTRATION, "done-holiday-removed"));
    Ok(())
}
