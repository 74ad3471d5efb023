//! Commitment sheets and the lists of them. Versions are in `version`, what stands beside a sheet in `context`.

mod context;
mod version;

pub use context::{AskedTarget, Facts, Head, asked_targets, heads, with_facts};
pub use version::{insert_key_tasks, insert_version, versions};

use crate::row::{insert_returning, row, rows, run};
use crate::scan::WAITS;
use crate::unit::within;
use crate::{Connection, Error};
use domain::commitment::{Commitment, SheetSide, SheetState};
use domain::policy::Scope;
use domain::{CampaignId, CommitmentId, ConferenceId, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};

#[derive(FromQueryResult)]
struct SheetRow {
    id: i64,
    campaign_id: i64,
    unit_id: i64,
    path: String,
    state: String,
    version: i64,
    conference_id: Option<i64>,
    content: Option<String>,
    content_sha256: Option<String>,
    public_code: String,
    issued_at: i64,
    opened_at: Option<i64>,
    approved_at: Option<i64>,
    withdrawn_reason: String,
    revision: i64,
}

/// The columns of a sheet, in statements that join `unit`.
const SHEET_COLUMNS: &str = "commitment.id, commitment.campaign_id, commitment.unit_id, unit.path, commitment.state, commitment.version, \
     commitment.conference_id, commitment.content, commitment.content_sha256, commitment.public_code, commitment.issued_at, \
     commitment.opened_at, commitment.approved_at, commitment.withdrawn_reason, commitment.revision";

const SHEET: &str = "SELECT commitment.*, unit.path FROM commitment JOIN unit ON unit.id = commitment.unit_id";

fn known(it: SheetRow) -> Result<Commitment, Error> {
    Ok(Commitment {
        id: CommitmentId(it.id),
        campaign: CampaignId(it.campaign_id),
        unit: UnitId(it.unit_id),
        path: it.path,
        state: SheetState::of(&it.state).ok_or(Error::Corrupt("commitment.state"))?,
        version: it.version,
        conference: it.conference_id.map(ConferenceId),
        content: it.content,
        digest: it.content_sha256,
        public_code: it.public_code,
        issued_at: Timestamp(it.issued_at),
        opened_at: it.opened_at.map(Timestamp),
        approved_at: it.approved_at.map(Timestamp),
        withdrawn_reason: it.withdrawn_reason,
        revision: it.revision,
    })
}

/// A sheet.
pub async fn get(db: &impl Connection, id: CommitmentId) -> Result<Commitment, Error> {
    row::<SheetRow>(db, &format!("{SHEET} WHERE commitment.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The sheet of a unit in a campaign.
pub async fn of_unit(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Commitment, Error> {
    let text = format!("{SHEET} WHERE commitment.campaign_id = $1 AND commitment.unit_id = $2");
    row::<SheetRow>(db, &text, [campaign.0.into(), unit.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The sheets that are signed at a conference, whose content both sides have agreed to, and that were not withdrawn.
pub async fn of_conference(db: &impl Connection, id: ConferenceId) -> Result<Vec<Commitment>, Error> {
    let text = format!(
        "{SHEET} WHERE commitment.conference_id = $1 AND commitment.content IS NOT NULL AND commitment.state <> 'withdrawn' ORDER BY commitment.id"
    );
    rows::<SheetRow>(db, &text, [id.0.into()]).await?.into_iter().map(known).collect()
}

/// The sheets of a campaign whose content both sides have agreed to, and that were not withdrawn.
pub async fn agreed_of_campaign(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Commitment>, Error> {
    let text = format!(
        "{SHEET} WHERE commitment.campaign_id = $1 AND commitment.content IS NOT NULL AND commitment.state <> 'withdrawn' ORDER BY commitment.id"
    );
    rows::<SheetRow>(db, &text, [campaign.0.into()]).await?.into_iter().map(known).collect()
}

/// The sheet of a public code.
pub async fn of_public_code(db: &impl Connection, code: &str) -> Result<Commitment, Error> {
    row::<SheetRow>(db, &format!("{SHEET} WHERE commitment.public_code = $1"), [code.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The sheets of public codes, in no particular order; codes of no sheet are left out.
pub async fn of_public_codes(db: &impl Connection, codes: &[&str]) -> Result<Vec<Commitment>, Error> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=codes.len()).map(|it| format!("${it}")).collect();
    let text = format!("{SHEET} WHERE commitment.public_code IN ({})", places.join(", "));
    rows::<SheetRow>(db, &text, codes.iter().map(|it| (*it).into())).await?.into_iter().map(known).collect()
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

#[derive(FromQueryResult)]
struct Issued {
    id: i64,
    unit_id: i64,
}

/// Issues sheets to units, each with its public code; a second one in the campaign is `Taken`. They come in no particular order.
pub async fn insert_all(
    db: &impl Connection,
    campaign: CampaignId,
    units: &[(UnitId, String)],
    at: Timestamp,
) -> Result<Vec<(UnitId, CommitmentId)>, Error> {
    let head = "INSERT INTO commitment (campaign_id, unit_id, state, version, public_code, issued_at, withdrawn_reason, revision) VALUES";
    let values = |(unit, code): &(UnitId, String)| {
        let state = SheetState::Issued.code();
        vec![campaign.0.into(), unit.0.into(), state.into(), 0_i64.into(), code.as_str().into(), at.0.into(), "".into(), 0_i64.into()]
    };
    let made: Vec<Issued> = insert_returning(db, head, 8, units.iter().map(values).collect(), "RETURNING id, unit_id").await?;
    Ok(made.into_iter().map(|it| (UnitId(it.unit_id), CommitmentId(it.id))).collect())
}

/// Saves a sheet over the revision it was read at; `Busy` where somebody was first. When it was opened and where it is signed are written
/// by others meanwhile, so they are left alone.
pub async fn update(db: &impl Connection, it: &Commitment) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE commitment SET state = $3, version = $4, content = $5, content_sha256 = $6, public_code = $7, issued_at = $8, \
         approved_at = $9, withdrawn_reason = $10, revision = revision + 1 WHERE id = $1 AND revision = $2",
        [
            it.id.0.into(),
            it.revision.into(),
            it.state.code().into(),
            it.version.into(),
            it.content.clone().into(),
            it.digest.clone().into(),
            it.public_code.as_str().into(),
            it.issued_at.0.into(),
            it.approved_at.map(|it| it.0).into(),
            it.withdrawn_reason.as_str().into(),
        ],
    )
    .await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// Saves a sheet that begins anew: opened by nobody, signed at no conference.
pub async fn update_reissued(db: &impl Connection, it: &Commitment) -> Result<(), Error> {
    update(db, it).await?;
    run(db, "UPDATE commitment SET opened_at = NULL, conference_id = NULL WHERE id = $1", [it.id.0.into()]).await?;
    Ok(())
}

/// Remembers when the unit opened its sheet first; says whether this was it.
pub async fn update_opened(db: &impl Connection, id: CommitmentId, at: Timestamp) -> Result<bool, Error> {
    let text = "UPDATE commitment SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL";
    Ok(run(db, text, [id.0.into(), at.0.into()]).await? > 0)
}

/// Chooses the sheets signed at a conference: these and no others.
pub async fn update_conference(
    db: &impl Connection,
    conference: ConferenceId,
    campaign: CampaignId,
    sheets: &[CommitmentId],
) -> Result<(), Error> {
    run(db, "UPDATE commitment SET conference_id = NULL WHERE conference_id = $1", [conference.0.into()]).await?;
    for part in sheets.chunks(400) {
        let places: Vec<String> = (3..part.len() + 3).map(|it| format!("${it}")).collect();
        let text = format!("UPDATE commitment SET conference_id = $1 WHERE campaign_id = $2 AND id IN ({})", places.join(", "));
        let values = [Value::from(conference.0), Value::from(campaign.0)].into_iter().chain(part.iter().map(|it| Value::from(it.0)));
        run(db, &text, values).await?;
    }
    Ok(())
}

/// A member of a campaign in the list of sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The unit.
    pub unit: UnitId,
    /// Its official code in the campaign.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its peer group.
    pub group: String,
    /// The sheet; none where none was issued.
    pub sheet: Option<LineSheet>,
}

/// The sheet of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineSheet {
    /// The sheet.
    pub id: CommitmentId,
    /// Where it stands.
    pub state: SheetState,
    /// The number of its last version.
    pub version: i64,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When the unit opened it first.
    pub opened_at: Option<Timestamp>,
    /// The conference at which it is signed.
    pub conference: Option<ConferenceId>,
    /// Who signed for the unit.
    pub head: Option<String>,
    /// When.
    pub head_at: Option<Timestamp>,
    /// How, by name.
    pub head_method: Option<String>,
    /// When the authority signed.
    pub authority_at: Option<Timestamp>,
    /// How, by name.
    pub authority_method: Option<String>,
    /// When somebody of the unit opened the frozen content to sign it first.
    pub to_sign_at: Option<Timestamp>,
    /// The refusal to sign that stands.
    pub declined: Option<LineDeclined>,
    /// Whether a scan of it, signed by hand, waits for an answer: nobody has to sign it now.
    pub scan_waits: bool,
}

/// A refusal to sign that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDeclined {
    /// Whose.
    pub side: SheetSide,
    /// Who declined.
    pub name: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct LineRow {
    unit_id: i64,
    code: String,
    name: String,
    group_title: String,
    id: Option<i64>,
    state: Option<String>,
    version: Option<i64>,
    issued_at: Option<i64>,
    opened_at: Option<i64>,
    conference_id: Option<i64>,
    head_name: Option<String>,
    head_at: Option<i64>,
    head_method: Option<String>,
    authority_at: Option<i64>,
    authority_method: Option<String>,
    to_sign_at: Option<i64>,
    scan_waits: bool,
    declined_by: Option<String>,
    declined_reason: Option<String>,
    declined_at: Option<i64>,
}

/// The refusal to sign a sheet that still stands: its side has not signed after all.
pub(crate) const DECLINED: &str = "declined.public_code = commitment.public_code AND ((commitment.state = 'approved' AND declined.side = 'unit') \
     OR (commitment.state = 'head_signed' AND declined.side = 'superior'))";

/// The members of a campaign within scopes, with their sheets, group by group. One statement.
pub async fn lines(db: &impl Connection, campaign: CampaignId, scopes: &[Scope]) -> Result<Vec<Line>, Error> {
    let (within, values) = within(scopes, 2);
    let text = format!(
        "SELECT campaign_unit.unit_id, campaign_unit.code, campaign_unit.name, campaign_group.title AS group_title, \
         commitment.id, commitment.state, commitment.version, commitment.issued_at, commitment.opened_at, commitment.conference_id, \
         head.name AS head_name, head.signed_at AS head_at, head.method AS head_method, \
         authority.signed_at AS authority_at, authority.method AS authority_method, \
         (SELECT min(signing_opening.opened_at) FROM signing_opening WHERE signing_opening.public_code = commitment.public_code \
         AND signing_opening.side = 'unit') AS to_sign_at, EXISTS (SELECT 1 FROM sheet_scan WHERE {WAITS}) AS scan_waits, \
         declined.name AS declined_by, declined.reason AS declined_reason, declined.declined_at AS declined_at \
         FROM campaign_unit JOIN unit ON unit.id = campaign_unit.unit_id JOIN campaign_group ON campaign_group.id = campaign_unit.group_id \
         LEFT JOIN commitment ON commitment.campaign_id = campaign_unit.campaign_id AND commitment.unit_id = campaign_unit.unit_id \
         LEFT JOIN signature head ON head.subject = 'commitment' AND head.subject_id = commitment.id AND head.signed_as IN ('head', 'deputy_head') \
         LEFT JOIN signature authority ON authority.subject = 'commitment' AND authority.subject_id = commitment.id AND authority.signed_as = 'authority' \
         LEFT JOIN signing_decline declined ON {DECLINED} \
         WHERE campaign_unit.campaign_id = $1 AND {within} ORDER BY campaign_unit.group_id, campaign_unit.position"
    );
    let found: Vec<LineRow> = rows(db, &text, std::iter::once(campaign.0.into()).chain(values)).await?;
    found.into_iter().map(line).collect()
}

fn line(it: LineRow) -> Result<Line, Error> {
    let state = it.state.map(|it| SheetState::of(&it).ok_or(Error::Corrupt("commitment.state"))).transpose()?;
    let waits_for = state.and_then(SheetState::waits_for);
    let sheet = match (it.id, state, it.version, it.issued_at) {
        (Some(id), Some(state), Some(version), Some(issued_at)) => Some(LineSheet {
            id: CommitmentId(id),
            state,
            version,
            issued_at: Timestamp(issued_at),
            opened_at: it.opened_at.map(Timestamp),
            conference: it.conference_id.map(ConferenceId),
            head: it.head_name,
            head_at: it.head_at.map(Timestamp),
            head_method: it.head_method,
            authority_at: it.authority_at.map(Timestamp),
            authority_method: it.authority_method,
            to_sign_at: it.to_sign_at.map(Timestamp),
            scan_waits: it.scan_waits,
            declined: match (waits_for, it.declined_by, it.declined_reason, it.declined_at) {
                (Some(side), Some(name), Some(reason), Some(at)) => Some(LineDeclined { side, name, reason, at: Timestamp(at) }),
                _ => None,
            },
        }),
        _ => None,
    };
    Ok(Line { unit: UnitId(it.unit_id), code: it.code, name: it.name, group: it.group_title, sheet })
}

/// A sheet that was withdrawn and replaced: what its public page still says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The key under which its signatures are kept.
    pub id: i64,
    /// The sheet that came after it.
    pub commitment: CommitmentId,
    /// Its frozen content.
    pub content: Option<String>,
    /// Its digest.
    pub digest: Option<String>,
    /// Why it was withdrawn.
    pub withdrawn_reason: String,
    /// When another took its place.
    pub replaced_at: Timestamp,
}

#[derive(FromQueryResult)]
struct FormerRow {
    id: i64,
    commitment_id: i64,
    content: Option<String>,
    content_sha256: Option<String>,
    withdrawn_reason: String,
    replaced_at: i64,
}

/// Keeps what a withdrawn sheet was, before another takes its place; its signatures go with it.
pub async fn insert_former(db: &impl Connection, it: &Commitment, at: Timestamp) -> Result<(), Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO commitment_former (commitment_id, public_code, content, content_sha256, withdrawn_reason, replaced_at) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        [
            it.id.0.into(),
            it.public_code.as_str().into(),
            it.content.clone().into(),
            it.digest.clone().into(),
            it.withdrawn_reason.as_str().into(),
            at.0.into(),
        ],
    )
    .await?;
    let former = made.ok_or(Error::NotFound)?.id;
    let text = "UPDATE signature SET subject = 'commitment_former', subject_id = $1 WHERE subject = 'commitment' AND subject_id = $2";
    run(db, text, [former.into(), it.id.0.into()]).await?;
    Ok(())
}

/// The former sheet of a public code.
pub async fn former_of_public_code(db: &impl Connection, code: &str) -> Result<Former, Error> {
    let found =
        row::<FormerRow>(db, "SELECT * FROM commitment_former WHERE public_code = $1", [code.into()]).await?.ok_or(Error::NotFound)?;
    Ok(Former {
        id: found.id,
        commitment: CommitmentId(found.commitment_id),
        content: found.content,
        digest: found.content_sha256,
        withdrawn_reason: found.withdrawn_reason,
        replaced_at: Timestamp(found.replaced_at),
    })
}

#[derive(FromQueryResult)]
struct UnitRow {
    unit_id: i64,
}

/// The units of a campaign that have a sheet.
pub async fn issued_units(db: &impl Connection, campaign: CampaignId) -> Result<Vec<UnitId>, Error> {
    let found: Vec<UnitRow> = rows(db, "SELECT unit_id FROM commitment WHERE campaign_id = $1", [campaign.0.into()]).await?;
    Ok(found.into_iter().map(|it| UnitId(it.unit_id)).collect())
}
