//! The register of papers of the finished year's end: the district's clerk enters papers that are kept elsewhere, cancels a number, enters a
//! paper that replaces another one; each unit that answers numbers its report and its minutes. All of it is made up.

use super::Stagehand;
use super::reviews::ANSWERING;
use crate::Error;
use crate::register::{NewEntry, RegisterWish, cancel, enter, page, set_manner};
use domain::register::Paper;
use domain::show_date;
use time::macros::date;
use time::{Date, Duration};

/// The login name of the district's clerk.
const CLERK: &str = "vanthu";

/// Acts the registers.
pub async fn act(it: &Stagehand) -> Result<(), Error> {
    district(it).await?;
    for (code, slug, _, held_on) in ANSWERING {
        reviewed(it, code, slug, held_on).await?;
    }
    Ok(())
}

/// How the district counts is chosen before its year begins.
pub async fn choose(it: &Stagehand) -> Result<(), Error> {
    set_manner(&it.ctx(CLERK, date!(2022 - 01 - 04), 8).await?, it.places.district, "2022", "per_kind").await
}

async fn district(it: &Stagehand) -> Result<(), Error> {
    let chair = it.troupe.name("chutich.huyen")?.to_owned();
    let paper = |kind: &str, on: Date, about: &str, recipients: &str, replaces: &str| NewEntry {
        unit: it.places.district.to_string(),
        kind: kind.to_owned(),
        issued_on: show_date(on),
        about: format!("{about} (minh họa)"),
        signer: chair.clone(),
        recipients: recipients.to_owned(),
        replaces: replaces.to_owned(),
        ..NewEntry::default()
    };
    let (all, units) = ("Các phòng, ban; UBND các xã, thị trấn\nLưu: VT, NV", "UBND các xã Cẩm Văn, Thạch Lỗi, Lương Điền\nLưu: VT, NV");
    let days = [date!(2023 - 01 - 04), date!(2023 - 01 - 13), date!(2023 - 01 - 16), date!(2023 - 01 - 31), date!(2023 - 02 - 03)];
    let papers = [
        paper("plan", days[0], "Cải cách hành chính năm 2023 của huyện Cẩm Giàng", all, ""),
        paper("notice", days[1], "Thời hạn nộp báo cáo kiểm điểm trách nhiệm năm 2022", units, ""),
        paper("notice", days[2], "Thời hạn nộp báo cáo kiểm điểm trách nhiệm năm 2022", units, ""),
        paper("invitation", days[3], "Dự hội nghị kiểm điểm trách nhiệm năm 2022", units, ""),
        paper("invitation", days[4], "Dự hội nghị kiểm điểm trách nhiệm năm 2022, thay đổi giờ khai mạc", units, "01"),
    ];
    for (at, (day, typed)) in days.iter().zip(&papers).enumerate() {
        let id = enter(&it.ctx(CLERK, *day, 10).await?, typed).await?;
        if at == 1 {
            let clerk = it.ctx(CLERK, date!(2023 - 01 - 14), 8).await?;
            cancel(&clerk, id, "Văn bản ghi sai thời hạn, chưa phát hành; đã lập thông báo khác (minh họa)").await?;
        }
    }
    Ok(())
}

/// A unit numbers its report after it was submitted and its minutes after they were signed.
async fn reviewed(it: &Stagehand, code: &str, slug: &str, held_on: Date) -> Result<(), Error> {
    let unit = it.places.unit(code)?;
    for (paper, day) in [(Paper::Report, date!(2023 - 01 - 30)), (Paper::Minutes, held_on + Duration::DAY)] {
        let clerk = it.ctx(&format!("thuky.{slug}"), day, 8).await?;
        let there = page(&clerk, &RegisterWish::default()).await?;
        let waiting = there.waiting.iter().find(|it| it.paper == paper && it.unit == unit).ok_or(Error::NotFound)?;
        let typed = NewEntry {
            paper: paper.code().to_owned(),
            paper_id: waiting.id.to_string(),
            issued_on: show_date(day),
            recipients: "UBND huyện (để báo cáo)\nLưu: VT, HS".to_owned(),
            ..NewEntry::default()
        };
        enter(&clerk, &typed).await?;
    }
    Ok(())
}
