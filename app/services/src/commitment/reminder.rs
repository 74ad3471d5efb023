//! The letter that reminds a unit of a commitment that its head has not signed (công văn đôn đốc), as a draft of whoever runs the campaign.

use crate::paper::{Paper, draft, file_name, head, head_signer, name_in_words, print};
use crate::{Ctx, Error};
use documents::signing_reminder::SigningReminder;
use domain::commitment::SheetState;
use domain::policy::Action;
use domain::template::TemplateKind;
use domain::{Stage, UnitId};

/// The letter to a unit; there is none where its head has nothing to sign, or signed by hand and the scan waits for an answer.
pub async fn signing_reminder(ctx: &Ctx, campaign: &str, unit: UnitId) -> Result<Paper, Error> {
    let db = ctx.db();
    let (campaign, member) = store::campaign::with_member(db, campaign, unit).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    let sheet = store::commitment::of_unit(db, campaign.id, unit).await?;
    let agreed_on = sheet.approved_at.filter(|_| sheet.state == SheetState::Approved).ok_or(Error::NotFound)?.date();
    if store::scan::waits(db, sheet.id).await? {
        return Err(Error::NotFound);
    }
    let until = store::campaign::stage(db, campaign.id, Stage::Commit).await?.closes_on;
    let (authority, unit) = store::unit::two(db, campaign.authority, unit).await?;
    let in_office = head(db, authority.id, ctx.today).await?;
    let letter = SigningReminder {
        formalities: draft(&ctx.site, &authority, authority.doc_abbrev.clone(), "Lưu: VT"),
        year: campaign.year,
        unit: name_in_words(&unit),
        as_of: ctx.today,
        agreed_on,
        until,
        on_paper: super::outside::on_paper(&sheet),
        signer: head_signer(&authority, in_office.as_ref()),
        wording: store::template::in_force(db, authority.id, TemplateKind::SigningReminder).await?,
    };
    let name = file_name(&ctx.site, &["cong-van-don-doc-ky", &campaign.code, &member.code, &ctx.today.to_string()], "pdf");
    print(name, move || documents::signing_reminder::document(&letter)).await
}
