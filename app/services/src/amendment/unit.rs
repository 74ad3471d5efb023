//! The amendments that change what one unit has signed, for its sheet, its paper and its public page.

use crate::Error;
use domain::amendment::AmendmentContent;
use domain::commitment::SheetState;
use domain::{AmendmentId, CampaignId, Timestamp, UnitId};
use store::seal::Edition;
use time::Date;

/// An amendment that changes what a unit has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitAmendment {
    /// Its key.
    pub id: AmendmentId,
    /// Its number.
    pub number: String,
    /// The target's code; none where the rules change.
    pub target_code: Option<String>,
    /// What it changes: the target's code and title, or the rules.
    pub subject: String,
    /// What was before, in words.
    pub old: String,
    /// What comes after, in words.
    pub new: String,
    /// Whether the target no longer applies to the unit.
    pub exempts: bool,
    /// From when on.
    pub effective_on: Date,
    /// Who signed it for the unit, and when; none while what the unit has signed does not match.
    pub acknowledged: Option<(String, Timestamp)>,
}

/// Whether a unit has signed a sheet that stands.
pub(super) async fn has_signed(db: &impl store::Connection, campaign: CampaignId, unit: UnitId) -> Result<bool, Error> {
    match store::commitment::of_unit(db, campaign, unit).await {
        Ok(it) => Ok(matches!(it.state, SheetState::HeadSigned | SheetState::InForce)),
        Err(store::Error::NotFound) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The amendments that change what a unit has to reach, oldest first; nothing is asked where its group has none. `code` is that of the unit in
/// the campaign. At most ten statements.
pub(crate) async fn of_unit(
    db: &impl store::Connection,
    campaign: CampaignId,
    edition: Option<&Edition>,
    (unit, code): (UnitId, &str),
) -> Result<Vec<UnitAmendment>, Error> {
    let Some(edition) = edition.filter(|it| it.amendments > 0) else { return Ok(Vec::new()) };
    let campaign = store::campaign::get(db, campaign).await?;
    let group = store::campaign::group(db, domain::GroupId(edition.group_id)).await?;
    let package = crate::package::goals_of_group(db, &campaign, &group).await?;
    let signed = store::amendment::acknowledged(db, group.id, Some(unit)).await?;
    let mut found = Vec::new();
    for it in store::amendment::in_force(db, group.id).await? {
        if !it.change.concerns(&package, code) {
            continue;
        }
        let content = AmendmentContent::read(&it.amendment.content).ok_or_else(|| Error::internal("unreadable content of an amendment"))?;
        found.push(UnitAmendment {
            id: it.amendment.id,
            exempts: content.new.is_none() && content.rules.is_none(),
            subject: content.subject(),
            old: content.old_in_words(),
            new: content.new_in_words(),
            effective_on: it.amendment.effective_on,
            acknowledged: signed
                .iter()
                .find(|there| there.amendment_id == it.amendment.id.0)
                .map(|it| (it.person_name.clone(), Timestamp(it.at))),
            target_code: content.target.map(|it| it.code),
            number: it.amendment.number,
        });
    }
    Ok(found)
}

/// The sentence of a paper about what a unit has signed and what was changed since; none of what the unit has signed again.
pub(crate) fn notice(it: &UnitAmendment) -> Option<String> {
    it.acknowledged.is_none().then(|| {
        format!(
            "Nội dung đã ký không còn khớp: “{}” được điều chỉnh theo bản điều chỉnh số {}, có hiệu lực từ ngày {}; thủ trưởng đơn vị chưa ký \
             bản điều chỉnh này.",
            it.subject,
            it.number,
            domain::show_date(it.effective_on)
        )
    })
}
