//! Posts and who holds them, people among them.

use super::mine;
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::organisation::{OrganiseRefusal, PersonCategory, PostKind};
use domain::policy::{Action, Forbidden};
use domain::{Event, PersonId, PostId, UnitId, show_date};
use store::Tx;
use store::person::Holding;
use time::Duration;

/// Adds a post of a unit.
pub async fn add_post(ctx: &Ctx, unit: UnitId, kind: &str, title: &str, on: &str) -> Result<PostId, Error> {
    let mut fields = Fields::default();
    let kind = PostKind::of(kind);
    if kind.is_none() {
        fields.refuse("kind", OrganiseRefusal::UnknownKind);
    }
    let title = fields.line("title", title);
    let from = fields.day("on", on);
    fields.finish()?;
    let Some(kind) = kind else { return Err(Error::NotFound) };
    let tx = ctx.begin().await?;
    let there = mine(ctx, &tx, unit).await?;
    if from < there.valid_from {
        return Err(Error::field("on", OrganiseRefusal::BeforeParent));
    }
    let id = store::person::insert_post(&tx, unit, &kind.code(), &title, from).await?;
    let after = format!("{title} · {}", show_date(from));
    ctx.remember(&tx, Event::PostAdded, "post", id.0, Remember { unit: Some(unit), after, ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// What is typed of a person.
#[derive(Debug, Clone, Default)]
pub struct PersonForm {
    /// The name.
    pub full_name: String,
    /// `ông` or `bà`.
    pub honorific: String,
    /// `cadre`, `civil_servant` or `public_employee`.
    pub category: String,
}

async fn insert_person(ctx: &Ctx, tx: &Tx, fields: Fields, it: &PersonForm) -> Result<PersonId, Error> {
    let mut fields = fields;
    let name = fields.line("full_name", &it.full_name);
    if !["ông", "bà"].contains(&it.honorific.as_str()) {
        fields.refuse("honorific", OrganiseRefusal::UnknownKind);
    }
    if PersonCategory::of(&it.category).is_none() {
        fields.refuse("category", OrganiseRefusal::UnknownKind);
    }
    fields.finish()?;
    let id = store::person::insert(tx, &name, &it.honorific, &it.category).await?;
    ctx.remember(tx, Event::PersonAdded, "person", id.0, Remember { after: name, ..Remember::default() }).await?;
    Ok(id)
}

/// Adds a person who holds no post yet.
pub async fn add_person(ctx: &Ctx, it: &PersonForm) -> Result<PersonId, Error> {
    if !ctx.actor.may_somewhere(Action::EditOrganisation) {
        return Err(Forbidden::NoRole.into());
    }
    let tx = ctx.begin().await?;
    let id = insert_person(ctx, &tx, Fields::default(), it).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// Adds a person inside another act.
pub(crate) async fn add_person_in(ctx: &Ctx, tx: &Tx, it: &PersonForm) -> Result<PersonId, Error> {
    insert_person(ctx, tx, Fields::default(), it).await
}

/// What is typed to hand a post over.
#[derive(Debug, Clone, Default)]
pub struct HandOverForm {
    /// Who takes it; none where the person is new, or where the post is left empty.
    pub person: Option<PersonId>,
    /// The new person; read where `person` is none and a name is given.
    pub new_person: PersonForm,
    /// From which day the new holder holds it; the one before ends the day before.
    pub on: String,
    /// As acting holder.
    pub acting: bool,
    /// Beside another post.
    pub concurrent: bool,
    /// Why: the decision.
    pub reason: String,
}

/// Hands a post over on a day: whoever holds it ceases the day before, the new holder begins. Without a person the post stays empty.
pub async fn hand_over(ctx: &Ctx, post: PostId, it: &HandOverForm) -> Result<(), Error> {
    let mut fields = Fields::default();
    let from = fields.day("on", &it.on);
    let reason = fields.text("reason", &it.reason);
    let tx = ctx.begin().await?;
    store::hold::post(&tx, post).await?;
    let there = store::organisation::post(&tx, post).await?;
    let unit = UnitId(there.unit_id);
    mine(ctx, &tx, unit).await?;
    let person = match it.person {
        Some(person) => {
            fields.finish()?;
            Some(PersonId(store::organisation::person(&tx, person).await?.id))
        }
        None if it.new_person.full_name.trim().is_empty() => {
            fields.finish()?;
            None
        }
        None => Some(insert_person(ctx, &tx, fields, &it.new_person).await?),
    };
    if from < there.valid_from || there.valid_to.is_some_and(|last| last < from) {
        return Err(Error::field("on", OrganiseRefusal::PostNotThere));
    }
    let holders = store::organisation::holders(&tx, post, from).await?;
    if person.is_some() && holders.iter().any(|it| Some(PersonId(it.person_id)) == person && it.to_on.is_none()) {
        return Err(Error::field("person", OrganiseRefusal::HoldsAlready));
    }
    if person.is_none() && holders.is_empty() {
        return Err(Error::field("person", OrganiseRefusal::NobodyThere));
    }
    for holder in holders.iter().filter(|it| it.to_on.is_none()) {
        if holder.from_on >= from {
            return Err(Error::field("on", OrganiseRefusal::HolderBeganLater));
        }
        let last = from.saturating_sub(Duration::days(1));
        store::organisation::end_holding(&tx, holder.id, last).await?;
        let before = format!("{} · {}", holder.person, there.title);
        let remember = Remember { unit: Some(unit), before, after: show_date(last), reason: reason.clone() };
        ctx.remember(&tx, Event::PostLeft, "post", post.0, remember).await?;
    }
    if let Some(person) = person {
        store::person::insert_holding(&tx, post, person, from, None, Holding { acting: it.acting, concurrent: it.concurrent }).await?;
        let name = store::organisation::person(&tx, person).await?.full_name;
        let after = format!("{name} · {} · {}", there.title, show_date(from));
        ctx.remember(&tx, Event::PostTaken, "post", post.0, Remember { unit: Some(unit), after, reason, ..Remember::default() }).await?;
    }
    tx.commit().await.map_err(Error::internal)
}
