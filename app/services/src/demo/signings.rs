//! Issuing, proposing, agreeing and signing the sheets of both years, and the conferences at which they are signed.

use super::Stagehand;
use super::organisation::{COMMUNES, OFFICES};
use super::people::slug;
use super::texts::{AGENDA, COMMUNE_TASKS, OFFICE_TASKS};
use crate::Error;
use crate::commitment::{Draft, TypedTask, TypedValue, approve, counter, issue_all, open, propose, sheet, sign, sign_page};
use crate::conference::{TypedConference, arrange, group, record_attendance};
use domain::{CommitmentId, UnitId};
use store::conference::Attendance;
use time::Date;
use time::macros::date;

/// The days of a year's commitments.
struct Days {
    year: i32,
    campaign: &'static str,
    issued: Date,
    proposed: Date,
    approved: Date,
    conference: Date,
}

/// How far a unit's sheet gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reaches {
    /// Nobody of the unit opens it.
    Issued,
    /// It is opened and left.
    Opened,
    /// The unit proposes.
    Proposed,
    /// The authority counters.
    Countered,
    /// The authority agrees; the head has not signed.
    Approved,
    /// The head has signed; the authority has not.
    HeadSigned,
    /// Both have signed.
    InForce,
}

/// Key tasks as the texts hold them.
type Tasks = &'static [(&'static str, &'static str, &'static str, u8, u8)];

/// A unit that signs: its code, the login name of its head and its key tasks.
fn signers(on: Date) -> Vec<(&'static str, String, Tasks)> {
    let head = |code: &str, name: &str| match code {
        "10903" if on <= super::people::HEAD_LEFT => "chutich.ngoclien.cu".to_owned(),
        _ => format!("chutich.{}", slug(name)),
    };
    let offices = OFFICES.into_iter().zip(["truong.vanphong", "noivu", "truong.tuphap", "truong.taichinh", "truong.vanhoa"]);
    COMMUNES
        .into_iter()
        .map(|(code, name)| (code, head(code, name), COMMUNE_TASKS.as_slice()))
        .chain(offices.map(|((code, _, _), login)| (code, login.to_owned(), OFFICE_TASKS.as_slice())))
        .collect()
}

/// The units and the login names of their heads on a day.
pub fn heads(on: Date) -> Vec<(&'static str, String)> {
    signers(on).into_iter().map(|it| (it.0, it.1)).collect()
}

/// Everybody signed for the finished year, at a conference.
pub async fn year_2022(it: &Stagehand) -> Result<(), Error> {
    let days = Days {
        year: 2022,
        campaign: super::year_2022::CODE,
        issued: date!(2022 - 01 - 06),
        proposed: date!(2022 - 01 - 20),
        approved: date!(2022 - 02 - 14),
        conference: date!(2022 - 02 - 25),
    };
    all(it, &days, |_| Reaches::InForce, |_| None).await
}

/// Most signed for the running year; some have values of their own, some are on the way.
pub async fn year_2023(it: &Stagehand) -> Result<(), Error> {
    let days = Days {
        year: 2023,
        campaign: super::year_2023::CODE,
        issued: date!(2023 - 01 - 09),
        proposed: date!(2023 - 01 - 30),
        approved: date!(2023 - 02 - 13),
        conference: date!(2023 - 02 - 24),
    };
    let reaches = |code: &str| match code {
        "10942" => Reaches::Issued,
        "10918" => Reaches::Opened,
        "10936" => Reaches::Proposed,
        "10906" => Reaches::Countered,
        "10900" => Reaches::Approved,
        "10924" | "295-TP" => Reaches::HeadSigned,
        _ => Reaches::InForce,
    };
    let own = |code: &str| match code {
        "10927" => Some(("T03", "80")),
        "10912" => Some(("T03", "78,5")),
        "10936" => Some(("T03", "55")),
        "10906" => Some(("T03", "50")),
        "295-VP" => Some(("P01", "98")),
        _ => None,
    };
    all(it, &days, reaches, own).await
}

async fn all(
    it: &Stagehand,
    days: &Days,
    reaches: impl Fn(&str) -> Reaches,
    own: impl Fn(&str) -> Option<(&'static str, &'static str)>,
) -> Result<(), Error> {
    let campaign = store::campaign::of_code(&it.site.db, days.campaign).await?.id;
    issue_all(&it.ctx("noivu", days.issued, 9).await?, campaign).await?;
    let mut sheets = Vec::new();
    let signers = signers(days.conference);
    for (number, (code, head, tasks)) in signers.iter().enumerate() {
        let id = store::commitment::of_unit(&it.site.db, campaign, it.places.unit(code)?).await?.id;
        let reaches = reaches(code);
        sheets.push((id, reaches, it.places.unit(code)?, head));
        if reaches == Reaches::Issued {
            continue;
        }
        let minute = u8::try_from(number).unwrap_or(0);
        let unit = it.troupe.ctx(&it.site, head, days.proposed, 10, minute).await?;
        open(&unit, id).await?;
        if reaches == Reaches::Opened {
            continue;
        }
        let draft = draft(it, days, id, head, own(code), tasks).await?;
        propose(&unit, id, &draft).await?;
        let chair = it.troupe.ctx(&it.site, "chutich.huyen", days.approved, 15, minute).await?;
        let revision = sheet(&chair, id).await?.sheet.revision;
        match reaches {
            Reaches::Proposed => {}
            Reaches::Countered => {
                let values = draft
                    .values
                    .iter()
                    .map(|it| TypedValue { value: if it.value == "50" { "60".to_owned() } else { it.value.clone() }, ..it.clone() });
                let note = "Đề nghị giữ mức tối thiểu 60% đối với hồ sơ trực tuyến để bảo đảm chỉ tiêu chung của huyện.".to_owned();
                counter(&chair, id, &Draft { revision, note, values: values.collect(), ..draft.clone() }).await?;
            }
            _ => approve(&chair, id, revision).await?,
        }
    }
    confer(it, days, &sheets).await
}

/// A proposal: the common values, except one of the unit's own, and the key tasks.
async fn draft(it: &Stagehand, days: &Days, id: CommitmentId, head: &str, own: Option<(&str, &str)>, tasks: Tasks) -> Result<Draft, Error> {
    let unit = it.ctx(head, days.proposed, 10).await?;
    let found = sheet(&unit, id).await?;
    let value = |asked: &store::commitment::AskedTarget| match own {
        Some((code, value)) if code == asked.line.code => value.to_owned(),
        _ => asked.asked().to_string(),
    };
    let values = found.targets.iter().filter(|it| it.exempt.is_none());
    let tasks = tasks.iter().map(|(title, result, person, month, day)| TypedTask {
        title: (*title).to_owned(),
        result: (*result).to_owned(),
        person: (*person).to_owned(),
        due: format!("{day:02}/{month:02}/{}", days.year),
    });
    Ok(Draft {
        goals: Vec::new(),
        revision: found.sheet.revision,
        note: if own.is_some() {
            "Đơn vị đề xuất chỉ tiêu riêng trên cơ sở kết quả năm trước.".to_owned()
        } else {
            String::new()
        },
        confirmed: true,
        values: values.map(|it| TypedValue { target: it.line.id.0, value: value(it), note: String::new() }).collect(),
        tasks: tasks.collect(),
    })
}

/// The conference: arranged a week before, signed at, and who attended.
async fn confer(it: &Stagehand, days: &Days, sheets: &[(CommitmentId, Reaches, UnitId, &String)]) -> Result<(), Error> {
    let office = it.ctx("noivu", days.conference - time::Duration::days(7), 9).await?;
    let typed = TypedConference {
        title: format!("Hội nghị triển khai công tác cải cách hành chính và ký cam kết năm {}", days.year),
        held_on: domain::show_date(days.conference),
        starts_at: "07:30".to_owned(),
        place: "Hội trường UBND huyện Cẩm Giàng".to_owned(),
        agenda: AGENDA.to_owned(),
    };
    let id = arrange(&office, days.campaign, &typed).await?;
    let signing: Vec<CommitmentId> = sheets.iter().filter(|it| it.1 >= Reaches::HeadSigned).map(|it| it.0).collect();
    group(&office, id, &signing).await?;
    for (number, (sheet, reaches, _, head)) in sheets.iter().enumerate() {
        let minute = u8::try_from(15 + number).unwrap_or(15);
        if *reaches >= Reaches::HeadSigned {
            let unit = it.troupe.ctx(&it.site, head, days.conference, 9, minute).await?;
            let page = sign_page(&unit, *sheet).await?;
            sign(&unit, *sheet, &page.digest, &it.troupe.password, &page.token).await?;
        }
        if *reaches == Reaches::InForce {
            let chair = it.troupe.ctx(&it.site, "chutich.huyen", days.conference, 10, minute).await?;
            let page = sign_page(&chair, *sheet).await?;
            sign(&chair, *sheet, &page.digest, &it.troupe.password, &page.token).await?;
        }
    }
    let office = it.ctx("noivu", days.conference, 16).await?;
    let mut rows = Vec::new();
    for (_, reaches, unit, head) in sheets {
        let present = *reaches > Reaches::Opened;
        let note = if present { it.troupe.addressed(head)? } else { "Vắng, có lý do".to_owned() };
        rows.push(Attendance { unit: *unit, present, note });
    }
    record_attendance(&office, id, &rows).await
}
