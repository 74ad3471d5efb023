//! Units × targets at a glance.

use leptos::prelude::*;

use super::{Mark, Meaning};

/// One target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatColumn {
    /// Its short name in the head ("CT 4").
    pub short: String,
    /// Its whole name.
    pub name: String,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    /// Its name.
    pub label: String,
    /// A small line under the name: who answers for it.
    pub more: Option<String>,
    /// Its page.
    pub href: Option<String>,
    /// One for each column.
    pub cells: Vec<HeatCell>,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatCell {
    /// The value, or a dash.
    pub text: String,
    /// The state in words, read aloud with the value.
    pub state: String,
    /// What it means.
    pub meaning: Meaning,
    /// The page that explains it.
    pub href: Option<String>,
    /// Nothing to be told yet: left out on a phone.
    pub quiet: bool,
}

/// A table whose cells carry their meaning as mark, colour and word.
#[component]
pub fn HeatMap(
    /// What it shows.
    #[prop(into)]
    title: String,
    /// The head of the first column ("Đơn vị").
    #[prop(into)]
    corner: String,
    /// The targets.
    columns: Vec<HeatColumn>,
    /// The units.
    rows: Vec<HeatRow>,
) -> impl IntoView {
    let labels: Vec<String> = columns.iter().map(|it| it.short.clone()).collect();
    // The width of the columns is known before the rows are there: a long table does not move while it arrives.
    let short = rows.iter().flat_map(|it| &it.cells).all(|it| it.text.chars().count() <= 3);
    let class = if short { "heat heat-short" } else { "heat" };
    view! {
        <div class="heat-box" tabindex="0" role="region" aria-label=title>
            <table class=class>
                <caption>{title.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{corner}</th>
                        {columns
                            .into_iter()
                            .map(|column| {
                                view! {
                                    <th scope="col" title=column.name.clone()>
                                        {column.short} <span class="unseen">{format!(": {}", column.name)}</span>
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|row| {
                            let name = match row.href {
                                Some(href) => view! { <a href=href>{row.label}</a> }.into_any(),
                                None => row.label.into_any(),
                            };
                            view! {
                                <tr>
                                    <th scope="row">{name} {row.more.map(|it| view! { <span class="table-more">{it}</span> })}</th>
                                    {row.cells.into_iter().zip(&labels).map(|(it, label)| cell(it, label.clone())).collect_view()}
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(cell: HeatCell, label: String) -> impl IntoView {
    let inner = view! {
        <Mark meaning=cell.meaning/>
        {cell.text}
        <span class="unseen">{format!(", {}", cell.state)}</span>
    };
    let inner = match cell.href {
        Some(href) => view! { <a href=href title=cell.state>{inner}</a> }.into_any(),
        None => view! { <span title=cell.state>{inner}</span> }.into_any(),
    };
    let class = format!("heat-{}{}", cell.meaning.class(), if cell.quiet { " heat-quiet" } else { "" });
    view! { <td class=class data-label=label>{inner}</td> }
}
