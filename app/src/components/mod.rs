//! The parts pages are made of: HTML rendered on the server, no script, no database, no rules, no look-up of sentences.
//!
//! Every text is a property. Nothing here writes a `style=` attribute or an event handler (the security policy forbids both):
//! looks are classes of `style/`, lengths in drawings are SVG attributes. `cargo run -p app --example specimen` prints all of them.

pub mod checkbox;
pub mod decision;
pub mod definition_list;
pub mod empty;
pub mod error_summary;
pub mod explanation;
pub mod field;
pub mod figure_trio;
pub mod frame;
pub mod heat_map;
pub mod key_figures;
pub mod link;
pub mod meaning;
pub mod notice;
pub mod page_head;
pub mod pager;
pub mod preview;
pub mod radios;
pub mod ranking;
pub mod select;
pub mod share_bar;
pub mod stepper;
pub mod table;
pub mod tag;
pub mod text_area;
pub mod timeline;
pub mod trend;
pub mod year_path;

pub use checkbox::Checkbox;
pub use decision::{DecisionBox, DecisionPoint};
pub use definition_list::{DefinitionList, Fact};
pub use empty::Empty;
pub use error_summary::ErrorSummary;
pub use explanation::Explanation;
pub use field::{Field, FieldKind, FieldWidth};
pub use figure_trio::{FigureTrio, TrioGap, TrioStanding};
pub use frame::{Frame, FramePerson};
pub use heat_map::{HeatCell, HeatColumn, HeatMap, HeatRow};
pub use key_figures::{KeyFigure, KeyFigures};
pub use link::{ForWord, Link};
pub use meaning::{Mark, Meaning};
pub use notice::Notice;
pub use page_head::PageHead;
pub use pager::{Pager, PagerItem};
pub use preview::Preview;
pub use radios::Radios;
pub use ranking::{Ranking, RankingHeads, RankingRow};
pub use select::{Choice, Select};
pub use share_bar::ShareBar;
pub use stepper::{Step, StepStanding, Stepper};
pub use table::{Density, SortDirection, SortHead, Table, TableFit};
pub use tag::Tag;
pub use text_area::TextArea;
pub use timeline::{Timeline, TimelineEvent};
pub use trend::{Trend, TrendPoint, TrendTarget};
pub use year_path::{PathLink, PathStage, StageState, YearPath};
