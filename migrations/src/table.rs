//! A short way to write a table down, the same on SQLite and PostgreSQL. `_at` is UTC in milliseconds since 1970, `_on` a date,
//! `_e4` ten-thousandths, `_id` a key of another table; enumerations are texts.

use sea_orm_migration::prelude::*;

/// A table that is being described.
pub struct Description {
    name: &'static str,
    create: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
}

/// Begins a table with a surrogate key `id`.
pub fn table(name: &'static str) -> Description {
    let mut description = keyless(name);
    description.create.col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key());
    description
}

/// Begins a table without a surrogate key.
pub fn keyless(name: &'static str) -> Description {
    Description { name, create: Table::create().table(name).to_owned(), indexes: Vec::new() }
}

impl Description {
    fn col(mut self, column: &mut ColumnDef) -> Self {
        self.create.col(column);
        self
    }

    /// A text that is always there.
    pub fn text(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).text().not_null())
    }

    /// A text that may be missing.
    pub fn text_or_null(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).text())
    }

    /// A whole number: a count, a time in milliseconds, ten-thousandths.
    pub fn number(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).big_integer().not_null())
    }

    /// A whole number that may be missing.
    pub fn number_or_null(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).big_integer())
    }

    /// A date.
    pub fn date(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).date().not_null())
    }

    /// A date that may be missing.
    pub fn date_or_null(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).date())
    }

    /// Yes or no.
    pub fn flag(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).boolean().not_null())
    }

    /// Bytes.
    pub fn bytes(self, name: &'static str) -> Self {
        self.col(ColumnDef::new(name).blob().not_null())
    }

    /// A key of another table, which is then there.
    pub fn key(self, name: &'static str, of: &'static str) -> Self {
        self.number(name).foreign(name, of)
    }

    /// A key of another table, or none.
    pub fn key_or_null(self, name: &'static str, of: &'static str) -> Self {
        self.number_or_null(name).foreign(name, of)
    }

    fn foreign(mut self, name: &'static str, of: &'static str) -> Self {
        self.create.foreign_key(ForeignKey::create().name(format!("{}_{name}_fk", self.name)).from(self.name, name).to(of, "id"));
        self
    }

    /// A value in one of three columns: `NAME_e4`, `NAME_on`, `NAME_yes`; exactly one of them is set.
    pub fn value(self, name: &'static str) -> Self {
        self.three_columns(name, "1")
    }

    /// The same, where all three may be empty.
    pub fn value_or_null(self, name: &'static str) -> Self {
        self.three_columns(name, "0, 1")
    }

    fn three_columns(mut self, name: &'static str, how_many: &str) -> Self {
        let (e4, on, yes) = (format!("{name}_e4"), format!("{name}_on"), format!("{name}_yes"));
        let one = |it: &str| format!("CASE WHEN {it} IS NULL THEN 0 ELSE 1 END");
        self.create.check(Expr::cust(format!("{} + {} + {} IN ({how_many})", one(&e4), one(&on), one(&yes))));
        self.create.col(ColumnDef::new(Alias::new(e4)).big_integer());
        self.create.col(ColumnDef::new(Alias::new(on)).date());
        self.create.col(ColumnDef::new(Alias::new(yes)).boolean());
        self
    }

    /// A condition that every row keeps.
    pub fn check(mut self, condition: &'static str) -> Self {
        self.create.check(Expr::cust(condition));
        self
    }

    /// Lets the database refuse a second row with the same values.
    pub fn unique(self, columns: &[&'static str]) -> Self {
        self.indexed(columns, true)
    }

    /// An index for reading.
    pub fn index(self, columns: &[&'static str]) -> Self {
        self.indexed(columns, false)
    }

    fn indexed(mut self, columns: &[&'static str], unique: bool) -> Self {
        let kind = if unique { "unique" } else { "index" };
        let mut index = Index::create().name(format!("{}_{}_{kind}", self.name, columns.join("_"))).table(self.name).to_owned();
        if unique {
            index.unique();
        }
        for it in columns {
            index.col(*it);
        }
        self.indexes.push(index);
        self
    }

    /// Creates the table and its indexes.
    pub async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create).await?;
        for it in self.indexes {
            manager.create_index(it).await?;
        }
        Ok(())
    }
}
