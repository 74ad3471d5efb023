//! A conference (hội nghị) at which commitments are signed: date, place, agenda, who attended, which sheets.

use crate::ids::{CampaignId, ConferenceId};
use crate::refusals;
use time::{Date, Time};

refusals! {
    /// Why a conference is not taken.
    pub enum ConferenceRefusal {
        /// It has no title.
        NoTitle,
        /// It has no place.
        NoPlace,
        /// It has no agenda.
        NoAgenda,
        /// The time of day is not one: `08:00`.
        NotATime,
        /// A text is longer than a conference takes.
        TooLong,
        /// A text holds a character that paper cannot show.
        Unprintable,
        /// A unit or sheet does not belong to the campaign.
        OtherCampaign,
    }
}

/// The longest agenda, in characters.
pub const LONGEST_AGENDA: usize = 20_000;

/// A conference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conference {
    /// Its key.
    pub id: ConferenceId,
    /// The campaign.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// Its day.
    pub held_on: Date,
    /// When it begins, in Hà Nội time.
    pub starts_at: Time,
    /// Where.
    pub place: String,
    /// The agenda, one item a line: `08:00 | what | who`.
    pub agenda: String,
}

/// A line of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// When; empty where the line says none.
    pub time: String,
    /// What.
    pub content: String,
    /// By whom; empty where the line says none.
    pub by: String,
}

impl Conference {
    /// The boxes that stand against the conference, each with its refusal.
    pub fn wrong(&self) -> Vec<(&'static str, ConferenceRefusal)> {
        let texts = [
            ("title", &self.title, 300, ConferenceRefusal::NoTitle),
            ("place", &self.place, 300, ConferenceRefusal::NoPlace),
            ("agenda", &self.agenda, LONGEST_AGENDA, ConferenceRefusal::NoAgenda),
        ];
        let mut wrong = Vec::new();
        for (name, text, most, none) in texts {
            if text.trim().is_empty() {
                wrong.push((name, none));
            } else if text.chars().count() > most {
                wrong.push((name, ConferenceRefusal::TooLong));
            }
        }
        wrong
    }

    /// The items of the agenda.
    pub fn items(&self) -> Vec<AgendaItem> {
        self.agenda.lines().map(str::trim).filter(|it| !it.is_empty()).map(item).collect()
    }
}

/// Reads `time | what | who`, `time | what`, or `what` alone.
fn item(line: &str) -> AgendaItem {
    let parts: Vec<&str> = line.splitn(3, '|').map(str::trim).collect();
    let (time, content, by) = match parts.as_slice() {
        [content] => ("", *content, ""),
        [time, content] => (*time, *content, ""),
        [time, content, by, ..] => (*time, *content, *by),
        [] => ("", "", ""),
    };
    AgendaItem { time: time.to_owned(), content: content.to_owned(), by: by.to_owned() }
}

/// Reads a time of day: `08:00`, `8:00`, `8h00`, `8 giờ 00`, `8h`.
pub fn typed_time(text: &str) -> Result<Time, ConferenceRefusal> {
    let text = text.trim().to_lowercase().replace("giờ", "h").replace(' ', "");
    let (hour, minute) = text.split_once([':', 'h']).ok_or(ConferenceRefusal::NotATime)?;
    let number = |it: &str| if it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit()) { it.parse::<u8>().ok() } else { None };
    let minute = if minute.is_empty() { Some(0) } else { number(minute) };
    let (Some(hour), Some(minute)) = (number(hour), minute) else { return Err(ConferenceRefusal::NotATime) };
    Time::from_hms(hour, minute, 0).map_err(|_| ConferenceRefusal::NotATime)
}

/// Writes a time of day: `08:00`.
pub fn show_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, time};

    fn conference() -> Conference {
        Conference {
            id: ConferenceId(1),
            campaign: CampaignId(1),
            title: "Hội nghị ký cam kết".to_owned(),
            held_on: date!(2023 - 01 - 10),
            starts_at: time!(8:00),
            place: "Hội trường".to_owned(),
            agenda: "08:00 | Khai mạc | Văn phòng\n\n08:15 | Ký cam kết\nBế mạc".to_owned(),
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in ["08:00", "8:00", "8h00", "8 giờ 00", "8h", " 8h "] {
            assert_eq!(typed_time(text), Ok(time!(8:00)), "{text}");
        }
        for text in ["", "8", "25:00", "8:60", "a:b", "8:00:00", "-8:00"] {
            assert_eq!(typed_time(text), Err(ConferenceRefusal::NotATime), "{text}");
        }
    }

    #[test]
    fn an_agenda_has_a_line_for_each_item() {
        let items = conference().items();
        assert_eq!(items.len(), 3);
        assert_eq!(items[0].by, "Văn phòng");
        assert_eq!((items[1].time.as_str(), items[1].content.as_str()), ("08:15", "Ký cam kết"));
        assert_eq!((items[2].time.as_str(), items[2].content.as_str()), ("", "Bế mạc"));
    }

    #[test]
    fn a_conference_says_what_where_and_how() {
        let none = String::new;
        assert_eq!(conference().wrong(), []);
        for (it, why) in [
            (Conference { title: none(), ..conference() }, vec![("title", ConferenceRefusal::NoTitle)]),
            (Conference { place: none(), ..conference() }, vec![("place", ConferenceRefusal::NoPlace)]),
            (
                Conference { title: "a".repeat(301), agenda: none(), ..conference() },
                vec![("title", ConferenceRefusal::TooLong), ("agenda", ConferenceRefusal::NoAgenda)],
            ),
            (Conference { agenda: "a".repeat(LONGEST_AGENDA + 1), ..conference() }, vec![("agenda", ConferenceRefusal::TooLong)]),
        ] {
            assert_eq!(it.wrong(), why);
        }
    }
}
