//! The demo district Cẩm Giàng: units, codes and published facts are real (`domain.md` 13), people and figures are made up. Everything
//! goes through the services that people use, on the days on which it would have happened; only the organisation is laid directly.

mod evidence;
#[doc(hidden)]
pub mod figures;
#[doc(hidden)]
pub mod names;
mod organisation;
#[doc(hidden)]
pub mod packages;
mod papers;
mod people;
mod reviews;
mod signings;
mod texts;
mod year_2022;
mod year_2023;

pub use people::{DemoAccount, Troupe};

use crate::password::{Cost, random_text};
use crate::{Ctx, Error, Site, operator};
use domain::demo::DemoRefusal;
use store::setting::Hold;
use store::{Database, Tx};
use time::Date;
use time::macros::date;

/// The demo's own day.
pub const DAY: Date = date!(2023 - 08 - 08);

/// The day from which the demo's records begin; units and posts are older than that.
pub(crate) const FROM: Date = date!(2020 - 01 - 01);

/// The setting that says that an installation is a demo.
const SETTING: &str = "demo";

/// What the setting says while the demo is being filled.
const FILLING: &str = "filling";

/// What the setting says once it is whole.
const READY: &str = "ready";

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

/// What a database says of a demo in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds no demo.
    None,
    /// A demo was begun and is not whole: it is being filled now, or the program was killed. Nobody ever used it.
    Unfinished,
    /// It is a demo.
    Ready,
}

/// Says whether a database is a demo.
pub async fn standing(db: &Database) -> Result<Standing, Error> {
    Ok(match store::setting::get(db, SETTING).await?.as_deref() {
        None => Standing::None,
        Some(READY) => Standing::Ready,
        Some(_) => Standing::Unfinished,
    })
}

/// The right to fill a database, which one program at a time has; it ends with the program, however that ends.
#[derive(Debug)]
pub struct Turn {
    _held: Option<Tx>,
}

/// Takes the turn to fill a database; refused while another program has it. Two programs that fill one SQLite file are kept apart by
/// whoever opens the file.
pub async fn take_turn(db: &Database) -> Result<Turn, Error> {
    match store::setting::hold(db, SETTING).await? {
        Hold::Held(tx) => Ok(Turn { _held: Some(tx) }),
        Hold::NotNeeded => Ok(Turn { _held: None }),
        Hold::Taken => Err(DemoRefusal::BeingFilled.into()),
    }
}

/// Fills an empty database with the demo district and gives its accounts. Passwords are random unless one is given for all.
/// Refuses a database that holds anything but the command line's own account. Until `keep` has kept the accounts, the demo does not count
/// as whole: nobody would know the passwords.
pub async fn fill(
    site: &Site,
    password: Option<&str>,
    keep: impl FnOnce(&[DemoAccount]) -> std::io::Result<()>,
) -> Result<Vec<DemoAccount>, Error> {
    match standing(&site.db).await? {
        Standing::Unfinished => return Err(DemoRefusal::Unfinished.into()),
        Standing::Ready => return Err(DemoRefusal::NotEmpty.into()),
        Standing::None => {}
    }
    let accounts = store::account::list(&site.db).await?;
    if store::unit::count(&site.db).await? > 0 || accounts.iter().any(|it| it.login != operator::LOGIN) {
        return Err(DemoRefusal::NotEmpty.into());
    }
    store::setting::insert(&site.db, SETTING, FILLING).await?;
    // While the past is acted out, passwords are cheap to check and known to nobody; everybody gets their own at the end.
    let site = Site { password_cost: Cost::Low, demo: true, ..site.clone() };
    let stage_password = random_text(24)?;
    let places = organisation::lay(&site).await?;
    let troupe = people::cast(&site, &places, &stage_password).await?;
    let hand = Stagehand { site, places, troupe };
    year_2022::act(&hand).await?;
    year_2023::act(&hand).await?;
    let accounts = hand.troupe.hand_out_passwords(&hand.site, password).await?;
    keep(&accounts).map_err(Error::internal)?;
    store::setting::insert(&hand.site.db, SETTING, READY).await?;
    Ok(accounts)
}
