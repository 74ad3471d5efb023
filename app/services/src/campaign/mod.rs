//! Campaigns: taken in from packages, made by hand or from last year's, their dates and exemptions, the year at a glance.

mod import;
mod import_second;
mod make;
mod preview;
mod readiness;
mod rehearsal;
mod view;

pub use import::{Import, Imported, import, keep_upload, preview_import, uploaded};
pub use make::{
    ExemptionForm, GroupForm, NewCampaign, Offer, Settings, StageForm, campaign_form, change, close, copy_campaign, exempt, make_campaign,
    move_stage,
};
pub use preview::{GroupPreview, Preview, Problem, RuleSetPreview, Summary, UnitPreview};
pub use readiness::{ReadinessPage, readiness};
pub use rehearsal::{RehearsalPage, Rehearsed, rehearsal};
pub use view::{
    CampaignLine, Cases, ExemptionLine, Figures, GroupView, MemberLine, Progress, Remedies, Sheets, YearView, list, targets, year,
};
pub(crate) use view::{in_stage, not_closed, of_code, open_stage, stage_is_open, with_groups};
