//! My work: what a person owes, by deadline, and what waits for their decision. Nothing else.

use crate::policy::Action;
use crate::refusals;
use crate::{CampaignId, Event, Period, UnitId};
use std::collections::BTreeMap;
use time::Date;

refusals! {
    /// A kind of work that waits for somebody.
    pub enum WorkKind {
        /// The unit has a sheet and proposes its values, or answers a counter-proposal.
        ProposeSheet,
        /// A unit's proposal waits for an answer.
        AnswerProposal,
        /// The agreed sheet waits for the head's signature.
        SignSheet,
        /// The head has signed; the authority countersigns.
        CountersignSheet,
        /// A scan of a sheet that was signed by hand waits for the authority's answer.
        ConfirmScan,
        /// Somebody declined to sign a sheet: it is negotiated again, or they are won over.
        AnswerDeclined,
        /// Figures of a period are not entered yet.
        EnterFigures,
        /// Figures were returned and need a correction.
        CorrectFigures,
        /// Figures are entered and wait for the head to submit them.
        SubmitFigures,
        /// Submitted figures wait for verification.
        VerifyFigures,
        /// A key task is not reported yet.
        ReportTask,
        /// A key task is reported and waits for the head to submit the report.
        SubmitTask,
        /// A submitted report of a key task waits for verification.
        VerifyTask,
        /// A case waits for the unit's reports.
        WriteReports,
        /// Both reports of a case are in; its meeting is to be called.
        CallMeeting,
        /// A meeting was called; it is held, and its minutes are written.
        HoldMeeting,
        /// Adopted minutes wait for signatures.
        SignMinutes,
        /// A remedy is not done yet.
        FinishRemedy,
        /// A remedy is reported as done and waits for somebody else's confirmation.
        ConfirmRemedy,
        /// A change of a sealed goal waits for the authority.
        DecideAmendment,
        /// A change of what the unit has signed waits for its head's signature.
        SignAmendment,
        /// A prepared decision waits for the authority.
        ApproveDecision,
        /// An appeal waits for a reviewer.
        AssignAppeal,
        /// An appeal waits for its reviewer's answer.
        AnswerAppeal,
    }
}

impl WorkKind {
    /// Whether somebody else's work waits for a yes or no, or a signature; all other work is owed.
    pub const fn is_decision(self) -> bool {
        matches!(
            self,
            Self::AnswerProposal
                | Self::SignSheet
                | Self::CountersignSheet
                | Self::ConfirmScan
                | Self::AnswerDeclined
                | Self::VerifyFigures
                | Self::VerifyTask
                | Self::SignMinutes
                | Self::ConfirmRemedy
                | Self::DecideAmendment
                | Self::SignAmendment
                | Self::ApproveDecision
                | Self::AssignAppeal
                | Self::AnswerAppeal
        )
    }
}

/// Which events are told as changes, and who may hear of them: whoever may read the thing itself, at its place.
pub const TOLD: [(Action, &[Event]); 4] = [
    (
        Action::ViewCommitment,
        &[
            Event::SheetIssued,
            Event::SheetProposed,
            Event::SheetCountered,
            Event::SheetApproved,
            Event::SheetSigned,
            Event::SheetCountersigned,
            Event::SheetSignedOutside,
            Event::SheetScanned,
            Event::SheetScanConfirmed,
            Event::SheetScanRefused,
            Event::SheetDeclined,
            Event::SheetReopened,
            Event::SheetWithdrawn,
            Event::AmendmentProposed,
            Event::AmendmentApproved,
            Event::AmendmentDeclined,
            Event::AmendmentAcknowledged,
        ],
    ),
    (
        Action::ViewFigures,
        &[
            Event::FigureSubmitted,
            Event::FigureVerified,
            Event::FigureAdjusted,
            Event::FigureReturned,
            Event::TaskSubmitted,
            Event::TaskVerified,
            Event::TaskReturned,
        ],
    ),
    (
        Action::ViewReview,
        &[
            Event::ReviewCaseOpened,
            Event::ReviewQuestionAsked,
            Event::ReviewReportSubmitted,
            Event::ReviewMeetingCalled,
            Event::MinutesAdopted,
            Event::MinutesSigned,
            Event::ReviewCaseClosed,
            Event::RemedyReported,
            Event::RemedyReturned,
            Event::RemedyClosed,
        ],
    ),
    (
        Action::ViewResults,
        &[
            Event::AssessedProvisionally,
            Event::AssessedFinally,
            Event::StageMoved,
            Event::StageOpened,
            Event::ExternalResultRecorded,
            Event::AppealFiled,
            Event::AppealAssigned,
            Event::AppealAnswered,
            Event::AppealWithdrawn,
        ],
    ),
];

/// One line of somebody's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// What is to be done.
    pub kind: WorkKind,
    /// In which campaign.
    pub campaign: CampaignId,
    /// The unit concerned, with its name; none where there are several.
    pub unit: Option<(UnitId, String)>,
    /// The period concerned.
    pub period: Option<Period>,
    /// The sheet, task, case or remedy concerned.
    pub subject: Option<i64>,
    /// How many things.
    pub count: i64,
    /// Until when.
    pub due: Option<Date>,
}

/// How many lines of one kind stand singly in a campaign; more become one line with their number.
const SINGLY: usize = 3;

/// Puts the lines in order: what is due first comes first, work without a deadline last; many lines of a kind become one
/// for each campaign. The periods of one unit stay singly, for each has a deadline and a page of its own.
pub fn ordered(items: Vec<WorkItem>) -> Vec<WorkItem> {
    let mut lines: Vec<WorkItem> = Vec::new();
    let mut groups: BTreeMap<(WorkKind, CampaignId), Vec<WorkItem>> = BTreeMap::new();
    for it in items {
        groups.entry((it.kind, it.campaign)).or_default().push(it);
    }
    for ((kind, campaign), of_kind) in groups {
        let unit = of_kind.first().and_then(|it| it.unit.clone()).filter(|unit| of_kind.iter().all(|it| it.unit.as_ref() == Some(unit)));
        let periods = unit.is_some() && of_kind.iter().all(|it| it.period.is_some());
        if of_kind.len() <= SINGLY || periods {
            lines.extend(of_kind);
        } else {
            lines.push(WorkItem {
                kind,
                campaign,
                unit,
                period: None,
                subject: None,
                count: of_kind.iter().map(|it| it.count).sum(),
                due: of_kind.iter().filter_map(|it| it.due).min(),
            });
        }
    }
    lines.sort_by_key(|it| (it.due.is_none(), it.due, it.kind));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn item(kind: WorkKind, due: Option<Date>) -> WorkItem {
        WorkItem { kind, campaign: CampaignId(1), unit: None, period: None, subject: None, count: 2, due }
    }

    #[test]
    fn what_is_due_first_comes_first_and_many_of_a_kind_become_one_line() {
        let mut items = vec![item(WorkKind::SignSheet, None), item(WorkKind::WriteReports, Some(date!(2023 - 09 - 01)))];
        items.extend((1..=4).map(|day| item(WorkKind::EnterFigures, date!(2023 - 08 - 10).replace_day(10 + day).ok())));
        let lines = ordered(items);
        assert_eq!(
            lines.iter().map(|it| it.kind).collect::<Vec<_>>(),
            [WorkKind::EnterFigures, WorkKind::WriteReports, WorkKind::SignSheet]
        );
        assert_eq!((lines[0].count, lines[0].due), (8, Some(date!(2023 - 08 - 11))));
    }

    #[test]
    fn the_periods_of_one_unit_stay_singly() {
        let period = |month: u8| Period::of_frequency(crate::Frequency::Month, 2023).into_iter().nth(usize::from(month));
        let of = |unit: i64, month: u8| WorkItem {
            unit: Some((UnitId(unit), "Xã".to_owned())),
            period: period(month),
            ..item(WorkKind::EnterFigures, None)
        };
        let one: Vec<_> = (0..5).map(|month| of(1, month)).collect();
        assert_eq!(ordered(one.clone()).len(), 5);
        let two: Vec<_> = one.into_iter().chain([of(2, 0)]).collect();
        assert_eq!(ordered(two).iter().map(|it| (it.count, it.unit.clone())).collect::<Vec<_>>(), [(12, None)]);
        let tasks = vec![WorkItem { period: None, ..of(1, 0) }; 4];
        assert_eq!(ordered(tasks).iter().map(|it| (it.count, it.unit.as_ref().map(|it| it.0))).collect::<Vec<_>>(), [(8, Some(UnitId(1)))]);
    }

    #[test]
    fn lines_of_two_campaigns_stay_apart() {
        let mut items: Vec<_> = (1..=4).map(|_| item(WorkKind::EnterFigures, None)).collect();
        items.push(WorkItem { campaign: CampaignId(2), ..item(WorkKind::EnterFigures, None) });
        let lines = ordered(items);
        assert_eq!(lines.iter().map(|it| (it.campaign.0, it.count)).collect::<Vec<_>>(), [(1, 8), (2, 2)]);
    }
}
