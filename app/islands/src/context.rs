//! Who asks: found once by the server for each request, and handed to pages and server functions.

use crate::AppError;
use domain::policy::Actor;
use leptos::prelude::use_context;
use services::{Ctx, Site};

/// What the server found out about a request before a page sees it.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The installation.
    pub site: Site,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The session's token, to end it by.
    pub token: Option<String>,
    /// The machine's address; none where there is no network.
    pub address: Option<std::net::IpAddr>,
}

impl Visitor {
    /// The context of who is signed in.
    pub fn ctx(self) -> Result<Ctx, AppError> {
        let ctx = self.site.ctx(self.actor.ok_or(AppError::SignedOut)?);
        Ok(match self.address {
            Some(it) => Ctx { origin: it.to_string().into(), ..ctx },
            None => ctx,
        })
    }
}

/// The visitor of the present request.
pub fn visitor() -> Result<Visitor, AppError> {
    use_context::<axum::http::request::Parts>().and_then(|it| it.extensions.get::<Visitor>().cloned()).ok_or(AppError::Malformed)
}

/// The context of the present request: who is signed in, what time it is, which database.
pub async fn context() -> Result<Ctx, AppError> {
    visitor()?.ctx()
}
