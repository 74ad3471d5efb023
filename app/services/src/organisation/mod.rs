//! The organisation tree: reading it, and changing units, posts and who holds them, each change with its day and reason.

mod ending;
mod hand_over;
mod post;
mod unit;

pub use ending::{EndForm, end_unit, record_succession};
pub use hand_over::paper_hand_over;
pub(crate) use post::add_person_in;
pub use post::{HandOverForm, PersonForm, add_person, add_post, hand_over};
pub use store::organisation::{CodeLine, HoldingLine, Person, PostLine, SuccessionLine, Takes, TreeLine};
pub(crate) use unit::found_in;
pub use unit::{UnitForm, add_unit, change_unit, found};

use crate::{Ctx, Error, Remember};
use domain::organisation::OrganiseRefusal;
use domain::policy::{Action, Forbidden, Place};
use domain::{Event, PersonId, Unit, UnitId};
use std::collections::HashMap;
use store::Tx;
use time::Date;

/// A line of the tree with its depth below the first level shown.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The unit.
    pub line: TreeLine,
    /// How deep it stands.
    pub depth: usize,
}

/// The tree as this person may see it.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The lines, parents before children, siblings in Vietnamese order.
    pub branches: Vec<Branch>,
    /// Who holds a post and whose name holds the text, where one was given.
    pub people: Vec<HoldingLine>,
}

/// The units that exist on a day and whose name holds a text, marks or not.
pub async fn tree(ctx: &Ctx, day: Date, search: &str) -> Result<Tree, Error> {
    let scopes = ctx.actor.scopes(Action::ViewOrganisation);
    if scopes.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let search = domain::fold::fold(search.trim());
    let lines = store::organisation::tree(ctx.db(), &scopes, day, &search).await?;
    let people = if search.is_empty() { Vec::new() } else { store::organisation::holders_named(ctx.db(), &scopes, day, &search).await? };
    Ok(Tree { branches: in_tree_order(lines), people })
}

fn in_tree_order(lines: Vec<TreeLine>) -> Vec<Branch> {
    let there: std::collections::HashSet<i64> = lines.iter().map(|it| it.id).collect();
    let mut below: HashMap<i64, Vec<TreeLine>> = HashMap::new();
    let mut waiting: Vec<(TreeLine, usize)> = Vec::new();
    for it in lines.into_iter().rev() {
        match it.parent_id.filter(|parent| there.contains(parent)) {
            Some(parent) => below.entry(parent).or_default().push(it),
            None => waiting.push((it, 0)),
        }
    }
    let mut branches = Vec::new();
    while let Some((line, depth)) = waiting.pop() {
        for child in below.remove(&line.id).unwrap_or_default() {
            waiting.push((child, depth + 1));
        }
        branches.push(Branch { line, depth });
    }
    branches
}

/// A unit's page.
#[derive(Debug, Clone)]
pub struct UnitView {
    /// The unit.
    pub unit: Unit,
    /// The unit above, where the person may see it.
    pub parent: Option<Unit>,
    /// Its codes.
    pub codes: Vec<CodeLine>,
    /// Its posts on the day.
    pub posts: Vec<PostLine>,
    /// Everybody who held one.
    pub holdings: Vec<HoldingLine>,
    /// What became of it and what it came from.
    pub successions: Vec<SuccessionLine>,
    /// The campaigns it takes part in.
    pub campaigns: Vec<Takes>,
    /// What of the unit this person may read.
    pub sees: Sees,
    /// Where this person may change it: the units it could go into, and the people who could hold a post.
    pub edit: Option<EditOffer>,
}

/// What of a unit somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sees {
    /// Its commitment sheets.
    pub commitment: bool,
    /// Its figures.
    pub figures: bool,
    /// Its results.
    pub results: bool,
    /// The minutes of a hand-over: all that they speak of.
    pub hand_over: bool,
}

/// What the forms of a unit's page offer.
#[derive(Debug, Clone)]
pub struct EditOffer {
    /// Other units of today.
    pub units: Vec<Unit>,
    /// People, by given name.
    pub people: Vec<Person>,
}

/// The most people that a form offers by name.
const MOST_PEOPLE: i64 = 2000;

/// A unit as it is on a day.
pub async fn unit(ctx: &Ctx, id: UnitId, day: Date) -> Result<UnitView, Error> {
    let db = ctx.db();
    let (unit, parent) = store::unit::with_parent(db, id).await?;
    ctx.actor.allow(Action::ViewOrganisation, &unit.place())?;
    let parent = parent.filter(|it| ctx.actor.allow(Action::ViewOrganisation, &it.place()).is_ok());
    let edit = match ctx.actor.allow(Action::EditOrganisation, &unit.place()) {
        Ok(()) => Some(EditOffer {
            units: store::unit::list(db, ctx.today).await?,
            people: store::organisation::people(db, "", MOST_PEOPLE).await?,
        }),
        Err(_) => None,
    };
    let sees = |action| ctx.actor.allow(action, &unit.place()).is_ok();
    Ok(UnitView {
        codes: store::organisation::codes(db, id).await?,
        posts: store::organisation::posts(db, id, day).await?,
        holdings: store::organisation::holdings_of_unit(db, id).await?,
        successions: store::organisation::successions(db, id).await?,
        campaigns: store::organisation::campaigns(db, id).await?,
        sees: Sees {
            commitment: sees(Action::ViewCommitment),
            figures: sees(Action::ViewFigures),
            results: sees(Action::ViewResults),
            hand_over: hand_over::may_read(&ctx.actor, &unit.place()).is_ok(),
        },
        unit,
        parent,
        edit,
    })
}

/// A person's page.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The posts they held, newest first, as far as this person may see the units.
    pub holdings: Vec<HoldingLine>,
    /// Whether this person may see who looked here.
    pub may_see_history: bool,
}

/// A person and the posts they held. Who may see none of the units may not see the person. Reading somebody else's page is remembered.
pub async fn person(ctx: &Ctx, id: PersonId) -> Result<PersonView, Error> {
    let person = store::organisation::person(ctx.db(), id).await?;
    let mut holdings = store::organisation::holdings_of_person(ctx.db(), id).await?;
    let own = ctx.actor.person == id;
    holdings.retain(|it| {
        let place = Place { unit: UnitId(it.unit_id), path: it.unit_path.clone() };
        own || ctx.actor.allow(Action::ViewOrganisation, &place).is_ok()
    });
    if holdings.is_empty() && !own && !ctx.actor.may_somewhere(Action::EditOrganisation) {
        return Err(Forbidden::NoRole.into());
    }
    if !own {
        let tx = ctx.begin().await?;
        ctx.remember(&tx, Event::PersonRead, "person", id.0, Remember::default()).await?;
        tx.commit().await.map_err(Error::internal)?;
    }
    Ok(PersonView { person, holdings, may_see_history: own || ctx.actor.may_somewhere(Action::EditOrganisation) })
}

/// A unit that may be changed by this person and still exists.
async fn mine(ctx: &Ctx, tx: &Tx, id: UnitId) -> Result<Unit, Error> {
    let unit = store::unit::get(tx, id).await?;
    ctx.actor.allow(Action::EditOrganisation, &unit.place())?;
    if unit.valid_to.is_some_and(|last| last < ctx.today) {
        return Err(OrganiseRefusal::EndedAlready.into());
    }
    Ok(unit)
}
