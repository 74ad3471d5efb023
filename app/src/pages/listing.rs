//! What long lists share. How a list is searched, ordered and paged stands in the address: `tim` (words), `xep` (a column, with `-` before
//! it for the other way round), `trang` (the page), and whatever else the page keeps there.

use crate::components::{Link, Pager, PagerItem, SortDirection, SortHead};
use crate::context::{path, query};
use crate::text::{t, tf};
use domain::{Group, GroupId};
use leptos::prelude::*;
use std::cmp::Ordering;

/// How many rows a page of a list shows.
pub const PAGE: usize = 50;

/// A list as the address asks for it.
#[derive(Debug, Clone)]
pub struct Listing {
    path: String,
    /// The words that rows have to hold.
    pub words: String,
    /// The column by which rows are ordered; empty for the list's own order.
    pub column: String,
    descending: bool,
    /// The page, from 1.
    pub page: usize,
    kept: Vec<(&'static str, String)>,
}

impl Listing {
    /// A list by its address and words, order and page; `kept` is what else of the query belongs to it.
    pub fn new(path: &str, (words, column, descending): (&str, &str, bool), page: usize, kept: Vec<(&'static str, String)>) -> Self {
        Self { path: path.to_owned(), words: words.to_owned(), column: column.to_owned(), descending, page, kept }
    }

    /// The list of the page's address; `kept` names what else of the query belongs to it.
    pub fn of_address(kept: &[&'static str]) -> Self {
        let order = query("xep").unwrap_or_default();
        let column = order.trim_start_matches('-');
        Self {
            path: path(),
            words: query("tim").unwrap_or_default().trim().chars().take(100).collect(),
            column: column.to_owned(),
            descending: order.starts_with('-'),
            page: query("trang").and_then(|it| it.parse().ok()).unwrap_or(1),
            kept: kept.iter().filter_map(|name| Some((*name, query(name).filter(|it| !it.is_empty())?))).collect(),
        }
    }

    /// A list of words and an order, for the file that holds exactly what a page shows.
    pub fn of_parts(words: &str, order: &str) -> Self {
        Self {
            path: String::new(),
            words: words.trim().chars().take(100).collect(),
            column: order.trim_start_matches('-').to_owned(),
            descending: order.starts_with('-'),
            page: 1,
            kept: Vec::new(),
        }
    }

    /// The address of the list in an order and at a page.
    pub fn address(&self, order: &str, page: usize) -> String {
        let mut to = form_urlencoded::Serializer::new(String::new());
        to.extend_pairs(self.kept.iter().map(|(name, value)| (*name, value.as_str())));
        if !self.words.is_empty() {
            to.append_pair("tim", &self.words);
        }
        if !order.is_empty() {
            to.append_pair("xep", order);
        }
        if page > 1 {
            to.append_pair("trang", &page.to_string());
        }
        let query = to.finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// The order as the address says it.
    pub fn order(&self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column)
    }

    /// Whether a row of this text is asked for: it holds every word, marks or not.
    pub fn takes(&self, text: &str) -> bool {
        let folded = domain::fold::fold(text);
        domain::fold::fold(&self.words).split_whitespace().all(|word| folded.contains(word))
    }

    /// Puts rows into the order of the address; rows that are equal keep the list's own order.
    pub fn sort<T>(&self, rows: &mut [T], compare: impl Fn(&str, &T, &T) -> Ordering) {
        if self.column.is_empty() {
            return;
        }
        rows.sort_by(|one, other| {
            let order = compare(&self.column, one, other);
            if self.descending { order.reverse() } else { order }
        });
    }

    /// The rows of the page that is asked for.
    pub fn part<'r, T>(&self, rows: &'r [T]) -> &'r [T] {
        let page = self.shown(rows.len());
        let first = (page - 1) * PAGE;
        rows.get(first..(first + PAGE).min(rows.len())).unwrap_or_default()
    }

    fn shown(&self, total: usize) -> usize {
        self.page.clamp(1, total.div_ceil(PAGE).max(1))
    }

    /// The head of a column that sorts.
    pub fn head(&self, label: &str, column: &'static str) -> AnyView {
        self.sort_head(label, column, false)
    }

    /// The head of a column of numbers that sorts.
    pub fn number_head(&self, label: &str, column: &'static str) -> AnyView {
        self.sort_head(label, column, true)
    }

    fn sort_head(&self, label: &str, column: &'static str, number: bool) -> AnyView {
        let now = (self.column == column).then_some(if self.descending { SortDirection::Descending } else { SortDirection::Ascending });
        let next = if now == Some(SortDirection::Ascending) { format!("-{column}") } else { column.to_owned() };
        view! { <SortHead label=t(label) href=self.address(&next, 1) direction=now number/> }.into_any()
    }

    /// The form that searches the list; what else the address says stays.
    pub fn form(&self, label: &str) -> AnyView {
        self.form_with(label, &[], ())
    }

    /// The form that searches the list, with boxes of its own for some of what the address says.
    pub fn form_with(&self, label: &str, own: &[&str], boxes: impl IntoView + 'static) -> AnyView {
        let order = (!self.column.is_empty()).then(|| ("xep", self.order()));
        let hidden = self
            .kept
            .iter()
            .filter(|(name, _)| !own.contains(name))
            .cloned()
            .chain(order)
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view();
        view! {
            <form class="filter-form" method="get" action=self.path.clone()>
                <div class="field">
                    <label class="field-label" for="list-search">{t(label)}</label>
                    <div class="field-row"><div class="field-box"><input id="list-search" type="search" name="tim" value=self.words.clone() autocomplete="off"/></div></div>
                </div>
                {boxes}
                {hidden}
                <button class="button" type="submit">{t("list-filter")}</button>
            </form>
        }
        .into_any()
    }

    /// The pages of the list; nothing where one holds all rows.
    pub fn pager(&self, total: usize) -> AnyView {
        let order = self.order();
        pager(total, self.shown(total), PAGE, |page| self.address(&order, page))
    }
}

/// The pages of a list of so many rows; nothing where one page holds all.
pub fn pager(total: usize, page: usize, size: usize, address: impl Fn(usize) -> String) -> AnyView {
    let last = total.div_ceil(size).max(1);
    if last == 1 {
        return ().into_any();
    }
    let mut numbers: Vec<usize> =
        [1, page.saturating_sub(1), page, page + 1, last].into_iter().filter(|it| (1..=last).contains(it)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut items = Vec::new();
    let mut before = 0;
    for number in numbers {
        if number > before + 1 {
            items.push(PagerItem::Gap);
        }
        items.push(if number == page {
            PagerItem::Current(number.to_string())
        } else {
            PagerItem::Page(Link::new(number.to_string(), address(number)))
        });
        before = number;
    }
    let first = (page - 1) * size + 1;
    let shown = tf("pager-shown", &[("from", first.into()), ("to", (first + size - 1).min(total).into()), ("total", total.into())]);
    let previous = (page > 1).then(|| Link::new(t("pager-previous"), address(page - 1)));
    let next = (page < last).then(|| Link::new(t("pager-next"), address(page + 1)));
    view! { <Pager label=t("pager-label") shown previous next items/> }.into_any()
}

/// The ways to the same page of a campaign's other peer groups; nothing where there is one alone.
pub fn group_choice(groups: &[Group], current: GroupId, address: impl Fn(&str) -> String) -> Option<AnyView> {
    let link = |it: &Group| {
        view! { <a class="button" aria-current=(it.id == current).then_some("page") href=address(&it.peer_group)>{it.title.clone()}</a> " " }
    };
    let links = || groups.iter().map(link).collect_view();
    (groups.len() > 1).then(|| view! { <nav class="actions" aria-label=t("assessment-groups")>{links()}</nav> }.into_any())
}
