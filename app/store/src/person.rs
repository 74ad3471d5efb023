//! People, their posts and who held them when.

use crate::row::{row, rows};
use crate::{Connection, Error};
use domain::{CampaignId, PersonId, PostId, UnitId};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};
use time::Date;

entity!(person, "person", {
    full_name: String,
    honorific: String,
    category: String,
    search_key: String,
    sort_key: String,
});

entity!(post, "post", {
    unit_id: i64,
    kind: String,
    title: String,
    valid_from: Date,
    valid_to: Option<Date>,
});

entity!(post_holding, "post_holding", {
    post_id: i64,
    person_id: i64,
    from_on: Date,
    to_on: Option<Date>,
    acting: bool,
    concurrent: bool,
});

/// Adds a person; `honorific` is `ông` or `bà`, `category` `cadre`, `civil_servant` or `public_employee` (`domain.md` 7).
pub async fn insert(db: &impl Connection, full_name: &str, honorific: &str, category: &str) -> Result<PersonId, Error> {
    let made = person::ActiveModel {
        full_name: Set(full_name.to_owned()),
        honorific: Set(honorific.to_owned()),
        category: Set(category.to_owned()),
        search_key: Set(domain::fold::fold(full_name)),
        sort_key: Set(domain::fold::person_sort_key(full_name)),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(PersonId(made.id))
}

/// The name of a person.
pub async fn name(db: &impl Connection, id: PersonId) -> Result<String, Error> {
    #[derive(FromQueryResult)]
    struct Name {
        full_name: String,
    }
    let found = row::<Name>(db, "SELECT full_name FROM person WHERE id = $1", [id.0.into()]).await?;
    Ok(found.ok_or(Error::NotFound)?.full_name)
}

/// Adds a post of a unit; `kind` is `unit_head`, `deputy_head` or `officer`.
pub async fn insert_post(db: &impl Connection, unit: UnitId, kind: &str, title: &str, from: Date) -> Result<PostId, Error> {
    let made = post::ActiveModel {
        unit_id: Set(unit.0),
        kind: Set(kind.to_owned()),
        title: Set(title.to_owned()),
        valid_from: Set(from),
        valid_to: Set(None),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(PostId(made.id))
}

/// How somebody holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holding {
    /// As acting holder (`Q.`).
    pub acting: bool,
    /// Beside another post.
    pub concurrent: bool,
}

/// Records that a person holds a post from a day on.
pub async fn insert_holding(
    db: &impl Connection,
    post: PostId,
    person: PersonId,
    from: Date,
    to: Option<Date>,
    how: Holding,
) -> Result<(), Error> {
    post_holding::ActiveModel {
        post_id: Set(post.0),
        person_id: Set(person.0),
        from_on: Set(from),
        to_on: Set(to),
        acting: Set(how.acting),
        concurrent: Set(how.concurrent),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// Somebody in office at a unit.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Officer {
    /// The person.
    pub person_id: i64,
    /// `ông` or `bà`.
    pub honorific: String,
    /// Full name.
    pub full_name: String,
    /// The post's title.
    pub title: String,
    /// The post's kind.
    pub kind: String,
    /// As acting holder.
    pub acting: bool,
}

impl Officer {
    /// The post as the person holds it.
    pub fn post(&self) -> String {
        domain::post::held(&self.title, self.acting)
    }
}

/// Somebody in office at a unit, from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The unit.
    pub unit: UnitId,
    /// Who.
    pub officer: Officer,
    /// The first day.
    pub from: Date,
    /// The last day; none while it is open.
    pub to: Option<Date>,
}

impl FromQueryResult for Term {
    fn from_query_result(found: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            unit: UnitId(found.try_get(prefix, "unit_id")?),
            officer: Officer::from_query_result(found, prefix)?,
            from: found.try_get(prefix, "from_on")?,
            to: found.try_get(prefix, "to_on")?,
        })
    }
}

/// Who held a post of a unit of a campaign at any time: of each unit in the order of `officers_of`.
pub async fn terms_of_campaign(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Term>, Error> {
    Ok(rows(
        db,
        "SELECT post.unit_id, person.id AS person_id, person.honorific, person.full_name, post.title, post.kind, post_holding.acting, \
         post_holding.from_on, post_holding.to_on FROM post_holding JOIN post ON post.id = post_holding.post_id \
         JOIN person ON person.id = post_holding.person_id JOIN campaign_unit ON campaign_unit.unit_id = post.unit_id \
         WHERE campaign_unit.campaign_id = $1 \
         ORDER BY post.unit_id, CASE post.kind WHEN 'unit_head' THEN 0 WHEN 'deputy_head' THEN 1 ELSE 2 END, post_holding.id DESC",
        [campaign.0.into()],
    )
    .await?)
}

/// Who holds a post of a unit on a day: heads first, the last appointed of them before the others, then deputies.
pub async fn officers_of(db: &impl Connection, unit: UnitId, day: Date) -> Result<Vec<Officer>, Error> {
    Ok(rows(
        db,
        "SELECT person.id AS person_id, person.honorific, person.full_name, post.title, post.kind, post_holding.acting \
         FROM post_holding JOIN post ON post.id = post_holding.post_id JOIN person ON person.id = post_holding.person_id \
         WHERE post.unit_id = $1 AND post_holding.from_on <= $2 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2) \
         ORDER BY CASE post.kind WHEN 'unit_head' THEN 0 WHEN 'deputy_head' THEN 1 ELSE 2 END, post_holding.id DESC LIMIT 300",
        [unit.0.into(), day.into()],
    )
    .await?)
}
