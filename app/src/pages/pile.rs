//! What was found in a scanned pile, of whichever papers it is: each paper, whether it was taken, and the pages without a code.

use crate::components::{Meaning, Notice, Table, Tag};
use crate::text::{t, tf};
use leptos::prelude::*;

/// A paper that was found.
pub struct Found<'a> {
    /// Its name, as it leads to the paper.
    pub name: AnyView,
    /// On which pages of the pile it stands.
    pub places: &'a [usize],
    /// How many pages it has.
    pub pages: usize,
    /// Which of them the pile lacks.
    pub missing: &'a [usize],
    /// The key of why it was not taken; none where it was.
    pub refusal: Option<&'static str>,
}

/// The keys of what is said of a pile, each of its own kind of papers.
pub struct Words {
    /// How many papers were taken.
    pub found: &'static str,
    /// That there is none.
    pub nothing: &'static str,
    /// The pages whose code cannot be read.
    pub unread: &'static str,
    /// The head of the papers' column.
    pub paper: &'static str,
    /// That a paper was taken.
    pub taken: &'static str,
}

fn numbers(pages: &[usize]) -> String {
    pages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The notice and the table.
pub fn sorted(words: &Words, papers: Vec<Found<'_>>, unread: &[usize]) -> AnyView {
    let (all, taken) = (papers.len(), papers.iter().filter(|it| it.refusal.is_none()).count());
    let whole = taken == all && unread.is_empty() && taken > 0;
    let meaning = if whole { Meaning::Good } else { Meaning::Attention };
    let title = match all {
        0 => t(words.nothing),
        all => tf(words.found, &[("taken", taken.into()), ("papers", all.into())]),
    };
    let unread = (!unread.is_empty()).then(|| view! { <p>{tf(words.unread, &[("pages", numbers(unread).into())])}</p> });
    let row = |it: Found<'_>| {
        let missing = (!it.missing.is_empty())
            .then(|| view! { <span class="table-more">{tf("scans-missing", &[("pages", numbers(it.missing).into())])}</span> });
        let (text, meaning) = match it.refusal {
            None => (t(words.taken), Meaning::Good),
            Some(key) => (t(key), Meaning::Failing),
        };
        view! {
            <tr>
                <th scope="row">{it.name}</th>
                <td data-label=t("scans-places")>{numbers(it.places)} {missing}</td>
                <td class="number" data-label=t("scans-pages")>{it.pages}</td>
                <td data-label=t("scans-result")><Tag text meaning/></td>
            </tr>
        }
    };
    let table = (all > 0).then(|| {
        let (rows, paper) = (papers.into_iter().map(row).collect_view(), words.paper);
        view! {
            <Table title=t("scans-sorted")>
                <thead>
                    <tr>
                        <th scope="col">{t(paper)}</th>
                        <th scope="col">{t("scans-places")}</th>
                        <th scope="col" class="number">{t("scans-pages")}</th>
                        <th scope="col">{t("scans-result")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    view! { <Notice meaning=meaning title>{unread}</Notice> {table} }.into_any()
}
