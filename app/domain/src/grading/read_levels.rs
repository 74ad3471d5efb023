//! Reads the levels of a rule file and what stands around them.

use super::condition::{Band, Condition};
use super::grade::{Grade, LevelName};
use super::level::{Cap, Fails, Level, Limit, NotRated, Stop};
use super::pending::PendingReason;
use super::quota::{Quota, QuotaBase, Within};
use super::read::SHARE;
use crate::canonical::Node;
use crate::package::Reason;
use crate::package::reader::{Fields, Path, Reader};

impl Reader {
    pub(super) fn not_rated(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<NotRated> {
        let fields = self.object(node, path, &["when", "article"])?;
        let when = self.required_conditions(&fields, path, "when");
        let article = self.owned(&fields, path, "article");
        when.zip(article).map(|(when, article)| NotRated { when, article })
    }

    pub(super) fn level(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Level> {
        let fields = self.object(node, path, &["grade", "band", "from", "above", "below", "article", "all_of", "status", "note"])?;
        let name = self.level_name(&fields, path);
        let band = self.band(&fields, path);
        let article = self.owned(&fields, path, "article");
        let all_of = self.conditions(&fields, path, "all_of");
        let doubt = self.doubt(&fields, path);
        name.zip(article).map(|(name, article)| Level { name, band, article, all_of, doubt })
    }

    pub(super) fn fails(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Fails> {
        let fields = self.object(node, path, &["grade", "band", "from", "above", "below", "article", "any_of", "status", "note"])?;
        let name = self.level_name(&fields, path);
        let band = self.band(&fields, path);
        let article = self.owned(&fields, path, "article");
        let any_of = self.conditions(&fields, path, "any_of");
        let doubt = self.doubt(&fields, path);
        name.zip(article).map(|(name, article)| Fails { name, band, article, any_of, doubt })
    }

    /// A grade of the law or a published band; exactly one of both.
    fn level_name(&mut self, fields: &Fields<'_>, path: &Path<'_>) -> Option<LevelName> {
        match (fields.get("grade"), fields.get("band")) {
            (Some(node), None) => self.word(node, &Path::Key(path, "grade"), Grade::ALL, Grade::code).map(LevelName::Grade),
            (None, Some(_)) => self.owned(fields, path, "band").map(LevelName::Band),
            _ => {
                self.error(fields.start(), path, Reason::ExactlyOne, "grade, band");
                None
            }
        }
    }

    pub(super) fn stop(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Stop> {
        let fields = self.object(node, path, &["reason", "when", "article"])?;
        let reason = self.required(&fields, path, "reason").and_then(|it| self.pending_reason(it, &Path::Key(path, "reason")));
        let when = self.required_conditions(&fields, path, "when");
        let article = self.owned(&fields, path, "article");
        Some(Stop { reason: reason?, when: when?, article: article? })
    }

    /// A reason that rules may name.
    pub(super) fn pending_reason(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<PendingReason> {
        let named: Vec<PendingReason> = PendingReason::ALL.iter().copied().filter(|it| it.is_for_rules()).collect();
        self.word(node, path, &named, PendingReason::code)
    }

    pub(super) fn cap(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Cap> {
        let fields = self.object(node, path, &["not_above", "only", "when", "article"])?;
        let limits: Vec<Limit> = std::iter::once(Limit::UnitGrade).chain(Grade::ALL.iter().copied().map(Limit::Grade)).collect();
        let not_above = self.required_word(&fields, path, "not_above", &limits, Limit::code);
        let only = self.only_whom(&fields, path);
        let when = self.conditions(&fields, path, "when");
        let article = self.owned(&fields, path, "article");
        not_above.zip(article).map(|(not_above, article)| Cap { not_above, only, when, article })
    }

    pub(super) fn quota(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Quota> {
        let fields = self.object(node, path, &["grade", "share", "outstanding_share", "base", "within", "article", "status", "note"])?;
        let grade = self.required_word(&fields, path, "grade", Grade::ALL, Grade::code);
        let share = self.decimal_that(&fields, path, "share", SHARE);
        let outstanding_share = fields.get("outstanding_share").and_then(|_| self.decimal_that(&fields, path, "outstanding_share", SHARE));
        if let Some((share, outstanding)) = share.as_ref().zip(outstanding_share.as_ref())
            && outstanding.quantity() < share.quantity()
        {
            let at = fields.get("outstanding_share").map_or(node.at, |it| it.at);
            self.error(at, &Path::Key(path, "outstanding_share"), Reason::OutOfRange, format!("{} to 1", share.text()));
        }
        let base = self.required(&fields, path, "base").and_then(|it| {
            self.setting(it, &Path::Key(path, "base"), |reader, node, path| reader.word(node, path, QuotaBase::ALL, QuotaBase::code))
        });
        let within = self.required_word(&fields, path, "within", Within::ALL, Within::code);
        let article = self.owned(&fields, path, "article");
        let doubt = self.doubt(&fields, path);
        Some(Quota { grade: grade?, share: share?, outstanding_share, base: base?, within: within?, article: article?, doubt })
    }

    /// Conditions of a key that must be there and hold at least one.
    fn required_conditions(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<Vec<Condition>> {
        let node = self.required(fields, path, key)?;
        self.entries(node, &Path::Key(path, key))?;
        Some(self.conditions(fields, path, key))
    }

    fn conditions(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Vec<Condition> {
        self.optional_all(fields, path, key, Self::condition)
    }

    /// The band of a level; none where it states no end of one.
    fn band(&mut self, fields: &Fields<'_>, path: &Path<'_>) -> Option<Band> {
        let lower = self.lower(fields, path);
        let below = self.optional_decimal(fields, path, "below");
        let band = (lower.is_some() || below.is_some()).then_some(Band { lower, below })?;
        if band.is_empty() {
            self.error(fields.at("below"), &Path::Key(path, "below"), Reason::BandEmpty, "");
        }
        Some(band)
    }
}
