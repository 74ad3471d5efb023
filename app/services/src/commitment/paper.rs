//! A sheet as a paper (`domain.md` 9.1): from the frozen content, or as a draft from what is proposed.

use super::sheet::{content_of, version_of};
use crate::paper::{Paper, file_name, formalities, print, public_address};
use crate::paper_seal::{Confirmed, sealed};
use crate::signing::SigningMethod;
use crate::{Ctx, Error, Site};
use documents::block::PaperState;
use documents::commitment::{Commitment as Printed, CommittedTarget, KeyTask as PrintedTask};
use documents::{Confirmation, ConfirmedBy, Formalities, Signer};
use domain::commitment::{Commitment, SheetContent, SheetState, SignedAs, TargetPart, shown};
use domain::policy::{Action, Forbidden};
use domain::value::plain_day;
use domain::{Campaign, CommitmentId, ConferenceId, GroupId, Member, Unit, UnitId, post};
use std::collections::HashMap;
use store::commitment::Facts;
use store::confirmed_paper::{NewFile, Of};
use store::signature::Read;

/// The paper of a sheet, for somebody who may read it: the file that was signed outside, where there is one, or else the newest that is kept. What a
/// paper in force is given out as is remembered by its digest, so that any copy finds its sheet.
pub async fn pdf(ctx: &Ctx, id: CommitmentId) -> Result<Paper, Error> {
    let (sheet, paper) = found(ctx, id).await?;
    // A file that was signed outside is known by its own record.
    if sheet.state == SheetState::InForce && paper.own {
        let size = i64::try_from(paper.bytes.len()).map_err(Error::internal)?;
        let digest = domain::canonical::sha256(&paper.bytes);
        store::given_out::insert(ctx.db(), &sheet.public_code, &digest, size, ctx.now).await?;
    }
    Ok(paper)
}

/// The same to be looked at or edited: nobody gets the file itself.
pub async fn shown_paper(ctx: &Ctx, id: CommitmentId) -> Result<Paper, Error> {
    Ok(found(ctx, id).await?.1)
}

async fn found(ctx: &Ctx, id: CommitmentId) -> Result<(Commitment, Paper), Error> {
    let (sheet, facts) = store::commitment::with_facts(ctx.db(), id, ctx.today).await?;
    ctx.actor.allow(Action::ViewCommitment, &sheet.place())?;
    let drawn = drawn(&ctx.site, &sheet, &facts).await?;
    if sheet.state != SheetState::InForce {
        let paper = drawn.set(&ctx.site, &sheet).await?;
        return Ok((sheet, paper));
    }
    if let Some(bytes) = store::outside::newest(ctx.db(), &sheet.public_code).await? {
        return Ok((sheet, Paper { own: false, ..drawn.kept(bytes) }));
    }
    let kept = store::confirmed_paper::list(ctx.db(), &sheet.public_code).await?;
    let paper = match kept.iter().rfind(|it| drawn.bases.contains(&it.basis)) {
        Some(it) => drawn.kept(store::confirmed_paper::content(ctx.db(), &it.sha256).await?),
        None => {
            let [basis, _] = drawn.bases.clone();
            let paper = drawn.set(&ctx.site, &sheet).await?;
            // A sheet whose files are kept was amended since: it has another file now.
            if !kept.is_empty() {
                keep_file(&ctx.site, &sheet, &basis, &paper).await?;
            }
            paper
        }
    };
    Ok((sheet, paper))
}

/// Keeps the file of a sheet in force as it is now, so that a timestamp can be put into it.
pub(crate) async fn keep(site: &Site, id: CommitmentId) -> Result<(), Error> {
    let (sheet, facts) = store::commitment::with_facts(&site.db, id, site.now().date()).await?;
    if sheet.state != SheetState::InForce || site.seal.is_none() {
        return Ok(());
    }
    let drawn = drawn(site, &sheet, &facts).await?;
    let [basis, _] = drawn.bases.clone();
    keep_file(site, &sheet, &basis, &drawn.set(site, &sheet).await?).await
}

async fn keep_file(site: &Site, sheet: &Commitment, basis: &str, paper: &Paper) -> Result<(), Error> {
    let (digest, now) = (domain::canonical::sha256(&paper.bytes), site.now());
    let size = i64::try_from(paper.bytes.len()).map_err(Error::internal)?;
    let file =
        NewFile { of: Of::Sheet(sheet.id), public_code: &sheet.public_code, basis, stamped_at: None, sha256: &digest, bytes: &paper.bytes };
    let tx = store::begin(&site.db).await?;
    store::confirmed_paper::insert(&tx, file, now).await?;
    store::given_out::insert(&tx, &sheet.public_code, &digest, size, now).await?;
    tx.commit().await.map_err(Error::internal)
}

/// What the paper of a sheet says, whoever wants it, before it is laid out.
struct Drawn {
    name: String,
    printed: Printed,
    place: String,
    confirmed: Vec<Confirmed>,
    /// The digest of what can change in it once it is in force: the content, and what was amended since; then the same as it was reckoned
    /// before pages had codes, so that files kept then stay the papers of their sheets.
    bases: [String; 2],
}

impl Drawn {
    /// A file that is kept, as the paper; nothing is laid out again.
    fn kept(self, bytes: Vec<u8>) -> Paper {
        Paper {
            file_name: self.name,
            bytes,
            document: Some(Box::new(documents::commitment::document(&self.printed))),
            own: true,
            numbered: None,
        }
    }

    /// Lays it out, and confirms it where it is in force.
    async fn set(self, site: &Site, sheet: &Commitment) -> Result<Paper, Error> {
        let Self { name, printed, place, confirmed, .. } = self;
        let paper = print(name, move || documents::commitment::document(&printed)).await?;
        if sheet.state == SheetState::InForce { sealed(site, paper, place, confirmed).await } else { Ok(paper) }
    }
}

async fn drawn(site: &Site, sheet: &Commitment, facts: &Facts) -> Result<Drawn, Error> {
    // A frozen content says everything itself.
    let (targets, versions) = match sheet.content {
        Some(_) => (Vec::new(), Vec::new()),
        None => (store::commitment::asked_targets(&site.db, sheet, facts).await?, store::commitment::versions(&site.db, sheet.id).await?),
    };
    let signatures = store::signature::list(&site.db, "commitment", sheet.id.0).await?;
    let content = content_of(sheet, facts, &targets, &versions)?;
    let unit = store::unit::get(&site.db, sheet.unit).await?;
    let (_, amended) = version_of(&site.db, sheet, &facts.unit_code, site.now()).await?;
    let notices: Vec<_> = amended.iter().filter_map(crate::amendment::notice).collect();
    let said = [sheet.digest.as_deref().unwrap_or_default(), &notices.join("\n")].join("\n");
    let former = format!("{:?} {notices:?}", sheet.digest);
    Ok(Drawn {
        name: file_name(site, &["ban-cam-ket", &content.campaign.code, &content.unit.code, &unit.name_full], "pdf"),
        printed: Printed { notices, ..printed(site, sheet, &unit, &content, &signatures) },
        place: unit.place_name,
        confirmed: confirmed(&signatures),
        bases: [said, former].map(|it| domain::canonical::sha256(it.as_bytes())),
    })
}

/// The sheets that are signed at a conference as they are printed, in the order of the units; seals and signatures outside are of the single
/// papers. Refused where the person may not read one of them. Five statements, and for each group with amendments as many as its goals take.
pub(crate) async fn of_conference(ctx: &Ctx, campaign: &Campaign, id: ConferenceId) -> Result<Vec<documents::Document>, Error> {
    let db = ctx.db();
    let sheets = store::commitment::of_conference(db, id).await?;
    if sheets.iter().any(|it| ctx.actor.allow(Action::ViewCommitment, &it.place()).is_err()) {
        return Err(Forbidden::NoRole.into());
    }
    let signatures = store::signature::of_conference(db, id).await?;
    let units = store::unit::list(db, ctx.today).await?;
    let members = store::campaign::members(db, campaign.id).await?;
    let found = set_out(ctx, campaign, &sheets, &signatures, (&units, &members)).await?;
    Ok(found.into_iter().map(|it| it.1).collect())
}

/// The agreed sheets of a campaign as they are printed, each with its unit, in the order of the units: those that the person may read. Three
/// statements, and for each group with amendments as many as its goals take.
pub(crate) async fn of_campaign(
    ctx: &Ctx,
    campaign: &Campaign,
    around: (&[Unit], &[Member]),
) -> Result<Vec<(UnitId, documents::Document)>, Error> {
    let mut sheets = store::commitment::agreed_of_campaign(ctx.db(), campaign.id).await?;
    sheets.retain(|it| ctx.actor.allow(Action::ViewCommitment, &it.place()).is_ok());
    let signatures = store::signature::of_campaign(ctx.db(), campaign.id).await?;
    set_out(ctx, campaign, &sheets, &signatures, around).await
}

/// Sheets as they are printed, each with its unit, in the order of the units.
async fn set_out(
    ctx: &Ctx,
    campaign: &Campaign,
    sheets: &[Commitment],
    signatures: &[(CommitmentId, Read)],
    (units, members): (&[Unit], &[Member]),
) -> Result<Vec<(UnitId, documents::Document)>, Error> {
    let db = ctx.db();
    let mut amendments = HashMap::new();
    for it in store::seal::editions(db, campaign.id, None, ctx.now).await?.iter().filter(|it| it.amendments > 0) {
        let group = GroupId(it.group_id);
        amendments.insert(group, crate::amendment::of_group(db, campaign, group).await?);
    }
    let mut found = Vec::with_capacity(sheets.len());
    for member in members {
        let Some(sheet) = sheets.iter().find(|it| it.unit == member.unit) else { continue };
        let unit = units.iter().find(|it| it.id == member.unit).ok_or(Error::NotFound)?;
        let content = sheet.content.as_deref().and_then(SheetContent::read);
        let content = content.ok_or_else(|| Error::internal("unreadable content of a commitment"))?;
        let signed: Vec<Read> = signatures.iter().filter(|it| it.0 == sheet.id).map(|it| it.1.clone()).collect();
        let stands = matches!(sheet.state, SheetState::HeadSigned | SheetState::InForce);
        let changed = match amendments.get(&member.group).filter(|_| stands) {
            Some(all) => all.of_unit(member.unit, &member.code)?,
            None => Vec::new(),
        };
        let notices = changed.iter().filter_map(crate::amendment::notice).collect();
        let printed = Printed { notices, ..printed(&ctx.site, sheet, unit, &content, &signed) };
        found.push((member.unit, documents::commitment::document(&printed)));
    }
    Ok(found)
}

/// Who confirmed a sheet in force in the system, in their order: the head of the unit or a deputy, then the authority.
fn confirmed(signatures: &[Read]) -> Vec<Confirmed> {
    let field = |it: &Read| if it.signed_as == SignedAs::Authority.code() { crate::timestamping::FIELD } else { "Don-vi" };
    let of = |it: &Read| Confirmed { field: field(it), name: format!("{}, {}", it.name, it.post), at: it.at() };
    let mut all: Vec<Confirmed> = signatures.iter().filter(|it| !by_hand(it)).map(of).collect();
    all.sort_by_key(|it| it.at.0);
    all
}

fn printed(site: &Site, sheet: &Commitment, unit: &Unit, content: &SheetContent, signatures: &[Read]) -> Printed {
    let by_head = signatures.iter().find(|it| it.signed_as != SignedAs::Authority.code());
    let by_authority = signatures.iter().find(|it| it.signed_as == SignedAs::Authority.code());
    let ends_on = plain_day(&content.campaign.ends_on);
    let target = |it: &TargetPart| CommittedTarget {
        name: it.title.clone(),
        measure: it.unit.clone(),
        last_year: it.last_year.as_deref().map_or_else(|| "–".to_owned(), shown),
        value: in_words(it),
        due: due(it).or(ends_on).map(domain::show_date).unwrap_or_default(),
        note: with_periods(it),
    };
    Printed {
        formalities: Formalities {
            date: by_head.map(|it| it.at().date()),
            state: match sheet.state {
                SheetState::Withdrawn => PaperState::Withdrawn,
                _ if sheet.content.is_some() => PaperState::Final,
                _ => PaperState::Draft,
            },
            digest: sheet.digest.clone(),
            public_address: sheet.content.is_some().then(|| public_address(site, &sheet.public_code)),
            ..formalities(site, unit)
        },
        year: content.campaign.year,
        plan: None,
        grounds: content.grounds(),
        head: content.head.name.clone(),
        position: content.head.post.clone(),
        unit: content.unit.name.clone(),
        authority_head: content.authority.post.clone(),
        authority: content.authority.name.clone(),
        targets: content.targets.iter().map(target).collect(),
        tasks: content
            .tasks
            .iter()
            .map(|it| PrintedTask {
                content: it.title.clone(),
                expected: it.expected_result.clone(),
                responsible: it.person.clone(),
                due: plain_day(&it.due_on),
            })
            .collect(),
        reporting: content.reporting.clone(),
        seal: content.seal.clone(),
        notices: Vec::new(),
        wording: content.wording.clone(),
        copies: content.copies,
        authority_signer: signer(by_authority, &content.authority.head, &content.authority.post, sheet.state),
        head_signer: signer(by_head, &content.head.name, &content.head.post, sheet.state),
    }
}

/// Until when a target is due, where that is not the end of the campaign: what is to be done by a day.
fn due(it: &TargetPart) -> Option<time::Date> {
    plain_day(&it.value).filter(|_| it.direction == "earlier")
}

/// Who signs, with the confirmation once it was given; a deputy signs `KT.` (NĐ 30/2020, Phụ lục I, ô 7a).
fn signer(signature: Option<&Read>, name: &str, head: &str, state: SheetState) -> Signer {
    let confirmation = signature.filter(|_| state != SheetState::Withdrawn).map(|it| Confirmation {
        by: it.name.clone(),
        at: it.at().in_hanoi(),
        how: how(it),
    });
    let (name, post) = signature.map_or((name, head), |it| (&it.name, &it.post));
    Signer { capacity: post::capacity(post, head), name: name.to_owned(), confirmation }
}

fn how(signature: &Read) -> ConfirmedBy {
    if by_hand(signature) { ConfirmedBy::Hand } else { ConfirmedBy::Password }
}

/// Whether somebody signed on paper: nothing then confirms the file itself.
fn by_hand(signature: &Read) -> bool {
    SigningMethod::of(&signature.method) == Some(SigningMethod::OnPaper)
}

/// The note beside a target, and what is to be reached on the way.
fn with_periods(it: &TargetPart) -> String {
    let parts = [Some(it.note.clone()).filter(|it| !it.is_empty()), it.promised_by_period()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// A promised value with its direction, as the paper's table says it.
fn in_words(it: &TargetPart) -> String {
    let value = shown(&it.value);
    match it.direction.as_str() {
        "higher" => format!("từ {value} trở lên"),
        "lower" if it.is_zero() => value,
        "lower" => format!("không quá {value}"),
        "earlier" => format!("chậm nhất {value}"),
        "range" => format!("từ {value} đến {}", it.value_to.as_deref().map(shown).unwrap_or_default()),
        _ => value,
    }
}
