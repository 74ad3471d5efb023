//! The papers of a review as PDF. Drafts say so on every page; a demo's papers say that they are made up, in the file name too.

use super::minutes::{self, MinutesView};
use super::report::{self, ReportView};
use crate::{Ctx, Error, Site};
use documents::block::{HeaderKind, LegalForce, PaperState};
use documents::personal_review::{Merit, Merits, PersonalReview, ReviewedPerson};
use documents::self_criticism::{MetTarget, SelfCriticism, Suggestion};
use documents::{Confirmation, DocumentError, Formalities, Issuer, MissedTarget, Number, RemedyState, Signer};
use domain::review::{CauseKind, Item, OpinionKind, ProposedGrade, RemedyStanding, ReportKind, Section, SignedAs};
use domain::value::plain_day;
use domain::{CampaignId, CaseId, Timestamp, Unit};
use store::review::case::OfficerRow;
use store::review::follow_up::Listed;
use time::{Date, OffsetDateTime, Time};

/// A paper: its file's name and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file's name.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// The case of a unit, by the campaign's code and the unit's official code.
pub async fn case_of(site: &Site, campaign: &str, unit: &str) -> Result<CaseId, Error> {
    let campaign = store::campaign::of_code(&site.db, campaign).await?;
    let member = store::campaign::members(&site.db, campaign.id).await?.into_iter().find(|it| it.code == unit).ok_or(Error::NotFound)?;
    Ok(store::review::case::of_unit(&site.db, campaign.id, member.unit).await?.id)
}

/// The collective report as PDF, for who may read the case.
pub async fn download_report(ctx: &Ctx, id: CaseId) -> Result<Paper, Error> {
    report::report(ctx, id, ReportKind::Collective).await?;
    paper_report(&ctx.site, id).await
}

/// The personal review as PDF, for who may read it; the reading leaves a line in the log.
pub async fn download_personal(ctx: &Ctx, id: CaseId) -> Result<Paper, Error> {
    report::report(ctx, id, ReportKind::Personal).await?;
    paper_personal(&ctx.site, id).await
}

/// The minutes as PDF, for who may read the case.
pub async fn download_minutes(ctx: &Ctx, id: CaseId) -> Result<Paper, Error> {
    minutes::minutes(ctx, id).await?;
    paper_minutes(&ctx.site, id).await
}

/// The list of what is still open as PDF, for who may read cases; the person's reach decides which units it holds.
pub async fn download_remedies(ctx: &Ctx, code: &str) -> Result<Paper, Error> {
    let view = super::follow_up(ctx, code).await?;
    let open: Vec<Listed> = view.open().cloned().collect();
    remedies_paper(&ctx.site, view.campaign.id, ctx.today, &open).await
}

/// The list of what is still open in a whole campaign.
pub async fn paper_remedies(site: &Site, code: &str) -> Result<Paper, Error> {
    let campaign = store::campaign::of_code(&site.db, code).await?;
    let all = vec![domain::policy::Scope::Below("/".to_owned())];
    let everywhere = domain::policy::CaseScopes { all, before_party: Vec::new(), named: domain::PersonId(0) };
    let mut open = store::review::follow_up::remedies(&site.db, campaign.id, &everywhere).await?;
    open.retain(|it| it.remedy.standing != RemedyStanding::Closed);
    remedies_paper(site, campaign.id, site.now().date(), &open).await
}

fn issuer(unit: &Unit) -> Issuer {
    Issuer {
        parent: unit.header_parent.lines().map(str::to_owned).collect(),
        body: unit.header_lines.clone(),
        place: unit.place_name.clone(),
    }
}

fn formalities(site: &Site, unit: &Unit, kind: Option<&str>, date: Option<Date>, last: bool) -> Formalities {
    Formalities {
        issuer: issuer(unit),
        // The number is given by the records system at issue, never at draft (domain.md 9.0).
        number: kind.map(|kind| Number { number: None, symbol: format!("{kind}-{}", unit.doc_abbrev) }),
        date,
        force: if site.demo { LegalForce::Illustrative } else { LegalForce::Official },
        state: if last { PaperState::Final } else { PaperState::Draft },
        digest: None,
        public_address: None,
        recipients: Vec::new(),
    }
}

fn file_name(site: &Site, parts: &[&str]) -> String {
    let name = domain::fold::fold(&parts.join("-")).replace(|it: char| !it.is_ascii_alphanumeric(), "-");
    format!("{}{name}.pdf", if site.demo { "minh-hoa-" } else { "" })
}

async fn printed(name: String, paper: impl FnOnce() -> Result<Vec<u8>, DocumentError> + Send + 'static) -> Result<Paper, Error> {
    let bytes = tokio::task::spawn_blocking(paper).await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(Paper { name, bytes })
}

fn moment(at: Timestamp) -> OffsetDateTime {
    at.in_hanoi()
}

/// Name without form of address: what stands under a signature.
fn bare(name: &str) -> String {
    let without = ["ông ", "bà ", "Ông ", "Bà "].iter().find_map(|it| name.strip_prefix(it));
    without.unwrap_or(name).to_owned()
}

/// Under a People's Committee `TM. ỦY BAN NHÂN DÂN` / `CHỦ TỊCH`; elsewhere the post as it is held (domain.md 9.3, NĐ 30 box 7a).
fn capacity(unit: &Unit, post: &str) -> Vec<String> {
    if matches!(unit.level.as_str(), "commune" | "district" | "province") {
        vec!["TM. Ủy ban nhân dân".to_owned(), "Chủ tịch".to_owned()]
    } else {
        vec![post.to_owned()]
    }
}

async fn head(site: &Site, view: &ReportView) -> Result<Option<OfficerRow>, Error> {
    let officers = store::review::case::officers(&site.db, view.unit.id, view.campaign.authority, site.now().date()).await?;
    let reviewed = view.report.person.map(|it| it.0);
    let found = officers.iter().find(|it| reviewed == Some(it.person_id));
    Ok(found.or_else(|| officers.iter().find(|it| it.unit_id == view.unit.id.0 && it.kind == "unit_head")).cloned())
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
            expected: it.facts.committed.clone(),
            state: RemedyState::NotDone,
        })
        .collect()
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
            RemedyStanding::Ongoing | RemedyStanding::Reported => RemedyState::Ongoing,
            RemedyStanding::Closed => RemedyState::Done,
        },
    };
    list.iter().map(remedy).collect()
}

fn suggestions(view: &ReportView) -> Vec<Suggestion> {
    view.answers.iter().map(|(_, question, answer)| Suggestion { question: question.clone(), answer: answer.clone() }).collect()
}

fn confirmation(view: &ReportView) -> Option<Confirmation> {
    view.report.submitted.as_ref().map(|(at, by)| Confirmation { by: by.clone(), at: moment(*at) })
}

/// The collective report, whoever asks: for the command line.
pub async fn paper_report(site: &Site, id: CaseId) -> Result<Paper, Error> {
    let case = store::review::case::get(&site.db, id).await?;
    let view = report::load(&site.db, case, ReportKind::Collective).await?;
    let head = head(site, &view).await?;
    let authority = store::unit::get(&site.db, view.campaign.authority).await?;
    let submitted = view.report.submitted.as_ref().map(|it| it.0.date());
    let met = view.items.iter().filter(|it| it.facts.met);
    let paper = SelfCriticism {
        formalities: Formalities {
            digest: view.report.sha256.clone(),
            ..formalities(site, &view.unit, Some("BC"), submitted, submitted.is_some())
        },
        year: view.campaign.year,
        unit: view.unit.name_short.clone(),
        addressees: vec![authority.name_short.clone()],
        authority_head: format!("Chủ tịch {}", authority.name_short),
        working_rules: view.section(Section::WorkingRules).to_owned(),
        organisation: view.section(Section::Organisation).to_owned(),
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
        suggestions: suggestions(&view),
        collective_responsibility: view.section(Section::CollectiveResponsibility).to_owned(),
        personal_responsibility: view.section(Section::PersonalResponsibility).to_owned(),
        direction: view.section(Section::Direction).to_owned(),
        remedies: promised(&view.items),
        proposed_grade: view.report.grade.map_or("……", ProposedGrade::printed).to_owned(),
        signer: Signer {
            capacity: capacity(&view.unit, head.as_ref().map_or("Thủ trưởng đơn vị", |it| it.title.as_str())),
            name: head.map(|it| it.full_name).unwrap_or_default(),
            confirmation: confirmation(&view),
        },
    };
    printed(file_name(site, &["bao-cao-kiem-diem", &view.campaign.code, &view.unit.name_full]), move || {
        documents::self_criticism::pdf(&paper)
    })
    .await
}

/// The personal review with a State head, as the seed's case asks (domain.md 9.0). Callers remember the reading.
pub async fn paper_personal(site: &Site, id: CaseId) -> Result<Paper, Error> {
    let case = store::review::case::get(&site.db, id).await?;
    let view = report::load(&site.db, case, ReportKind::Personal).await?;
    let head = head(site, &view).await?;
    let name = bare(&view.report.person_name);
    let submitted = view.report.submitted.as_ref().map(|it| it.0.date());
    let merit = |section: Section| Merit {
        words: view.section(section).to_owned(),
        level: view.level(section).map_or("……", domain::review::Level::printed).to_owned(),
    };
    let paper = PersonalReview {
        formalities: Formalities {
            digest: view.report.sha256.clone(),
            ..formalities(site, &view.unit, None, submitted, submitted.is_some())
        },
        header: HeaderKind::State,
        year: view.campaign.year,
        person: ReviewedPerson {
            name: name.clone(),
            born: None,
            party_position: String::new(),
            position: head.map(|it| it.title).unwrap_or_default(),
            union_position: String::new(),
            unit: view.unit.name_short.clone(),
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
        missed: missed(&view.items),
        shortcomings: view.section(Section::Shortcomings).to_owned(),
        carried_over: carried(&view.carried_over),
        previous_fixed: view.section(Section::PreviousFixed).to_owned(),
        suggestions: suggestions(&view),
        responsibility: view.section(Section::PersonalResponsibility).to_owned(),
        direction: view.section(Section::Direction).to_owned(),
        remedies: promised(&view.items),
        own_grade: view.report.grade.map_or("……", ProposedGrade::printed).to_owned(),
        own_party_grade: None,
        signer: Signer { capacity: Vec::new(), name, confirmation: confirmation(&view) },
        appraisal: None,
    };
    printed(file_name(site, &["ban-kiem-diem", &view.campaign.code, &view.unit.name_full]), move || documents::personal_review::pdf(&paper))
        .await
}

fn at(day: &str, time: &str) -> Option<OffsetDateTime> {
    let (hour, minute) = time.split_once(':')?;
    let time = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
    Some(plain_day(day)?.with_time(time).assume_offset(Timestamp(0).in_hanoi().offset()))
}

fn with_post(it: &domain::review::SignatoryText) -> String {
    if it.post.is_empty() { it.name.clone() } else { format!("{}, {}", it.name, it.post) }
}

fn signer(view: &MinutesView, signed_as: SignedAs, text: &domain::review::SignatoryText) -> Signer {
    let signed = view.signatures.iter().find(|it| it.signed_as == signed_as);
    Signer {
        capacity: if signed_as == SignedAs::Chair { vec![text.post.clone()] } else { Vec::new() },
        name: bare(&text.name),
        confirmation: signed.map(|it| Confirmation { by: it.name.clone(), at: moment(it.at) }),
    }
}

/// The minutes (Mẫu 1.9), whoever asks: for the command line. Before adoption they say that they are a draft.
pub async fn paper_minutes(site: &Site, id: CaseId) -> Result<Paper, Error> {
    let view = minutes::load(&site.db, id).await?;
    let content = &view.content;
    let adopted = view.meeting.adopted.as_ref();
    let begins = at(&content.held_on, &content.begins).ok_or_else(|| Error::internal("the day or time of a meeting cannot be read"))?;
    let said = |kind: OpinionKind| content.opinions.iter().filter(move |it| it.kind == kind);
    let reply: Vec<String> = said(OpinionKind::Reply)
        .map(|it| if it.speaker.is_empty() { it.content.clone() } else { format!("{}: {}", it.speaker, it.content) })
        .collect();
    let vote = |it: &domain::review::Vote| documents::minutes::Vote {
        subject: match it.manner {
            domain::review::VoteManner::Open => format!("{} (biểu quyết)", it.subject),
            domain::review::VoteManner::Secret => format!("{} (bỏ phiếu kín)", it.subject),
        },
        counts: vec![
            ("đồng ý".to_owned(), it.in_favour),
            ("không đồng ý".to_owned(), it.against),
            ("ý kiến khác".to_owned(), it.abstained),
        ],
    };
    let paper = documents::minutes::Minutes {
        formalities: Formalities {
            digest: adopted.map(|it| it.1.clone()),
            recipients: vec!["Như thành phần tham dự".to_owned(), "Lưu: VT, Hồ sơ".to_owned()],
            ..formalities(site, &view.unit, Some("BB"), Some(begins.date()), adopted.is_some())
        },
        year: content.year,
        unit: view.unit.name_short.clone(),
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
        secretary_signer: signer(&view, SignedAs::Secretary, &content.secretary),
        chair_signer: signer(&view, SignedAs::Chair, &content.chair),
    };
    printed(file_name(site, &["bien-ban-kiem-diem", &view.campaign.code, &view.unit.name_full]), move || documents::minutes::pdf(&paper))
        .await
}

async fn remedies_paper(site: &Site, campaign: CampaignId, today: Date, open: &[Listed]) -> Result<Paper, Error> {
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
        formalities: formalities(site, &authority, None, Some(today), true),
        next_year: campaign.year + 1,
        as_of: today,
        units,
        signer: None,
    };
    printed(file_name(site, &["bien-phap-con-mo", &campaign.code]), move || documents::remedies::pdf(&paper)).await
}
