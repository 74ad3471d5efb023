//! The register of outgoing papers: numbers given as papers are issued, entered where another system gave them, cancelled with a reason;
//! the pages of it, and how an organisation counts.

mod file;
mod give;
mod keep;
mod original;
mod paper;
mod settings;
mod view;

pub(crate) use file::keep_file;
pub use file::keep_missing_files;
pub(crate) use give::{Issue, give, symbol};
pub use keep::{EnterForm, EnterWish, NewEntry, cancel, enter, enter_form};
pub use original::{
    FoundOriginal, Original, OriginalsSent, may_send_originals, original_file, originals_page, send_originals, void_original,
};
pub use paper::paper;
pub use settings::{RegisterSettings, set_manner, set_symbols, settings};
pub use store::register::{Keeper, Listed, Order, Waiting};
pub(crate) use view::readable;
pub use view::{EntryView, PAGE, RegisterPage, RegisterWish, entry, page, whole};
