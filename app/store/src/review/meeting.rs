//! The meeting of a case: its call, what the minutes say, their frozen content and the signatures on it.

use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::review::{Attendee, Opinion, OpinionKind, SignedAs, Vote, VoteManner};
use domain::{AccountId, CaseId, MeetingId, PersonId, Timestamp};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A review meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its key; not read when it is added.
    pub id: MeetingId,
    /// The day.
    pub held_on: Date,
    /// The beginning, `HH:MM`.
    pub begins: String,
    /// The end, `HH:MM`; empty while it is open.
    pub ends: String,
    /// Where.
    pub place: String,
    /// The chair.
    pub chair: PersonId,
    /// The chair's form of address and name; not read when it is saved.
    pub chair_name: String,
    /// The chair's post then.
    pub chair_post: String,
    /// The secretary.
    pub secretary: PersonId,
    /// The secretary's form of address and name; not read when it is saved.
    pub secretary_name: String,
    /// The secretary's post then.
    pub secretary_post: String,
    /// 1: reason, purpose, grounds.
    pub purpose: String,
    /// 2: the reports presented.
    pub presented: String,
    /// 6: conclusion of the chair.
    pub conclusion: String,
    /// Its revision.
    pub revision: i64,
    /// The frozen content, its digest and when it was adopted.
    pub adopted: Option<(String, String, Timestamp)>,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: i64,
    held_on: Date,
    starts_at_time: String,
    ends_at_time: String,
    place: String,
    chair_id: i64,
    chair_name: String,
    chair_post: String,
    secretary_id: i64,
    secretary_name: String,
    secretary_post: String,
    purpose: String,
    presented: String,
    conclusion: String,
    revision: i64,
    content: Option<String>,
    content_sha256: Option<String>,
    adopted_at: Option<i64>,
}

pub(super) const MEETING: &str = "SELECT review_meeting.*, chair.honorific || ' ' || chair.full_name AS chair_name, \
     secretary.honorific || ' ' || secretary.full_name AS secretary_name FROM review_meeting \
     JOIN person chair ON chair.id = review_meeting.chair_id JOIN person secretary ON secretary.id = review_meeting.secretary_id";

/// The meeting of a case, if one is called.
pub async fn of_case(db: &impl Connection, case: CaseId) -> Result<Option<Meeting>, Error> {
    let text = format!("{MEETING} WHERE review_meeting.case_id = $1");
    Ok(row::<Row>(db, &text, [case.0.into()]).await?.map(known))
}

pub(super) fn known(it: Row) -> Meeting {
    Meeting {
        id: MeetingId(it.id),
        held_on: it.held_on,
        begins: it.starts_at_time,
        ends: it.ends_at_time,
        place: it.place,
        chair: PersonId(it.chair_id),
        chair_name: it.chair_name,
        chair_post: it.chair_post,
        secretary: PersonId(it.secretary_id),
        secretary_name: it.secretary_name,
        secretary_post: it.secretary_post,
        purpose: it.purpose,
        presented: it.presented,
        conclusion: it.conclusion,
        revision: it.revision,
        adopted: match (it.content, it.content_sha256, it.adopted_at) {
            (Some(content), Some(sha256), Some(at)) => Some((content, sha256, Timestamp(at))),
            _ => None,
        },
    }
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Adds the meeting of a case; a second one is `Taken`.
pub async fn insert(db: &impl Connection, case: CaseId, it: &Meeting) -> Result<MeetingId, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO review_meeting (case_id, state, held_on, starts_at_time, ends_at_time, place, chair_id, chair_post, secretary_id, \
         secretary_post, purpose, presented, conclusion, revision) VALUES ($1, 'called', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) RETURNING id",
        [
            case.0.into(),
            it.held_on.into(),
            it.begins.as_str().into(),
            it.ends.as_str().into(),
            it.place.as_str().into(),
            it.chair.0.into(),
            it.chair_post.as_str().into(),
            it.secretary.0.into(),
            it.secretary_post.as_str().into(),
            it.purpose.as_str().into(),
            it.presented.as_str().into(),
            it.conclusion.as_str().into(),
        ],
    )
    .await?;
    made.map(|it| MeetingId(it.id)).ok_or(Error::NotFound)
}

/// Saves a meeting that is not adopted; `Busy` when somebody else saved or adopted it first.
pub async fn update(db: &impl Connection, it: &Meeting) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE review_meeting SET held_on = $1, starts_at_time = $2, ends_at_time = $3, place = $4, chair_id = $5, chair_post = $6, \
         secretary_id = $7, secretary_post = $8, purpose = $9, presented = $10, conclusion = $11, revision = revision + 1 \
         WHERE id = $12 AND revision = $13 AND adopted_at IS NULL",
        [
            it.held_on.into(),
            it.begins.as_str().into(),
            it.ends.as_str().into(),
            it.place.as_str().into(),
            it.chair.0.into(),
            it.chair_post.as_str().into(),
            it.secretary.0.into(),
            it.secretary_post.as_str().into(),
            it.purpose.as_str().into(),
            it.presented.as_str().into(),
            it.conclusion.as_str().into(),
            it.id.0.into(),
            it.revision.into(),
        ],
    )
    .await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// Freezes the content of the minutes; `Busy` when somebody else saved or adopted them first.
pub async fn update_adopted(
    db: &impl Connection,
    id: MeetingId,
    revision: i64,
    content: &str,
    sha256: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE review_meeting SET state = 'adopted', content = $1, content_sha256 = $2, adopted_at = $3, revision = revision + 1 \
         WHERE id = $4 AND revision = $5 AND adopted_at IS NULL",
        [content.into(), sha256.into(), at.0.into(), id.0.into(), revision.into()],
    )
    .await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}

#[derive(FromQueryResult)]
struct AttendeeRow {
    name: String,
    post: String,
    present: bool,
    absent_reason: String,
}

/// Everybody called, in order.
pub async fn attendees(db: &impl Connection, meeting: MeetingId) -> Result<Vec<Attendee>, Error> {
    let found: Vec<AttendeeRow> = rows(
        db,
        "SELECT name, post, present, absent_reason FROM meeting_attendee WHERE meeting_id = $1 ORDER BY position",
        [meeting.0.into()],
    )
    .await?;
    Ok(found
        .into_iter()
        .map(|it| Attendee { name: it.name, post: it.post, present: it.present, absent_reason: it.absent_reason })
        .collect())
}

/// Replaces the list of everybody called.
pub async fn update_attendees(db: &impl Connection, meeting: MeetingId, list: &[Attendee]) -> Result<(), Error> {
    run(db, "DELETE FROM meeting_attendee WHERE meeting_id = $1", [meeting.0.into()]).await?;
    let head = "INSERT INTO meeting_attendee (meeting_id, position, name, post, present, absent_reason) VALUES";
    let values = |(position, it): (i64, &Attendee)| {
        let (name, post, reason) = (it.name.as_str(), it.post.as_str(), it.absent_reason.as_str());
        vec![meeting.0.into(), position.into(), name.into(), post.into(), it.present.into(), reason.into()]
    };
    Ok(insert_many(db, head, 6, (0..).zip(list).map(values).collect(), "").await?)
}

#[derive(FromQueryResult)]
struct OpinionRow {
    kind: String,
    speaker: String,
    content: String,
}

/// What was said, in order.
pub async fn opinions(db: &impl Connection, meeting: MeetingId) -> Result<Vec<Opinion>, Error> {
    let found: Vec<OpinionRow> =
        rows(db, "SELECT kind, speaker, content FROM meeting_opinion WHERE meeting_id = $1 ORDER BY position", [meeting.0.into()]).await?;
    found
        .into_iter()
        .map(|it| {
            Ok(Opinion {
                kind: OpinionKind::of(&it.kind).ok_or(Error::Corrupt("meeting_opinion.kind"))?,
                speaker: it.speaker,
                content: it.content,
            })
        })
        .collect()
}

/// Replaces what was said.
pub async fn update_opinions(db: &impl Connection, meeting: MeetingId, list: &[Opinion]) -> Result<(), Error> {
    run(db, "DELETE FROM meeting_opinion WHERE meeting_id = $1", [meeting.0.into()]).await?;
    let head = "INSERT INTO meeting_opinion (meeting_id, position, kind, speaker, content) VALUES";
    let values = |(position, it): (i64, &Opinion)| {
        vec![meeting.0.into(), position.into(), it.kind.code().into(), it.speaker.as_str().into(), it.content.as_str().into()]
    };
    Ok(insert_many(db, head, 5, (0..).zip(list).map(values).collect(), "").await?)
}

#[derive(FromQueryResult)]
struct VoteRow {
    subject: String,
    manner: String,
    in_favour: i64,
    against: i64,
    abstained: i64,
}

/// The votes, in order.
pub async fn votes(db: &impl Connection, meeting: MeetingId) -> Result<Vec<Vote>, Error> {
    let found: Vec<VoteRow> = rows(
        db,
        "SELECT subject, manner, in_favour, against, abstained FROM meeting_vote WHERE meeting_id = $1 ORDER BY position",
        [meeting.0.into()],
    )
    .await?;
    let count = |it: i64| u32::try_from(it).map_err(|_| Error::Corrupt("meeting_vote"));
    found
        .into_iter()
        .map(|it| {
            Ok(Vote {
                subject: it.subject,
                manner: VoteManner::of(&it.manner).ok_or(Error::Corrupt("meeting_vote.manner"))?,
                in_favour: count(it.in_favour)?,
                against: count(it.against)?,
                abstained: count(it.abstained)?,
            })
        })
        .collect()
}

/// Replaces the votes.
pub async fn update_votes(db: &impl Connection, meeting: MeetingId, list: &[Vote]) -> Result<(), Error> {
    run(db, "DELETE FROM meeting_vote WHERE meeting_id = $1", [meeting.0.into()]).await?;
    let head = "INSERT INTO meeting_vote (meeting_id, position, subject, manner, in_favour, against, abstained) VALUES";
    let values = |(position, it): (i64, &Vote)| {
        let counts = [it.in_favour, it.against, it.abstained].map(|it| Value::from(i64::from(it)));
        let head = [meeting.0.into(), position.into(), it.subject.as_str().into(), it.manner.code().into()];
        head.into_iter().chain(counts).collect()
    };
    Ok(insert_many(db, head, 7, (0..).zip(list).map(values).collect(), "").await?)
}

/// A signature on minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// As what.
    pub signed_as: SignedAs,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// When.
    pub at: Timestamp,
    /// The digest that was signed.
    pub sha256: String,
}

#[derive(FromQueryResult)]
pub(super) struct SignedRow {
    signed_as: String,
    name: String,
    post: String,
    signed_at: i64,
    content_sha256: String,
}

/// The signatures on the minutes of a meeting, oldest first.
pub async fn signatures(db: &impl Connection, meeting: MeetingId) -> Result<Vec<Signed>, Error> {
    let text =
        "SELECT signed_as, name, post, signed_at, content_sha256 FROM signature WHERE subject = 'minutes' AND subject_id = $1 ORDER BY id";
    let found: Vec<SignedRow> = rows(db, text, [meeting.0.into()]).await?;
    found.into_iter().map(signed_of).collect()
}

pub(super) fn signed_of(it: SignedRow) -> Result<Signed, Error> {
    let signed_as = SignedAs::of(&it.signed_as).ok_or(Error::Corrupt("signature.signed_as"))?;
    Ok(Signed { signed_as, name: it.name, post: it.post, at: Timestamp(it.signed_at), sha256: it.content_sha256 })
}

/// Adds a signature on minutes, given by entering the password; a second one of the same kind is `Taken`.
pub async fn insert_signature(
    db: &impl Connection,
    meeting: MeetingId,
    person: PersonId,
    account: AccountId,
    it: &Signed,
) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO signature (subject, subject_id, signed_as, person_id, account_id, name, post, method, content_sha256, signed_at) \
         VALUES ('minutes', $1, $2, $3, $4, $5, $6, 'password', $7, $8)",
        [
            meeting.0.into(),
            it.signed_as.code().into(),
            person.0.into(),
            account.0.into(),
            it.name.as_str().into(),
            it.post.as_str().into(),
            it.sha256.as_str().into(),
            it.at.0.into(),
        ],
    )
    .await?;
    Ok(())
}
