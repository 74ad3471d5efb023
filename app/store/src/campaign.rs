//! Campaigns, their stages, groups and members; exemptions and the units' own targets; holidays.

pub use crate::own_target::{OwnTarget, own_targets, own_targets_of, update_own_targets};
use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::campaign::{Campaign, Group, Member, ReviewRequiredFor, Stage, StageWindow};
use domain::package::ByAmendment;
use domain::{
    AmendmentId, AppealId, CampaignId, CaseId, CommitmentId, ConferenceId, DecisionId, GroupId, RuleSetId, TargetId, Timestamp, UnitId,
};
use sea_orm::{ActiveModelTrait, DbErr, FromQueryResult, QueryResult, Set};
use time::Date;

entity!(campaign, "campaign", {
    code: String,
    title: String,
    year: i64,
    starts_on: Date,
    ends_on: Date,
    authority_unit_id: i64,
    state: String,
    review_required_for: String,
    submit_within_working_days: i64,
    created_at: i64,
});

#[derive(FromQueryResult)]
pub(crate) struct CampaignRow {
    id: i64,
    code: String,
    title: String,
    year: i64,
    starts_on: Date,
    ends_on: Date,
    authority_unit_id: i64,
    authority_path: String,
    state: String,
    review_required_for: String,
    submit_within_working_days: i64,
}

const CAMPAIGN: &str = "SELECT campaign.*, unit.path AS authority_path FROM campaign JOIN unit ON unit.id = campaign.authority_unit_id";

pub(crate) fn known(it: CampaignRow) -> Result<Campaign, Error> {
    Ok(Campaign {
        id: CampaignId(it.id),
        code: it.code,
        title: it.title,
        year: i32::try_from(it.year).map_err(|_| Error::Corrupt("campaign.year"))?,
        starts_on: it.starts_on,
        ends_on: it.ends_on,
        authority: UnitId(it.authority_unit_id),
        authority_path: it.authority_path,
        closed: it.state == "closed",
        review_required_for: ReviewRequiredFor::of(&it.review_required_for).ok_or(Error::Corrupt("campaign.review_required_for"))?,
        submit_within_working_days: u8::try_from(it.submit_within_working_days).map_err(|_| Error::Corrupt("campaign.submit_within"))?,
    })
}

/// A campaign.
pub async fn get(db: &impl Connection, id: CampaignId) -> Result<Campaign, Error> {
    let found = row::<CampaignRow>(db, &format!("{CAMPAIGN} WHERE campaign.id = $1"), [id.0.into()]).await?;
    found.map(known).ok_or(Error::NotFound)?
}

/// A campaign by its code.
pub async fn of_code(db: &impl Connection, code: &str) -> Result<Campaign, Error> {
    let found = row::<CampaignRow>(db, &format!("{CAMPAIGN} WHERE campaign.code = $1"), [code.into()]).await?;
    found.map(known).ok_or(Error::NotFound)?
}

struct WithGroup {
    campaign: CampaignRow,
    group: Option<GroupRow>,
}

impl FromQueryResult for WithGroup {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let group: Option<i64> = found.try_get(prefix, "group_id")?;
        let group = match group {
            Some(id) => Some(GroupRow {
                id,
                campaign_id: found.try_get(prefix, "id")?,
                peer_group: found.try_get(prefix, "peer_group")?,
                title: found.try_get(prefix, "group_title")?,
                rule_set_id: found.try_get(prefix, "rule_set_id")?,
                format_version: found.try_get(prefix, "format_version")?,
            }),
            None => None,
        };
        Ok(Self { campaign: CampaignRow::from_query_result(found, prefix)?, group })
    }
}

/// A campaign by its code, with its peer groups. One statement.
pub async fn with_groups(db: &impl Connection, code: &str) -> Result<(Campaign, Vec<Group>), Error> {
    let text = "SELECT campaign.*, unit.path AS authority_path, campaign_group.id AS group_id, campaign_group.peer_group, \
         campaign_group.title AS group_title, campaign_group.rule_set_id, campaign_group.format_version FROM campaign \
         JOIN unit ON unit.id = campaign.authority_unit_id \
         LEFT JOIN campaign_group ON campaign_group.campaign_id = campaign.id WHERE campaign.code = $1 ORDER BY campaign_group.id";
    let found: Vec<WithGroup> = rows(db, text, [code.into()]).await?;
    let mut groups = Vec::with_capacity(found.len());
    let mut campaign = None;
    for it in found {
        groups.extend(it.group.map(group_of));
        campaign = Some(it.campaign);
    }
    Ok((campaign.map(known).ok_or(Error::NotFound)??, groups))
}

/// A campaign by its code, with the peer group of one of its units. One statement.
pub async fn with_group_of(db: &impl Connection, code: &str, unit: UnitId) -> Result<(Campaign, Group), Error> {
    let text = "SELECT campaign.*, unit.path AS authority_path, campaign_group.id AS group_id, campaign_group.peer_group, \
         campaign_group.title AS group_title, campaign_group.rule_set_id, campaign_group.format_version FROM campaign \
         JOIN unit ON unit.id = campaign.authority_unit_id \
         JOIN campaign_unit ON campaign_unit.campaign_id = campaign.id AND campaign_unit.unit_id = $2 \
         JOIN campaign_group ON campaign_group.id = campaign_unit.group_id WHERE campaign.code = $1";
    let found: WithGroup = row(db, text, [code.into(), unit.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok((known(found.campaign)?, found.group.map(group_of).ok_or(Error::NotFound)?))
}

/// All campaigns, newest year first.
pub async fn list(db: &impl Connection) -> Result<Vec<Campaign>, Error> {
    let found: Vec<CampaignRow> = rows(db, &format!("{CAMPAIGN} ORDER BY campaign.year DESC, campaign.id DESC"), []).await?;
    found.into_iter().map(known).collect()
}

/// A thing of a campaign by which a page is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A commitment sheet.
    Sheet(CommitmentId),
    /// A conference.
    Conference(ConferenceId),
    /// A case.
    Case(CaseId),
    /// A decision.
    Decision(DecisionId),
    /// An appeal.
    Appeal(AppealId),
    /// An amendment.
    Amendment(AmendmentId),
}

struct OfThingRow {
    campaign: CampaignRow,
    here: i64,
}

impl FromQueryResult for OfThingRow {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self { campaign: CampaignRow::from_query_result(found, prefix)?, here: found.try_get(prefix, "here")? })
    }
}

/// All campaigns, newest year first, and the one to which a thing belongs.
pub async fn list_with(db: &impl Connection, thing: Thing) -> Result<(Vec<Campaign>, Option<CampaignId>), Error> {
    let (table, id) = match thing {
        Thing::Sheet(it) => ("commitment", it.0),
        Thing::Conference(it) => ("conference", it.0),
        Thing::Case(it) => ("review_case", it.0),
        Thing::Decision(it) => ("decision", it.0),
        Thing::Appeal(it) => ("appeal", it.0),
        Thing::Amendment(it) => ("amendment", it.0),
    };
    let text = format!(
        "SELECT campaign.*, unit.path AS authority_path, (SELECT count(*) FROM {table} WHERE {table}.id = $1 AND {table}.campaign_id = campaign.id) AS here \
         FROM campaign JOIN unit ON unit.id = campaign.authority_unit_id ORDER BY campaign.year DESC, campaign.id DESC"
    );
    let found: Vec<OfThingRow> = rows(db, &text, [id.into()]).await?;
    let here = found.iter().find(|it| it.here > 0).map(|it| CampaignId(it.campaign.id));
    Ok((found.into_iter().map(|it| known(it.campaign)).collect::<Result<_, _>>()?, here))
}

/// Adds a campaign; `id`, `authority_path` and `closed` of the given one are not read. A code that exists is `Taken`.
pub async fn insert(db: &impl Connection, it: &Campaign, at: Timestamp) -> Result<CampaignId, Error> {
    let made = campaign::ActiveModel {
        code: Set(it.code.clone()),
        title: Set(it.title.clone()),
        year: Set(i64::from(it.year)),
        starts_on: Set(it.starts_on),
        ends_on: Set(it.ends_on),
        authority_unit_id: Set(it.authority.0),
        state: Set("open".to_owned()),
        review_required_for: Set(it.review_required_for.code().to_owned()),
        submit_within_working_days: Set(i64::from(it.submit_within_working_days)),
        created_at: Set(at.0),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(CampaignId(made.id))
}

/// Closes a campaign: nothing in it changes any more.
pub async fn close(db: &impl Connection, id: CampaignId) -> Result<(), Error> {
    run(db, "UPDATE campaign SET state = 'closed' WHERE id = $1", [id.0.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct StageRow {
    stage: String,
    opens_on: Date,
    closes_on: Date,
}

/// The stages of a campaign, in order.
pub async fn stages(db: &impl Connection, id: CampaignId) -> Result<Vec<StageWindow>, Error> {
    let found: Vec<StageRow> =
        rows(db, "SELECT stage, opens_on, closes_on FROM campaign_stage WHERE campaign_id = $1", [id.0.into()]).await?;
    let mut windows = Vec::new();
    for it in found {
        let stage = Stage::of(&it.stage).ok_or(Error::Corrupt("campaign_stage.stage"))?;
        windows.push(StageWindow { stage, opens_on: it.opens_on, closes_on: it.closes_on });
    }
    windows.sort_by_key(|it| it.stage);
    Ok(windows)
}

/// One stage of a campaign.
pub async fn stage(db: &impl Connection, id: CampaignId, stage: Stage) -> Result<StageWindow, Error> {
    stages(db, id).await?.into_iter().find(|it| it.stage == stage).ok_or(Error::NotFound)
}

/// Opens a stage for good; says whether it was not opened before.
pub async fn open_stage(db: &impl Connection, id: CampaignId, stage: Stage, at: Timestamp) -> Result<bool, Error> {
    let text = "UPDATE campaign_stage SET opened_at = $3 WHERE campaign_id = $1 AND stage = $2 AND opened_at IS NULL";
    Ok(run(db, text, [id.0.into(), stage.code().into(), at.0.into()]).await? == 1)
}

/// Locks a stage that was opened: whoever acts first in it opens it again.
pub async fn lock_stage(db: &impl Connection, id: CampaignId, stage: Stage) -> Result<(), Error> {
    run(db, "UPDATE campaign_stage SET opened_at = NULL WHERE campaign_id = $1 AND stage = $2", [id.0.into(), stage.code().into()]).await?;
    Ok(())
}

/// Sets when a stage is open.
pub async fn update_stage(db: &impl Connection, id: CampaignId, it: StageWindow) -> Result<(), Error> {
    update_stages(db, id, &[it]).await
}

/// Sets when stages are open.
pub async fn update_stages(db: &impl Connection, id: CampaignId, windows: &[StageWindow]) -> Result<(), Error> {
    let head = "INSERT INTO campaign_stage (campaign_id, stage, opens_on, closes_on) VALUES";
    let tail = "ON CONFLICT (campaign_id, stage) DO UPDATE SET opens_on = excluded.opens_on, closes_on = excluded.closes_on";
    let values = |it: &StageWindow| vec![id.0.into(), it.stage.code().into(), it.opens_on.into(), it.closes_on.into()];
    Ok(insert_many(db, head, 4, windows.iter().map(values).collect(), tail).await?)
}

#[derive(FromQueryResult)]
struct GroupRow {
    id: i64,
    campaign_id: i64,
    peer_group: String,
    title: String,
    rule_set_id: i64,
    format_version: i64,
}

fn group_of(it: GroupRow) -> Group {
    Group {
        id: GroupId(it.id),
        campaign: CampaignId(it.campaign_id),
        peer_group: it.peer_group,
        title: it.title,
        rule_set: RuleSetId(it.rule_set_id),
        format_version: it.format_version,
    }
}

/// The peer groups of a campaign.
pub async fn groups(db: &impl Connection, id: CampaignId) -> Result<Vec<Group>, Error> {
    let found: Vec<GroupRow> = rows(db, "SELECT * FROM campaign_group WHERE campaign_id = $1 ORDER BY id", [id.0.into()]).await?;
    Ok(found.into_iter().map(group_of).collect())
}

/// A peer group.
pub async fn group(db: &impl Connection, id: GroupId) -> Result<Group, Error> {
    row::<GroupRow>(db, "SELECT * FROM campaign_group WHERE id = $1", [id.0.into()]).await?.map(group_of).ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Adds a peer group; one that exists in the campaign is `Taken`.
pub async fn insert_group(
    db: &impl Connection,
    campaign: CampaignId,
    peer_group: &str,
    title: &str,
    rule_set: RuleSetId,
) -> Result<GroupId, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO campaign_group (campaign_id, peer_group, title, rule_set_id) VALUES ($1, $2, $3, $4) RETURNING id",
        [campaign.0.into(), peer_group.into(), title.into(), rule_set.0.into()],
    )
    .await?;
    made.map(|it| GroupId(it.id)).ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct MemberRow {
    unit_id: i64,
    path: String,
    group_id: i64,
    code: String,
    name: String,
    position: i64,
}

/// The units that take part in a campaign, group by group, in the order of their packages.
pub async fn members(db: &impl Connection, id: CampaignId) -> Result<Vec<Member>, Error> {
    let found: Vec<MemberRow> = rows(
        db,
        "SELECT campaign_unit.unit_id, unit.path, campaign_unit.group_id, campaign_unit.code, campaign_unit.name, campaign_unit.position \
         FROM campaign_unit JOIN unit ON unit.id = campaign_unit.unit_id WHERE campaign_unit.campaign_id = $1 \
         ORDER BY campaign_unit.group_id, campaign_unit.position",
        [id.0.into()],
    )
    .await?;
    Ok(found.into_iter().map(member_of).collect())
}

fn member_of(it: MemberRow) -> Member {
    Member { unit: UnitId(it.unit_id), path: it.path, group: GroupId(it.group_id), code: it.code, name: it.name, position: it.position }
}

/// A unit as a member of a campaign.
pub async fn member(db: &impl Connection, id: CampaignId, unit: UnitId) -> Result<Member, Error> {
    members(db, id).await?.into_iter().find(|it| it.unit == unit).ok_or(Error::NotFound)
}

/// A campaign by its code, and a unit as a member of it. One statement.
pub async fn with_member(db: &impl Connection, code: &str, unit: UnitId) -> Result<(Campaign, Member), Error> {
    struct WithMember(CampaignRow, MemberRow);
    impl FromQueryResult for WithMember {
        fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
            let member = MemberRow {
                unit_id: found.try_get(prefix, "unit_id")?,
                path: found.try_get(prefix, "path")?,
                group_id: found.try_get(prefix, "group_id")?,
                code: found.try_get(prefix, "unit_code")?,
                name: found.try_get(prefix, "unit_name")?,
                position: found.try_get(prefix, "position")?,
            };
            Ok(Self(CampaignRow::from_query_result(found, prefix)?, member))
        }
    }
    let text = "SELECT campaign.*, authority.path AS authority_path, campaign_unit.unit_id, unit.path, campaign_unit.group_id, \
         campaign_unit.code AS unit_code, campaign_unit.name AS unit_name, campaign_unit.position FROM campaign \
         JOIN unit AS authority ON authority.id = campaign.authority_unit_id JOIN campaign_unit ON campaign_unit.campaign_id = campaign.id \
         JOIN unit ON unit.id = campaign_unit.unit_id WHERE campaign.code = $1 AND campaign_unit.unit_id = $2";
    let WithMember(campaign, member) = row(db, text, [code.into(), unit.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok((known(campaign)?, member_of(member)))
}

/// Lets a unit take part, as `insert_members` does.
pub async fn insert_member(db: &impl Connection, campaign: CampaignId, it: &Member) -> Result<(), Error> {
    insert_members(db, campaign, std::slice::from_ref(it)).await
}

/// Lets units take part; a unit or code that takes part already is `Taken`. `path` is not read.
pub async fn insert_members(db: &impl Connection, campaign: CampaignId, members: &[Member]) -> Result<(), Error> {
    let head = "INSERT INTO campaign_unit (campaign_id, unit_id, group_id, code, name, position) VALUES";
    let values = |it: &Member| {
        vec![campaign.0.into(), it.unit.0.into(), it.group.0.into(), it.code.as_str().into(), it.name.as_str().into(), it.position.into()]
    };
    Ok(insert_many(db, head, 6, members.iter().map(values).collect(), "").await?)
}

/// A unit's exemption from a target, with its legal note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// The legal note.
    pub basis: String,
}

/// An exemption with the code of its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// The exemption.
    pub exemption: Exemption,
    /// The target's code.
    pub target_code: String,
    /// The amendment by which it came; none where it was agreed before the rules were sealed.
    pub amendment: Option<ByAmendment>,
}

#[derive(FromQueryResult)]
struct ExemptionRow {
    unit_id: i64,
    target_id: i64,
    basis: String,
    code: String,
    number: Option<String>,
    effective_on: Option<Date>,
}

/// The exemptions that hold, as a table: those that were agreed, then those that came by amendments in force, each of a unit and target once.
pub(crate) const EXEMPTIONS: &str = "(SELECT 0 AS part, exemption.id AS place, exemption.campaign_id, exemption.unit_id, exemption.target_id, \
     exemption.basis, CAST(NULL AS TEXT) AS number, CAST(NULL AS DATE) AS effective_on FROM exemption \
     UNION ALL SELECT 1, amendment.id, amendment.campaign_id, campaign_unit.unit_id, amendment.target_id, amendment.reason, amendment.number, \
     amendment.effective_on FROM amendment JOIN campaign_unit ON campaign_unit.group_id = amendment.group_id \
     AND (amendment.unit_id IS NULL OR amendment.unit_id = campaign_unit.unit_id) WHERE amendment.exempts AND amendment.state = 'approved' \
     AND NOT EXISTS (SELECT 1 FROM exemption WHERE exemption.campaign_id = amendment.campaign_id AND exemption.unit_id = campaign_unit.unit_id \
     AND exemption.target_id = amendment.target_id) \
     AND NOT EXISTS (SELECT 1 FROM amendment AS earlier WHERE earlier.group_id = amendment.group_id AND earlier.target_id = amendment.target_id \
     AND earlier.exempts AND earlier.state = 'approved' AND (earlier.unit_id IS NULL OR earlier.unit_id = campaign_unit.unit_id) \
     AND earlier.id < amendment.id)) AS exempt";

/// The exemptions of a campaign: those that were agreed, and those that came by amendments in force.
pub async fn exemptions(db: &impl Connection, id: CampaignId) -> Result<Vec<Exempt>, Error> {
    let text = format!(
        "SELECT exempt.unit_id, exempt.target_id, exempt.basis, target.code, exempt.number, exempt.effective_on FROM {EXEMPTIONS} \
         JOIN target ON target.id = exempt.target_id WHERE exempt.campaign_id = $1 ORDER BY exempt.part, exempt.place, exempt.unit_id"
    );
    let found: Vec<ExemptionRow> = rows(db, &text, [id.0.into()]).await?;
    let exempt = |it: ExemptionRow| Exempt {
        exemption: Exemption { unit: UnitId(it.unit_id), target: TargetId(it.target_id), basis: it.basis },
        target_code: it.code,
        amendment: it.number.zip(it.effective_on).map(|(number, effective_on)| ByAmendment { number, effective_on }),
    };
    Ok(found.into_iter().map(exempt).collect())
}

/// Exempts units from targets; a second exemption of the same is `Taken`.
pub async fn insert_exemptions(db: &impl Connection, campaign: CampaignId, exemptions: &[Exemption]) -> Result<(), Error> {
    let head = "INSERT INTO exemption (campaign_id, unit_id, target_id, basis) VALUES";
    let values = |it: &Exemption| vec![campaign.0.into(), it.unit.0.into(), it.target.0.into(), it.basis.as_str().into()];
    Ok(insert_many(db, head, 4, exemptions.iter().map(values).collect(), "").await?)
}

/// Sets the version of the package format with which a group came.
pub async fn update_format_version(db: &impl Connection, group: GroupId, version: i64) -> Result<(), Error> {
    run(db, "UPDATE campaign_group SET format_version = $2 WHERE id = $1", [group.0.into(), version.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct HolidayRow {
    on_date: Date,
    kind: String,
}

/// Days off, and Saturdays worked in exchange: `(days off, worked)`. `domain.md` 4.2: the table is the technician's.
pub async fn holidays(db: &impl Connection) -> Result<(Vec<Date>, Vec<Date>), Error> {
    let found: Vec<HolidayRow> = rows(db, "SELECT on_date, kind FROM holiday ORDER BY on_date", []).await?;
    let (worked, off): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.kind == "worked");
    Ok((off.into_iter().map(|it| it.on_date).collect(), worked.into_iter().map(|it| it.on_date).collect()))
}

#[derive(FromQueryResult)]
struct Made {
    id: i64,
}

/// Adds a day off (`off`) or a Saturday worked in exchange (`worked`).
pub async fn insert_holiday(db: &impl Connection, on: Date, kind: &str, name: &str) -> Result<i64, Error> {
    let text = "INSERT INTO holiday (on_date, kind, name) VALUES ($1, $2, $3) RETURNING id";
    row::<Made>(db, text, [on.into(), kind.into(), name.into()]).await?.map(|it| it.id).ok_or(Error::NotFound)
}
