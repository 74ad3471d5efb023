//! The main instrument: a table with a title, a row count, and heads that sort.

use leptos::prelude::*;

/// What a table does where it does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableFit {
    /// On a phone each row becomes a list; every cell then names itself with `data-label`.
    #[default]
    List,
    /// It scrolls in its own box; head and first column stay.
    Scroll,
    /// As a list on a phone; where there is more room it scrolls in its own box.
    ScrollOrList,
}

/// How tall rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// 36 px.
    #[default]
    Normal,
    /// 28 px.
    Dense,
}

/// A table; `children` are `<thead>`, `<tbody>` and perhaps `<tfoot>`.
///
/// The first cell of a row is `<th scope="row">`; cells with numbers have `class="number"`; every `<td>` has `data-label` with
/// the words of its head, which a phone shows beside the value.
#[component]
pub fn Table(
    /// What the table is of.
    #[prop(into)]
    title: String,
    /// How many rows ("17 xã, thị trấn").
    #[prop(default = None, into)]
    count: Option<String>,
    /// Filters, column chooser, export.
    #[prop(default = None, into)]
    tools: Option<AnyView>,
    /// What it does where it does not fit.
    #[prop(optional)]
    fit: TableFit,
    /// How tall rows are.
    #[prop(optional)]
    density: Density,
    /// The boxes of the table are for typing: the entry grid.
    #[prop(optional)]
    entry: bool,
    /// The head and the rows.
    children: Children,
) -> impl IntoView {
    let mut class = String::from("table");
    if matches!(fit, TableFit::List | TableFit::ScrollOrList) {
        class.push_str(" table-list");
    }
    if density == Density::Dense {
        class.push_str(" table-dense");
    }
    if entry {
        class.push_str(" grid-entry");
    }
    let table = view! {
        <table class=class>
            <caption class="unseen">{title.clone()}</caption>
            {children()}
        </table>
    };
    let table = match fit {
        TableFit::List => table.into_any(),
        TableFit::Scroll | TableFit::ScrollOrList => {
            view! { <div class="table-scroll" tabindex="0" role="region" aria-label=title.clone()>{table}</div> }.into_any()
        }
    };
    view! {
        <div class="table-block">
            <div class="table-bar">
                <div>
                    <h2 class="table-title">{title}</h2>
                    {count.map(|count| view! { <p class="table-count">{count}</p> })}
                </div>
                {tools.map(|tools| view! { <div class="table-tools">{tools}</div> })}
            </div>
            {table}
        </div>
    }
    .into_any()
}

/// The order of a sorted column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortDirection {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The head of a column that sorts: a link to the same page in the other order.
#[component]
pub fn SortHead(
    /// The words of the head.
    #[prop(into)]
    label: String,
    /// The address of the page in that order.
    #[prop(into)]
    href: String,
    /// The order now, if the table is sorted by this column.
    #[prop(default = None, into)]
    direction: Option<SortDirection>,
    /// The unit of measure of the column.
    #[prop(default = None, into)]
    unit: Option<String>,
    /// The column holds numbers.
    #[prop(optional)]
    number: bool,
) -> impl IntoView {
    let sort = direction.map(|it| match it {
        SortDirection::Ascending => "ascending",
        SortDirection::Descending => "descending",
    });
    view! {
        <th scope="col" class=number.then_some("number") aria-sort=sort>
            <a class="sort" href=href>{label}</a>
            {unit.map(|unit| view! { <span class="table-unit">{unit}</span> })}
        </th>
    }
    .into_any()
}
