//! The letter that reminds a unit of figures whose deadline is over (công văn đôn đốc), as a draft of whoever runs the campaign.

use crate::package::owed;
use crate::paper::{Paper, draft, file_name, head, head_signer, name_in_words, print};
use crate::{Ctx, Error};
use documents::reminder::{LatePeriod, Reminder};
use domain::policy::Action;
use domain::template::TemplateKind;
use domain::{Period, UnitId, VariableId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The letter to a unit; there is none where nothing is late.
pub async fn reminder(ctx: &Ctx, campaign: &str, unit: UnitId) -> Result<Paper, Error> {
    let db = ctx.db();
    let (campaign, member) = store::campaign::with_member(db, campaign, unit).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    let group = store::campaign::group(db, member.group).await?;
    let owed = owed(db, &campaign, &group).await?;
    let (off, worked) = store::campaign::holidays(db).await?;
    let deadline = |period: Period| period.deadline(campaign.submit_within_working_days, &off, &worked);
    let mut late: BTreeMap<(time::Date, Period), Vec<VariableId>> = BTreeMap::new();
    for it in owed.missing(campaign.year, Some(ctx.today)).into_iter().filter(|it| it.unit == unit && deadline(it.period) < ctx.today) {
        late.entry((deadline(it.period), it.period)).or_default().push(it.variable);
    }
    let titles: HashMap<VariableId, &str> = owed.used.iter().map(|it| (it.variable.id, it.variable.title.as_str())).collect();
    // What the unit has submitted waits for others.
    let waiting: HashSet<(VariableId, Period)> = store::figure::submitted(db, campaign.id, unit).await?.into_iter().collect();
    let mut periods = Vec::new();
    for ((due, period), variables) in late {
        let open = variables.iter().filter(|it| !waiting.contains(&(**it, period)));
        let figures: Vec<String> = open.filter_map(|it| titles.get(it)).map(|it| (*it).to_owned()).collect();
        if !figures.is_empty() {
            periods.push(LatePeriod { name: period.name_vi(), due, figures });
        }
    }
    if periods.is_empty() {
        return Err(Error::NotFound);
    }
    let (authority, unit) = store::unit::two(db, campaign.authority, unit).await?;
    let wording = store::template::in_force(db, authority.id, TemplateKind::Reminder).await?;
    let in_office = head(db, authority.id, ctx.today).await?;
    let letter = Reminder {
        formalities: draft(&ctx.site, &authority, authority.doc_abbrev.clone(), "Lưu: VT"),
        year: campaign.year,
        unit: name_in_words(&unit),
        as_of: ctx.today,
        periods,
        signer: head_signer(&authority, in_office.as_ref()),
        wording,
    };
    let name = file_name(&ctx.site, &["cong-van-don-doc", &campaign.code, &member.code, &ctx.today.to_string()], "pdf");
    print(name, move || documents::reminder::document(&letter)).await
}
