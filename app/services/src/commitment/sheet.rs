//! Reading sheets: the list of a campaign, and one sheet with everything around it.

use super::ambition::{Judged, judged};
use super::content::content;
use super::outside::Outside;
use super::scan::may_see_scans;
use crate::amendment::UnitAmendment;
use crate::seal::Edition;
use crate::{Ctx, Error, Remember};
use domain::campaign::{Stage, StageStanding};
use domain::commitment::{Commitment, Declined, SheetContent, SheetState, Version};
use domain::policy::{Action, Role};
use domain::{Campaign, CommitmentId, Event, Timestamp};
use store::audit::Told;
use store::commitment::{AskedTarget, Facts, Line};
use store::signature::Read;
use time::Date;

/// Which sheets a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// All.
    All,
    /// Members without a sheet.
    NotIssued,
    /// Sheets that the unit has not opened.
    NotOpened,
    /// Sheets that wait for an agreement.
    Talking,
    /// Sheets that the head has not signed.
    NotSigned,
    /// Sheets that the authority has not countersigned.
    NotCountersigned,
    /// Sheets that somebody declined to sign.
    Declined,
    /// Sheets that not everybody has signed though the last day is over.
    Overdue,
    /// Sheets in force.
    InForce,
}

impl Filter {
    /// Every filter, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::NotIssued,
        Self::NotOpened,
        Self::Talking,
        Self::NotSigned,
        Self::NotCountersigned,
        Self::Declined,
        Self::Overdue,
        Self::InForce,
    ];

    /// The name in the address, without marks.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "tat-ca",
            Self::NotIssued => "chua-giao",
            Self::NotOpened => "chua-mo",
            Self::Talking => "dang-thong-nhat",
            Self::NotSigned => "chua-ky",
            Self::NotCountersigned => "chua-xac-nhan",
            Self::Declined => "tu-choi",
            Self::Overdue => "qua-han",
            Self::InForce => "co-hieu-luc",
        }
    }

    /// The filter of a name; all for any other.
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.code() == code).unwrap_or(Self::All)
    }

    /// Whether a line belongs into the list; `late` says whether its signing is overdue.
    fn takes(self, line: &Line, late: bool) -> bool {
        let state = line.sheet.as_ref().map(|it| it.state);
        match self {
            Self::All => true,
            Self::NotIssued => line.sheet.is_none(),
            Self::NotOpened => line.sheet.as_ref().is_some_and(|it| it.opened_at.is_none() && it.state == SheetState::Issued),
            Self::Talking => matches!(state, Some(SheetState::Issued | SheetState::Proposed | SheetState::Countered)),
            Self::NotSigned => line.sheet.as_ref().is_some_and(|it| it.head_at.is_none() && it.state != SheetState::Withdrawn),
            Self::NotCountersigned => state == Some(SheetState::HeadSigned),
            Self::Declined => line.sheet.as_ref().is_some_and(|it| it.declined.is_some()),
            Self::Overdue => late,
            Self::InForce => state == Some(SheetState::InForce),
        }
    }
}

/// The sheets of a campaign that somebody may see.
#[derive(Debug, Clone)]
pub struct SheetList {
    /// The campaign.
    pub campaign: Campaign,
    /// The lines of the filter.
    pub lines: Vec<Line>,
    /// How many lines each filter has.
    pub counts: Vec<(Filter, usize)>,
    /// Whether sheets may be issued: somebody lacks one, and the person runs the campaign.
    pub may_issue: bool,
    /// Where the stage of commitments stands.
    pub stage: StageStanding,
    /// Whether the conferences of the campaign are open to the person.
    pub may_see_conferences: bool,
    /// Whether the scans of sheets signed by hand are open to the person.
    pub may_see_scans: bool,
    /// Whether the person may remind units: who runs the campaign.
    pub may_remind: bool,
    /// The last day of signing.
    pub until: Date,
    /// The day of which this is said.
    pub today: Date,
}

impl SheetList {
    /// Whether the signing of a line is overdue.
    pub fn is_late(&self, line: &Line) -> bool {
        late(line, self.until, self.today)
    }
}

fn late(line: &Line, until: Date, today: Date) -> bool {
    line.sheet.as_ref().map_or(SheetState::Issued, |it| it.state).overdue(until, today)
}

/// Lists the members of a campaign with their sheets. Three statements.
pub async fn sheets(ctx: &Ctx, code: &str, filter: Filter) -> Result<SheetList, Error> {
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let scopes = ctx.actor.scopes(Action::ViewCommitment);
    if scopes.is_empty() {
        return Err(domain::policy::Forbidden::NoRole.into());
    }
    let window = store::campaign::stage(ctx.db(), campaign.id, Stage::Commit).await?;
    let (stage, until, today) = (window.standing(ctx.today), window.closes_on, ctx.today);
    let all = store::commitment::lines(ctx.db(), campaign.id, &scopes).await?;
    let takes = |filter: Filter, it: &Line| filter.takes(it, late(it, until, today));
    let counts = Filter::ALL.into_iter().map(|filter| (filter, all.iter().filter(|it| takes(filter, it)).count())).collect();
    let place = campaign.place();
    let lacking = all.iter().any(|it| it.sheet.is_none());
    let open = matches!(stage, StageStanding::Open(_)) && !campaign.closed;
    Ok(SheetList {
        may_issue: lacking && open && ctx.actor.allow(Action::RunCampaign, &place).is_ok(),
        may_see_conferences: ctx.actor.allow(Action::ViewCampaign, &place).is_ok(),
        may_see_scans: may_see_scans(ctx, &campaign),
        may_remind: ctx.actor.allow(Action::RunCampaign, &place).is_ok(),
        lines: all.into_iter().filter(|it| takes(filter, it)).collect(),
        campaign,
        counts,
        stage,
        until,
        today,
    })
}

/// What the person may do with a sheet now: by role, place and state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct May {
    /// Propose.
    pub propose: bool,
    /// Counter.
    pub counter: bool,
    /// Agree.
    pub approve: bool,
    /// Sign for the unit.
    pub sign: bool,
    /// Countersign for the authority.
    pub countersign: bool,
    /// Take a declined sheet back to be negotiated.
    pub reopen: bool,
    /// Withdraw.
    pub withdraw: bool,
    /// Issue anew.
    pub reissue: bool,
    /// Send the sheet as a file that was signed outside.
    pub send_outside: bool,
}

/// A sheet with everything around it.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The sheet.
    pub sheet: Commitment,
    /// What is known around it.
    pub facts: Facts,
    /// The content: frozen, or as it would be frozen now.
    pub content: SheetContent,
    /// The targets as they are asked for.
    pub targets: Vec<AskedTarget>,
    /// Every version, oldest first, with the name of who made it.
    pub versions: Vec<(Version, String)>,
    /// The signatures, in the order of signing.
    pub signatures: Vec<Read>,
    /// The files that were signed outside, in their order.
    pub outside: Vec<Outside>,
    /// The scans of paper that was signed by hand, in their order.
    pub scans: Vec<super::Scan>,
    /// The refusal to sign that stands.
    pub declined: Option<Declined>,
    /// What happened, newest first.
    pub history: Vec<Told>,
    /// What the person may do now.
    pub may: May,
    /// Which version of its rules it goes by.
    pub edition: Option<Edition>,
    /// The amendments that change what was signed, oldest first.
    pub amended: Vec<UnitAmendment>,
    /// Whether the person sees who of the unit's staff answers for what.
    pub sees_staff: bool,
    /// How ambitious its values are, for those who agree on them; empty for everybody else and once it is in force.
    pub judged: Vec<Judged>,
}

fn may(ctx: &Ctx, sheet: &Commitment, facts: &Facts, declined: bool) -> May {
    let place = sheet.place();
    let allowed = |action| ctx.actor.allow(action, &place).is_ok() && facts.campaign_state != "closed";
    let state = sheet.state;
    May {
        propose: matches!(state, SheetState::Issued | SheetState::Countered) && allowed(Action::ProposeCommitment),
        counter: state == SheetState::Proposed && allowed(Action::CounterCommitment),
        approve: state == SheetState::Proposed && allowed(Action::ApproveCommitment),
        sign: state == SheetState::Approved && allowed(Action::SignCommitment),
        countersign: state == SheetState::HeadSigned && allowed(Action::CountersignCommitment),
        reopen: declined && allowed(Action::CounterCommitment),
        withdraw: state != SheetState::Withdrawn && allowed(Action::ApproveCommitment),
        send_outside: super::outside::may_send(ctx, sheet),
        reissue: state == SheetState::Withdrawn && allowed(Action::RunCampaign),
    }
}

/// The frozen content, or what would be frozen now.
pub(super) fn content_of(
    sheet: &Commitment,
    facts: &Facts,
    targets: &[AskedTarget],
    versions: &[(Version, String)],
) -> Result<SheetContent, Error> {
    if let Some(frozen) = &sheet.content {
        return SheetContent::read(frozen).ok_or_else(|| Error::internal("unreadable content of a commitment"));
    }
    let last = versions.last().map(|(it, _)| it);
    let (promises, tasks) = last.map(|it| (it.promises.as_slice(), it.tasks.as_slice())).unwrap_or_default();
    Ok(content(facts, targets, promises, tasks, facts.wording()?))
}

/// The version of a sheet's rules, and the amendments that change what was signed. One statement where there are none.
pub(super) async fn version_of(
    db: &store::Database,
    sheet: &Commitment,
    unit_code: &str,
    at: Timestamp,
) -> Result<(Option<Edition>, Vec<UnitAmendment>), Error> {
    let edition = crate::seal::edition_of(db, sheet.campaign, sheet.unit, at).await?;
    let signed = matches!(sheet.state, SheetState::HeadSigned | SheetState::InForce);
    let amended = match signed {
        true => crate::amendment::of_unit(db, sheet.campaign, edition.as_ref(), (sheet.unit, unit_code)).await?,
        false => Vec::new(),
    };
    Ok((edition, amended))
}

/// Loads a sheet. Seven statements where no goal of it was amended, nobody signed it outside or by hand and nobody declined.
pub async fn sheet(ctx: &Ctx, id: CommitmentId) -> Result<Sheet, Error> {
    let (sheet, facts) = store::commitment::with_facts(ctx.db(), id, ctx.today).await?;
    ctx.actor.allow(Action::ViewCommitment, &sheet.place())?;
    let targets = store::commitment::asked_targets(ctx.db(), &sheet, &facts).await?;
    let versions = store::commitment::versions(ctx.db(), id).await?;
    let signatures = store::signature::list(ctx.db(), "commitment", id.0).await?;
    let history = store::audit::of_subject(ctx.db(), "commitment", id.0).await?;
    let outside = match history.iter().any(|it| it.event == Event::SheetSignedOutside.key()) {
        true => super::outside::all(ctx.db(), &sheet.public_code).await?,
        false => Vec::new(),
    };
    let scans = match history.iter().any(|it| it.event == Event::SheetScanned.key()) {
        true => store::scan::of_public_code(ctx.db(), &sheet.public_code).await?,
        false => Vec::new(),
    };
    let content = content_of(&sheet, &facts, &targets, &versions)?;
    let ceremony = match sheet.state.waits_for().is_some() && history.iter().any(|it| it.event == Event::SheetDeclined.key()) {
        true => store::ceremony::of_public_code(ctx.db(), &sheet.public_code).await?,
        false => store::ceremony::Ceremony::default(),
    };
    let declined = ceremony.standing(&sheet).cloned();
    let may = may(ctx, &sheet, &facts, declined.is_some());
    let scan_waits = scans.iter().any(store::scan::Read::waits);
    let may = May {
        // Whoever signed by hand does not sign again while the scan waits for its answer.
        sign: may.sign && !scan_waits,
        countersign: may.countersign && !scan_waits,
        ..may
    };
    // What was agreed to be made on paper is signed there and nowhere else.
    let may = May { send_outside: may.send_outside && content.copies.is_none(), ..may };
    let (edition, amended) = version_of(ctx.db(), &sheet, &facts.unit_code, ctx.now).await?;
    let sees_staff = super::assignment::is_open(ctx, &sheet);
    let agrees = [Action::ProposeCommitment, Action::ApproveCommitment, Action::SignCommitment, Action::CountersignCommitment];
    let place = sheet.place();
    let open = !matches!(sheet.state, SheetState::InForce | SheetState::Withdrawn);
    let sees = open && agrees.into_iter().any(|it| ctx.actor.allow(it, &place).is_ok());
    let judged = if sees { judged(&content, &targets)? } else { Vec::new() };
    Ok(Sheet {
        sheet,
        facts,
        content,
        targets,
        versions,
        signatures,
        outside,
        scans,
        declined,
        history,
        may,
        edition,
        amended,
        judged,
        sees_staff,
    })
}

/// Loads a sheet for its page; the first time that the unit's head, deputy or focal officer does so is remembered.
pub async fn open(ctx: &Ctx, id: CommitmentId) -> Result<Sheet, Error> {
    let mut found = sheet(ctx, id).await?;
    let here = [Role::UnitHead, Role::DeputyHead, Role::FocalOfficer];
    let theirs = ctx.actor.grants.iter().any(|it| it.place.unit == found.sheet.unit && here.contains(&it.role));
    if found.sheet.opened_at.is_some() || !theirs {
        return Ok(found);
    }
    let tx = ctx.begin().await?;
    if store::commitment::update_opened(&tx, id, ctx.now).await? {
        let what = Remember { unit: Some(found.sheet.unit), ..Remember::default() };
        ctx.remember(&tx, Event::SheetOpened, "commitment", id.0, what).await?;
    }
    tx.commit().await.map_err(Error::internal)?;
    found.sheet.opened_at = Some(ctx.now);
    Ok(found)
}
