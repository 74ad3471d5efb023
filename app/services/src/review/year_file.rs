//! The file of a campaign's year: the agreed sheets of all its units, the collective reports that were submitted and the minutes that were adopted, as far
//! as the person may read them, bound behind a page of contents that says what is not in it. A fixed number of statements, whatever the units.

use super::minutes::MinutesView;
use super::papers::{Around, HeaderKind, in_a_sentence, set_minutes, set_report};
use super::report::ReportView;
use crate::paper::{Paper, file_name, formalities, print};
use crate::{Ctx, Error};
use documents::bundle::Bundle;
use documents::{Document, Formalities};
use domain::policy::{Action, Actor, Forbidden};
use domain::register::{Entry, Paper as Registered};
use domain::{Campaign, Member, Unit, UnitId};
use std::collections::HashMap;
use store::person::{Officer, Term};
use store::review::case::Case;

/// Whether somebody reads anything that the file of a year may hold.
fn may_read(actor: &Actor) -> bool {
    actor.may_somewhere(Action::ViewCommitment) || actor.may_somewhere(Action::ViewReview)
}

/// The file of a campaign's year, of what the person may read. About twenty statements, and for each group with amendments as many as its goals take.
/// Nothing is remembered as given out: what is valid is each paper itself. Personal reviews are never in it.
pub async fn download_year(ctx: &Ctx, code: &str) -> Result<Paper, Error> {
    if !may_read(&ctx.actor) {
        return Err(Forbidden::NoRole.into());
    }
    let db = ctx.db();
    let campaign = crate::campaign::of_code(ctx, code).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let authority = store::unit::get(db, campaign.authority).await?;
    let members = store::campaign::members(db, campaign.id).await?;
    let units = store::unit::of_campaign(db, campaign.id).await?;
    let sheets = crate::commitment::of_campaign(ctx, &campaign, (&units, &members)).await?;
    let reviews = Reviews::of(ctx, &campaign, &authority, &units).await?;
    let unread = members.iter().filter(|it| ctx.actor.allow(Action::ViewCommitment, &it.place()).is_err()).count();
    let counts = [sheets.len(), reviews.reports.len(), reviews.minutes.len()];
    let kinds = [sheets.into_iter().collect(), reviews.reports, reviews.minutes];
    let bundle = Bundle {
        formalities: Formalities { date: Some(ctx.today), ..formalities(&ctx.site, &authority) },
        kind: "Tập hồ sơ".to_owned(),
        summary: vec![format!("Thực hiện cam kết cải cách hành chính năm {}", campaign.year), campaign.title.clone()],
        notes: notes(members.len(), counts, [unread, reviews.unread]),
        papers: in_order(&members, kinds),
    };
    let name = file_name(&ctx.site, &["tap-ho-so", &campaign.code, &ctx.today.to_string()], "pdf");
    print(name, move || documents::bundle::document(bundle)).await
}

/// The papers of each unit together, in the order of the units.
fn in_order(members: &[Member], mut kinds: [HashMap<UnitId, Document>; 3]) -> Vec<Document> {
    members.iter().flat_map(|it| kinds.each_mut().map(|papers| papers.remove(&it.unit))).flatten().collect()
}

/// What is in the file and what is not.
fn notes(units: usize, [sheets, reports, minutes]: [usize; 3], unread: [usize; 2]) -> Vec<String> {
    let mut notes = vec![
        format!(
            "Đợt có {units:02} đơn vị. Trong tập: {sheets:02} bản cam kết đã thống nhất nội dung, {reports:02} báo cáo kiểm điểm tập thể đã nộp, {minutes:02} biên bản \
             kiểm điểm đã thông qua."
        ),
        "Không đưa vào tập: bản cam kết chưa thống nhất nội dung hoặc đã thu hồi, báo cáo chưa nộp, biên bản chưa thông qua, bản kiểm điểm cá nhân.".to_owned(),
    ];
    for (unread, what) in unread.into_iter().zip(["bản cam kết", "hồ sơ kiểm điểm"]).filter(|it| it.0 > 0) {
        notes.push(format!("Người kết xuất không được xem {what} của {unread:02} đơn vị; tập không có các văn bản đó."));
    }
    notes
}

/// The finished papers of the reviews that the person may read, by unit.
struct Reviews {
    reports: HashMap<UnitId, Document>,
    minutes: HashMap<UnitId, Document>,
    /// Of how many units the person does not read the review.
    unread: usize,
}

impl Reviews {
    async fn of(ctx: &Ctx, campaign: &Campaign, authority: &Unit, units: &[Unit]) -> Result<Self, Error> {
        let units: HashMap<UnitId, &Unit> = units.iter().map(|it| (it.id, it)).collect();
        let (mut cases, mut unread) = (Vec::new(), 0);
        for case in store::review::whole::cases(ctx.db(), campaign.id).await? {
            let Some(unit) = units.get(&case.unit) else { continue };
            if ctx.actor.allow_case(Action::ViewReview, &case.at(unit.place())).is_ok() {
                cases.push((case, *unit));
            } else {
                unread += 1;
            }
        }
        if cases.is_empty() {
            return Ok(Self { reports: HashMap::new(), minutes: HashMap::new(), unread });
        }
        let numbers = store::register::of_cases(ctx.db(), campaign.id).await?;
        Ok(Self {
            reports: reports(ctx, campaign, authority, &cases, &numbers).await?,
            minutes: minutes(ctx, campaign, authority, &cases, &numbers).await?,
            unread,
        })
    }
}

fn number(numbers: &[Entry], paper: Registered, case: &Case) -> Option<Entry> {
    numbers.iter().find(|it| it.paper == Some((paper, case.id.0))).cloned()
}

/// The submitted collective reports. Seven statements.
async fn reports(
    ctx: &Ctx,
    campaign: &Campaign,
    authority: &Unit,
    cases: &[(Case, &Unit)],
    numbers: &[Entry],
) -> Result<HashMap<UnitId, Document>, Error> {
    use store::review::whole;
    let db = ctx.db();
    let all = whole::reports(db, campaign.id).await?;
    let (mut items, mut sections) = (whole::items(db, campaign.id).await?, whole::sections(db, campaign.id).await?);
    let mut answers = whole::answers(db, campaign.id).await?;
    let mut carried_over = whole::told(db, campaign.id).await?;
    let results = store::assessment::results_of_cases(db, campaign.id).await?;
    let terms = store::person::terms_of_campaign(db, campaign.id).await?;
    let mut found = HashMap::new();
    for report in all {
        let Some((case, unit)) = cases.iter().find(|it| it.0.id == report.case) else { continue };
        let (Some((submitted, _)), Some((result, ranked))) = (report.submitted.as_ref(), results.get(&unit.id)) else { continue };
        let officers = in_office(&terms, unit.id, submitted.date());
        let view = ReportView {
            case: case.clone(),
            campaign: campaign.clone(),
            unit: (*unit).clone(),
            items: items.remove(&report.id).unwrap_or_default(),
            sections: sections.remove(&report.id).unwrap_or_default(),
            answers: answers.remove(&report.id).unwrap_or_default(),
            carried_over: carried_over.remove(&report.id).unwrap_or_default(),
            may_write: false,
            may_submit: false,
            report,
        };
        let around = Around {
            authority,
            officers: &officers,
            number: number(numbers, Registered::Report, case),
            assessment: in_a_sentence(campaign.year, unit, &result.result, *ranked),
        };
        let paper = set_report(&ctx.site, &view, HeaderKind::State, around);
        found.insert(unit.id, documents::self_criticism::document(&paper));
    }
    Ok(found)
}

/// Who held office at a unit on a day, in the order of their terms.
fn in_office(terms: &[Term], unit: UnitId, day: time::Date) -> Vec<Officer> {
    let there = |it: &&Term| it.unit == unit && it.from <= day && it.to.is_none_or(|to| to >= day);
    terms.iter().filter(there).map(|it| it.officer.clone()).collect()
}

/// The adopted minutes. Two statements.
async fn minutes(
    ctx: &Ctx,
    campaign: &Campaign,
    authority: &Unit,
    cases: &[(Case, &Unit)],
    numbers: &[Entry],
) -> Result<HashMap<UnitId, Document>, Error> {
    let mut meetings = store::review::whole::meetings(ctx.db(), campaign.id).await?;
    let mut signatures = store::review::whole::signatures(ctx.db(), campaign.id).await?;
    let mut found = HashMap::new();
    for (case, unit) in cases {
        let Some(meeting) = meetings.remove(&case.id) else { continue };
        let Some((content, _, _)) = &meeting.adopted else { continue };
        let view = MinutesView {
            content: serde_json::from_str(content).map_err(Error::internal)?,
            case: case.clone(),
            campaign: campaign.clone(),
            unit: (*unit).clone(),
            gaps: Vec::new(),
            signatures: signatures.remove(&meeting.id).unwrap_or_default(),
            may_adopt: false,
            may_sign: None,
            meeting,
        };
        let paper = set_minutes(&ctx.site, &view, authority, number(numbers, Registered::Minutes, case))?;
        found.insert(unit.id, documents::minutes::document(&paper));
    }
    Ok(found)
}
