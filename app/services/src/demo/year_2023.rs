//! The running year up to the demo's day: most units signed and report in time; some are late, some figures wait, were adjusted or
//! returned, some are missing. All of it is made up.

use super::figures::{Entry, of_commune, of_office};
use super::texts::{NOTE, RETURN_REASON};
use super::{Stagehand, evidence, packages, signings, year_2022};
use crate::amendment::{NewAmendment, approve, propose};
use crate::assessment::run;
use crate::campaign::{StageForm, move_stage};
use crate::commitment;
use crate::figure::SendBack;
use crate::figure::evidence::{Attach, Of, attach};
use crate::figure::{Adjust, Record, RecordRow, Submit, accept, adjust, record, send_back, submit};
use crate::key_task::{self, TaskFilter};
use crate::rule_draft::Start;
use crate::rule_set::Reporting;
use crate::{Error, account};
use domain::run::RunKind;
use domain::{CampaignId, FigureId, FigureValue, Period, Quantity, VariableId};
use std::collections::HashMap;
use time::macros::date;
use time::{Date, Duration};

/// The running campaign's code.
pub const CODE: &str = "cchc-2023";

/// A unit with the people who report for it.
struct Reporter {
    code: &'static str,
    head: String,
    focal: String,
    entries: Vec<Entry>,
}

/// What becomes of a unit's period, beside the usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// In time, submitted and verified.
    Verified,
    /// Submitted so many days late, and verified.
    Late(i64),
    /// Submitted and waiting.
    Waiting,
    /// Entered and not submitted.
    Entered,
    /// Nothing.
    Missing,
}

fn fate(code: &str, period: &str) -> Fate {
    match (code, period) {
        ("10900", "2023-M07") | ("10918", "2023-M07") | ("10918", "2023-M06") => Fate::Missing,
        ("10924", "2023-M07") | ("10942", "2023-M07") | ("10939", "2023-M07") | ("295-TP", "2023-M07") | ("295-TCKH", "2023-Q2") => {
            Fate::Waiting
        }
        ("10936", "2023-M07") | ("295-VHTT", "2023-M07") => Fate::Entered,
        ("10900", _) => Fate::Late(4),
        ("10924", "2023-M05") | ("10906", "2023-M03") => Fate::Late(6),
        _ => Fate::Verified,
    }
}

/// Acts the year.
pub async fn act(it: &Stagehand) -> Result<(), Error> {
    let (communes, offices) = (packages::communes_2023()?, packages::offices_2023()?);
    year_2022::open(it, date!(2023 - 01 - 06), [(&communes, "Xã, thị trấn"), (&offices, "Phòng, ban")], &Reporting::Catalogue).await?;
    signings::year_2023(it).await?;
    let longer = StageForm {
        stage: "commit".to_owned(),
        opens_on: "15/12/2022".to_owned(),
        closes_on: "30/09/2023".to_owned(),
        reason: "Gia hạn để các đơn vị chưa ký hoàn thành việc ký cam kết.".to_owned(),
    };
    move_stage(&it.ctx("noivu", date!(2023 - 03 - 29), 9).await?, CODE, &longer).await?;
    figures(it).await?;
    tasks(it).await?;
    let campaign = store::campaign::of_code(&it.site.db, CODE).await?;
    let office = it.ctx("noivu", date!(2023 - 08 - 01), 9).await?;
    for group in store::campaign::groups(&it.site.db, campaign.id).await? {
        run(&office, campaign.id, group.id, RunKind::Provisional, &account::form_token(&office).await?).await?;
    }
    amendments(it).await?;
    handed_down(it).await?;
    // A rule set for the next year, as far as somebody wrote it.
    crate::rule_draft::begin(
        &it.ctx("noivu", date!(2023 - 08 - 04), 10).await?,
        &Start { from: "ready:commitment".to_owned(), ..Start::default() },
    )
    .await?;
    Ok(())
}

/// A commune hands some of its targets down to its staff; one of them not enough yet.
async fn handed_down(it: &Stagehand) -> Result<(), Error> {
    let focal = it.ctx("daumoi.caoan", date!(2023 - 03 - 06), 9).await?;
    let unit = it.places.unit("10927")?;
    let campaign = store::campaign::of_code(&it.site.db, CODE).await?;
    let sheet = commitment::id_of_unit(&focal, campaign.id, unit).await?;
    let page = commitment::handing_down(&focal, sheet).await?;
    let key = |code: &str| page.targets.iter().find(|it| it.target.line.code == code).map(|it| it.target.line.id.to_string());
    for (code, person, value) in [("T03", 0, "80"), ("T03", 1, "85"), ("T08", 1, "6"), ("T10", 0, "1")] {
        let (Some(target), Some(person)) = (key(code), page.people.get(person)) else { return Err(Error::NotFound) };
        let new = commitment::NewAssignment { target, person: person.person_id.to_string(), value: value.to_owned(), note: String::new() };
        commitment::assign(&focal, sheet, &new).await?;
    }
    Ok(())
}

/// Two amendments of what was signed: one approved for a commune that has not signed it yet, one for all that waits for the authority.
async fn amendments(it: &Stagehand) -> Result<(), Error> {
    let campaign = store::campaign::of_code(&it.site.db, CODE).await?;
    let groups = store::campaign::groups(&it.site.db, campaign.id).await?;
    let group = groups.into_iter().find(|it| it.peer_group == "commune").ok_or(Error::NotFound)?;
    let targets = store::rule_set::targets(&it.site.db, group.rule_set).await?;
    let target = |code: &str| targets.iter().find(|it| it.code == code).map(|it| it.id.to_string()).ok_or(Error::NotFound);
    let office = it.ctx("noivu", date!(2023 - 08 - 02), 9).await?;
    let own = NewAmendment {
        campaign: CODE.to_owned(),
        peer_group: group.peer_group.clone(),
        number: "01/PL-UBND".to_owned(),
        target: target("T05")?,
        unit: it.places.unit("10930")?.to_string(),
        value: "30".to_owned(),
        effective_on: "15/08/2023".to_owned(),
        reason: "Điểm thanh toán trực tuyến của xã ngừng hoạt động ba tháng để sửa chữa (minh họa).".to_owned(),
        ..NewAmendment::default()
    };
    let id = propose(&office, &own).await?;
    let chair = it.ctx("chutich.huyen", date!(2023 - 08 - 03), 9).await?;
    let (digest, token) = (store::amendment::get(&it.site.db, id).await?.amendment.digest, account::form_token(&chair).await?);
    approve(&chair, id, &digest, &it.troupe.password, &token).await?;
    let common = NewAmendment {
        number: "02/PL-UBND".to_owned(),
        target: target("T03")?,
        unit: String::new(),
        value: "62".to_owned(),
        effective_on: "01/09/2023".to_owned(),
        reason: "Tỉnh giao lại mức hồ sơ nộp trực tuyến cho cả huyện (minh họa).".to_owned(),
        ..own
    };
    propose(&it.ctx("noivu", date!(2023 - 08 - 07), 9).await?, &common).await?;
    Ok(())
}

fn reporters() -> Result<Vec<Reporter>, Error> {
    let (communes, offices) = (packages::communes_2022()?, packages::offices_2022()?);
    let of = |code: &'static str, head: String| {
        let focal = match head.split_once('.') {
            Some((_, place)) => format!("daumoi.{place}"),
            None => format!("daumoi.{head}"),
        };
        let entries = if code.starts_with("295-") { of_office(&offices, code) } else { of_commune(&communes, code) };
        Reporter { code, head, focal, entries }
    };
    Ok(signings::heads(date!(2023 - 01 - 01)).into_iter().map(|(code, head)| of(code, head)).collect())
}

/// The periods reported by the demo's day, with the day on which they are entered, in the order of those days.
fn periods() -> Vec<(Period, Date)> {
    let labels = ["2023-M01", "2023-M02", "2023-M03", "2023-Q1", "2023-M04", "2023-M05", "2023-M06", "2023-Q2", "2023-M07"];
    let mut all: Vec<(Period, Date)> =
        labels.iter().filter_map(|it| it.parse::<Period>().ok()).map(|it| (it, it.to() + Duration::days(1))).collect();
    all.extend("2023".parse().ok().map(|it| (it, date!(2023 - 07 - 06))));
    all.sort_by_key(|it| it.1);
    all
}

async fn figures(it: &Stagehand) -> Result<(), Error> {
    let db = &it.site.db;
    let campaign = store::campaign::of_code(db, CODE).await?.id;
    let variables: HashMap<String, VariableId> = store::rule_set::all_variables(db).await?.into_iter().map(|it| (it.code, it.id)).collect();
    let reporters = reporters()?;
    for (period, day) in periods() {
        let mut waiting = Vec::new();
        for reporter in &reporters {
            let fate = fate(reporter.code, &period.to_string());
            let day = if let Fate::Late(days) = fate { day + Duration::days(days) } else { day };
            if fate == Fate::Missing {
                continue;
            }
            enter(it, reporter, period, day, &variables, 1, 1).await?;
            prove(it, reporter, period, day).await?;
            if fate == Fate::Entered {
                continue;
            }
            let head = it.ctx(&reporter.head, day, 15).await?;
            let form = Submit {
                unit: it.places.unit(reporter.code)?,
                period,
                campaign: Some(CODE.to_owned()),
                token: account::form_token(&head).await?,
            };
            submit(&head, &form).await?;
            if fate != Fate::Waiting {
                waiting.extend(submitted(it, campaign, reporter.code, period).await?);
            }
        }
        let inspector = it.ctx("thanhtra", day + Duration::days(8), 10).await?;
        let decided = exceptions(it, &inspector, campaign, period).await?;
        waiting.retain(|(id, _)| !decided.contains(id));
        accept(&inspector, &waiting).await?;
    }
    // The month that runs: three units have begun to enter it.
    if let Ok(running) = "2023-M08".parse::<Period>() {
        for reporter in reporters.iter().filter(|it| matches!(it.code, "10927" | "10912" | "295-VP")) {
            enter(it, reporter, running, date!(2023 - 08 - 07), &variables, 3, 4).await?;
        }
    }
    Ok(())
}

/// A unit's entries of a period, typed by its focal officer; a running period's are a part of the whole.
async fn enter(
    it: &Stagehand,
    reporter: &Reporter,
    period: Period,
    day: Date,
    variables: &HashMap<String, VariableId>,
    part: i64,
    whole: i64,
) -> Result<(), Error> {
    let focal = it.ctx(&reporter.focal, day, 9).await?;
    let mut rows = Vec::new();
    for entry in reporter.entries.iter().filter(|it| it.period == period) {
        let value = match entry.value {
            FigureValue::Amount(it) => FigureValue::Amount(Quantity::whole(it.0 / domain::quantity::SCALE * part / whole).unwrap_or(it)),
            other => other,
        };
        rows.push(RecordRow {
            variable: *variables.get(entry.variable).ok_or(Error::NotFound)?,
            value: value.to_string(),
            note: NOTE.to_owned(),
            value_was: String::new(),
            note_was: String::new(),
            revision: 0,
            confirmed: String::new(),
        });
    }
    let form = Record { unit: it.places.unit(reporter.code)?, period, campaign: Some(CODE.to_owned()), as_of: String::new(), rows };
    record(&focal, &form).await?;
    Ok(())
}

/// Evidence where the rule set asks for it.
async fn prove(it: &Stagehand, reporter: &Reporter, period: Period, day: Date) -> Result<(), Error> {
    let focal = it.ctx(&reporter.focal, day, 10).await?;
    let unit = store::unit::get(&it.site.db, it.places.unit(reporter.code)?).await?;
    let needing = [
        ("plan_date", "Kế hoạch cải cách hành chính năm 2023", "KH"),
        ("initiatives", "Sáng kiến, mô hình cải cách hành chính", "BC"),
        ("internal_checks", "Kết quả tự kiểm tra công vụ", "BC"),
        ("results_published", "Công khai kết quả thực hiện cam kết", "TB"),
    ];
    for (number, (variable, title, symbol)) in needing.into_iter().enumerate() {
        let Some(entry) = reporter.entries.iter().find(|it| it.period == period && it.variable == variable) else { continue };
        let doc_on = if let FigureValue::Date(day) = entry.value { day } else { day };
        let number = format!("{}/{symbol}-{}", 20 + number, unit.doc_abbrev);
        let content = format!("{}: {}. {}. Giá trị báo cáo: {}. {NOTE}.", unit.name_full, title, period.name_vi(), entry.value);
        let file = Attach {
            of: Of::Figure { unit: unit.id, period, campaign: Some(CODE.to_owned()), variable: variable.to_owned() },
            file_name: format!("minh-hoa-{}-{}-{period}.pdf", variable.replace('_', "-"), reporter.code),
            content: evidence::paper(&unit.header_lines, &number, title, &content, doc_on)?,
            doc_number: number,
            doc_on: domain::show_date(doc_on),
            issuer: unit.name_short.clone(),
        };
        attach(&focal, file).await?;
    }
    Ok(())
}

async fn submitted(it: &Stagehand, campaign: CampaignId, code: &str, period: Period) -> Result<Vec<(FigureId, i64)>, Error> {
    let found = store::figure::of_unit_period(&it.site.db, campaign, it.places.unit(code)?, period).await?;
    Ok(found.into_iter().map(|it| (it.figure.id, it.figure.revision)).collect())
}

/// The figures that are not accepted as declared: one adjusted, one returned. Gives their keys.
async fn exceptions(it: &Stagehand, inspector: &crate::Ctx, campaign: CampaignId, period: Period) -> Result<Vec<FigureId>, Error> {
    let (code, variable) = match period.to_string().as_str() {
        "2023-M05" => ("10906", "online"),
        "2023-M07" => ("10903", "digitised"),
        "2023-Q2" => ("10909", "satisfied"),
        _ => return Ok(Vec::new()),
    };
    let variable = store::rule_set::variable_of_code(&it.site.db, variable).await?.ok_or(Error::NotFound)?.id;
    let found = store::figure::of_unit_period(&it.site.db, campaign, it.places.unit(code)?, period).await?;
    let figure = found.into_iter().map(|it| it.figure).find(|it| it.variable == variable).ok_or(Error::NotFound)?;
    if code == "10906" {
        let declared = figure.value.amount().unwrap_or(Quantity::ZERO);
        let less = Quantity(declared.0 - 7 * domain::quantity::SCALE);
        let reason = "Bảy hồ sơ nộp trực tiếp được tính nhầm là trực tuyến, theo đối chiếu tại hệ thống một cửa (minh họa).".to_owned();
        adjust(
            inspector,
            &Adjust { figure: figure.id, revision: figure.revision, value: less.to_string(), confirmed: less.to_string(), reason },
        )
        .await?;
    } else {
        send_back(inspector, &SendBack { figure: figure.id, revision: figure.revision, reason: RETURN_REASON.to_owned() }).await?;
    }
    Ok(vec![figure.id])
}

/// First key tasks: most are reported, some verified.
async fn tasks(it: &Stagehand) -> Result<(), Error> {
    for (number, reporter) in reporters()?.iter().enumerate() {
        let unit = it.places.unit(reporter.code)?;
        let day = date!(2023 - 07 - 10);
        let focal = it.ctx(&reporter.focal, day, 10).await?;
        let page = key_task::list(&focal, CODE, TaskFilter { unit: Some(unit), standing: None, page: 1 }).await?;
        let Some((first, _)) = page.tasks.first() else { continue };
        let (id, revision) = (first.task.id, first.task.revision);
        key_task::report(&focal, id, revision, "30/01/2023", "Đã hoàn thành theo kế hoạch (nội dung minh họa).").await?;
        if number % 4 == 3 {
            continue;
        }
        let head = it.ctx(&reporter.head, day, 15).await?;
        key_task::submit(&head, id, revision + 1, &account::form_token(&head).await?).await?;
        if number % 4 != 2 {
            key_task::verify(&it.ctx("thanhtra", date!(2023 - 07 - 20), 10).await?, id, revision + 2).await?;
        }
    }
    Ok(())
}
