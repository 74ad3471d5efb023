//! Reads a grade rule from its file: everything that is wrong with it is told in one run, with its JSON path, in the order of the
//! file. Which keys there are stands in app/docs/formats/grade-rule.md.

use super::condition::Doubt;
use super::grade::Grade;
use super::level::Limit;
use super::rule::{Basis, FORMAT, GradeRule, InGap, Register, RuleNote, Setting};
use super::sound::Levels;
use super::who::{Category, Excluded, Exclusion, Only, Subject};
use crate::canonical::Node;
use crate::organisation::PersonCategory;
use crate::package::read::read_with;
use crate::package::reader::{Fields, Path, Reader};
use crate::package::{PackageError, Reason};
use crate::quantity::{Quantity, SCALE};

/// Bounds of a share.
pub(super) const SHARE: (fn(Quantity) -> bool, Reason) = (|it| (0..=SCALE).contains(&it.0), Reason::ShareOutOfRange);

const KEYS: [&str; 23] = [
    "format",
    "id",
    "title",
    "register",
    "subjects",
    "basis",
    "valid_from",
    "valid_to",
    "categories",
    "excludes",
    "scale",
    "not_rated",
    "levels",
    "fails",
    "gaps",
    "holds",
    "caps",
    "in_gap",
    "quota",
    "scoring",
    "notes",
    "status",
    "note",
];

impl GradeRule {
    /// Reads a rule file. Every error is told, as `PATH: reason`, in the order of the file.
    pub fn read(bytes: impl AsRef<[u8]>) -> Result<Self, Vec<PackageError>> {
        read_with(bytes.as_ref(), |reader, node| reader.grade_rule(node, &Path::Root))
    }
}

impl Reader {
    fn grade_rule(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<GradeRule> {
        let fields = self.object(node, path, &KEYS)?;
        if let Some(format) = self.text(&fields, path, "format").filter(|it| it.text != FORMAT) {
            self.error(format.at, &Path::Key(path, "format"), Reason::OtherFormat, FORMAT);
        }
        let id = self.owned(&fields, path, "id");
        let title = self.owned(&fields, path, "title");
        let register = self.required_word(&fields, path, "register", Register::ALL, Register::code);
        let subjects = self.required(&fields, path, "subjects").and_then(|it| {
            let path = &Path::Key(path, "subjects");
            self.entries(it, path)?;
            self.all(it, path, |reader, node, path| reader.word(node, path, Subject::ALL, Subject::code))
        });
        let basis = self.required(&fields, path, "basis").and_then(|it| self.basis(it, &Path::Key(path, "basis")));
        let valid_from = fields.get("valid_from").and_then(|_| self.day(&fields, path, "valid_from"));
        let valid_to = fields.get("valid_to").and_then(|_| self.day(&fields, path, "valid_to"));
        if let Some(((_, from), (at, to))) = valid_from.zip(valid_to)
            && from > to
        {
            self.error(at, &Path::Key(path, "valid_to"), Reason::DatesReversed, "");
        }
        let categories = self.optional_all(&fields, path, "categories", Self::category);
        let excludes = self.optional_all(&fields, path, "excludes", Self::excluded);
        let scale = fields.get("scale").and_then(|it| self.scale(it, &Path::Key(path, "scale")));
        let not_rated = fields.get("not_rated").and_then(|it| self.not_rated(it, &Path::Key(path, "not_rated")));
        let levels = self.required(&fields, path, "levels").and_then(|it| {
            let path = &Path::Key(path, "levels");
            self.entries(it, path)?;
            self.all(it, path, Self::level)
        });
        let fails = fields.get("fails").and_then(|it| self.fails(it, &Path::Key(path, "fails")));
        let caps = self.optional_all(&fields, path, "caps", Self::cap);
        let quota = fields.get("quota").and_then(|it| self.quota(it, &Path::Key(path, "quota")));
        let rule = GradeRule {
            gaps: self.optional_all(&fields, path, "gaps", Self::stop),
            holds: self.optional_all(&fields, path, "holds", Self::stop),
            in_gap: self.optional_setting(&fields, path, "in_gap", |reader, node, path| reader.word(node, path, InGap::ALL, InGap::code)),
            scoring: fields.get("scoring").and_then(|it| self.scoring(it, &Path::Key(path, "scoring"))),
            notes: self.optional_all(&fields, path, "notes", Self::rule_note),
            doubt: self.doubt(&fields, path),
            id: id?,
            title: title?,
            register: register?,
            subjects: subjects?,
            basis: basis?,
            valid_from: valid_from.map(|it| it.1),
            valid_to: valid_to.map(|it| it.1),
            categories,
            excludes,
            scale,
            not_rated,
            levels: levels?,
            fails,
            caps,
            quota,
        };
        self.sound(&rule, &fields, path);
        Some(rule)
    }

    fn basis(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Basis> {
        let fields = self.object(node, path, &["document", "articles"])?;
        let articles = self.optional_owned(&fields, path, "articles");
        self.owned(&fields, path, "document").map(|document| Basis { document, articles })
    }

    fn category(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Category> {
        let fields = self.object(node, path, &["category", "valid_to"])?;
        let valid_to = fields.get("valid_to").and_then(|_| self.day(&fields, path, "valid_to")).map(|it| it.1);
        let word = |it: PersonCategory| match it {
            PersonCategory::Cadre => "cadre",
            PersonCategory::CivilServant => "civil_servant",
            PersonCategory::PublicEmployee => "public_employee",
        };
        let category = self.required_word(&fields, path, "category", PersonCategory::ALL, word);
        category.map(|category| Category { category, valid_to })
    }

    fn excluded(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Excluded> {
        let fields = self.object(node, path, &["who", "article"])?;
        let who = self.required_word(&fields, path, "who", Exclusion::ALL, Exclusion::code);
        let article = self.owned(&fields, path, "article");
        who.zip(article).map(|(who, article)| Excluded { who, article })
    }

    fn rule_note(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<RuleNote> {
        let fields = self.object(node, path, &["text", "article"])?;
        let article = self.optional_owned(&fields, path, "article");
        self.owned(&fields, path, "text").map(|text| RuleNote { text, article })
    }

    /// What cannot be seen in one part alone.
    fn sound(&mut self, rule: &GradeRule, fields: &Fields<'_>, path: &Path<'_>) {
        let place = |key: &str| fields.get(key).map_or(0, |it| it.at);
        Levels::of(rule, fields).check(self, path);
        let known = |grade: Grade| rule.names().any(|it| it.grade() == Some(grade));
        for (at, cap) in rule.caps.iter().enumerate() {
            let needed = match cap.not_above {
                Limit::UnitGrade => Grade::ALL,
                Limit::Grade(grade) => &[grade],
            };
            if let Some(missing) = needed.iter().find(|it| !known(**it)) {
                let path = Path::Key(path, "caps");
                let path = Path::Entry(&path, at);
                self.error(place("caps"), &Path::Key(&path, "not_above"), Reason::UnknownLevel, missing.code());
            }
        }
        if let Some(quota) = rule.quota.as_ref().filter(|it| !known(it.grade)) {
            let path = Path::Key(path, "quota");
            self.error(place("quota"), &Path::Key(&path, "grade"), Reason::UnknownLevel, quota.grade.code());
        }
    }

    /// `"status": "unverified"` with its note.
    pub(super) fn doubt(&mut self, fields: &Fields<'_>, path: &Path<'_>) -> Option<Doubt> {
        if fields.get("status").is_none() && fields.get("note").is_none() {
            return None;
        }
        self.required_word(fields, path, "status", &["unverified"], |it| it);
        self.owned(fields, path, "note").map(|note| Doubt { note })
    }

    pub(super) fn only_whom(&mut self, fields: &Fields<'_>, path: &Path<'_>) -> Vec<Only> {
        self.optional_all(fields, path, "only", |reader, node, path| reader.word(node, path, Only::ALL, Only::code))
    }

    /// A choice: its value, and what is uncertain about it.
    pub(super) fn setting<T>(
        &mut self,
        node: &Node<'_>,
        path: &Path<'_>,
        read: impl FnOnce(&mut Self, &Node<'_>, &Path<'_>) -> Option<T>,
    ) -> Option<Setting<T>> {
        let fields = self.object(node, path, &["value", "status", "note"])?;
        let value = self.required(&fields, path, "value").and_then(|it| read(self, it, &Path::Key(path, "value")));
        let doubt = self.doubt(&fields, path);
        value.map(|value| Setting { value, doubt })
    }

    pub(super) fn optional_setting<T>(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Node<'_>, &Path<'_>) -> Option<T>,
    ) -> Option<Setting<T>> {
        fields.get(key).and_then(|it| self.setting(it, &Path::Key(path, key), read))
    }

    /// Every entry of a list that can be read.
    fn all<'n, T>(
        &mut self,
        node: &'n Node<'n>,
        path: &Path<'_>,
        mut read: impl FnMut(&mut Self, &'n Node<'n>, &Path<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let nodes = self.list(node, path)?;
        Some(nodes.iter().enumerate().filter_map(|(at, node)| read(self, node, &Path::Entry(path, at))).collect())
    }

    /// Every entry of a list whose key may be left out; a list that is there is not empty.
    pub(super) fn optional_all<'n, T>(
        &mut self,
        fields: &Fields<'n>,
        path: &Path<'_>,
        key: &str,
        read: impl FnMut(&mut Self, &'n Node<'n>, &Path<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = fields.get(key) else { return Vec::new() };
        let path = &Path::Key(path, key);
        self.entries(node, path).and_then(|_| self.all(node, path, read)).unwrap_or_default()
    }

    pub(super) fn owned(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<String> {
        self.text(fields, path, key).map(|it| it.text.to_owned())
    }

    pub(super) fn optional_owned(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<String> {
        fields.get(key).and_then(|_| self.owned(fields, path, key))
    }

    pub(super) fn required_word<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        key: &str,
        all: &[T],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        self.required(fields, path, key).and_then(|it| self.word(it, &Path::Key(path, key), all, code))
    }
}
