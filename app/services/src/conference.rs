//! Conferences: arranged by who runs the campaign; they group the signings, keep who attended and print their programme.

use crate::fields::Fields;
use crate::paper::{Paper, draft, file_name, formalities, head, head_signer, name_in_words, print};
use crate::{Ctx, Error, Remember};
use documents::bundle::Bundle;
use documents::invitation::Invitation;
use documents::programme::{AgendaItem, Programme, Signing};
use documents::{Formalities, Number};
use domain::campaign::StageRefusal;
use domain::commitment::{LONGEST_TEXT, SheetState, office_in_words};
use domain::conference::{Conference, ConferenceRefusal, typed_time};
use domain::fold::nfc;
use domain::policy::{Action, Scope};
use domain::post::held;
use domain::template::TemplateKind;
use domain::{Campaign, CampaignId, CommitmentId, ConferenceId, Event, Group, Unit, UnitId};
use store::commitment::Line;
pub use store::conference::Attendance as Attended;
use time::{OffsetDateTime, Time, UtcOffset};

/// A conference as it was typed.
#[derive(Debug, Clone, Default)]
pub struct TypedConference {
    /// Its title.
    pub title: String,
    /// Its day.
    pub held_on: String,
    /// When it begins.
    pub starts_at: String,
    /// Where.
    pub place: String,
    /// The agenda, one item a line.
    pub agenda: String,
}

/// The conferences of a campaign.
#[derive(Debug, Clone)]
pub struct ConferenceList {
    /// The campaign.
    pub campaign: Campaign,
    /// Its conferences, newest first.
    pub conferences: Vec<Conference>,
    /// Whether the person may arrange one.
    pub may_arrange: bool,
}

/// A conference with what belongs to it.
#[derive(Debug, Clone)]
pub struct ConferencePage {
    /// The conference.
    pub conference: Conference,
    /// The campaign.
    pub campaign: Campaign,
    /// The code of the campaign of the year before, for its ranking.
    pub year_before: Option<String>,
    /// The peer groups of that campaign.
    pub groups_before: Vec<Group>,
    /// The members with their sheets.
    pub lines: Vec<Line>,
    /// Who attended.
    pub attendance: Vec<Attended>,
    /// Whether the person may change it.
    pub may_change: bool,
    /// Whether the person may read every sheet of the campaign, and so the bound file.
    pub may_bind: bool,
    /// The units whose sheets the person may read.
    pub reads: Vec<UnitId>,
}

fn open(campaign: &Campaign) -> Result<(), Error> {
    if campaign.closed { Err(StageRefusal::CampaignClosed.into()) } else { Ok(()) }
}

/// Lists the conferences of a campaign.
pub async fn list(ctx: &Ctx, code: &str) -> Result<ConferenceList, Error> {
    let campaign = crate::campaign::of_code(ctx, code).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let conferences = store::conference::list(ctx.db(), campaign.id).await?;
    let may_arrange = !campaign.closed && ctx.actor.allow(Action::RecordConference, &campaign.place()).is_ok();
    Ok(ConferenceList { campaign, conferences, may_arrange })
}

/// Loads a conference.
pub async fn conference(ctx: &Ctx, id: ConferenceId) -> Result<ConferencePage, Error> {
    let conference = store::conference::get(ctx.db(), id).await?;
    let campaigns = store::campaign::list(ctx.db()).await?;
    let campaign = campaigns.iter().find(|it| it.id == conference.campaign).cloned().ok_or(Error::NotFound)?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let sees_results = ctx.actor.may_somewhere(Action::ViewResults);
    let before = campaigns.iter().find(|it| sees_results && it.year == campaign.year - 1 && it.authority == campaign.authority);
    let scopes = [Scope::Below(campaign.authority_path.clone())];
    let lines = store::commitment::lines(ctx.db(), campaign.id, &scopes).await?;
    let attendance = store::conference::attendance(ctx.db(), id).await?;
    let may_change = !campaign.closed && ctx.actor.allow(Action::RecordConference, &campaign.place()).is_ok();
    let groups_before = match before {
        Some(it) => store::campaign::groups(ctx.db(), it.id).await?,
        None => Vec::new(),
    };
    let may_bind = ctx.actor.allow(Action::ViewCommitment, &campaign.place()).is_ok();
    let own = ctx.actor.scopes(Action::ViewCommitment);
    let reads = match may_bind {
        true => lines.iter().map(|it| it.unit).collect(),
        false if own.is_empty() => Vec::new(),
        false => store::commitment::lines(ctx.db(), campaign.id, &own).await?.into_iter().map(|it| it.unit).collect(),
    };
    let year_before = before.map(|it| it.code.clone());
    Ok(ConferencePage { year_before, groups_before, conference, campaign, lines, attendance, may_change, may_bind, reads })
}

fn read(typed: &TypedConference, id: ConferenceId, campaign: CampaignId) -> Result<Conference, Error> {
    let clean = |it: &str| nfc(it.trim()).replace("\r\n", "\n");
    let mut boxes = Fields::default();
    let held_on = boxes.day("held_on", &typed.held_on);
    let starts_at = typed_time(&typed.starts_at).unwrap_or_else(|why| {
        boxes.refuse("starts_at", why);
        Time::MIDNIGHT
    });
    let (title, place, agenda) = (clean(&typed.title), clean(&typed.place), clean(&typed.agenda));
    let conference = Conference { id, campaign, title, held_on, starts_at, place, agenda };
    for (name, text) in [("title", &conference.title), ("place", &conference.place), ("agenda", &conference.agenda)] {
        if documents::unprintable(text).is_some() {
            boxes.refuse(name, ConferenceRefusal::Unprintable);
        }
    }
    conference.wrong().into_iter().for_each(|(name, why)| boxes.refuse(name, why));
    boxes.finish()?;
    Ok(conference)
}

fn about(it: &Conference) -> Remember {
    Remember { after: format!("{} {} {}", domain::show_date(it.held_on), it.place, it.title), ..Remember::default() }
}

/// Arranges a conference.
pub async fn arrange(ctx: &Ctx, campaign: &str, typed: &TypedConference) -> Result<ConferenceId, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign_of_code(&tx, campaign).await?;
    let campaign = store::campaign::of_code(&tx, campaign).await?;
    ctx.actor.allow(Action::RecordConference, &campaign.place())?;
    open(&campaign)?;
    let conference = read(typed, ConferenceId(0), campaign.id)?;
    let id = store::conference::insert(&tx, &conference, ctx.now).await?;
    ctx.remember(&tx, Event::ConferenceArranged, "conference", id.0, Remember { unit: Some(campaign.authority), ..about(&conference) })
        .await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// Changes a conference's title, day, place or agenda.
pub async fn change(ctx: &Ctx, id: ConferenceId, typed: &TypedConference) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let before = store::conference::get(&tx, id).await?;
    store::hold::campaign(&tx, before.campaign).await?;
    let campaign = store::campaign::get(&tx, before.campaign).await?;
    ctx.actor.allow(Action::RecordConference, &campaign.place())?;
    open(&campaign)?;
    let conference = read(typed, id, campaign.id)?;
    store::conference::update(&tx, &conference).await?;
    let what = Remember { unit: Some(campaign.authority), before: about(&before).after, ..about(&conference) };
    ctx.remember(&tx, Event::ConferenceChanged, "conference", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Records which units attended.
pub async fn record_attendance(ctx: &Ctx, id: ConferenceId, rows: &[Attended]) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let conference = store::conference::get(&tx, id).await?;
    store::hold::campaign(&tx, conference.campaign).await?;
    let campaign = store::campaign::get(&tx, conference.campaign).await?;
    ctx.actor.allow(Action::RecordConference, &campaign.place())?;
    open(&campaign)?;
    let members: Vec<UnitId> = store::campaign::members(&tx, campaign.id).await?.into_iter().map(|it| it.unit).collect();
    let mut attended: Vec<Attended> = Vec::with_capacity(rows.len());
    for (place, it) in rows.iter().enumerate() {
        if !members.contains(&it.unit) || attended.iter().any(|there| there.unit == it.unit) {
            return Err(ConferenceRefusal::OtherCampaign.into());
        }
        let note = nfc(it.note.trim());
        if note.chars().count() > LONGEST_TEXT {
            return Err(Error::field(format!("rows[{place}][note]"), ConferenceRefusal::TooLong));
        }
        attended.push(Attended { note, ..it.clone() });
    }
    let present = attended.iter().filter(|it| it.present).count();
    store::conference::update_attendance(&tx, id, &attended).await?;
    let what = Remember { unit: Some(campaign.authority), after: format!("{present}/{}", rows.len()), ..Remember::default() };
    ctx.remember(&tx, Event::AttendanceRecorded, "conference", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Chooses the sheets that are signed at a conference: these and no others.
pub async fn group(ctx: &Ctx, id: ConferenceId, sheets: &[CommitmentId]) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let conference = store::conference::get(&tx, id).await?;
    store::hold::campaign(&tx, conference.campaign).await?;
    let campaign = store::campaign::get(&tx, conference.campaign).await?;
    ctx.actor.allow(Action::RecordConference, &campaign.place())?;
    open(&campaign)?;
    let scopes = [Scope::Below(campaign.authority_path.clone())];
    let lines = store::commitment::lines(&tx, campaign.id, &scopes).await?;
    let there =
        |id: &CommitmentId| lines.iter().any(|it| it.sheet.as_ref().is_some_and(|it| it.id == *id && it.state != SheetState::Withdrawn));
    if !sheets.iter().all(there) {
        return Err(ConferenceRefusal::OtherCampaign.into());
    }
    store::commitment::update_conference(&tx, id, campaign.id, sheets).await?;
    let what = Remember { unit: Some(campaign.authority), after: sheets.len().to_string(), ..Remember::default() };
    ctx.remember(&tx, Event::SigningsGrouped, "conference", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// The programme as a paper.
pub async fn programme(ctx: &Ctx, id: ConferenceId) -> Result<Paper, Error> {
    let page = conference(ctx, id).await?;
    let authority = store::unit::get(ctx.db(), page.campaign.authority).await?;
    let printed = printed(ctx, &page, &authority).await?;
    let name = file_name(&ctx.site, &["chuong-trinh-hoi-nghi", &page.campaign.code, &id.to_string()], "pdf");
    print(name, move || documents::programme::document(&printed)).await
}

/// The programme of a conference and every sheet that is signed there, bound into one file; for who may read the sheets. Nothing is remembered
/// as given out: what is valid is each sheet's own paper.
pub async fn pack(ctx: &Ctx, id: ConferenceId) -> Result<Paper, Error> {
    let page = conference(ctx, id).await?;
    ctx.actor.allow(Action::ViewCommitment, &page.campaign.place())?;
    let sheets = crate::commitment::of_conference(ctx, &page.campaign, id).await?;
    let authority = store::unit::get(ctx.db(), page.campaign.authority).await?;
    let programme = documents::programme::document(&printed(ctx, &page, &authority).await?);
    let bundle = Bundle {
        formalities: Formalities { date: Some(page.conference.held_on), ..formalities(&ctx.site, &authority) },
        kind: "Tập tài liệu".to_owned(),
        summary: vec![page.conference.title.clone()],
        papers: std::iter::once(programme).chain(sheets).collect(),
        notes: Vec::new(),
    };
    let name = file_name(&ctx.site, &["tap-tai-lieu-hoi-nghi", &page.campaign.code, &id.to_string()], "pdf");
    print(name, move || documents::bundle::document(bundle)).await
}

/// The values of the programme.
async fn printed(ctx: &Ctx, page: &ConferencePage, authority: &Unit) -> Result<Programme, Error> {
    let id = page.conference.id;
    let heads = store::commitment::heads(ctx.db(), page.conference.held_on).await?;
    let chosen = page.lines.iter().filter(|it| it.sheet.as_ref().is_some_and(|it| it.conference == Some(id)));
    let signing = |it: &Line| {
        let head = heads.iter().rev().find(|head| head.unit_id == it.unit.0);
        Signing {
            unit: office_in_words(&it.name),
            head: head.map(|it| it.full_name.clone()).unwrap_or_default(),
            position: head.map(|it| office_in_words(&held(&it.title, it.acting))).unwrap_or_default(),
        }
    };
    let hanoi = UtcOffset::from_hms(7, 0, 0).map_err(Error::internal)?;
    let in_office = head(ctx.db(), authority.id, page.conference.held_on).await?;
    let item = |it: domain::conference::AgendaItem| AgendaItem { time: hours(&it.time), content: it.content, by: it.by };
    Ok(Programme {
        formalities: Formalities {
            number: Some(Number { number: None, symbol: format!("CTr-{}", authority.doc_abbrev) }),
            recipients: vec!["Các đơn vị ký cam kết".to_owned(), "Lưu: VT, HS".to_owned()],
            ..formalities(&ctx.site, authority)
        },
        year: page.campaign.year,
        title: page.conference.title.clone(),
        begins: OffsetDateTime::new_in_offset(page.conference.held_on, page.conference.starts_at, hanoi),
        place: page.conference.place.clone(),
        invited: format!("Lãnh đạo {}; thủ trưởng các đơn vị ký cam kết (danh sách tại Mục II)", name_in_words(authority)),
        agenda: page.conference.items().into_iter().map(item).collect(),
        signings: chosen.map(signing).collect(),
        signer: Some(head_signer(authority, in_office.as_ref())),
    })
}

/// The invitation to a conference, as a draft of who arranges it: with its agenda, and the list of those who are to sign as an annex.
pub async fn invitation(ctx: &Ctx, id: ConferenceId) -> Result<Paper, Error> {
    let page = conference(ctx, id).await?;
    ctx.actor.allow(Action::RecordConference, &page.campaign.place())?;
    let authority = store::unit::get(ctx.db(), page.campaign.authority).await?;
    let printed = printed(ctx, &page, &authority).await?;
    let inviting = name_in_words(&authority);
    let invited = vec![format!("Lãnh đạo {inviting}"), "Thủ trưởng các đơn vị ký cam kết".to_owned()];
    let head = head(ctx.db(), authority.id, ctx.today).await?;
    let wording = store::template::in_force(ctx.db(), authority.id, TemplateKind::Invitation).await?;
    let invitation = Invitation {
        formalities: draft(&ctx.site, &authority, format!("GM-{}", authority.doc_abbrev), "Lưu: VT"),
        event: printed.title,
        inviting,
        invited,
        begins: printed.begins,
        place: printed.place,
        agenda: printed.agenda,
        signings: printed.signings,
        signer: head_signer(&authority, head.as_ref()),
        wording,
    };
    let name = file_name(&ctx.site, &["giay-moi-hoi-nghi", &page.campaign.code, &id.to_string()], "pdf");
    print(name, move || documents::invitation::document(&invitation)).await
}

/// A time of the agenda as papers write it: `07:30` → `07 giờ 30`; other words stay as they were typed.
fn hours(typed: &str) -> String {
    let one = |it: &str| domain::review::time_of_day(it).map(|it| it.replace(':', " giờ "));
    let whole: Option<Vec<String>> = typed.split(['-', '–']).map(one).collect();
    whole.map_or_else(|| typed.to_owned(), |it| it.join(" - "))
}
