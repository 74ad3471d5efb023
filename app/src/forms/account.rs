//! Signing in and out; language and colours.

use crate::urls;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use islands::{AppError, context, visitor};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, redirect};

/// The name of the session's cookie.
pub const SESSION_COOKIE: &str = "camket-session";

fn set_cookie(text: &str) -> Result<(), AppError> {
    let options = use_context::<ResponseOptions>().ok_or(AppError::Malformed)?;
    let value = HeaderValue::from_str(text).map_err(|_| AppError::Malformed)?;
    options.append_header(SET_COOKIE, value);
    Ok(())
}

fn session_cookie(token: &str, seconds: i64) -> Result<(), AppError> {
    let secure = if visitor()?.site.public_url.starts_with("https:") { "; Secure" } else { "" };
    set_cookie(&format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"))
}

/// Signs in and goes on to where the person wanted to go.
#[server(endpoint = "session/begin")]
pub async fn sign_in(
    login: String,
    password: String,
    #[server(default)] next: String,
    #[server(default)] kept: String,
) -> Result<(), AppError> {
    let site = visitor()?.site;
    let token = services::account::sign_in(&site, &login, &password).await?;
    session_cookie(&token, domain::account::SESSION_HOURS * 3600)?;
    let mut next = urls::local_or_home(&next).to_owned();
    if next == urls::HOME {
        // Leaders get their one screen first.
        next = services::frame::first_campaign_of_leader(&site, &token).await?.map_or(next, |code| urls::overview(&code));
    }
    let kept: Option<i64> = kept.parse().ok();
    let mark = if next.contains('?') { '&' } else { '?' };
    redirect(&kept.map_or_else(|| next.clone(), |id| format!("{next}{mark}draft={id}&kept=1")));
    Ok(())
}

/// Ends the session.
#[server(endpoint = "session/end")]
pub async fn sign_out() -> Result<(), AppError> {
    let visitor = visitor()?;
    let ctx = context().await?;
    if let Some(token) = visitor.token {
        services::account::sign_out(&ctx, &token).await?;
    }
    session_cookie("", 0)?;
    redirect(urls::SIGN_IN);
    Ok(())
}

/// Chooses the language, and goes back to the page.
#[server(endpoint = "preference/language")]
pub async fn choose_language(lang: String, #[server(default)] next: String) -> Result<(), AppError> {
    visitor()?;
    let lang = crate::text::Lang::of(&lang).code();
    set_cookie(&format!("camket-lang={lang}; Path=/; SameSite=Lax; Max-Age=31536000"))?;
    redirect(urls::local_or_home(&next));
    Ok(())
}

/// Chooses light or dark colours, or those of the machine, and goes back to the page.
#[server(endpoint = "preference/theme")]
pub async fn choose_theme(theme: String, #[server(default)] next: String) -> Result<(), AppError> {
    visitor()?;
    let theme = match theme.as_str() {
        "light" => "light",
        "dark" => "dark",
        _ => "auto",
    };
    set_cookie(&format!("camket-theme={theme}; Path=/; SameSite=Lax; Max-Age=31536000"))?;
    redirect(urls::local_or_home(&next));
    Ok(())
}
