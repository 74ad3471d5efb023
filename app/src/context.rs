//! What a page knows of its request besides the visitor: what was typed before, and where it came from.

use domain::DraftId;
use islands::{AppError, context};
use leptos::prelude::use_context;
use std::collections::HashMap;

/// What somebody typed into a form that was not accepted, by box, and the file that stood beside it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    boxes: HashMap<String, String>,
    file: Option<(DraftId, String)>,
}

impl Typed {
    /// What was typed into the form of this page before; nothing where the address names no draft of this account.
    pub async fn load() -> Result<Self, AppError> {
        let Some(id) = query("draft").and_then(|it| it.parse::<DraftId>().ok()) else { return Ok(Self::default()) };
        let ctx = context().await?;
        let Some(kept) = services::draft::get(&ctx, id).await? else { return Ok(Self::default()) };
        let boxes = form_urlencoded::parse(kept.body.as_bytes()).into_owned().collect();
        Ok(Self { boxes, file: kept.file_name.map(|name| (id, name)) })
    }

    /// What was typed into a box, or else the value it has.
    pub fn or(&self, name: &str, value: impl Into<String>) -> String {
        self.boxes.get(name).cloned().unwrap_or_else(|| value.into())
    }

    /// Whether a box was among those that were typed before.
    pub fn has(&self, name: &str) -> bool {
        self.boxes.contains_key(name)
    }

    /// Every box that was typed before, by name.
    pub fn into_boxes(self) -> HashMap<String, String> {
        self.boxes
    }

    /// The draft under which a file is kept, and the file's name.
    pub fn file(&self) -> Option<(DraftId, &str)> {
        self.file.as_ref().map(|(id, name)| (*id, name.as_str()))
    }

    /// Whether anything was typed before.
    pub fn is_there(&self) -> bool {
        !self.boxes.is_empty()
    }
}

/// A value of the address's query.
pub fn query(name: &str) -> Option<String> {
    let parts = use_context::<axum::http::request::Parts>()?;
    let found = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

/// Everything of the address's query, by name.
pub fn all_queries() -> HashMap<String, String> {
    let Some(parts) = use_context::<axum::http::request::Parts>() else { return HashMap::new() };
    form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

/// Every value of a name in the address's query.
pub fn queries(name: &str) -> Vec<String> {
    let Some(parts) = use_context::<axum::http::request::Parts>() else { return Vec::new() };
    let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
    pairs.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
}

/// The path of the request.
pub fn path() -> String {
    use_context::<axum::http::request::Parts>().map(|it| it.uri.path().to_owned()).unwrap_or_default()
}

/// A cookie of the request.
pub fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<axum::http::request::Parts>()?;
    cookie_of(&parts.headers, name)
}

/// A cookie among headers.
pub fn cookie_of(headers: &axum::http::HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(axum::http::header::COOKIE)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(';'))
        .filter_map(|it| it.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
