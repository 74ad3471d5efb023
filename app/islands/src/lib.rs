//! What runs in the browser, and what crosses the wire. An island improves HTML that works without it.

mod error;
pub use error::{AppError, FieldError, FieldName, IncidentCode};

#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
pub use context::{Visitor, context, visitor};

mod confirm_leave;
mod draft_keeper;
mod entry_grid;
mod live;
pub use confirm_leave::ConfirmLeave;
pub use draft_keeper::{DraftKeeper, ForgetDrafts};
pub use entry_grid::EntryGrid;
pub use live::Live;

/// Starts the islands of a page; called by the page's script.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
