//! A sheet as a paper (`domain.md` 9.1): from the frozen content, or as a draft from what is proposed.

use super::sheet::content_of;
use crate::{Ctx, Error, Site};
use documents::block::{LegalForce, PaperState};
use documents::commitment::{Commitment as Printed, CommittedTarget, KeyTask as PrintedTask};
use documents::{Confirmation, Formalities, Issuer, Signer};
use domain::commitment::{Commitment, SheetContent, SheetState, SignedAs, TargetPart, shown};
use domain::policy::Action;
use domain::value::plain_day;
use domain::{CommitmentId, Timestamp};
use store::commitment::Facts;
use store::signature::Read;

/// A paper to be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The name of the file.
    pub file_name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// The paper of a sheet, for somebody who may read it.
pub async fn pdf(ctx: &Ctx, id: CommitmentId) -> Result<Paper, Error> {
    let sheet = store::commitment::get(ctx.db(), id).await?;
    ctx.actor.allow(Action::ViewCommitment, &sheet.place())?;
    paper(&ctx.site, id).await
}

/// The paper of a unit's sheet by the codes of campaign and unit, for the command line.
pub async fn paper_of_unit(site: &Site, campaign: &str, unit: &str) -> Result<Paper, Error> {
    let campaign = store::campaign::of_code(&site.db, campaign).await?;
    let members = store::campaign::members(&site.db, campaign.id).await?;
    let member = members.iter().find(|it| it.code == unit).ok_or(Error::NotFound)?;
    let sheet = store::commitment::of_unit(&site.db, campaign.id, member.unit).await?;
    paper(site, sheet.id).await
}

/// The paper of a sheet, without asking who wants it.
pub async fn paper(site: &Site, id: CommitmentId) -> Result<Paper, Error> {
    let (sheet, facts) = store::commitment::with_facts(&site.db, id, site.now().date()).await?;
    let targets = store::commitment::asked_targets(&site.db, &sheet, &facts).await?;
    let versions = store::commitment::versions(&site.db, id).await?;
    let signatures = store::signature::list(&site.db, "commitment", id.0).await?;
    let content = content_of(&sheet, &facts, &targets, &versions)?;
    let printed = printed(site, &sheet, &facts, &content, &signatures);
    let mark = if site.demo { "minh-hoa-" } else { "" };
    let file_name = format!("{mark}ban-cam-ket-{}-{}.pdf", content.campaign.code, content.unit.code);
    let bytes = tokio::task::spawn_blocking(move || documents::commitment::pdf(&printed)).await.map_err(Error::internal)?;
    Ok(Paper { file_name, bytes: bytes.map_err(Error::internal)? })
}

fn printed(site: &Site, sheet: &Commitment, facts: &Facts, content: &SheetContent, signatures: &[Read]) -> Printed {
    let by_head = signatures.iter().find(|it| it.signed_as != SignedAs::Authority.code());
    let by_authority = signatures.iter().find(|it| it.signed_as == SignedAs::Authority.code());
    let ends_on = plain_day(&content.campaign.ends_on);
    let target = |it: &TargetPart| CommittedTarget {
        name: it.title.clone(),
        measure: it.unit.clone(),
        last_year: it.last_year.as_deref().map(shown).unwrap_or_default(),
        value: in_words(it),
        due: ends_on.map(domain::show_date).unwrap_or_default(),
        note: it.note.clone(),
    };
    let lines = |text: &str| text.lines().filter(|it| !it.is_empty()).map(str::to_owned).collect();
    Printed {
        formalities: Formalities {
            issuer: Issuer { parent: lines(&facts.header_parent), body: lines(&facts.header_lines), place: facts.place_name.clone() },
            number: None,
            date: by_head.map(|it| it.at().date()),
            force: if site.demo { LegalForce::Illustrative } else { LegalForce::Official },
            state: if sheet.content.is_some() { PaperState::Final } else { PaperState::Draft },
            digest: sheet.digest.clone(),
            public_address: sheet.content.is_some().then(|| format!("{}/tra-cuu/{}", site.public_url, sheet.public_code)),
            recipients: Vec::new(),
        },
        year: content.campaign.year,
        plan: None,
        grounds: vec![format!("Căn cứ {}", content.rule_set.title)],
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
        copies: None,
        authority_signer: signer(by_authority, &content.authority.head, &content.authority.post, sheet.state),
        head_signer: signer(by_head, &content.head.name, &content.head.post, sheet.state),
    }
}

/// Who signs, with the confirmation once it was given; a deputy signs `KT.` (NĐ 30/2020, Phụ lục I, ô 7a).
fn signer(signature: Option<&Read>, name: &str, post: &str, state: SheetState) -> Signer {
    let confirmation = signature
        .filter(|_| state != SheetState::Withdrawn)
        .map(|it| Confirmation { by: it.name.clone(), at: Timestamp(it.signed_at).in_hanoi() });
    match signature {
        Some(it) if it.signed_as == SignedAs::DeputyHead.code() => {
            Signer { capacity: vec![format!("KT. {}", rank(post)), rank(&it.post)], name: it.name.clone(), confirmation }
        }
        Some(it) => Signer { capacity: vec![rank(&it.post)], name: it.name.clone(), confirmation },
        None => Signer { capacity: vec![rank(post)], name: name.to_owned(), confirmation },
    }
}

/// The rank of a post without its office: `Chủ tịch UBND xã Cao An` → `Chủ tịch`.
fn rank(post: &str) -> String {
    let short = post.split(" UBND").next().unwrap_or(post);
    short.split(" Ủy ban nhân dân").next().unwrap_or(short).to_owned()
}

/// A promised value with its direction, as the paper's table says it.
fn in_words(it: &TargetPart) -> String {
    let value = shown(&it.value);
    match it.direction.as_str() {
        "higher" => format!("từ {value} trở lên"),
        "lower" => format!("không quá {value}"),
        "earlier" => format!("chậm nhất {value}"),
        _ => value,
    }
}
