//! The review meeting and its minutes (biên bản, Mẫu 1.9; `domain.md` 8.5, 9.5). The head is reviewed in person at the meeting, so the
//! head never chairs it (`domain.md` 2, separation of duties; the product's rule, read conservatively: one meeting has both parts).

use super::codes;
use crate::ids::PersonId;
use crate::{Refusal, refusals};
use serde::{Deserialize, Serialize};
use time::Date;

codes! {
    /// What somebody said is.
    pub enum OpinionKind {
        /// An opinion of a member.
        Opinion = "opinion",
        /// What was accepted or explained.
        Reply = "reply",
    }
}

codes! {
    /// How a vote is taken.
    pub enum VoteManner {
        /// By show of hands.
        Open = "open",
        /// By ballot.
        Secret = "secret",
    }
}

codes! {
    /// As what somebody signs the minutes, in the order of signing.
    pub enum SignedAs {
        /// The secretary, first.
        Secretary = "secretary",
        /// The chair, second.
        Chair = "chair",
    }
}

refusals! {
    /// Why a meeting cannot be called.
    pub enum CallMeetingRefusal {
        /// The reports are not submitted yet.
        NotReported,
        /// It was held already.
        AlreadyHeld,
        /// The reviewed head does not chair the meeting that reviews the head in person.
        ChairIsReviewed,
        /// Chair and secretary are two people.
        SecretaryIsChair,
        /// Nobody was chosen, or somebody who is no officer of the unit or of the authority.
        NotChosen,
        /// The place is missing.
        PlaceMissing,
        /// A time of day is written `14:30`.
        NotATime,
        /// Nobody is invited.
        NobodyInvited,
    }
}

refusals! {
    /// Why the minutes cannot be written.
    pub enum WriteMinutesRefusal {
        /// No meeting is called.
        NotCalled,
        /// The day of the meeting has not come.
        NotHeldYet,
        /// They are adopted; what was adopted is not changed.
        AlreadyAdopted,
        /// A number of votes is a whole number from 0.
        NotACount,
    }
}

refusals! {
    /// Why the minutes cannot be adopted.
    pub enum AdoptMinutesRefusal {
        /// The meeting was not held yet, or the minutes are adopted already.
        WrongState,
        /// The chair or the secretary of this meeting adopts them.
        NotChairOrSecretary,
        /// Nobody is recorded as present.
        NobodyPresent,
        /// Who is absent has a reason.
        AbsentReasonMissing,
        /// More votes than people present.
        VotesExceedPresent,
        /// The end is missing.
        EndMissing,
        /// The meeting ends before it begins.
        EndsBeforeStart,
        /// The chair's conclusion is missing.
        ConclusionMissing,
    }
}

refusals! {
    /// Why the minutes cannot be signed.
    pub enum SignMinutesRefusal {
        /// They are not adopted yet.
        NotAdopted,
        /// The person is neither secretary nor chair of this meeting.
        NotSigner,
        /// The secretary signs before the chair.
        SecretaryFirst,
        /// This person has signed already.
        AlreadySigned,
        /// The minutes on the screen are not the ones that were adopted.
        OtherContent,
    }
}

/// Who is called to preside and to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// The chair.
    pub chair: PersonId,
    /// The secretary.
    pub secretary: PersonId,
}

impl Call {
    /// Whether these two may hold the meeting that reviews `head`.
    pub fn allow(self, head: Option<PersonId>) -> Result<(), CallMeetingRefusal> {
        if Some(self.chair) == head {
            return Err(CallMeetingRefusal::ChairIsReviewed);
        }
        if self.chair == self.secretary {
            return Err(CallMeetingRefusal::SecretaryIsChair);
        }
        Ok(())
    }

    /// As what `person` signs now, where `signed` have signed: the secretary first, then the chair.
    pub fn signs(self, person: PersonId, signed: &[SignedAs]) -> Result<SignedAs, SignMinutesRefusal> {
        let role = if person == self.secretary {
            SignedAs::Secretary
        } else if person == self.chair {
            SignedAs::Chair
        } else {
            return Err(SignMinutesRefusal::NotSigner);
        };
        if signed.contains(&role) {
            return Err(SignMinutesRefusal::AlreadySigned);
        }
        if role == SignedAs::Chair && !signed.contains(&SignedAs::Secretary) {
            return Err(SignMinutesRefusal::SecretaryFirst);
        }
        Ok(role)
    }
}

/// Somebody who was called to the meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Form of address and full name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Whether the person came.
    pub present: bool,
    /// Why not.
    pub absent_reason: String,
}

/// Something said in the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Opinion or reply.
    pub kind: OpinionKind,
    /// Who.
    pub speaker: String,
    /// What.
    pub content: String,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// On whom or what.
    pub subject: String,
    /// Open or secret.
    pub manner: VoteManner,
    /// Votes in favour.
    pub in_favour: u32,
    /// Votes against.
    pub against: u32,
    /// Abstentions and other opinions.
    pub abstained: u32,
}

/// Chair or secretary, as the minutes print them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatoryText {
    /// Form of address and full name.
    pub name: String,
    /// Post.
    pub post: String,
}

/// A remedy promised in a submitted report; it starts to run when the minutes are signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The target.
    pub target: String,
    /// The remedy.
    pub remedy: String,
    /// Who sees to it.
    pub responsible: String,
    /// Until when, `YYYY-MM-DD`.
    pub due_on: String,
}

/// What minutes say: the text that is frozen at adoption and that both signatures bind to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesContent {
    /// The campaign's code.
    pub campaign: String,
    /// The year reviewed.
    pub year: i32,
    /// The unit reviewed.
    pub unit: String,
    /// The day, `YYYY-MM-DD`.
    pub held_on: String,
    /// The beginning, `HH:MM`.
    pub begins: String,
    /// The end, `HH:MM`; empty while it is open.
    pub ends: String,
    /// Where.
    pub place: String,
    /// Who presides.
    pub chair: SignatoryText,
    /// Who writes.
    pub secretary: SignatoryText,
    /// Everybody called.
    pub attendees: Vec<Attendee>,
    /// 1: reason, purpose, grounds.
    pub purpose: String,
    /// 2: the reports presented.
    pub presented: String,
    /// 3 and 4: opinions and replies, in order.
    pub opinions: Vec<Opinion>,
    /// 5: votes.
    pub votes: Vec<Vote>,
    /// 6: conclusion of the chair.
    pub conclusion: String,
    /// The remedies promised in the collective report.
    pub promises: Vec<Promise>,
    /// The authority's own wording; contents frozen without one say what the program says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<crate::template::Wording>,
}

/// The boxes of minutes that stand against their adoption, each with the rule it breaks.
pub fn check_minutes(it: &MinutesContent) -> Vec<(String, Refusal)> {
    use AdoptMinutesRefusal as No;
    let mut wrong: Vec<(String, Refusal)> = Vec::new();
    let mut say = |field: String, no: No| wrong.push((field, no.into()));
    if it.ends.trim().is_empty() {
        say("ends".to_owned(), No::EndMissing);
    } else if it.ends <= it.begins {
        say("ends".to_owned(), No::EndsBeforeStart);
    }
    let present = it.attendees.iter().filter(|it| it.present).count();
    if present == 0 {
        say("attendees[0][present]".to_owned(), No::NobodyPresent);
    }
    for (at, attendee) in it.attendees.iter().enumerate() {
        if !attendee.present && attendee.absent_reason.trim().is_empty() {
            say(format!("attendees[{at}][absent_reason]"), No::AbsentReasonMissing);
        }
    }
    for (at, vote) in it.votes.iter().enumerate() {
        let cast = u64::from(vote.in_favour) + u64::from(vote.against) + u64::from(vote.abstained);
        if cast > present as u64 {
            say(format!("votes[{at}][in_favour]"), No::VotesExceedPresent);
        }
    }
    if it.conclusion.trim().is_empty() {
        say("conclusion".to_owned(), No::ConclusionMissing);
    }
    wrong
}

/// Whether the minutes of a meeting on `held_on` may be written today.
pub fn may_be_written(held_on: Date, today: Date) -> Result<(), WriteMinutesRefusal> {
    if held_on > today { Err(WriteMinutesRefusal::NotHeldYet) } else { Ok(()) }
}

/// Reads a time of day: `14:30`, `14h30`, `14 giờ 30`, `8h`; gives it as `HH:MM`.
pub fn time_of_day(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace("giờ", ":").replace('h', ":");
    let (hour, minute) = text.split_once(':').unwrap_or((&text, ""));
    let number = |it: &str| -> Option<u8> {
        let it = it.trim();
        (it.len() <= 2 && !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit())).then(|| it.parse().ok())?
    };
    let minute = if minute.trim().is_empty() && text.contains(':') { 0 } else { number(minute)? };
    let hour = number(hour)?;
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes() -> MinutesContent {
        let attendee = |present: bool| Attendee { name: "Bà B".into(), present, absent_reason: "ốm".into(), ..Attendee::default() };
        MinutesContent {
            campaign: "cchc-2023".into(),
            year: 2023,
            unit: "Xã Cẩm Văn".into(),
            held_on: "2023-01-10".into(),
            begins: "08:00".into(),
            ends: "11:00".into(),
            place: "Hội trường".into(),
            chair: SignatoryText::default(),
            secretary: SignatoryText::default(),
            attendees: vec![attendee(true), attendee(true), attendee(false)],
            purpose: String::new(),
            presented: String::new(),
            opinions: Vec::new(),
            votes: vec![Vote { subject: "Tập thể".into(), manner: VoteManner::Open, in_favour: 2, against: 0, abstained: 0 }],
            conclusion: "Thống nhất".into(),
            promises: Vec::new(),
            wording: None,
        }
    }

    #[test]
    fn whole_minutes_may_be_adopted_and_each_gap_is_named() {
        assert_eq!(check_minutes(&minutes()), []);
        type Change = fn(&mut MinutesContent);
        let cases: [(Change, &str, AdoptMinutesRefusal); 7] = [
            (|it| it.ends.clear(), "ends", AdoptMinutesRefusal::EndMissing),
            (|it| it.ends = "08:00".into(), "ends", AdoptMinutesRefusal::EndsBeforeStart),
            (|it| it.ends = "07:59".into(), "ends", AdoptMinutesRefusal::EndsBeforeStart),
            (|it| it.attendees.iter_mut().for_each(|it| it.present = false), "attendees[0][present]", AdoptMinutesRefusal::NobodyPresent),
            (|it| it.attendees[2].absent_reason.clear(), "attendees[2][absent_reason]", AdoptMinutesRefusal::AbsentReasonMissing),
            (|it| it.votes[0].abstained = 1, "votes[0][in_favour]", AdoptMinutesRefusal::VotesExceedPresent),
            (|it| it.conclusion = " \n".into(), "conclusion", AdoptMinutesRefusal::ConclusionMissing),
        ];
        for (change, field, refusal) in cases {
            let mut it = minutes();
            change(&mut it);
            assert_eq!(check_minutes(&it).first(), Some(&(field.to_owned(), refusal.into())));
        }
    }

    #[test]
    fn the_reviewed_head_does_not_chair_and_two_people_hold_the_meeting() {
        let call = Call { chair: PersonId(1), secretary: PersonId(2) };
        assert_eq!(call.allow(Some(PersonId(3))), Ok(()));
        assert_eq!(call.allow(Some(PersonId(1))), Err(CallMeetingRefusal::ChairIsReviewed));
        assert_eq!(Call { secretary: PersonId(1), ..call }.allow(None), Err(CallMeetingRefusal::SecretaryIsChair));
    }

    #[test]
    fn the_secretary_signs_before_the_chair_and_each_once() {
        let call = Call { chair: PersonId(1), secretary: PersonId(2) };
        assert_eq!(call.signs(PersonId(1), &[]), Err(SignMinutesRefusal::SecretaryFirst));
        assert_eq!(call.signs(PersonId(2), &[]), Ok(SignedAs::Secretary));
        assert_eq!(call.signs(PersonId(2), &[SignedAs::Secretary]), Err(SignMinutesRefusal::AlreadySigned));
        assert_eq!(call.signs(PersonId(1), &[SignedAs::Secretary]), Ok(SignedAs::Chair));
        assert_eq!(call.signs(PersonId(9), &[]), Err(SignMinutesRefusal::NotSigner));
    }

    #[test]
    fn times_of_day_are_read_as_people_write_them() {
        for (text, read) in [("14:30", Some("14:30")), ("8h", Some("08:00")), ("14 giờ 05", Some("14:05")), ("7h30", Some("07:30"))] {
            assert_eq!(time_of_day(text).as_deref(), read, "{text}");
        }
        for text in ["", "24:00", "12:60", "12", "giờ", "1:2:3", "-1:00", "123:00"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
