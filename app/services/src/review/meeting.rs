//! Calling the review meeting and writing down what happened in it.

use super::boxes::Boxes;
use super::{loaded, open_stage};
use crate::{Ctx, Error, Remember};
use domain::policy::Action;
use domain::review::{
    Attendee, Call, CallMeetingRefusal, CaseState, Opinion, OpinionKind, ReportKind, Vote, VoteManner, WriteMinutesRefusal, may_be_written,
    time_of_day,
};
use domain::{Campaign, CaseId, Event, MeetingId, PersonId, Unit};
use store::Tx;
use store::review::case::{Case, OfficerRow};
use store::review::meeting::Meeting;

/// The meeting of a case with what its forms need.
#[derive(Debug, Clone)]
pub struct MeetingView {
    /// The case.
    pub case: Case,
    /// Its campaign.
    pub campaign: Campaign,
    /// The unit.
    pub unit: Unit,
    /// The meeting, once called.
    pub meeting: Option<Meeting>,
    /// Everybody called.
    pub attendees: Vec<Attendee>,
    /// What was said.
    pub opinions: Vec<Opinion>,
    /// The votes.
    pub votes: Vec<Vote>,
    /// Who may preside or write: officers of the unit and of the authority.
    pub officers: Vec<OfficerRow>,
    /// The head who is reviewed.
    pub reviewed: Option<PersonId>,
    /// The reviewed head's form of address and name.
    pub reviewed_name: String,
    /// Whether the person may call the meeting or change its call now.
    pub may_call: bool,
    /// Whether the person may write the minutes now.
    pub may_write: bool,
}

/// The meeting of a case. Seven statements.
pub async fn meeting(ctx: &Ctx, id: CaseId) -> Result<MeetingView, Error> {
    let db = ctx.db();
    let (case, campaign, unit) = store::review::around::get(db, id).await?;
    let at = case.at(unit.place());
    ctx.actor.allow_case(Action::ViewReview, &at)?;
    let meeting = store::review::meeting::of_case(db, id).await?;
    let (mut attendees, mut opinions, mut votes) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(it) = &meeting {
        attendees = store::review::meeting::attendees(db, it.id).await?;
        opinions = store::review::meeting::opinions(db, it.id).await?;
        votes = store::review::meeting::votes(db, it.id).await?;
    }
    let reports = store::review::report::list(db, id).await?;
    let personal = reports.iter().find(|it| it.kind == ReportKind::Personal);
    let adopted = meeting.as_ref().is_some_and(|it| it.adopted.is_some());
    let come = meeting.as_ref().is_some_and(|it| may_be_written(it.held_on, ctx.today).is_ok());
    Ok(MeetingView {
        officers: store::review::case::officers(db, unit.id, campaign.authority, ctx.today).await?,
        reviewed: personal.and_then(|it| it.person),
        reviewed_name: personal.map(|it| it.person_name.clone()).unwrap_or_default(),
        may_call: !campaign.closed
            && matches!(case.state, CaseState::Reported | CaseState::MeetingCalled)
            && ctx.actor.allow(Action::ArrangeReview, &unit.place()).is_ok(),
        may_write: !campaign.closed && !adopted && come && ctx.actor.allow_case(Action::WriteMinutes, &at).is_ok(),
        case,
        campaign,
        unit,
        meeting,
        attendees,
        opinions,
        votes,
    })
}

/// Somebody invited, as typed.
#[derive(Debug, Clone, Default)]
pub struct InvitedRow {
    /// Form of address and full name; an empty row is left out.
    pub name: String,
    /// Post.
    pub post: String,
}

/// What was typed to call a meeting.
#[derive(Debug, Clone)]
pub struct CallForm {
    /// The case.
    pub case: CaseId,
    /// The revision that was on the screen; 0 for a first call.
    pub revision: i64,
    /// The day.
    pub held_on: String,
    /// The beginning.
    pub begins: String,
    /// Where.
    pub place: String,
    /// The chair.
    pub chair: String,
    /// The secretary.
    pub secretary: String,
    /// Reason, purpose, grounds.
    pub purpose: String,
    /// Who is invited.
    pub invited: Vec<InvitedRow>,
}

fn chosen<'a>(boxes: &mut Boxes, field: &str, typed: &str, officers: &'a [OfficerRow]) -> Option<&'a OfficerRow> {
    let found = typed.parse().ok().and_then(|id: i64| officers.iter().find(|it| it.person_id == id));
    if found.is_none() {
        boxes.refuse(field, CallMeetingRefusal::NotChosen);
    }
    found
}

/// Calls the meeting of a case whose reports are submitted, or changes its call before it is held.
pub async fn call(ctx: &Ctx, form: &CallForm) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (case, campaign, unit) = loaded(&tx, form.case).await?;
    ctx.actor.allow(Action::ArrangeReview, &unit.place())?;
    open_stage(ctx, &tx, &campaign).await?;
    match case.state {
        CaseState::Reported | CaseState::MeetingCalled => {}
        CaseState::Opened => return Err(CallMeetingRefusal::NotReported.into()),
        _ => return Err(CallMeetingRefusal::AlreadyHeld.into()),
    }
    let reports = store::review::report::list(&tx, case.id).await?;
    let head = reports.iter().find(|it| it.kind == ReportKind::Personal).and_then(|it| it.person);
    let officers = store::review::case::officers(&tx, unit.id, campaign.authority, ctx.today).await?;
    let there = store::review::meeting::of_case(&tx, case.id).await?;

    let mut boxes = Boxes::default();
    let held_on = boxes.needed_day("held_on", &form.held_on);
    let begins = time_of_day(&form.begins);
    if begins.is_none() {
        boxes.refuse("begins", CallMeetingRefusal::NotATime);
    }
    let place = boxes.text("place", &form.place);
    if place.is_empty() {
        boxes.refuse("place", CallMeetingRefusal::PlaceMissing);
    }
    let purpose = boxes.text("purpose", &form.purpose);
    let chair = chosen(&mut boxes, "chair", &form.chair, &officers);
    let secretary = chosen(&mut boxes, "secretary", &form.secretary, &officers);
    if let (Some(chair), Some(secretary)) = (chair, secretary)
        && let Err(refusal) = (Call { chair: PersonId(chair.person_id), secretary: PersonId(secretary.person_id) }).allow(head)
    {
        boxes.refuse(if refusal == CallMeetingRefusal::ChairIsReviewed { "chair" } else { "secretary" }, refusal);
    }
    let mut invited = Vec::new();
    for (at, row) in form.invited.iter().enumerate() {
        let name = boxes.text(&format!("invited[{at}][name]"), &row.name);
        let post = boxes.text(&format!("invited[{at}][post]"), &row.post);
        if !name.is_empty() {
            invited.push(Attendee { name, post, present: true, absent_reason: String::new() });
        }
    }
    if invited.is_empty() {
        boxes.refuse("invited[0][name]", CallMeetingRefusal::NobodyInvited);
    }
    boxes.done()?;
    let (Some(held_on), Some(begins), Some(chair), Some(secretary)) = (held_on, begins, chair, secretary) else {
        return Err(Error::NotFound);
    };

    let base = there.clone().unwrap_or_else(|| fresh(held_on));
    let called = Meeting {
        held_on,
        begins,
        place,
        chair: PersonId(chair.person_id),
        chair_post: chair.post(),
        secretary: PersonId(secretary.person_id),
        secretary_post: secretary.post(),
        purpose,
        revision: form.revision,
        ..base
    };
    let id = match &there {
        Some(it) => {
            store::review::meeting::update(&tx, &called).await?;
            it.id
        }
        None => store::review::meeting::insert(&tx, case.id, &called).await?,
    };
    store::review::meeting::update_attendees(&tx, id, &invited).await?;
    if case.state == CaseState::Reported {
        store::review::case::update_state(&tx, case.id, CaseState::Reported, CaseState::MeetingCalled).await?;
    }
    let after = format!("{} {}", domain::show_date(called.held_on), called.begins);
    ctx.remember(&tx, Event::ReviewMeetingCalled, "review_case", case.id.0, Remember { unit: Some(unit.id), after, ..Remember::default() })
        .await?;
    tx.commit().await.map_err(Error::internal)
}

fn fresh(held_on: time::Date) -> Meeting {
    Meeting {
        id: MeetingId(0),
        held_on,
        begins: String::new(),
        ends: String::new(),
        place: String::new(),
        chair: PersonId(0),
        chair_name: String::new(),
        chair_post: String::new(),
        secretary: PersonId(0),
        secretary_name: String::new(),
        secretary_post: String::new(),
        purpose: String::new(),
        presented: String::new(),
        conclusion: String::new(),
        revision: 0,
        adopted: None,
    }
}

/// Somebody called, as typed.
#[derive(Debug, Clone, Default)]
pub struct AttendeeRow {
    /// Form of address and full name; an empty row is left out.
    pub name: String,
    /// Post.
    pub post: String,
    /// Whether the person came.
    pub present: bool,
    /// Why not.
    pub absent_reason: String,
}

/// Something said, as typed.
#[derive(Debug, Clone, Default)]
pub struct OpinionRow {
    /// `opinion` or `reply`.
    pub kind: String,
    /// Who.
    pub speaker: String,
    /// What; a row without is left out.
    pub content: String,
}

/// A vote, as typed.
#[derive(Debug, Clone, Default)]
pub struct VoteRow {
    /// On whom or what; a row without is left out.
    pub subject: String,
    /// `open` or `secret`.
    pub manner: String,
    /// Votes in favour.
    pub in_favour: String,
    /// Votes against.
    pub against: String,
    /// Abstentions.
    pub abstained: String,
}

/// What was typed into the minutes.
#[derive(Debug, Clone)]
pub struct MinutesForm {
    /// The case.
    pub case: CaseId,
    /// The revision that was on the screen.
    pub revision: i64,
    /// The beginning.
    pub begins: String,
    /// The end; may be empty in a draft.
    pub ends: String,
    /// Where.
    pub place: String,
    /// Everybody called.
    pub attendees: Vec<AttendeeRow>,
    /// 1: reason, purpose, grounds.
    pub purpose: String,
    /// 2: the reports presented.
    pub presented: String,
    /// 3 and 4: what was said.
    pub opinions: Vec<OpinionRow>,
    /// 5: votes.
    pub votes: Vec<VoteRow>,
    /// 6: conclusion.
    pub conclusion: String,
}

fn votes(boxes: &mut Boxes, typed: &[VoteRow]) -> Vec<Vote> {
    let mut votes = Vec::new();
    for (at, row) in typed.iter().enumerate() {
        let subject = boxes.text(&format!("votes[{at}][subject]"), &row.subject);
        if subject.is_empty() {
            continue;
        }
        let mut count = |part: &str, typed: &str| {
            let typed = typed.trim();
            let number = if typed.is_empty() { Some(0) } else { typed.parse().ok().filter(|it| *it <= 100_000_u32) };
            number.unwrap_or_else(|| {
                boxes.refuse(format!("votes[{at}][{part}]"), WriteMinutesRefusal::NotACount);
                0
            })
        };
        let (in_favour, against, abstained) =
            (count("in_favour", &row.in_favour), count("against", &row.against), count("abstained", &row.abstained));
        votes.push(Vote { subject, manner: VoteManner::of(&row.manner).unwrap_or(VoteManner::Open), in_favour, against, abstained });
    }
    votes
}

/// Saves the draft of the minutes, from the day of the meeting on; the first saving records that the meeting was held.
pub async fn write(ctx: &Ctx, form: &MinutesForm) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (case, campaign, unit) = loaded(&tx, form.case).await?;
    let at = case.at(unit.place());
    let Some(meeting) = store::review::meeting::of_case(&tx, case.id).await? else {
        ctx.actor.allow_case(Action::ViewReview, &at)?;
        return Err(WriteMinutesRefusal::NotCalled.into());
    };
    ctx.actor.allow_case(Action::WriteMinutes, &at)?;
    open_stage(ctx, &tx, &campaign).await?;
    if meeting.adopted.is_some() {
        return Err(WriteMinutesRefusal::AlreadyAdopted.into());
    }
    may_be_written(meeting.held_on, ctx.today)?;
    let mut boxes = Boxes::default();
    let mut time = |field: &str, typed: &str, needed: bool| match time_of_day(typed) {
        Some(it) => it,
        None if typed.trim().is_empty() && !needed => String::new(),
        None => {
            boxes.refuse(field, CallMeetingRefusal::NotATime);
            String::new()
        }
    };
    let (begins, ends) = (time("begins", &form.begins, true), time("ends", &form.ends, false));
    let place = boxes.text("place", &form.place);
    if place.is_empty() {
        boxes.refuse("place", CallMeetingRefusal::PlaceMissing);
    }
    let mut attendees = Vec::new();
    for (at, row) in form.attendees.iter().enumerate() {
        let mut text = |part: &str, typed: &str| boxes.text(&format!("attendees[{at}][{part}]"), typed);
        let (name, post, absent_reason) = (text("name", &row.name), text("post", &row.post), text("absent_reason", &row.absent_reason));
        if !name.is_empty() {
            attendees.push(Attendee { name, post, present: row.present, absent_reason });
        }
    }
    let mut opinions = Vec::new();
    for (at, row) in form.opinions.iter().enumerate() {
        let mut text = |part: &str, typed: &str| boxes.text(&format!("opinions[{at}][{part}]"), typed);
        let (speaker, content) = (text("speaker", &row.speaker), text("content", &row.content));
        if !content.is_empty() {
            opinions.push(Opinion { kind: OpinionKind::of(&row.kind).unwrap_or(OpinionKind::Opinion), speaker, content });
        }
    }
    let votes = votes(&mut boxes, &form.votes);
    let purpose = boxes.text("purpose", &form.purpose);
    let presented = boxes.text("presented", &form.presented);
    let conclusion = boxes.text("conclusion", &form.conclusion);
    boxes.done()?;
    let id = meeting.id;
    let written = Meeting { begins, ends, place, purpose, presented, conclusion, revision: form.revision, ..meeting };
    store::review::meeting::update(&tx, &written).await?;
    lists(&tx, id, &attendees, &opinions, &votes).await?;
    if case.state == CaseState::MeetingCalled {
        store::review::case::update_state(&tx, case.id, CaseState::MeetingCalled, CaseState::MeetingHeld).await?;
    }
    ctx.remember(&tx, Event::MinutesSaved, "review_case", case.id.0, Remember { unit: Some(unit.id), ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)
}

async fn lists(tx: &Tx, id: MeetingId, attendees: &[Attendee], opinions: &[Opinion], votes: &[Vote]) -> Result<(), Error> {
    store::review::meeting::update_attendees(tx, id, attendees).await?;
    store::review::meeting::update_opinions(tx, id, opinions).await?;
    Ok(store::review::meeting::update_votes(tx, id, votes).await?)
}
