//! When a database may become a demo.

use crate::refusals;

refusals! {
    /// Why a database is not filled with the demo district.
    pub enum DemoRefusal {
        /// The database holds units, people or settings already.
        NotEmpty,
        /// A demo was begun in this database and never finished.
        Unfinished,
        /// Another program fills this database at this moment.
        BeingFilled,
    }
}
