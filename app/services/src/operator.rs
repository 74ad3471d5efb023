//! Whoever runs the command line on the machine itself: may do what the technician and the standing body may, everywhere, and is
//! named in the log.

use crate::{Ctx, Error, Site};
use domain::policy::{Actor, Grant, Place, Role};
use domain::{PersonId, UnitId};

/// The login name under which the log names the command line. Nobody signs in with it: the account is closed.
pub(crate) const LOGIN: &str = "dong-lenh";

/// The name shown for it.
const NAME: &str = "Dòng lệnh máy chủ";

/// A context of the command line; its account is made when it is needed for the first time.
pub async fn ctx(site: &Site) -> Result<Ctx, Error> {
    let now = site.now();
    let tx = store::begin(&site.db).await?;
    let (account, person) = match store::account::of_login(&tx, LOGIN).await? {
        Some(it) => (it.id, it.person),
        None => {
            let person: PersonId = store::person::insert(&tx, NAME, "", "").await?;
            let account = store::account::insert(&tx, person, LOGIN, "", now).await?;
            store::account::update_active(&tx, account, false).await?;
            (account, person)
        }
    };
    tx.commit().await.map_err(Error::internal)?;
    let everywhere = |role| Grant { role, place: Place { unit: UnitId(0), path: "/".to_owned() }, area: None };
    let grants = vec![everywhere(Role::Admin), everywhere(Role::ParOffice)];
    Ok(site.ctx(Actor { account, person, name: NAME.to_owned(), post: String::new(), home: Vec::new(), grants }))
}
