//! Who asks, what time it is, which database: what every service gets.

use crate::Error;
use crate::paper_seal::PaperSeal;
use crate::trusted::Trusted;
use domain::policy::Actor;
use domain::{Event, Timestamp, UnitId};
use std::sync::Arc;
use store::{Database, Tx};
use time::{Date, OffsetDateTime};

/// The only clock of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's.
    Machine,
    /// A demo's own day: the machine's time of day on that date.
    Day(Date),
    /// A fixed moment, for tests.
    Fixed(Timestamp),
}

impl Clock {
    /// The present moment.
    pub fn now(self) -> Timestamp {
        let machine = OffsetDateTime::now_utc();
        match self {
            Self::Machine => Timestamp::of(machine),
            Self::Day(day) => {
                let hanoi = Timestamp::of(machine).in_hanoi();
                Timestamp::of(hanoi.replace_date(day))
            }
            Self::Fixed(at) => at,
        }
    }
}

/// The installation: database, clock, and what every page has to know. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Site {
    /// The database.
    pub db: Database,
    /// The clock.
    pub clock: Clock,
    /// How hard passwords are to guess by machine.
    pub password_cost: crate::password::Cost,
    /// The address under which people reach the site, without a slash at the end: for QR codes.
    pub public_url: Arc<str>,
    /// The key with which the instance confirms its papers; none where nobody keeps one.
    pub seal: Option<Arc<PaperSeal>>,
    /// Whom the installation trusts beside itself.
    pub trusted: Arc<Trusted>,
    /// Where files that people send are read as pictures.
    pub reader: crate::scanning::Reader,
    /// Whether this is a demo, whose content is made up.
    pub demo: bool,
    /// Whether a demo listens beyond this machine.
    pub exposed: bool,
}

impl Site {
    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The context of somebody who is signed in.
    pub fn ctx(&self, actor: Actor) -> Ctx {
        let now = self.now();
        Ctx { site: self.clone(), actor, now, today: now.date(), origin: Arc::from("") }
    }
}

/// The context of one request of one person.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The installation.
    pub site: Site,
    /// Who asks.
    pub actor: Actor,
    /// When.
    pub now: Timestamp,
    /// The Hà Nội date of it.
    pub today: Date,
    /// From where: the machine's address; empty for the machine of the installation itself.
    pub origin: Arc<str>,
}

/// What the log remembers of an act, besides who and when.
#[derive(Debug, Clone, Default)]
pub struct Remember {
    /// The unit concerned.
    pub unit: Option<UnitId>,
    /// The old value.
    pub before: String,
    /// The new value.
    pub after: String,
    /// The reason given.
    pub reason: String,
}

impl Ctx {
    /// The database, for reading.
    pub fn db(&self) -> &Database {
        &self.site.db
    }

    /// The person as rows keep who did something.
    pub(crate) fn by(&self) -> store::scan::By {
        let it = &self.actor;
        store::scan::By { person: it.person, account: it.account, name: it.name.clone(), post: it.post.clone(), at: self.now }
    }

    /// Begins the transaction of a service.
    pub async fn begin(&self) -> Result<Tx, Error> {
        Ok(store::begin(&self.site.db).await?)
    }

    /// A line of the log for an act of the person.
    pub fn line(&self, event: Event, subject: &'static str, subject_id: i64, what: Remember) -> store::audit::Line {
        store::audit::Line {
            at: self.now,
            account: Some(self.actor.account),
            person: Some(self.actor.person),
            event,
            subject,
            subject_id,
            unit: what.unit,
            before: what.before,
            after: what.after,
            reason: what.reason,
            origin: self.origin.to_string(),
        }
    }

    /// Appends a line to the log, inside the transaction of the act.
    pub async fn remember(&self, tx: &Tx, event: Event, subject: &'static str, subject_id: i64, what: Remember) -> Result<(), Error> {
        Ok(store::audit::insert(tx, &self.line(event, subject, subject_id, what)).await?)
    }
}
