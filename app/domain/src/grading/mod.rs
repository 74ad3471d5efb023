//! Grades by rules that are data (`domain.md` 7): a rule says what a decree says, facts say what happened, and the evaluation proposes
//! a grade or says why a person must decide. No threshold of any law stands in this code.
//!
//! The way through: [`GradeRule::shipped`] or [`GradeRule::read`] gives a rule; [`GradeFacts`] collects what is known;
//! [`GradeRule::propose`] gives a [`Proposal`] for a [`Who`] on a day; [`GradeRule::allocate`] takes the quota step over all proposals
//! that count together. Points come from [`Scoring`] and [`YearScores`], or from [`index_percent`].

mod answer;
mod asked;
mod check;
mod choice;
mod condition;
mod differs;
mod fact;
mod facts;
mod grade;
mod index;
mod level;
mod months;
mod parts;
mod pending;
mod proposal;
mod propose;
mod quota;
mod read;
mod read_levels;
mod read_parts;
mod rule;
mod score;
mod scoring;
mod service;
mod shipped;
mod sound;
mod tasks;
mod who;
mod word;
mod workload;

pub use answer::{Answer, StateFactRefusal};
pub use check::{Check, Held};
pub use choice::{ChooseRuleRefusal, RuleChoice, TasksFrom, Whom};
pub use condition::{Ask, Band, Compare, Condition, Doubt, Lower};
pub use differs::{GradeDiffers, differs, published_differs};
pub use fact::{Fact, Graded, Measured, Stated};
pub use facts::{FactRefusal, Found, GradeFacts};
pub use grade::{Grade, LevelName};
pub use index::{Criterion, IndexRefusal, Scored, index_percent};
pub use level::{Cap, Fails, Level, Limit, NotRated, Stop};
pub use months::{MeanRefusal, Month, YearScores};
pub use pending::PendingReason;
pub use proposal::{Note, Part, PartKind, Pending, Proposal, Standing};
pub use quota::{Allocation, Entry, Quota, QuotaBase, QuotaRefusal, QuotaShare, Within};
pub use rule::{Basis, FORMAT, GradeRule, InGap, Register, RuleNote, Scale, Setting};
pub use score::ScoreRefusal;
pub use scoring::{Count, General, Item, ItemGroup, Months, Ratio, Results, Scoring};
pub use service::months_of_service;
pub use tasks::Tasks;
pub use who::{Category, Excluded, Exclusion, GradeRuleRefusal, Only, Subject, Who};
pub use workload::{WorkItem, Workload};

/// The keys of every sentence that pages put together from the closed lists here. The test of the locales reads them.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Fact::all().into_iter().map(Fact::key).collect();
    keys.extend(Grade::ALL.iter().map(|it| it.key()));
    keys.extend(Compare::ALL.iter().map(|it| it.key()));
    keys.extend(PendingReason::ALL.iter().map(|it| it.key()));
    keys.extend(Subject::ALL.iter().map(|it| it.key()));
    keys.extend(Only::ALL.iter().map(|it| it.key()));
    keys.extend(Exclusion::ALL.iter().map(|it| it.key()));
    keys.extend(Register::ALL.iter().map(|it| it.key()));
    keys.extend(InGap::ALL.iter().map(|it| it.key()));
    keys.extend(QuotaBase::ALL.iter().map(|it| it.key()));
    keys.extend(Within::ALL.iter().map(|it| it.key()));
    keys.extend(Months::ALL.iter().map(|it| it.key()));
    keys.extend(TasksFrom::ALL.iter().map(|it| it.key()));
    keys.extend(Whom::ALL.iter().map(|it| it.key()));
    keys.extend(Held::ALL.iter().map(|it| it.key()));
    keys.extend(GradeDiffers::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend([Note::KEYS, PartKind::KEYS, Standing::KEYS].concat().into_iter().map(str::to_owned));
    keys
}
