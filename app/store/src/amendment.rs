//! Amendments of what is sealed, and which units signed them. What an amendment says is written once; only how far it is changes.

use crate::row::{row, rows, run};
use crate::value::{Columns, columns, optional, value};
use crate::{Connection, Error};
use domain::amendment::{Amended, Amendment, AmendmentState, Change, Changed, GoalValue, RuleChange, RulesSubject, Subject, TargetSubject};
use domain::package::RuleSet;
use domain::policy::Place;
use domain::{AmendmentId, CampaignId, GroupId, Period, PersonId, Quantity, RuleSetId, TargetId, Timestamp, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

#[derive(FromQueryResult)]
struct AmendmentRow {
    id: i64,
    campaign_id: i64,
    group_id: i64,
    number: String,
    target_id: Option<i64>,
    unit_id: Option<i64>,
    period: String,
    old_e4: Option<i64>,
    old_on: Option<Date>,
    old_yes: Option<bool>,
    old_to_e4: Option<i64>,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    value_to_e4: Option<i64>,
    exempts: bool,
    rule_set_id: Option<i64>,
    grade_rules: Option<String>,
    rule_set_content: Option<String>,
    rule_set_version: Option<i64>,
    effective_on: Date,
    reason: String,
    content: String,
    content_sha256: String,
    state: String,
    proposed_by: i64,
    proposed_at: i64,
    decided_by: Option<i64>,
    decided_at: Option<i64>,
    decision_reason: String,
    replaces_id: Option<i64>,
    target_code: Option<String>,
    group_title: String,
    unit_path: Option<String>,
    unit_code: Option<String>,
    proposed_name: String,
    decided_name: Option<String>,
    replaced_by: Option<i64>,
}

/// An amendment with the names around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The amendment.
    pub amendment: Amendment,
    /// What it does to the group's package.
    pub change: Changed,
    /// The version of the rule set that it brings.
    pub version: Option<i64>,
    /// The title of the peer group.
    pub group_title: String,
    /// The place of the unit whose goal changes.
    pub unit: Option<Place>,
    /// Who put it forward.
    pub proposed_by: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// The amendment that took its place.
    pub replaced_by: Option<AmendmentId>,
}

const AMENDMENT: &str = "SELECT amendment.*, target.code AS target_code, rule_set.content AS rule_set_content, rule_set.version AS rule_set_version, campaign_group.title AS group_title, unit.path AS unit_path, \
     campaign_unit.code AS unit_code, proposer.full_name AS proposed_name, decider.full_name AS decided_name, \
     (SELECT max(later.id) FROM amendment AS later WHERE later.replaces_id = amendment.id AND later.state IN ('approved', 'replaced')) AS replaced_by \
     FROM amendment LEFT JOIN target ON target.id = amendment.target_id LEFT JOIN rule_set ON rule_set.id = amendment.rule_set_id \
     JOIN campaign_group ON campaign_group.id = amendment.group_id \
     LEFT JOIN unit ON unit.id = amendment.unit_id \
     LEFT JOIN campaign_unit ON campaign_unit.campaign_id = amendment.campaign_id AND campaign_unit.unit_id = amendment.unit_id \
     JOIN person AS proposer ON proposer.id = amendment.proposed_by LEFT JOIN person AS decider ON decider.id = amendment.decided_by";

fn goal(columns: Columns, to: Option<i64>) -> Option<GoalValue> {
    optional(columns).map(|value| GoalValue { value, to: to.map(Quantity) })
}

fn of_target(it: &AmendmentRow, target: TargetId, code: &str) -> Result<(Subject, Changed), Error> {
    let period = match it.period.as_str() {
        "" => None,
        text => Some(text.parse::<Period>().map_err(|_| Error::Corrupt("amendment.period"))?),
    };
    let new = if it.exempts {
        Amended::Exempt
    } else {
        let new = value((it.value_e4, it.value_on, it.value_yes), "amendment.value")?;
        Amended::Goal(GoalValue { value: new, to: it.value_to_e4.map(Quantity) })
    };
    let change = Change {
        number: it.number.clone(),
        target: code.to_owned(),
        unit: it.unit_code.clone(),
        period,
        new,
        effective_on: it.effective_on,
        reason: it.reason.clone(),
    };
    let old = goal((it.old_e4, it.old_on, it.old_yes), it.old_to_e4);
    let subject = TargetSubject { target, unit: it.unit_id.map(UnitId), period, old, new };
    Ok((Subject::Target(subject), Changed::Target(change)))
}

fn of_rules(it: &AmendmentRow) -> Result<(Subject, Changed), Error> {
    let read = |text: &String| RuleSet::read(text).map_err(|_| Error::Corrupt("rule_set.content"));
    let grade_rules =
        it.grade_rules.as_ref().map(|it| domain::package::read_grade_rules(it).ok_or(Error::Corrupt("amendment.grade_rules")));
    let change = RuleChange {
        number: it.number.clone(),
        rule_set: it.rule_set_content.as_ref().map(read).transpose()?,
        grade_rules: grade_rules.transpose()?,
        effective_on: it.effective_on,
        reason: it.reason.clone(),
    };
    let subject = RulesSubject { rule_set: it.rule_set_id.map(RuleSetId), grade_rules: change.grade_rules.clone() };
    Ok((Subject::Rules(subject), Changed::Rules(Box::new(change))))
}

fn known(it: AmendmentRow) -> Result<Read, Error> {
    let (subject, change) = match (it.target_id, &it.target_code) {
        (Some(target), Some(code)) => of_target(&it, TargetId(target), code)?,
        _ => of_rules(&it)?,
    };
    let amendment = Amendment {
        id: AmendmentId(it.id),
        campaign: CampaignId(it.campaign_id),
        group: GroupId(it.group_id),
        number: it.number,
        subject,
        effective_on: it.effective_on,
        reason: it.reason,
        content: it.content,
        digest: it.content_sha256,
        state: AmendmentState::of(&it.state).ok_or(Error::Corrupt("amendment.state"))?,
        proposed: (PersonId(it.proposed_by), Timestamp(it.proposed_at)),
        decided: it.decided_by.zip(it.decided_at).map(|(by, at)| (PersonId(by), Timestamp(at))),
        decision_reason: it.decision_reason,
        replaces: it.replaces_id.map(AmendmentId),
    };
    Ok(Read {
        change,
        version: it.rule_set_version,
        group_title: it.group_title,
        unit: amendment.subject.unit().zip(it.unit_path).map(|(unit, path)| Place { unit, path }),
        proposed_by: it.proposed_name,
        decided_by: it.decided_name,
        replaced_by: it.replaced_by.map(AmendmentId),
        amendment,
    })
}

/// An amendment.
pub async fn get(db: &impl Connection, id: AmendmentId) -> Result<Read, Error> {
    row::<AmendmentRow>(db, &format!("{AMENDMENT} WHERE amendment.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The amendments of a campaign, newest first, at most 500.
pub async fn list(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Read>, Error> {
    let text = format!("{AMENDMENT} WHERE amendment.campaign_id = $1 ORDER BY amendment.id DESC LIMIT 500");
    rows::<AmendmentRow>(db, &text, [campaign.0.into()]).await?.into_iter().map(known).collect()
}

/// The amendments of a group that are approved and not replaced, in the order in which they take effect.
pub async fn in_force(db: &impl Connection, group: GroupId) -> Result<Vec<Read>, Error> {
    let text =
        format!("{AMENDMENT} WHERE amendment.group_id = $1 AND amendment.state = 'approved' ORDER BY amendment.effective_on, amendment.id");
    rows::<AmendmentRow>(db, &text, [group.0.into()]).await?.into_iter().map(known).collect()
}

/// The amendments of all campaigns that are not closed which wait or are in force, oldest first, at most 500.
pub async fn open(db: &impl Connection) -> Result<Vec<Read>, Error> {
    let text = format!(
        "{AMENDMENT} JOIN campaign ON campaign.id = amendment.campaign_id WHERE campaign.state <> 'closed' \
         AND amendment.state IN ('proposed', 'approved') ORDER BY amendment.id LIMIT 500"
    );
    rows::<AmendmentRow>(db, &text, []).await?.into_iter().map(known).collect()
}

/// Adds an amendment that was put forward; a number that stands on another one of the campaign is `Taken`. The key of the given one is not read.
pub async fn insert(db: &impl Connection, it: &Amendment) -> Result<AmendmentId, Error> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let text = "INSERT INTO amendment (campaign_id, group_id, number, target_id, unit_id, period, old_e4, old_on, old_yes, old_to_e4, value_e4, \
         value_on, value_yes, value_to_e4, effective_on, reason, content, content_sha256, state, proposed_by, proposed_at, decision_reason, \
         replaces_id, exempts, rule_set_id, grade_rules) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'proposed', $19, $20, '', \
         $21, $22, $23, $24) \
         RETURNING id";
    let (target, rules) = match &it.subject {
        Subject::Target(it) => (Some(it), None),
        Subject::Rules(it) => (None, Some(it)),
    };
    let old = target.and_then(|it| it.old);
    // An exemption keeps the goal from which it exempts.
    let kept = match target.map(|it| it.new) {
        Some(Amended::Goal(new)) => Some(new),
        Some(Amended::Exempt) => Some(old.ok_or(Error::Corrupt("amendment.old"))?),
        None => None,
    };
    let three = |it: Option<GoalValue>| it.map_or((None, None, None), |it| columns(it.value));
    let ((old_e4, old_on, old_yes), (value_e4, value_on, value_yes)) = (three(old), three(kept));
    let values = [
        it.campaign.0.into(),
        it.group.0.into(),
        it.number.as_str().into(),
        target.map(|it| it.target.0).into(),
        it.subject.unit().map(|it| it.0).into(),
        target.and_then(|it| it.period).map(|it| it.to_string()).unwrap_or_default().into(),
        old_e4.into(),
        old_on.into(),
        old_yes.into(),
        old.and_then(|it| it.to).map(|it| it.0).into(),
        value_e4.into(),
        value_on.into(),
        value_yes.into(),
        kept.and_then(|it| it.to).map(|it| it.0).into(),
        it.effective_on.into(),
        it.reason.as_str().into(),
        it.content.as_str().into(),
        it.digest.as_str().into(),
        it.proposed.0.0.into(),
        it.proposed.1.0.into(),
        it.replaces.map(|it| it.0).into(),
        target.is_some_and(|it| it.new == Amended::Exempt).into(),
        rules.and_then(|it| it.rule_set).map(|it| it.0).into(),
        rules.and_then(|it| it.grade_rules.as_deref()).map(domain::package::grade_rules_to_json).into(),
    ];
    row::<Id>(db, text, values).await?.map(|it| AmendmentId(it.id)).ok_or(Error::NotFound)
}

/// Keeps what was decided; `Busy` where it no longer waits, `Taken` where another one of this goal and day is in force.
pub async fn update(db: &impl Connection, it: &Amendment) -> Result<(), Error> {
    let text =
        "UPDATE amendment SET state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 WHERE id = $1 AND state = 'proposed'";
    let (by, at) = (it.decided.map(|it| it.0.0), it.decided.map(|it| it.1.0));
    let values = [it.id.0.into(), it.state.code().into(), by.into(), at.into(), it.decision_reason.as_str().into()];
    if run(db, text, values).await? == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// Lets another one take an amendment's place; `Busy` where it is not in force.
pub async fn update_replaced(db: &impl Connection, id: AmendmentId) -> Result<(), Error> {
    let text = "UPDATE amendment SET state = 'replaced' WHERE id = $1 AND state = 'approved'";
    if run(db, text, [id.0.into()]).await? == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// That a unit signed an amendment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Acknowledged {
    /// The key, to which the signature belongs.
    pub id: i64,
    /// The amendment.
    pub amendment_id: i64,
    /// The unit.
    pub unit_id: i64,
    /// Who signed for it.
    pub person_name: String,
    /// When, milliseconds UTC.
    pub at: i64,
}

const ACKNOWLEDGED: &str = "SELECT amendment_unit.id, amendment_unit.amendment_id, amendment_unit.unit_id, person.full_name AS person_name, \
     amendment_unit.at FROM amendment_unit JOIN person ON person.id = amendment_unit.person_id";

/// Which units signed the amendments of a group; of one unit where one is given. At most 5000.
pub async fn acknowledged(db: &impl Connection, group: GroupId, unit: Option<UnitId>) -> Result<Vec<Acknowledged>, Error> {
    let text = format!(
        "{ACKNOWLEDGED} JOIN amendment ON amendment.id = amendment_unit.amendment_id WHERE amendment.group_id = $1 \
         AND ($2 = 0 OR amendment_unit.unit_id = $2) ORDER BY amendment_unit.id LIMIT 5000"
    );
    Ok(rows(db, &text, [group.0.into(), unit.map_or(0, |it| it.0).into()]).await?)
}

/// Keeps that a unit signed an amendment, and gives the key to which the signature belongs; a second time is `Taken`.
pub async fn insert_acknowledged(
    db: &impl Connection,
    amendment: AmendmentId,
    unit: UnitId,
    person: PersonId,
    at: Timestamp,
) -> Result<i64, Error> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let text = "INSERT INTO amendment_unit (amendment_id, unit_id, person_id, at) VALUES ($1, $2, $3, $4) RETURNING id";
    let values = [amendment.0.into(), unit.0.into(), person.0.into(), at.0.into()];
    row::<Id>(db, text, values).await?.map(|it| it.id).ok_or(Error::NotFound)
}
