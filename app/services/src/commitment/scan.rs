//! Sheets that were signed by hand: who runs the campaign puts the scan in, the authority says whether this is the paper that it signed. Until then
//! nothing changes; after it the sheet is in force, marked as the weaker form.

use super::stage_open;
use crate::fields::Fields;
use crate::paper::{Paper, file_name};
use crate::signing::SigningMethod;
use crate::{Ctx, Error, Remember, account};
use domain::campaign::StageRefusal;
use domain::canonical::sha256;
use domain::commitment::{
    Commitment, LARGEST_PILE, Pile, PileRefusal, ScanDecisionRefusal, ScanRefusal, ScannedPaper, SheetContent, SheetState, SignedAs,
};
use domain::evidence::plain_file_name;
use domain::policy::{Action, Forbidden};
use domain::{Campaign, CommitmentId, Event, PersonId, ScanId, Timestamp, UnitId};
use std::collections::HashSet;
use std::sync::Arc;
use store::scan::NewScan;
pub use store::scan::Read as Scan;
use store::signature::{Read as Signed, Signature};
use time::Date;

/// The page of sheets that were signed by hand.
#[derive(Debug, Clone)]
pub struct ScansPage {
    /// The campaign.
    pub campaign: Campaign,
    /// The scans that the person may see: what waits first, then the newest.
    pub scans: Vec<Scan>,
    /// Whether the person may put a pile in.
    pub may_put_in: bool,
}

/// Whether somebody sees the scans of a whole campaign; a unit finds its own at its sheet.
pub(super) fn may_see_scans(ctx: &Ctx, campaign: &Campaign) -> bool {
    let place = campaign.place();
    ctx.actor.allow(Action::ViewCampaign, &place).is_ok() && ctx.actor.allow(Action::ViewCommitment, &place).is_ok()
}

/// Loads the page of sheets that were signed by hand. Two statements.
pub async fn scans(ctx: &Ctx, code: &str) -> Result<ScansPage, Error> {
    let campaign = crate::campaign::of_code(ctx, code).await?;
    if !may_see_scans(ctx, &campaign) {
        return Err(Forbidden::NoRole.into());
    }
    let mut scans = store::scan::of_campaign(ctx.db(), campaign.id).await?;
    scans.retain(|it| ctx.actor.allow(Action::ViewCommitment, &it.place()).is_ok());
    let may_put_in = !campaign.closed && ctx.actor.allow(Action::RunCampaign, &campaign.place()).is_ok();
    Ok(ScansPage { campaign, scans, may_put_in })
}

/// Whether somebody may put a pile in; asked before forty megabytes are read.
pub async fn may_put_in(ctx: &Ctx, code: &str) -> Result<(), Error> {
    let campaign = crate::campaign::of_code(ctx, code).await?;
    Ok(ctx.actor.allow(Action::RunCampaign, &campaign.place())?)
}

/// A paper that was found in a pile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPaper {
    /// The unit's name; none where no sheet here has its code.
    pub unit: Option<String>,
    /// The sheet.
    pub sheet: Option<CommitmentId>,
    /// On which pages of the pile it stands, in its own order.
    pub places: Vec<usize>,
    /// How many pages the paper has.
    pub pages: usize,
    /// Which of them the pile lacks.
    pub missing: Vec<usize>,
    /// Why it was not taken; none where it was.
    pub refusal: Option<ScanRefusal>,
}

/// What came of a pile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutIn {
    /// It was not read.
    Refused(PileRefusal),
    /// It was sorted.
    Sorted {
        /// Its papers, in the order of their first pages.
        papers: Vec<FoundPaper>,
        /// Pages without a code of ours, from 1.
        unread: Vec<usize>,
    },
}

/// Sorts a scanned pile and keeps every paper of it that belongs to a sheet to be signed; what is wrong with one holds no other up.
pub async fn put_in(ctx: &Ctx, code: &str, name: &str, bytes: Vec<u8>) -> Result<PutIn, Error> {
    let campaign = crate::campaign::of_code(ctx, code).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    if bytes.is_empty() {
        return Ok(PutIn::Refused(PileRefusal::Empty));
    }
    if bytes.len() > LARGEST_PILE {
        return Ok(PutIn::Refused(PileRefusal::TooLarge));
    }
    let bytes: Arc<[u8]> = bytes.into();
    let said = match ctx.site.reader.codes(bytes.clone()).await? {
        Ok(said) => said,
        Err(refusal) => return Ok(PutIn::Refused(refusal)),
    };
    let pile = Pile::sort(&said);
    let whole: Vec<&ScannedPaper> = pile.papers.iter().filter(|it| it.is_whole()).collect();
    let lists = whole.iter().map(|it| it.in_order().into_iter().map(|page| (page.at, page.turn)).collect()).collect();
    // Cut before anything is held; what of it is refused below is left.
    let cut = match ctx.site.reader.parts(bytes, lists).await? {
        Ok(cut) => cut,
        Err(refusal) => return Ok(PutIn::Refused(refusal)),
    };
    let name = plain_file_name(name);
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, campaign.id).await?;
    if store::campaign::get(&tx, campaign.id).await?.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    stage_open(ctx, &tx, campaign.id).await?;
    let codes: Vec<&str> = pile.papers.iter().map(|it| it.public_code.as_str()).collect();
    let sheets = store::commitment::of_public_codes(&tx, &codes).await?;
    let here = |it: &&Commitment| it.campaign == campaign.id;
    for it in sheets.iter().filter(here) {
        store::hold::member(&tx, campaign.id, it.unit).await?;
    }
    let scans = store::scan::of_campaign(&tx, campaign.id).await?;
    let mut waiting: HashSet<CommitmentId> = scans.iter().filter(|it| it.waits()).map(Scan::commitment).collect();
    let units = store::unit::list(&tx, ctx.today).await?;
    let mut papers = Vec::new();
    let mut cut = cut.into_iter();
    for paper in &pile.papers {
        let file = if paper.is_whole() { cut.next() } else { None };
        let sheet = sheets.iter().filter(here).find(|it| it.public_code == paper.public_code);
        let mut refusal = paper.take(sheet, sheet.is_some_and(|it| waiting.contains(&it.id))).err();
        match (sheet, file, refusal) {
            (Some(sheet), Some(file), None) => {
                keep(ctx, &tx, sheet, paper, (&name, file)).await?;
                waiting.insert(sheet.id);
            }
            (_, None, None) => refusal = Some(ScanRefusal::PagesMissing),
            _ => {}
        }
        let unit = sheet.and_then(|sheet| units.iter().find(|it| it.id == sheet.unit)).map(|it| it.name_full.clone());
        let (places, missing) = (paper.in_order().into_iter().map(|it| it.at).collect(), paper.missing());
        papers.push(FoundPaper { unit, sheet: sheet.map(|it| it.id), places, pages: paper.pages, missing, refusal });
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(PutIn::Sorted { papers, unread: pile.unread })
}

/// Keeps the pages of one paper as a file of its own.
async fn keep(ctx: &Ctx, tx: &store::Tx, sheet: &Commitment, paper: &ScannedPaper, (name, bytes): (&str, Vec<u8>)) -> Result<(), Error> {
    let digest = sha256(&bytes);
    let scan = NewScan {
        commitment: sheet.id,
        public_code: sheet.public_code.clone(),
        digest: sheet.digest.clone().unwrap_or_default(),
        file_name: name.to_owned(),
        pages: i64::try_from(paper.pages).map_err(Error::internal)?,
        sha256: digest.clone(),
        bytes,
    };
    store::scan::insert(tx, scan, &ctx.by()).await?;
    let what = Remember { unit: Some(sheet.unit), after: format!("SHA-256 {digest}"), ..Remember::default() };
    ctx.remember(tx, Event::SheetScanned, "commitment", sheet.id.0, what).await?;
    Ok(())
}

/// One who may have signed for the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaySign {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// As what.
    pub signed_as: SignedAs,
}

/// The page of one scan.
#[derive(Debug, Clone)]
pub struct ScanPage {
    /// The scan.
    pub scan: Scan,
    /// The sheet.
    pub sheet: Commitment,
    /// The campaign.
    pub campaign: Campaign,
    /// The content that was signed; none where the sheet has another by now.
    pub content: Option<SheetContent>,
    /// The signatures that the sheet has.
    pub signatures: Vec<Signed>,
    /// Who of the unit may have signed it; empty where the person may not answer.
    pub signers: Vec<MaySign>,
    /// Whether the person sees the scans of the whole campaign.
    pub may_see_all: bool,
    /// Whether the person may answer.
    pub may_answer: bool,
    /// The form's one-time token.
    pub token: String,
}

/// Loads the page of one scan. Nothing is shown of it to whom the sheet is not shown.
pub async fn scan_page(ctx: &Ctx, id: ScanId) -> Result<ScanPage, Error> {
    let scan = store::scan::get(ctx.db(), id).await?;
    let sheet = store::commitment::get(ctx.db(), scan.commitment()).await?;
    ctx.actor.allow(Action::ViewCommitment, &sheet.place())?;
    let content = if scan.stands() { sheet.content.as_deref().and_then(SheetContent::read) } else { None };
    let signatures = store::signature::list(ctx.db(), "commitment", sheet.id.0).await?;
    let may_answer = scan.waits()
        && content.is_some()
        && scan.person_id != ctx.actor.person.0
        && ctx.actor.allow(Action::CountersignCommitment, &sheet.place()).is_ok();
    let (signers, token) =
        if may_answer { (may_have_signed(ctx, &sheet).await?, account::form_token(ctx).await?) } else { (Vec::new(), String::new()) };
    let campaign = store::campaign::get(ctx.db(), sheet.campaign).await?;
    let may_see_all = may_see_scans(ctx, &campaign);
    Ok(ScanPage { scan, sheet, campaign, content, signatures, signers, may_see_all, may_answer, token })
}

/// Who may have signed a sheet for its unit: who may today, and who might when the content was agreed and has left since.
async fn may_have_signed(ctx: &Ctx, sheet: &Commitment) -> Result<Vec<MaySign>, Error> {
    let mut all = signers(ctx.db(), sheet.unit, ctx.today).await?;
    let agreed = sheet.approved_at.map(Timestamp::date).filter(|it| *it < ctx.today);
    let then = match agreed {
        Some(day) => signers(ctx.db(), sheet.unit, day).await?,
        None => Vec::new(),
    };
    let others: Vec<_> = then.into_iter().filter(|it| !all.iter().any(|there| there.person == it.person)).collect();
    all.extend(others);
    Ok(all)
}

async fn signers(db: &impl store::Connection, unit: UnitId, day: Date) -> Result<Vec<MaySign>, Error> {
    let capacity = |kind: &str| match kind {
        "unit_head" => Some(SignedAs::Head),
        "deputy_head" => Some(SignedAs::DeputyHead),
        _ => None,
    };
    let officers = store::person::officers_of(db, unit, day).await?;
    let of = |it: &store::person::Officer| {
        Some(MaySign { person: PersonId(it.person_id), name: it.full_name.clone(), post: it.post(), signed_as: capacity(&it.kind)? })
    };
    Ok(officers.iter().filter_map(of).collect())
}

/// The file of a scan, for whoever may read its sheet.
pub async fn scan_file(ctx: &Ctx, id: ScanId) -> Result<Paper, Error> {
    let scan = store::scan::get(ctx.db(), id).await?;
    let sheet = store::commitment::get(ctx.db(), scan.commitment()).await?;
    ctx.actor.allow(Action::ViewCommitment, &sheet.place())?;
    let bytes = store::scan::content(ctx.db(), &scan.sha256).await?;
    let name = file_name(&ctx.site, &["ban-quet", &sheet.public_code, &scan.number.to_string()], "pdf");
    Ok(Paper::file(name, bytes))
}

/// What the authority says of a scan.
#[derive(Debug, Clone, Default)]
pub struct TypedAnswer {
    /// The digest that was on the screen.
    pub digest: String,
    /// Who signed for the unit, by key.
    pub head: String,
    /// The day of that signature, as typed.
    pub head_on: String,
    /// The day of the authority's signature, as typed.
    pub authority_on: String,
    /// The password.
    pub password: String,
    /// The form's one-time token.
    pub token: String,
}

/// Confirms that a scan is of the paper that the authority signed: the sheet is in force.
pub async fn confirm_scan(ctx: &Ctx, id: ScanId, typed: &TypedAnswer) -> Result<CommitmentId, Error> {
    account::confirm(ctx, &typed.password).await?;
    let tx = ctx.begin().await?;
    let (scan, sheet) = waiting(ctx, &tx, id).await?;
    store::hold::campaign(&tx, sheet.campaign).await?;
    if store::campaign::get(&tx, sheet.campaign).await?.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    stage_open(ctx, &tx, sheet.campaign).await?;
    let there = store::signature::list(&tx, "commitment", sheet.id.0).await?;
    let there = there.into_iter().find(|it| it.signed_as != SignedAs::Authority.code() && it.content_sha256 == typed.digest);
    let agreed = sheet.approved_at.map(Timestamp::date);
    let mut fields = Fields::default();
    let mut day = |name: &str, text: &str| {
        let on = fields.day(name, text);
        if on > ctx.today {
            fields.refuse(name, ScanDecisionRefusal::Future);
        } else if on > Date::MIN && agreed.is_some_and(|it| on < it) {
            fields.refuse(name, ScanDecisionRefusal::BeforeContent);
        }
        on
    };
    let authority_on = day("authority_on", &typed.authority_on);
    let head_on = match &there {
        Some(it) => it.at().date(),
        None => day("head_on", &typed.head_on),
    };
    if authority_on > Date::MIN && authority_on < head_on {
        fields.refuse("authority_on", ScanDecisionRefusal::Order);
    }
    let chosen = typed.head.parse::<i64>().map(PersonId).ok();
    let signer = match there {
        Some(_) => None,
        // A day that could not be read asks who may sign today, as the page did.
        None => signers(&tx, sheet.unit, if head_on > Date::MIN { head_on } else { ctx.today })
            .await?
            .into_iter()
            .find(|it| Some(it.person) == chosen),
    };
    let head = there.as_ref().map(Signed::person).or(signer.as_ref().map(|it| it.person));
    if head.is_none() {
        fields.refuse("head", ScanDecisionRefusal::NoSigner);
    }
    fields.finish()?;
    let head = head.ok_or(ScanDecisionRefusal::NoSigner)?;
    if head == ctx.actor.person {
        return Err(ScanDecisionRefusal::OwnSheet.into());
    }
    // Three people: who signs, who scans, who confirms.
    if head.0 == scan.person_id {
        return Err(ScanDecisionRefusal::HeadScanned.into());
    }
    let sheet = sheet.sign_by_hand(&typed.digest, head, ctx.actor.person)?;
    account::use_form_token(ctx, &tx, &typed.token).await?;
    crate::seal::seal(ctx, &tx, &sheet).await?;
    store::commitment::update(&tx, &sheet).await?;
    if let Some(signer) = signer {
        // By hand nobody uses an account: the one of whoever vouches for it stands there.
        let account = ctx.actor.account;
        let MaySign { person, name, post, signed_as } = signer;
        store::signature::insert(&tx, &on_paper(&sheet, &typed.digest, signed_as, (person, account, name, post), head_on)).await?;
    }
    let own = (ctx.actor.person, ctx.actor.account, ctx.actor.name.clone(), ctx.actor.post.clone());
    store::signature::insert(&tx, &on_paper(&sheet, &typed.digest, SignedAs::Authority, own, authority_on)).await?;
    store::scan::insert_answer(&tx, id, true, "", &ctx.by()).await?;
    let what = Remember { unit: Some(sheet.unit), after: format!("SHA-256 {}", scan.sha256), ..Remember::default() };
    ctx.remember(&tx, Event::SheetScanConfirmed, "commitment", sheet.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(sheet.id)
}

/// A signature by hand. Paper says a day and no hour: the day's first moment stands for it, and pages show the day alone.
fn on_paper(
    sheet: &Commitment,
    digest: &str,
    signed_as: SignedAs,
    (person, account, name, post): (PersonId, domain::AccountId, String, String),
    on: Date,
) -> Signature {
    Signature {
        subject: "commitment",
        subject_id: sheet.id.0,
        signed_as: signed_as.code().to_owned(),
        person,
        account,
        name,
        post,
        method: SigningMethod::OnPaper.code().to_owned(),
        digest: digest.to_owned(),
        at: Timestamp::start_of(on),
    }
}

/// Refuses a scan, with a reason; the paper may be scanned again.
pub async fn refuse_scan(ctx: &Ctx, id: ScanId, reason: &str, token: &str) -> Result<CommitmentId, Error> {
    let tx = ctx.begin().await?;
    let (_, sheet) = waiting(ctx, &tx, id).await?;
    let mut fields = Fields::default();
    let reason = fields.text("reason", reason);
    fields.finish()?;
    account::use_form_token(ctx, &tx, token).await?;
    store::scan::insert_answer(&tx, id, false, &reason, &ctx.by()).await?;
    let what = Remember { unit: Some(sheet.unit), reason, ..Remember::default() };
    ctx.remember(&tx, Event::SheetScanRefused, "commitment", sheet.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(sheet.id)
}

/// A scan that waits for an answer, and its sheet, for whoever may answer.
async fn waiting(ctx: &Ctx, tx: &store::Tx, id: ScanId) -> Result<(Scan, Commitment), Error> {
    let scan = store::scan::get(tx, id).await?;
    let sheet = store::commitment::get(tx, scan.commitment()).await?;
    ctx.actor.allow(Action::CountersignCommitment, &sheet.place())?;
    if scan.confirmed.is_some() {
        return Err(ScanDecisionRefusal::Already.into());
    }
    if scan.person_id == ctx.actor.person.0 {
        return Err(ScanDecisionRefusal::OwnScan.into());
    }
    match sheet.state {
        SheetState::InForce => Err(ScanRefusal::InForce.into()),
        SheetState::Withdrawn => Err(ScanRefusal::Withdrawn.into()),
        // A picture of another content says nothing of this one.
        _ if !scan.waits() => Err(ScanRefusal::OtherContent.into()),
        _ => Ok((scan, sheet)),
    }
}
