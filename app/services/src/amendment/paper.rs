//! An amendment as a paper: from its frozen content and the signatures on it.

use super::view::{AmendmentPage, amendment};
use crate::paper::{Paper, file_name, formalities, head, print};
use crate::{Ctx, Error};
use documents::amendment::{AmendedUnit, Amendment as Printed, Change};
use documents::block::PaperState;
use documents::{Confirmation, Formalities, Signer};
use domain::amendment::AmendmentState;
use domain::{AmendmentId, post};

/// The paper of an amendment, for everybody in the campaign; with the units whose sheets the person may read. One that was declined never became a
/// paper.
pub async fn paper(ctx: &Ctx, id: AmendmentId) -> Result<Paper, Error> {
    let page = amendment(ctx, id).await?;
    let it = &page.read.amendment;
    let state = match it.state {
        AmendmentState::Proposed => PaperState::Draft,
        AmendmentState::Approved | AmendmentState::Replaced => PaperState::Final,
        AmendmentState::Declined => return Err(Error::NotFound),
    };
    let authority = store::unit::get(ctx.db(), page.campaign.authority).await?;
    let day = it.decided.map(|it| it.1.date());
    let formalities = Formalities {
        date: day,
        state,
        digest: Some(it.digest.clone()),
        recipients: vec!["Các đơn vị thực hiện".to_owned(), "Lưu: VT, NV".to_owned()],
        ..formalities(&ctx.site, &authority)
    };
    let head = head(ctx.db(), authority.id, day.unwrap_or(ctx.today)).await?;
    let head_post = head.as_ref().map(store::person::Officer::post).unwrap_or_default();
    let signer = match page.signatures.first() {
        Some(signed) => Signer {
            capacity: post::capacity(&signed.post, if head_post.is_empty() { &signed.post } else { &head_post }),
            name: signed.name.clone(),
            confirmation: Some(Confirmation::in_system(signed.name.clone(), signed.at().in_hanoi())),
        },
        None => {
            let name = head.map(|it| it.full_name).unwrap_or_default();
            Signer { capacity: post::capacity(&head_post, &head_post), name, confirmation: None }
        }
    };
    let replaced_by = match page.read.replaced_by {
        Some(id) => Some(store::amendment::get(ctx.db(), id).await?.amendment.number),
        None => None,
    };
    let name = file_name(&ctx.site, &["phu-luc-dieu-chinh", &page.campaign.code, &it.number], "pdf");
    let printed = printed(&page, formalities, signer, replaced_by);
    print(name, move || documents::amendment::document(&printed)).await
}

fn printed(page: &AmendmentPage, formalities: Formalities, signer: Signer, replaced_by: Option<String>) -> Printed {
    let content = &page.content;
    let unit = |it: &super::ConcernedUnit| AmendedUnit {
        unit: it.name.clone(),
        signed: it.acknowledged.as_ref().map(|(name, at)| (name.clone(), at.in_hanoi())),
    };
    let change = match &content.rules {
        Some(rules) => Change::Rules {
            lines: rules.lines.iter().cloned().map(|it| [it.place, it.what, it.old, it.new]).collect(),
            after: (rules.rule_set_sha256 != content.rule_set_sha256).then(|| rules.rule_set_sha256.clone()),
        },
        None => Change::Goal { target: content.subject(), span: content.span(), old: content.old_in_words(), new: content.new_in_words() },
    };
    Printed {
        formalities,
        number: content.number.clone(),
        year: page.campaign.year,
        campaign: content.campaign.title.clone(),
        change,
        whom: content.whom(),
        since: page.read.amendment.effective_on,
        meaning: content.meaning().to_owned(),
        reason: content.reason.clone(),
        replaces: content.replaces.clone(),
        replaced_by,
        seal: content.rule_set_sha256.clone(),
        units: page.units.iter().map(unit).collect(),
        signer,
    }
}
