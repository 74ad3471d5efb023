//! People, their posts and who held them when.

use crate::{Connection, Error};
use domain::{PersonId, PostId, UnitId};
use sea_orm::{ActiveModelTrait, Set};
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
