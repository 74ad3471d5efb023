//! The demo district Cẩm Giàng: units, codes and published facts are real (`domain.md` 13), people and figures are made up. Everything
//! goes through the services that people use, on the days on which it would have happened; only the organisation is laid directly.

mod evidence;
mod figures;
mod names;
mod organisation;
mod packages;
mod people;
mod reviews;
mod signings;
mod texts;
mod year_2022;
mod year_2023;

pub use people::{DemoAccount, Troupe};

use crate::password::{Cost, random_text};
use crate::{Ctx, Error, Site};
use domain::demo::DemoRefusal;
use time::Date;
use time::macros::date;

/// The demo's own day.
pub const DAY: Date = date!(2023 - 08 - 08);

/// The day from which the demo's records begin; units and posts are older than that.
pub(crate) const FROM: Date = date!(2020 - 01 - 01);

/// The setting that says that an installation is a demo.
const SETTING: &str = "demo";

/// What the acts of the demo share.
pub(crate) struct Stagehand {
    /// The installation.
    site: Site,
    /// The units.
    places: organisation::Places,
    /// The people.
    troupe: Troupe,
}

impl Stagehand {
    /// Lets somebody act at an hour of a day.
    async fn ctx(&self, login: &str, day: Date, hour: u8) -> Result<Ctx, Error> {
        self.troupe.ctx(&self.site, login, day, hour, 0).await
    }
}

/// Fills an empty database with the demo district and gives its accounts. Passwords are random unless one is given for all.
/// Refuses a database that holds anything.
pub async fn fill(site: &Site, password: Option<&str>) -> Result<Vec<DemoAccount>, Error> {
    let standing = store::setting::get(&site.db, SETTING).await?;
    if standing.as_deref() == Some("filling") {
        return Err(DemoRefusal::Unfinished.into());
    }
    if standing.is_some() || store::unit::count(&site.db).await? > 0 || !store::account::list(&site.db).await?.is_empty() {
        return Err(DemoRefusal::NotEmpty.into());
    }
    store::setting::insert(&site.db, SETTING, "filling").await?;
    // While the past is acted out, passwords are cheap to check and known to nobody; everybody gets their own at the end.
    let site = Site { password_cost: Cost::Low, demo: true, ..site.clone() };
    let stage_password = random_text(24)?;
    let places = organisation::lay(&site).await?;
    let troupe = people::cast(&site, &places, &stage_password).await?;
    let hand = Stagehand { site, places, troupe };
    year_2022::act(&hand).await?;
    year_2023::act(&hand).await?;
    let accounts = hand.troupe.hand_out_passwords(&hand.site, password).await?;
    store::setting::insert(&hand.site.db, SETTING, "ready").await?;
    Ok(accounts)
}
