//! The boxes of one form of a page: what was typed into them when it was refused, and what is wrong beside each.

use crate::components::{Meaning, Notice};
use crate::context::Typed;
use crate::say;
use islands::AppError;
use leptos::prelude::*;

/// The boxes of a form. Nothing was typed where the form was not refused.
#[derive(Debug, Clone, Default)]
pub struct Boxes {
    typed: Typed,
    error: Option<AppError>,
}

impl Boxes {
    /// The boxes of a form that may just have been refused, or whose session had ended.
    pub async fn load(error: Option<AppError>) -> Result<Self, AppError> {
        Ok(Self { typed: Typed::load().await?, error })
    }

    /// What stands in a box: what was typed, or else the value it has.
    pub fn value(&self, name: &str, now: impl Into<String>) -> String {
        self.typed.or(name, now)
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.typed.or(name, "").is_empty()
    }

    /// What is wrong with a box.
    pub fn wrong(&self, name: &str) -> Option<String> {
        say::field(self.error.as_ref(), name)
    }

    /// The sentence above the form, where it was refused.
    pub fn notice(&self) -> AnyView {
        self.error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> }).into_any()
    }
}

/// The error of a form's action, if its post was refused.
pub fn refused<S>(action: ServerAction<S>) -> Option<AppError>
where
    S: leptos::server_fn::ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    action.value().get_untracked().and_then(Result::err)
}
