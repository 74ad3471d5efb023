//! The amendments that change what one unit has signed, for its sheet, its paper and its public page.

use crate::Error;
use domain::amendment::AmendmentContent;
use domain::commitment::SheetState;
use domain::{AmendmentId, Campaign, CampaignId, GroupId, Package, Timestamp, UnitId};
use store::amendment::{Acknowledged, Read};
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
    let all = of_group(db, &campaign, domain::GroupId(edition.group_id)).await?;
    all.of_unit(unit, code)
}

/// The amendments in force of a group with what they are held against.
pub(crate) struct GroupAmendments {
    package: Package,
    in_force: Vec<Read>,
    signed: Vec<Acknowledged>,
}

/// Reads the amendments in force of a group. As many statements as its goals take, and three.
pub(crate) async fn of_group(db: &impl store::Connection, campaign: &Campaign, group: GroupId) -> Result<GroupAmendments, Error> {
    let group = store::campaign::group(db, group).await?;
    let in_force = store::amendment::in_force(db, group.id).await?;
    let signed = store::amendment::acknowledged(db, group.id, None).await?;
    Ok(GroupAmendments { package: crate::package::goals_of_group(db, campaign, &group).await?, in_force, signed })
}

impl GroupAmendments {
    /// Those that change what a unit has signed, oldest first.
    pub(crate) fn of_unit(&self, unit: UnitId, code: &str) -> Result<Vec<UnitAmendment>, Error> {
        let mut found = Vec::new();
        for it in self.in_force.iter().filter(|it| it.change.concerns(&self.package, code)) {
            let it = &it.amendment;
            let content = AmendmentContent::read(&it.content).ok_or_else(|| Error::internal("unreadable content of an amendment"))?;
            let signed = self.signed.iter().find(|there| there.amendment_id == it.id.0 && there.unit_id == unit.0);
            found.push(UnitAmendment {
                id: it.id,
                exempts: content.new.is_none() && content.rules.is_none(),
                subject: content.subject(),
                old: content.old_in_words(),
                new: content.new_in_words(),
                effective_on: it.effective_on,
                acknowledged: signed.map(|it| (it.person_name.clone(), Timestamp(it.at))),
                target_code: content.target.map(|it| it.code),
                number: it.number.clone(),
            });
        }
        Ok(found)
    }
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
