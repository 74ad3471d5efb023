//! Signing in and out; language and colours.

use crate::context::cookie;
use crate::urls;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use domain::account::{BROWSER_DAYS, SESSION_HOURS};
use islands::{AppError, context, visitor};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, redirect};
use services::Site;
use services::account::{Attempt, SignedIn};

/// The name of the session's cookie. Behind https it begins with `__Host-`: then no other host and no path of this one can set it.
pub fn session_cookie(site: &Site) -> &'static str {
    if is_https(site) { "__Host-camket-session" } else { "camket-session" }
}

/// The name of the cookie by which a browser is known.
fn browser_cookie(site: &Site) -> &'static str {
    if is_https(site) { "__Host-camket-browser" } else { "camket-browser" }
}

fn is_https(site: &Site) -> bool {
    site.public_url.starts_with("https:")
}

fn set_cookie(text: &str) -> Result<(), AppError> {
    let options = use_context::<ResponseOptions>().ok_or(AppError::Malformed)?;
    let value = HeaderValue::from_str(text).map_err(|_| AppError::Malformed)?;
    options.append_header(SET_COOKIE, value);
    Ok(())
}

fn keep_secret(site: &Site, name: &str, token: &str, seconds: i64) -> Result<(), AppError> {
    let secure = if is_https(site) { "; Secure" } else { "" };
    set_cookie(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"))
}

fn keep_signed_in(site: &Site, it: &SignedIn) -> Result<(), AppError> {
    keep_secret(site, session_cookie(site), &it.session, SESSION_HOURS * 3600)?;
    keep_secret(site, browser_cookie(site), &it.browser, BROWSER_DAYS * 86_400)
}

/// The name of the cookie that gives a refused login name back.
pub const LOGIN_COOKIE: &str = "camket-login";

/// Keeps the login name that was typed for the page of signing in alone: nobody's account keeps a stranger's draft.
fn remember_login(login: &str, seconds: u32) -> Result<(), AppError> {
    let short: String = login.chars().take(100).collect();
    let login: String = form_urlencoded::byte_serialize(short.as_bytes()).collect();
    set_cookie(&format!("{LOGIN_COOKIE}={login}; Path={}; HttpOnly; SameSite=Lax; Max-Age={seconds}", urls::SIGN_IN))
}

/// Signs in and goes on to where the person wanted to go.
#[server(endpoint = "session/begin")]
pub async fn sign_in(
    login: String,
    password: String,
    #[server(default)] next: String,
    #[server(default)] kept: String,
) -> Result<(), AppError> {
    let visitor = visitor()?;
    let browser = cookie(browser_cookie(&visitor.site));
    let attempt = Attempt {
        login: &login,
        password: &password,
        browser: browser.as_deref(),
        session: visitor.token.as_deref(),
        address: visitor.address,
    };
    let signed_in = match services::account::sign_in_from(&visitor.site, &attempt).await {
        Ok(signed_in) => signed_in,
        Err(error) => {
            remember_login(&login, 300)?;
            return Err(error.into());
        }
    };
    remember_login("", 0)?;
    keep_signed_in(&visitor.site, &signed_in)?;
    let mut next = urls::local_or_home(&next).to_owned();
    if next == urls::HOME {
        // Leaders get their one screen first.
        let site = &visitor.site;
        next = services::frame::first_campaign_of_leader(site, &signed_in.session).await?.map_or(next, |code| urls::overview(&code));
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
    keep_secret(&ctx.site, session_cookie(&ctx.site), "", 0)?;
    redirect(urls::SIGN_IN);
    Ok(())
}

/// Chooses another password for one's own account.
#[server(endpoint = "account/password")]
pub async fn change_password(current_password: String, chosen_password: String, again_password: String) -> Result<(), AppError> {
    let ctx = context().await?;
    let signed_in = services::account::change_password(&ctx, &current_password, &chosen_password, &again_password).await?;
    keep_signed_in(&ctx.site, &signed_in)?;
    redirect(&urls::done(urls::OWN_ACCOUNT, "done-password-changed"));
    Ok(())
}

/// Ends one's sessions in other browsers.
#[server(endpoint = "session/end-others")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    let ctx = context().await?;
    services::account::end_others(&ctx, &visitor()?.token.unwrap_or_default()).await?;
    redirect(&urls::done(urls::OWN_ACCOUNT, "done-sessions-ended"));
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
