//! The minutes of a hand-over when the head of a unit changes, as a draft: what stands on the day in the unit's commitment of a year.

use crate::paper::{Paper, file_name, formalities, name_in_words, print};
use crate::register::RegisterWish;
use crate::{Ctx, Error};
use documents::block::PaperState;
use documents::hand_over::{HandOver, HandedSheet, Holder, PeriodStanding};
use documents::{Formalities, Number, Remedy, RemedyState};
use domain::commitment::{SheetState, office_in_words};
use domain::figure::views_every_field;
use domain::key_task::{TaskReport, TaskStanding};
use domain::organisation::{Heading, PostKind, change_of_head};
use domain::policy::{Action, Actor, Forbidden, Place, Scope};
use domain::post::held;
use domain::review::{CaseState, RemedyStanding};
use domain::template::TemplateKind;
use domain::{Campaign, Member, Period, PersonId, UnitId, show_date};
use std::collections::{BTreeMap, HashMap};
use store::organisation::HoldingLine;
use store::review::case::OpenCase;
use store::review::follow_up::Listed;

/// Whether somebody reads everything that a hand-over speaks of: posts, sheet, figures of every field, reviews, the register.
pub(super) fn may_read(actor: &Actor, unit: &Place) -> Result<(), Forbidden> {
    for action in [Action::ViewOrganisation, Action::ViewCommitment, Action::ViewFigures, Action::ViewReview, Action::ViewRegister] {
        actor.allow(action, unit)?;
    }
    if views_every_field(actor, unit) { Ok(()) } else { Err(Forbidden::NoRole) }
}

/// The minutes of a hand-over of a unit, for who reads everything that they speak of. At most thirteen statements, and ten more where goals of the
/// unit were amended.
pub async fn paper_hand_over(ctx: &Ctx, campaign: &str, unit: UnitId) -> Result<Paper, Error> {
    let db = ctx.db();
    let (campaign, member) = store::campaign::with_member(db, campaign, unit).await?;
    may_read(&ctx.actor, &member.place())?;
    let (from, to) = parties(ctx, &campaign, unit).await?;
    let (sheet, tasks) = sheet(ctx, &campaign, &member).await?;
    let remedies = store::review::follow_up::carried_over(db, unit, campaign.year + 1, ctx.now).await?;
    let open_ones = remedies.iter().filter(|it| it.remedy.standing != RemedyStanding::Closed);
    let wish = RegisterWish { unit: Some(unit), year: Some(campaign.year), ..RegisterWish::default() };
    let papers = crate::register::whole(ctx, &wish).await?;
    let (authority, unit) = store::unit::two(db, campaign.authority, unit).await?;
    let minutes = HandOver {
        formalities: Formalities {
            number: Some(Number { number: None, symbol: format!("BB-{}", unit.doc_abbrev) }),
            state: PaperState::Draft,
            recipients: vec![
                format!("{} (để báo cáo)", name_in_words(&authority)),
                "Bên giao, bên nhận".to_owned(),
                "Lưu: VT, HS".to_owned(),
            ],
            ..formalities(&ctx.site, &unit)
        },
        year: campaign.year,
        unit: name_in_words(&unit),
        as_of: ctx.today,
        from,
        to,
        sheet,
        tasks,
        periods: periods(ctx, &campaign, &member).await?,
        remedies: open_ones.map(remedy).collect(),
        cases: store::review::case::open_of_unit(db, unit.id).await?.iter().map(case).collect(),
        papers: by_kind(&papers),
        wording: store::template::in_force(db, authority.id, TemplateKind::HandOver).await?,
    };
    let name = file_name(&ctx.site, &["bien-ban-ban-giao", &campaign.code, &member.code, &ctx.today.to_string()], "pdf");
    print(name, move || documents::hand_over::document(&minutes)).await
}

/// Who hands over and who takes over.
async fn parties(ctx: &Ctx, campaign: &Campaign, unit: UnitId) -> Result<(Option<Holder>, Option<Holder>), Error> {
    let mut lines = store::organisation::holdings_of_unit(ctx.db(), unit).await?;
    lines.retain(|it| PostKind::of(&it.kind) == Some(PostKind::UnitHead));
    let heads: Vec<Heading> = lines.iter().map(|it| Heading { person: PersonId(it.person_id), from: it.from_on, to: it.to_on }).collect();
    let (from, to) = change_of_head(&heads, ctx.today, campaign.starts_on);
    let holder = |at: Option<usize>| at.and_then(|it| lines.get(it)).map(holder);
    Ok((holder(from), holder(to)))
}

fn holder(it: &HoldingLine) -> Holder {
    Holder { name: it.person.clone(), post: office_in_words(&held(&it.title, it.acting)), since: it.from_on, until: it.to_on }
}

/// The sheet of the year, and its key tasks that are not done.
async fn sheet(ctx: &Ctx, campaign: &Campaign, member: &Member) -> Result<(Option<HandedSheet>, Vec<String>), Error> {
    let db = ctx.db();
    let sheet = match store::commitment::of_unit(db, campaign.id, member.unit).await {
        Ok(it) => it,
        Err(store::Error::NotFound) => return Ok((None, Vec::new())),
        Err(error) => return Err(error.into()),
    };
    let signatures = store::signature::list(db, "commitment", sheet.id.0).await?;
    let tasks = store::key_task::of_commitment(db, sheet.id).await?;
    let edition = crate::seal::edition_of(db, campaign.id, member.unit, ctx.now).await?;
    let amended = crate::amendment::of_unit(db, campaign.id, edition.as_ref(), (member.unit, &member.code)).await?;
    let amendment = |it: &crate::amendment::UnitAmendment| {
        let signed = match &it.acknowledged {
            Some((name, at)) => format!("{name} đã ký ngày {}", show_date(at.date())),
            None => "thủ trưởng đơn vị chưa ký".to_owned(),
        };
        format!("số {} (“{}”, có hiệu lực từ ngày {}): {signed}", it.number, it.subject, show_date(it.effective_on))
    };
    let state = match sheet.state {
        SheetState::Approved | SheetState::HeadSigned if store::scan::waits(db, sheet.id).await? => {
            "đã ký tay, bản quét chờ cấp trên xác nhận"
        }
        other => sheet_vi(other),
    };
    let handed = HandedSheet {
        state: state.to_owned(),
        digest: sheet.digest.clone(),
        signed: signatures
            .iter()
            .map(|it| format!("{}, {}, ngày {}", it.name, office_in_words(&it.post), show_date(it.at().date())))
            .collect(),
        amendments: amended.iter().map(amendment).collect(),
    };
    Ok((Some(handed), tasks.iter().filter(|it| it.standing != TaskStanding::Verified).map(task).collect()))
}

fn sheet_vi(state: SheetState) -> &'static str {
    match state {
        SheetState::Issued => "đã giao, chờ đơn vị đề xuất",
        SheetState::Proposed => "đơn vị đã đề xuất",
        SheetState::Countered => "cấp trên đề nghị điều chỉnh",
        SheetState::Approved => "chờ thủ trưởng ký",
        SheetState::HeadSigned => "chờ cấp trên ký xác nhận",
        SheetState::InForce => "có hiệu lực",
        SheetState::Withdrawn => "đã thu hồi",
    }
}

fn task(it: &TaskReport) -> String {
    let standing = match it.done_on {
        Some(day) => format!("đã báo cáo hoàn thành ngày {}, chưa được xác minh", show_date(day)),
        None => "chưa báo cáo kết quả".to_owned(),
    };
    format!("{}; người chịu trách nhiệm: {}; thời hạn: {}; {standing}", it.title, it.responsible, show_date(it.due_on))
}

/// How the figures of each period that has begun stand. Two statements.
async fn periods(ctx: &Ctx, campaign: &Campaign, member: &Member) -> Result<Vec<PeriodStanding>, Error> {
    let mut owed: BTreeMap<(time::Date, std::cmp::Reverse<time::Date>, Period), i64> = BTreeMap::new();
    for it in store::figure::expected(ctx.db(), campaign.id).await?.iter().filter(|it| it.group == member.group) {
        for period in Period::of_frequency(it.frequency, campaign.year).into_iter().filter(|it| it.from() <= ctx.today) {
            *owed.entry((period.to(), std::cmp::Reverse(period.from()), period)).or_default() += it.number;
        }
    }
    let mut counts: HashMap<(Period, String), i64> = HashMap::new();
    for it in store::figure::counts(ctx.db(), campaign.id, &[Scope::Unit(member.unit)]).await? {
        *counts.entry((it.period, it.standing)).or_default() += it.number;
    }
    let standing = |(_, _, period): (time::Date, std::cmp::Reverse<time::Date>, Period), expected: i64| {
        let count = |code: &str| counts.get(&(period, code.to_owned())).copied().unwrap_or_default();
        let (verified, waiting, returned, entered) =
            (count("verified") + count("adjusted"), count("submitted"), count("returned"), count("entered"));
        let lacking = (expected - verified - waiting - returned - entered).max(0);
        PeriodStanding { period: period.name_vi(), numbers: [expected, verified, waiting, returned, entered, lacking] }
    };
    Ok(owed.into_iter().map(|(period, expected)| standing(period, expected)).collect())
}

fn remedy(it: &Listed) -> Remedy {
    Remedy {
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
    }
}

fn case(it: &OpenCase) -> String {
    let state = match it.state {
        CaseState::Opened => "đã mở, chờ báo cáo",
        CaseState::Reported => "đã nộp báo cáo",
        CaseState::MeetingCalled => "đã mời họp",
        CaseState::MeetingHeld => "đã họp",
        CaseState::MinutesAdopted => "đã thông qua biên bản",
        CaseState::Signed => "đã ký biên bản",
        CaseState::Closed => "đã đóng",
    };
    format!("Năm {}: {state}; hạn nộp báo cáo: {}", it.year, show_date(it.due_on))
}

/// How many papers of each kind have a number, and the last of them.
fn by_kind(papers: &[store::register::Listed]) -> Vec<String> {
    let mut kinds: BTreeMap<&'static str, (usize, u32, String)> = BTreeMap::new();
    for it in papers.iter().map(|it| &it.entry).filter(|it| it.cancelled.is_none()) {
        let kind = kinds.entry(it.kind.in_words()).or_default();
        kind.0 += 1;
        if it.number > kind.1 {
            (kind.1, kind.2) = (it.number, it.shown());
        }
    }
    kinds.into_iter().map(|(kind, (count, _, last))| format!("{kind}: {count:02} văn bản, số cuối cùng {last}")).collect()
}
