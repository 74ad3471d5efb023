//! The papers of a review as PDF. Drafts say so on every page; a demo's papers say that they are made up, in the file name too.

use super::minutes::{self, MinutesView};
use super::report::{self, ReportView};
use crate::assessment::paper::outcome_vi;
use crate::paper::{Paper, confirmed_signer, file_name, formalities, head_in_words, head_signer, name_in_words, numbered, print};
use crate::paper_seal::{Confirmed, SIGNER, numbered_by, sealed};
use crate::{Ctx, Error, Site};
pub use documents::block::HeaderKind;
use documents::block::PaperState;
use documents::personal_review::{Merit, Merits, PersonalReview, ReviewedPerson};
use documents::self_criticism::{MetTarget, SelfCriticism, Suggestion};
use documents::{Confirmation, Formalities, Issuer, MissedTarget, Number, RemedyState, Signer};
use domain::commitment::office_in_words;
use domain::register::{Entry, Paper as Registered};
use domain::review::{CauseKind, Item, OpinionKind, ProposedGrade, RemedyStanding, ReportKind, Section, SignedAs};
use domain::value::plain_day;
use domain::{CampaignId, CaseId, Timestamp, Unit, UnitId};
use store::assessment::UnitRow;
use store::person::Officer;
use store::review::follow_up::Listed;
use time::{Date, OffsetDateTime, Time};

/// The case of a unit in a campaign, for the command line.
pub async fn case_of(site: &Site, campaign: CampaignId, unit: UnitId) -> Result<CaseId, Error> {
    Ok(store::review::case::of_unit(&site.db, campaign, unit).await?.id)
}

/// The collective report as PDF, for who may read the case.
pub async fn download_report(ctx: &Ctx, id: CaseId, header: HeaderKind) -> Result<Paper, Error> {
    let view = report::report(ctx, id, ReportKind::Collective).await?;
    paper_report(&ctx.site, &view, header).await
}

/// The personal review as PDF, for who may read it; the reading leaves a line in the log.
pub async fn download_personal(ctx: &Ctx, id: CaseId, header: HeaderKind) -> Result<Paper, Error> {
    let view = report::report(ctx, id, ReportKind::Personal).await?;
    paper_personal(&ctx.site, &view, header).await
}

/// The minutes as PDF, for who may read the case.
pub async fn download_minutes(ctx: &Ctx, id: CaseId) -> Result<Paper, Error> {
    let view = minutes::minutes(ctx, id).await?;
    paper_minutes(&ctx.site, &view).await
}

/// The collective report that has its number, whoever asks.
pub(crate) async fn issued_report(site: &Site, id: CaseId) -> Result<Paper, Error> {
    paper_report(site, &report::load(&site.db, id, ReportKind::Collective).await?, HeaderKind::State).await
}

/// The minutes that have their number, whoever asks.
pub(crate) async fn issued_minutes(site: &Site, id: CaseId) -> Result<Paper, Error> {
    paper_minutes(site, &minutes::load(&site.db, id).await?).await
}

/// The list of what is still open as PDF, for who may read cases; the person's reach decides which units it holds.
pub async fn download_remedies(ctx: &Ctx, code: &str) -> Result<Paper, Error> {
    let view = super::follow_up(ctx, code).await?;
    let open: Vec<Listed> = view.open().cloned().collect();
    remedies_paper(&ctx.site, view.campaign.id, ctx.today, &open).await
}

/// Name without form of address: what stands under a signature.
fn bare(name: &str) -> String {
    let without = ["ông ", "bà ", "Ông ", "Bà "].iter().find_map(|it| name.strip_prefix(it));
    without.unwrap_or(name).to_owned()
}

/// The head of a paper of this unit; a paper that is not final says that it is a draft. The number is given by the register at
/// issue, never at draft (`domain.md` 9.0).
fn heading(site: &Site, unit: &Unit, kind: &str, date: Option<Date>, last: bool) -> Formalities {
    Formalities {
        number: Some(Number { number: None, symbol: format!("{kind}-{}", unit.doc_abbrev) }),
        date,
        state: if last { PaperState::Final } else { PaperState::Draft },
        ..formalities(site, unit)
    }
}

/// The same under the Party's head, where the office wants it so (`domain.md` 9.0): who issues it is filled in by hand, as organisations
/// of the Party are not kept here.
fn party_heading(state: Formalities) -> Formalities {
    const BLANK: &str = "………………";
    let issuer = Issuer { parent: vec![format!("Đảng bộ {BLANK}")], body: vec![format!("Chi bộ {BLANK}")], ..state.issuer.clone() };
    Formalities { issuer, number: None, public_address: None, ..state }
}

fn under(header: HeaderKind, state: Formalities) -> Formalities {
    match header {
        HeaderKind::State => state,
        HeaderKind::Party => party_heading(state),
    }
}

/// What the final run of the case found, in a sentence: a locked fact as well.
async fn assessment(site: &Site, view: &ReportView) -> Result<String, Error> {
    let (found, ranked, _) = store::assessment::result(&site.db, view.case.run, view.unit.id).await?;
    Ok(in_a_sentence(view.campaign.year, &view.unit, &found.result, ranked))
}

/// A unit's result in a run in which so many have a rank.
pub(super) fn in_a_sentence(year: i32, unit: &Unit, it: &UnitRow, ranked: i64) -> String {
    let score = it.score.map(|it| format!("tổng điểm {}/100; ", it.fixed(2))).unwrap_or_default();
    let rank = it.rank.map(|rank| format!("xếp hạng {rank}/{ranked} trong nhóm; ")).unwrap_or_default();
    format!(
        "Kết quả đánh giá chính thức năm {year} của {}: {score}{rank}kết quả thực hiện cam kết: {}.",
        name_in_words(unit),
        outcome_vi(it.outcome)
    )
}

/// Who holds office at the unit on the day that the report speaks of: when it was submitted, or today.
async fn officers(site: &Site, view: &ReportView) -> Result<Vec<Officer>, Error> {
    let day = view.report.submitted.as_ref().map_or_else(|| site.now().date(), |it| it.0.date());
    Ok(store::person::officers_of(&site.db, view.unit.id, day).await?)
}

fn missed(items: &[Item]) -> Vec<MissedTarget> {
    let cause = |it: &Item, kind: CauseKind| match it.answer.cause_kind {
        Some(given) if given == kind => it.answer.cause.clone(),
        Some(_) => "Không có".to_owned(),
        None => String::new(),
    };
    items
        .iter()
        .filter(|it| !it.facts.met)
        .map(|it| MissedTarget {
            name: it.facts.title.clone(),
            committed: it.facts.committed.clone(),
            achieved: it.facts.achieved.clone(),
            gap: it.facts.gap.clone(),
            objective_cause: cause(it, CauseKind::Objective),
            subjective_cause: cause(it, CauseKind::Subjective),
            responsible: it.answer.responsible.clone(),
        })
        .collect()
}

fn promised(items: &[Item]) -> Vec<documents::Remedy> {
    items
        .iter()
        .filter(|it| !it.facts.met && !it.answer.remedy.is_empty())
        .map(|it| documents::Remedy {
            shortcoming: it.facts.title.clone(),
            measure: it.answer.remedy.clone(),
            owner: it.answer.responsible.clone(),
            due: it.answer.due_on,
            expected: expected(&it.facts.committed),
            state: RemedyState::NotDone,
        })
        .collect()
}

/// What a remedy shall reach: the value promised; a day of the year reviewed is past, so what counts is being on time.
fn expected(committed: &str) -> String {
    if committed.starts_with("chậm nhất") { "đúng thời hạn được giao".to_owned() } else { committed.to_owned() }
}

fn carried(list: &[Listed]) -> Vec<documents::Remedy> {
    let remedy = |it: &Listed| documents::Remedy {
        shortcoming: it.target_title.clone(),
        measure: it.remedy.title.clone(),
        owner: it.remedy.owner.clone(),
        due: Some(it.remedy.due_on),
        expected: String::new(),
        state: match it.remedy.standing {
            RemedyStanding::NotDone => RemedyState::NotDone,
            RemedyStanding::Ongoing => RemedyState::Ongoing,
            RemedyStanding::Reported => RemedyState::Reported,
            RemedyStanding::Closed => RemedyState::Done,
        },
    };
    list.iter().map(remedy).collect()
}

fn suggestions(view: &ReportView) -> Vec<Suggestion> {
    view.answers.iter().map(|(_, question, answer)| Suggestion { question: question.clone(), answer: answer.clone() }).collect()
}

fn confirmation(view: &ReportView) -> Option<Confirmation> {
    view.report.submitted.as_ref().map(|(at, by)| Confirmation::in_system(by.clone(), at.in_hanoi()))
}

/// What stands around a collective report.
pub(super) struct Around<'a> {
    /// To whom it goes.
    pub authority: &'a Unit,
    /// Who held office at the unit on the day of which it speaks.
    pub officers: &'a [Officer],
    /// Its number.
    pub number: Option<Entry>,
    /// What the run of the case found.
    pub assessment: String,
}

/// The collective report, whoever asks.
async fn paper_report(site: &Site, view: &ReportView, header: HeaderKind) -> Result<Paper, Error> {
    let number = store::register::of_paper(&site.db, Registered::Report, view.case.id.0).await?;
    let around = Around {
        officers: &officers(site, view).await?,
        authority: &store::unit::get(&site.db, view.campaign.authority).await?,
        number: number.clone(),
        assessment: assessment(site, view).await?,
    };
    let set = set_report(site, view, header, around);
    let name = file_of(site, "bao-cao-kiem-diem", header, &view.campaign.code, &view.unit);
    let paper = print(name, move || documents::self_criticism::document(&set)).await?;
    // Under the Party's head it has no number of this register.
    let number = number.filter(|_| header == HeaderKind::State);
    // Names and posts stand in it as they are today: nobody's seal stands for that before the paper has its number and its file is kept.
    let by = if number.is_some() { submitted_by(view) } else { Vec::new() };
    confirmed(site, paper, &view.unit, by, (number.as_ref(), view.report.sha256.as_deref())).await
}

/// The values of a collective report.
pub(super) fn set_report(site: &Site, view: &ReportView, header: HeaderKind, around: Around<'_>) -> SelfCriticism {
    let Around { authority, officers, number, assessment } = around;
    let submitted = view.report.submitted.as_ref().map(|it| it.0.date());
    let met = view.items.iter().filter(|it| it.facts.met);
    let state = numbered(site, heading(site, &view.unit, "BC", submitted, submitted.is_some()), number);
    SelfCriticism {
        formalities: Formalities {
            digest: view.report.sha256.clone(),
            // Where a paper is addressed, the list begins with `Như trên` (NĐ 30/2020, Phụ lục I, ô 9b).
            recipients: vec!["Như trên".to_owned(), "Lưu: VT, HS".to_owned()],
            ..under(header, state)
        },
        header,
        year: view.campaign.year,
        unit: name_in_words(&view.unit),
        addressees: vec![name_in_words(authority)],
        authority_head: head_in_words(authority),
        working_rules: view.section(Section::WorkingRules).to_owned(),
        organisation: view.section(Section::Organisation).to_owned(),
        assessment,
        met: met
            .map(|it| MetTarget {
                name: it.facts.title.clone(),
                committed: it.facts.committed.clone(),
                achieved: it.facts.achieved.clone(),
            })
            .collect(),
        subordinates: Some(view.section(Section::Subordinates).to_owned()).filter(|it| !it.is_empty()),
        missed: missed(&view.items),
        shortcomings: view.section(Section::Shortcomings).to_owned(),
        carried_over: carried(&view.carried_over),
        previous_fixed: view.section(Section::PreviousFixed).to_owned(),
        suggestions: suggestions(view),
        collective_responsibility: view.section(Section::CollectiveResponsibility).to_owned(),
        personal_responsibility: view.section(Section::PersonalResponsibility).to_owned(),
        direction: view.section(Section::Direction).to_owned(),
        remedies: promised(&view.items),
        proposed_grade: view.report.grade.map_or("……", ProposedGrade::printed).to_owned(),
        signer: match (confirmation(view), view.report.submitted_by) {
            (Some(confirmation), Some(by)) => confirmed_signer(&view.unit, officers, by, confirmation),
            _ => head_signer(&view.unit, officers.iter().find(|it| it.kind == "unit_head")),
        },
    }
}

/// The personal review, whoever asks. Callers remember the reading.
async fn paper_personal(site: &Site, view: &ReportView, header: HeaderKind) -> Result<Paper, Error> {
    let officers = officers(site, view).await?;
    let reviewed = view.report.person.and_then(|person| officers.iter().find(|it| it.person_id == person.0));
    let name = bare(&view.report.person_name);
    let submitted = view.report.submitted.as_ref().map(|it| it.0.date());
    let merit = |section: Section| Merit {
        words: view.section(section).to_owned(),
        level: view.level(section).map_or("……", domain::review::Level::printed).to_owned(),
    };
    let paper = PersonalReview {
        formalities: Formalities {
            digest: view.report.sha256.clone(),
            number: None,
            ..under(header, heading(site, &view.unit, "", submitted, submitted.is_some()))
        },
        header,
        year: view.campaign.year,
        person: ReviewedPerson {
            name: name.clone(),
            born: None,
            party_position: String::new(),
            position: reviewed.map(|it| office_in_words(&it.post())).unwrap_or_default(),
            union_position: String::new(),
            unit: name_in_words(&view.unit),
            cell: String::new(),
        },
        merits: Merits {
            character: merit(Section::Character),
            duties: merit(Section::Duties),
            leadership: Some(merit(Section::Leadership)),
            initiative: merit(Section::Initiative),
            example: merit(Section::Example),
            pledge: merit(Section::Pledge),
        },
        assessment: assessment(site, view).await?,
        missed: missed(&view.items),
        shortcomings: view.section(Section::Shortcomings).to_owned(),
        carried_over: carried(&view.carried_over),
        previous_fixed: view.section(Section::PreviousFixed).to_owned(),
        suggestions: suggestions(view),
        responsibility: view.section(Section::PersonalResponsibility).to_owned(),
        direction: view.section(Section::Direction).to_owned(),
        remedies: promised(&view.items),
        own_grade: view.report.grade.map_or("……", ProposedGrade::printed).to_owned(),
        own_party_grade: None,
        signer: Signer { capacity: Vec::new(), name, confirmation: confirmation(view) },
        appraisal: None,
    };
    let name = file_of(site, "ban-kiem-diem", header, &view.campaign.code, &view.unit);
    print(name, move || documents::personal_review::document(&paper)).await
}

/// Who submitted a report, as one who confirmed its paper.
fn submitted_by(view: &ReportView) -> Vec<Confirmed> {
    view.report.submitted.iter().map(|(at, by)| Confirmed { field: SIGNER, name: by.clone(), at: *at }).collect()
}

/// A paper with the seals of who confirmed it, and of the records clerk where it has its number.
async fn confirmed(
    site: &Site,
    paper: Paper,
    unit: &Unit,
    mut all: Vec<Confirmed>,
    (number, content): (Option<&Entry>, Option<&str>),
) -> Result<Paper, Error> {
    if let Some(entry) = number {
        all.push(numbered_by(site, entry).await?);
    }
    let unsealed = paper.bytes.len();
    Ok(sealed(site, paper, unit.place_name.clone(), all).await?.with_number(number, content, unsealed))
}

fn file_of(site: &Site, kind: &str, header: HeaderKind, campaign: &str, unit: &Unit) -> String {
    let form = match header {
        HeaderKind::State => "",
        HeaderKind::Party => "mau-dang",
    };
    file_name(site, &[kind, form, campaign, &unit.name_full], "pdf")
}

fn at(day: &str, time: &str) -> Option<OffsetDateTime> {
    let (hour, minute) = time.split_once(':')?;
    let time = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
    Some(plain_day(day)?.with_time(time).assume_offset(Timestamp(0).in_hanoi().offset()))
}

fn with_post(it: &domain::review::SignatoryText) -> String {
    if it.post.is_empty() { it.name.clone() } else { format!("{}, {}", it.name, office_in_words(&it.post)) }
}

/// A remedy that the meeting took note of.
fn agreed(it: &domain::review::Promise) -> documents::Remedy {
    documents::Remedy {
        shortcoming: it.target.clone(),
        measure: it.remedy.clone(),
        owner: it.responsible.clone(),
        due: plain_day(&it.due_on),
        expected: String::new(),
        state: RemedyState::NotDone,
    }
}

fn signer(view: &MinutesView, signed_as: SignedAs, text: &domain::review::SignatoryText) -> Signer {
    let signed = view.signatures.iter().find(|it| it.signed_as == signed_as);
    Signer {
        // The chair's post in the government may stand under `CHỦ TỌA` (domain.md 9.5).
        capacity: if signed_as == SignedAs::Chair { vec![office_in_words(&text.post)] } else { Vec::new() },
        name: bare(&text.name),
        confirmation: signed.map(|it| Confirmation::in_system(it.name.clone(), it.at.in_hanoi())),
    }
}

/// The minutes (Mẫu 1.9), whoever asks. Before adoption they say that they are a draft.
async fn paper_minutes(site: &Site, view: &MinutesView) -> Result<Paper, Error> {
    let authority = store::unit::get(&site.db, view.campaign.authority).await?;
    let number = store::register::of_paper(&site.db, Registered::Minutes, view.case.id.0).await?;
    let set = set_minutes(site, view, &authority, number.clone())?;
    let name = file_name(site, &["bien-ban-kiem-diem", &view.campaign.code, &view.unit.name_full], "pdf");
    let paper = print(name, move || documents::minutes::document(&set)).await?;
    let field = |it: SignedAs| if it == SignedAs::Chair { "Chu-toa" } else { "Thu-ky" };
    let signed = view
        .signatures
        .iter()
        .map(|it| Confirmed { field: field(it.signed_as), name: format!("{}, {}", it.name, it.post), at: it.at })
        .collect();
    let content = view.meeting.adopted.as_ref().map(|it| it.1.as_str());
    confirmed(site, paper, &view.unit, signed, (number.as_ref(), content)).await
}

/// The values of the minutes.
pub(super) fn set_minutes(
    site: &Site,
    view: &MinutesView,
    authority: &Unit,
    number: Option<Entry>,
) -> Result<documents::minutes::Minutes, Error> {
    let content = &view.content;
    let adopted = view.meeting.adopted.as_ref();
    let begins = at(&content.held_on, &content.begins).ok_or_else(|| Error::internal("the day or time of a meeting cannot be read"))?;
    let said = |kind: OpinionKind| content.opinions.iter().filter(move |it| it.kind == kind);
    let reply: Vec<String> = said(OpinionKind::Reply)
        .map(|it| if it.speaker.is_empty() { it.content.clone() } else { format!("{}: {}", it.speaker, it.content) })
        .collect();
    let vote = |it: &domain::review::Vote| documents::minutes::Vote {
        subject: it.subject.clone(),
        manner: match it.manner {
            domain::review::VoteManner::Open => documents::minutes::Manner::Open,
            domain::review::VoteManner::Secret => documents::minutes::Manner::Secret,
        },
        counts: vec![
            ("đồng ý".to_owned(), it.in_favour),
            ("không đồng ý".to_owned(), it.against),
            ("ý kiến khác".to_owned(), it.abstained),
        ],
    };
    Ok(documents::minutes::Minutes {
        formalities: Formalities {
            digest: adopted.map(|it| it.1.clone()),
            recipients: vec![
                format!("{} (để báo cáo)", name_in_words(authority)),
                "Như thành phần tham dự".to_owned(),
                "Lưu: VT, HS".to_owned(),
            ],
            ..numbered(site, heading(site, &view.unit, "BB", Some(begins.date()), adopted.is_some()), number)
        },
        year: content.year,
        unit: name_in_words(&view.unit),
        begins,
        ends: at(&content.held_on, &content.ends),
        place: content.place.clone(),
        attendees: content
            .attendees
            .iter()
            .map(|it| documents::minutes::Attendee {
                name: it.name.clone(),
                position: it.post.clone(),
                presence: if it.present {
                    documents::minutes::Presence::Present
                } else {
                    documents::minutes::Presence::Absent(it.absent_reason.clone())
                },
            })
            .collect(),
        chair: with_post(&content.chair),
        secretary: with_post(&content.secretary),
        purpose: content.purpose.clone(),
        reports: content.presented.clone(),
        opinions: said(OpinionKind::Opinion)
            .map(|it| documents::minutes::Opinion { by: it.speaker.clone(), words: it.content.clone() })
            .collect(),
        reply: reply.join("\n"),
        votes: content.votes.iter().map(vote).collect(),
        conclusion: content.conclusion.clone(),
        remedies: content.promises.iter().map(agreed).collect(),
        secretary_signer: signer(view, SignedAs::Secretary, &content.secretary),
        chair_signer: signer(view, SignedAs::Chair, &content.chair),
        wording: content.wording.clone(),
    })
}

/// The list of what is open, of one case or of a whole campaign.
pub(super) async fn remedies_paper(site: &Site, campaign: CampaignId, today: Date, open: &[Listed]) -> Result<Paper, Error> {
    let campaign = store::campaign::get(&site.db, campaign).await?;
    let authority = store::unit::get(&site.db, campaign.authority).await?;
    let mut units: Vec<documents::remedies::UnitRemedies> = Vec::new();
    for it in open {
        let remedy = carried(std::slice::from_ref(it));
        match units.last_mut() {
            Some(last) if last.unit == it.unit_name => last.remedies.extend(remedy),
            _ => units.push(documents::remedies::UnitRemedies { unit: it.unit_name.clone(), remedies: remedy }),
        }
    }
    let paper = documents::remedies::RemedyList {
        formalities: Formalities { date: Some(today), ..formalities(site, &authority) },
        next_year: campaign.year + 1,
        as_of: today,
        units,
        signer: None,
    };
    print(file_name(site, &["bien-phap-con-mo", &campaign.code], "pdf"), move || documents::remedies::document(&paper)).await
}
