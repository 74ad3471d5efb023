//! Reads the smaller parts of a rule file: conditions, scale, scoring.

use super::condition::{Ask, Band, Compare, Condition, Lower};
use super::fact::{Fact, Measured, Stated};
use super::grade::Grade;
use super::read::SHARE;
use super::rule::Scale;
use super::scoring::{Count, General, Item, ItemGroup, Months, Ratio, Results, Scoring};
use crate::canonical::{Json, Node};
use crate::package::reader::{Fields, Path, Reader};
use crate::package::{Decimal, Reason};
use crate::quantity::Quantity;

const CONDITION_KEYS: [&str; 7] = ["fact", "article", "only", "else", "unless", "status", "note"];

impl Reader {
    pub(super) fn condition(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Condition> {
        let fields = self.any_object(node, path)?;
        let fact = self.required_word(&fields, path, "fact", &Fact::all(), Fact::code)?;
        let bounds: Vec<&str> = match fact {
            Fact::Measured(_) => Compare::ALL.iter().map(|it| it.code()).collect(),
            Fact::Stated(_) => vec!["is"],
            Fact::Graded(_) => vec!["grade"],
        };
        self.only(&fields, path, &[CONDITION_KEYS.as_slice(), &bounds].concat());
        let ask = match fact {
            Fact::Measured(fact) => self.number(&fields, path, fact),
            Fact::Stated(fact) => {
                self.required(&fields, path, "is");
                self.boolean(&fields, path, "is").map(|is| Ask::Says { fact, is })
            }
            Fact::Graded(fact) => {
                self.required_word(&fields, path, "grade", Grade::ALL, Grade::code).map(|grade| Ask::Grade { fact, grade })
            }
        };
        let article = self.optional_owned(&fields, path, "article");
        let only = self.only_whom(&fields, path);
        let otherwise = fields.get("else").and_then(|it| self.pending_reason(it, &Path::Key(path, "else")));
        let unless = fields.get("unless").and_then(|it| self.word(it, &Path::Key(path, "unless"), Stated::ALL, Stated::code));
        let doubt = self.doubt(&fields, path);
        ask.map(|ask| Condition { ask, article, only, otherwise, unless, doubt })
    }

    /// A number against exactly one bound, which the fact can reach.
    fn number(&mut self, fields: &Fields<'_>, path: &Path<'_>, fact: Measured) -> Option<Ask> {
        let stated: Vec<Compare> = Compare::ALL.iter().copied().filter(|it| fields.get(it.code()).is_some()).collect();
        let [compare] = *stated else {
            let words: Vec<&str> = Compare::ALL.iter().map(|it| it.code()).collect();
            self.error(fields.start(), path, Reason::ExactlyOne, words.join(", "));
            return None;
        };
        let bound = self.decimal(fields, path, compare.code())?;
        let greatest = fact.greatest();
        let value = bound.quantity().rational();
        if bound.quantity().is_negative() || greatest.as_ref().is_some_and(|it| value > *it) {
            let at = fields.get(compare.code()).map_or(fields.start(), |it| it.at);
            let range = greatest.map_or_else(|| "0 or above".to_owned(), |it| format!("0 to {it}"));
            self.error(at, &Path::Key(path, compare.code()), Reason::OutOfRange, range);
        }
        Some(Ask::Number { fact, compare, bound })
    }

    /// The lower end of a band, `from` or `above`.
    pub(super) fn lower(&mut self, fields: &Fields<'_>, path: &Path<'_>) -> Option<Lower> {
        if fields.get("from").is_some() && fields.get("above").is_some() {
            self.error(fields.start(), path, Reason::ExactlyOne, "from, above");
        }
        let from = self.optional_decimal(fields, path, "from").map(Lower::From);
        from.or_else(|| self.optional_decimal(fields, path, "above").map(Lower::Above))
    }

    pub(super) fn scale(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Scale> {
        let fields = self.object(node, path, &["fact", "max", "decimals"])?;
        let fact = self.required_word(&fields, path, "fact", Measured::ALL, Measured::code);
        let max = self.decimal(&fields, path, "max");
        let decimals = fields.get("decimals").and_then(|_| self.integer(&fields, path, "decimals", (0, 4)));
        fact.zip(max).map(|(fact, max)| Scale { fact, max, decimals: decimals.and_then(|it| u8::try_from(it).ok()) })
    }

    pub(super) fn scoring(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Scoring> {
        let fields = self.object(node, path, &["general", "results", "month_decimals", "months"])?;
        let general = self.required(&fields, path, "general").and_then(|it| self.general(it, &Path::Key(path, "general")));
        let results = self.required(&fields, path, "results").and_then(|it| self.results(it, &Path::Key(path, "results")));
        let month_decimals = self.optional_setting(&fields, path, "month_decimals", Self::few_decimals);
        let months =
            self.optional_setting(&fields, path, "months", |reader, node, path| reader.word(node, path, Months::ALL, Months::code));
        Some(Scoring { general: general?, results: results?, month_decimals, months })
    }

    fn few_decimals(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<u8> {
        let decimals = match &node.json {
            Json::Number(spelled) => spelled.parse().ok().filter(|it| *it <= 4),
            _ => None,
        };
        if decimals.is_none() {
            self.error(node.at, path, Reason::OutOfRange, "0 to 4");
        }
        decimals
    }

    fn general(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<General> {
        let fields = self.object(node, path, &["max", "article", "groups"])?;
        let max = self.decimal(&fields, path, "max");
        let article = self.owned(&fields, path, "article");
        self.required(&fields, path, "groups");
        let groups = self.optional_all(&fields, path, "groups", Self::item_group);
        let maxima: Vec<Option<&Decimal>> = groups.iter().map(|it| it.max.as_ref()).collect();
        self.totals(&fields, path, ("groups", max.as_ref()), &maxima);
        let codes = groups.iter().flat_map(|it| &it.items).map(|it| it.code.as_str()).chain(groups.iter().map(|it| it.code.as_str()));
        self.codes_once(&fields, path, "groups", codes.collect());
        Some(General { max: max?, article: article?, groups })
    }

    fn item_group(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<ItemGroup> {
        let fields = self.object(node, path, &["code", "title", "max", "items"])?;
        let code = self.owned(&fields, path, "code");
        let title = self.owned(&fields, path, "title");
        let max = self.optional_decimal(&fields, path, "max");
        let items = self.optional_all(&fields, path, "items", Self::item);
        let maxima: Vec<Option<&Decimal>> = items.iter().map(|it| it.max.as_ref()).collect();
        self.totals(&fields, path, ("items", max.as_ref()), &maxima);
        code.zip(title).map(|(code, title)| ItemGroup { code, title, max, items })
    }

    fn item(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Item> {
        let fields = self.object(node, path, &["code", "title", "max"])?;
        let code = self.owned(&fields, path, "code");
        let title = self.owned(&fields, path, "title");
        let max = self.optional_decimal(&fields, path, "max");
        code.zip(title).map(|(code, title)| Item { code, title, max })
    }

    fn results(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Results> {
        let fields = self.object(node, path, &["max", "article", "items", "ratios"])?;
        let max = self.decimal(&fields, path, "max");
        let article = self.owned(&fields, path, "article");
        let items = self.optional_all(&fields, path, "items", Self::item);
        let ratios = self.optional_all(&fields, path, "ratios", Self::ratio);
        if items.is_empty() == ratios.is_empty() {
            self.error(fields.start(), path, Reason::ExactlyOne, "items, ratios");
        }
        let maxima: Vec<Option<&Decimal>> = items.iter().map(|it| it.max.as_ref()).collect();
        self.totals(&fields, path, ("items", max.as_ref()), &maxima);
        self.codes_once(&fields, path, "items", items.iter().map(|it| it.code.as_str()).collect());
        self.codes_once(&fields, path, "ratios", ratios.iter().map(|it| it.code.as_str()).collect());
        Some(Results { max: max?, article: article?, items, ratios })
    }

    fn ratio(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Ratio> {
        let fields = self.any_object(node, path)?;
        let count = self.required_word(&fields, path, "count", &["quantity", "deducted", "one_of"], |it| it);
        let (key, count) = match count? {
            "quantity" => ("cap", Some(Count::Quantity { cap: self.optional_setting(&fields, path, "cap", Self::decimal_of) })),
            "deducted" => ("penalty", self.decimal_that(&fields, path, "penalty", SHARE).map(|penalty| Count::Deducted { penalty })),
            _ => {
                self.required(&fields, path, "values");
                let values = self.optional_all(&fields, path, "values", Self::decimal_of);
                ("values", Some(Count::OneOf { values }))
            }
        };
        self.only(&fields, path, &["code", "title", "only", "count", key, "status", "note"]);
        let code = self.owned(&fields, path, "code");
        let title = self.owned(&fields, path, "title");
        let only = self.only_whom(&fields, path);
        let doubt = self.doubt(&fields, path);
        Some(Ratio { code: code?, title: title?, only, count: count?, doubt })
    }

    /// Maxima that are all stated total the maximum above them.
    fn totals(&mut self, fields: &Fields<'_>, path: &Path<'_>, (key, whole): (&str, Option<&Decimal>), parts: &[Option<&Decimal>]) {
        let Some(whole) = whole.filter(|_| !parts.is_empty()) else { return };
        let Some(amounts) = parts.iter().map(|it| it.map(Decimal::quantity)).collect::<Option<Vec<Quantity>>>() else { return };
        let total = Quantity::checked_sum(amounts);
        if total != Some(whole.quantity()) {
            let at = fields.at(key);
            self.error(at, &Path::Key(path, key), Reason::TotalDiffers, total.map_or_else(|| "more".to_owned(), Quantity::plain));
        }
    }

    fn codes_once(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str, mut codes: Vec<&str>) {
        codes.sort_unstable();
        if let Some(twice) = codes.windows(2).find_map(|it| (it.first() == it.last()).then(|| it.first()).flatten()) {
            let at = fields.at(key);
            self.error(at, &Path::Key(path, key), Reason::CodeTwice, *twice);
        }
    }
}

impl Band {
    /// Whether no value lies in the band.
    pub(super) fn is_empty(&self) -> bool {
        let lower = self.lower.as_ref().map(Lower::bound);
        lower.zip(self.below.as_ref().map(Decimal::quantity)).is_some_and(|(lower, below)| lower >= below)
    }
}

impl Lower {
    /// The bound itself.
    pub fn bound(&self) -> Quantity {
        match self {
            Self::From(bound) | Self::Above(bound) => bound.quantity(),
        }
    }
}
