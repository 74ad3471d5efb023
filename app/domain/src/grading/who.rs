//! Whom a rule grades, and on which days: refused for anybody else and on any other day. All of it is data of the rule.

use serde::Serialize;
use time::Date;

use super::rule::{GradeRule, plain};
use super::word::words;
use crate::organisation::{PersonCategory, PostKind};
use crate::refusals;

words! {
    /// What a rule grades.
    pub enum Subject of "grade-subject" {
        /// Organisations.
        Organisation = "organisation",
        /// People, with or without a leading post.
        Person = "person",
        /// People with a leading post.
        Leader = "leader",
    }
}

words! {
    /// Which people a condition or a cap counts for.
    pub enum Only of "grade-only" {
        /// Heads and deputies.
        Leader = "leader",
        /// Heads.
        Head = "head",
        /// Cán bộ.
        Cadre = "cadre",
        /// Công chức.
        CivilServant = "civil_servant",
        /// Viên chức.
        PublicEmployee = "public_employee",
    }
}

words! {
    /// Whom a rule leaves out by name.
    pub enum Exclusion of "grade-exclusion" {
        /// The provincial People's Committee itself.
        ProvincialCommittee = "provincial_committee",
        /// Leaders managed by the Secretariat (Ban Bí thư).
        SecretariatManaged = "secretariat_managed",
    }
}

/// Who is left out of a rule, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excluded {
    /// Who.
    pub who: Exclusion,
    /// The article.
    pub article: String,
}

/// A category of people that a rule grades.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Category {
    /// The category.
    #[serde(serialize_with = "by_code")]
    pub category: PersonCategory,
    /// The last day for this category; that of the rule where it is left out.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "plain")]
    pub valid_to: Option<Date>,
}

/// The organisation or person that is graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The category (none where it is not recorded) and the post; none for an organisation.
    person: Option<(Option<PersonCategory>, PostKind)>,
    marks: Vec<Exclusion>,
}

refusals! {
    /// Why a rule does not grade somebody on a day.
    pub enum GradeRuleRefusal {
        /// The rule is not in force yet on that day.
        NotInForceYet,
        /// The rule is no longer in force on that day, or not for people of this category.
        NoLongerInForce,
        /// The rule grades organisations and this is a person, or the other way round, or the person does not lead.
        OtherSubject,
        /// The person's category is not recorded.
        CategoryUnknown,
        /// The rule does not grade people of this category.
        OtherCategory,
        /// The rule leaves this organisation or person out by name.
        LeftOut,
    }
}

impl Who {
    /// An organisation.
    pub fn organisation() -> Self {
        Self { person: None, marks: Vec::new() }
    }

    /// A person. The category is data of the person, never derived from the unit.
    pub fn person(category: Option<PersonCategory>, post: PostKind) -> Self {
        Self { person: Some((category, post)), marks: Vec::new() }
    }

    /// Says that rules may leave them out by this name.
    pub fn marked(mut self, mark: Exclusion) -> Self {
        self.marks.push(mark);
        self
    }

    /// Whether they are one of those a condition counts for; an empty list counts for everybody.
    pub(super) fn is_among(&self, only: &[Only]) -> bool {
        only.is_empty() || only.iter().any(|it| self.is(*it))
    }

    fn is(&self, only: Only) -> bool {
        let Some((category, post)) = self.person else { return false };
        match only {
            Only::Leader => post != PostKind::Officer,
            Only::Head => post == PostKind::UnitHead,
            Only::Cadre => category == Some(PersonCategory::Cadre),
            Only::CivilServant => category == Some(PersonCategory::CivilServant),
            Only::PublicEmployee => category == Some(PersonCategory::PublicEmployee),
        }
    }

    fn falls_under(&self, subject: Subject) -> bool {
        match subject {
            Subject::Organisation => self.person.is_none(),
            Subject::Person => self.person.is_some(),
            Subject::Leader => self.is(Only::Leader),
        }
    }
}

impl GradeRule {
    /// Whether the rule grades somebody on a day: the day of grading, which the caller gives.
    pub fn allow(&self, who: &Who, day: Date) -> Result<(), GradeRuleRefusal> {
        if !self.subjects.iter().any(|it| who.falls_under(*it)) {
            return Err(GradeRuleRefusal::OtherSubject);
        }
        if self.excludes.iter().any(|it| who.marks.contains(&it.who)) {
            return Err(GradeRuleRefusal::LeftOut);
        }
        if self.valid_from.is_some_and(|first| day < first) {
            return Err(GradeRuleRefusal::NotInForceYet);
        }
        let over = |last: Option<Date>| last.is_some_and(|last| day > last);
        if over(self.valid_to) {
            return Err(GradeRuleRefusal::NoLongerInForce);
        }
        let Some((category, _)) = who.person.filter(|_| !self.categories.is_empty()) else { return Ok(()) };
        let category = category.ok_or(GradeRuleRefusal::CategoryUnknown)?;
        match self.categories.iter().find(|it| it.category == category) {
            None => Err(GradeRuleRefusal::OtherCategory),
            Some(it) if over(it.valid_to) => Err(GradeRuleRefusal::NoLongerInForce),
            Some(_) => Ok(()),
        }
    }
}

fn by_code<S: serde::Serializer>(category: &PersonCategory, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&category.code())
}
