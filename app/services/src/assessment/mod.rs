//! Assessing a year: running it, what is missing, ranking, one unit's result, one point explained, papers, results of others.

mod areas;
mod declared;
mod difference;
mod external;
mod firmness;
mod justification;
mod missing;
mod overview;
pub(crate) mod paper;
mod paper_second;
mod progress;
mod ranking;
mod run;
mod unappraised;
mod unit;
mod what_if;

pub use areas::{AreasPage, areas};
pub use declared::{DeclaredLine, DeclaredPage, NEARLY_ALL, declared};
pub use difference::{Compared, DifferenceWish, RunDifference, difference};
pub use external::{ExternalForm, ExternalResult, NewExternal, external_form, record_external};
pub use firmness::{Firm, Firmness, FirmnessWish, Shift, firmness};
pub use justification::paper_justification;
pub(crate) use missing::chosen as chosen_group;
pub use missing::{Excuse, MissingFigure, MissingList, PAGE as MISSING_PAGE, excuse, missing_figures};
pub use overview::{Behind, Counts, Overview, overview};
pub use paper::{package_file, paper_ranking, paper_result, receipt_file, unit_package_file, unit_receipt_file};
pub use progress::paper_progress;
pub use ranking::{
    Beside, GRID_PAGE, GridCell, GridRow, PAGE as RANKING_PAGE, RankingOrder, RankingPage, RankingRow, RankingWish, RunLine, View, ranking,
    ranking_whole,
};
pub use run::{MissingRecord, run, run_in};
pub use store::assessment::Run;
pub use unappraised::{ExcuseAppraisal, MissingAppraisal, excuse_appraisal};
pub use unit::{PointExplained, SourceFigure, UnitResult, explained, unit_result};
pub use what_if::{Lever, Typed, WhatIf, what_if};
