//! A list as rows of boxes: what is there, some empty rows, and a button for more that works without scripts.

use super::words;
use crate::components::{Choice, Mark, Meaning};
use crate::text::{t, tf};
use domain::drafting::{DraftProblem, List};
use leptos::prelude::*;

/// What stands in a box of every row.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Words.
    Text,
    /// A number, in a unit of measure.
    Number(String),
    /// One of several.
    Choice(Vec<Choice>),
    /// Nothing that is asked for now; what it holds stays.
    Hidden,
}

/// A list with all around it.
pub struct Rows<'p> {
    /// The list.
    pub list: List,
    /// The boxes of the rows that are there.
    pub rows: Vec<Vec<String>>,
    /// What stands in the boxes of a row, in their order.
    pub cells: Vec<Cell>,
    /// How many empty rows follow.
    pub blank: usize,
    /// The hint.
    pub hint: String,
    /// What is wrong on the page.
    pub problems: Vec<&'p DraftProblem>,
    /// The address of the page, which shows more rows when asked.
    pub here: String,
}

impl Rows<'_> {
    /// The whole group.
    pub fn view(self) -> AnyView {
        let name = self.list.name();
        let label = words::box_name(name);
        let problems: Vec<&DraftProblem> = self.problems.iter().filter(|it| it.field == name).copied().collect();
        let errors = problems.iter().map(|it| {
            view! { <p class="field-error"><Mark meaning=Meaning::Failing/> {words::beside_row(it)}</p> }
        });
        let errors = (!problems.is_empty()).then(|| view! { <div id=format!("{name}-error")>{errors.collect_view()}</div> });
        let heads = self.list.parts().iter().zip(&self.cells).filter_map(|(part, cell)| {
            let (class, unit) = match cell {
                Cell::Hidden => return None,
                Cell::Number(unit) => (Some("number"), (!unit.is_empty()).then(|| unit.clone())),
                Cell::Text | Cell::Choice(_) => (None, None),
            };
            let unit = unit.map(|it| view! { <span class="table-unit">{it}</span> });
            Some(view! { <th scope="col" class=class>{words::part_name(self.list, part)} {unit}</th> })
        });
        let heads = heads.collect_view();
        let blank = vec![String::new(); self.list.parts().len()];
        let rows = self.rows.iter().chain(std::iter::repeat_n(&blank, self.blank)).enumerate();
        let rows = rows.map(|(at, row)| self.row(at, row, &label, &problems)).collect_view();
        let more = format!("{}: {label}", t("draft-more-rows"));
        view! {
            <fieldset class="field rows" id=name aria-describedby=format!("{name}-hint")>
                <legend class="field-label">{label.clone()}</legend>
                <p class="field-hint" id=format!("{name}-hint")>{self.hint.clone()}</p>
                {errors}
                <table class="table table-list">
                    <caption class="unseen">{label}</caption>
                    <thead><tr><th scope="col">{t("draft-row")}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <button class="button" type="submit" formmethod="get" formaction=format!("{}#{name}", self.here) name="more" value=name aria-label=more>
                    {t("draft-more-rows")}
                </button>
            </fieldset>
        }
        .into_any()
    }

    fn row(&self, at: usize, row: &[String], label: &str, problems: &[&DraftProblem]) -> AnyView {
        let parts = self.list.parts();
        let of_row: Vec<Option<usize>> = problems.iter().filter_map(|it| it.line).filter(|it| it.row == at).map(|it| it.part).collect();
        let boxes = parts.iter().zip(&self.cells).zip(row).enumerate().map(|(place, ((part, cell), text))| {
            let name = format!("{}[{}]", self.list.name(), at * parts.len() + place);
            let head = words::part_name(self.list, part);
            let named = tf("draft-row-box", &[("list", label.into()), ("box", head.clone().into()), ("row", (at + 1).into())]);
            let wrong = of_row.contains(&Some(place));
            let described = wrong.then(|| format!("{}-error", self.list.name()));
            let class = if wrong { "field-box field-invalid" } else { "field-box" };
            let invalid = wrong.then_some("true");
            let control = match cell {
                Cell::Hidden => return view! { <input type="hidden" name=name value=text.clone()/> }.into_any(),
                Cell::Choice(choices) => {
                    let known = text.is_empty() || choices.iter().any(|it| it.value == *text);
                    let own = (!known).then(|| Choice::new(text.clone(), text.clone()));
                    let options = choices.iter().cloned().chain(own).map(|it| {
                        let selected = it.value == *text;
                        view! { <option value=it.value selected=selected>{it.label}</option> }
                    });
                    view! {
                        <select id=name.clone() name=name aria-label=named aria-invalid=invalid aria-describedby=described>
                            <option value="">"–"</option>
                            {options.collect_view()}
                        </select>
                    }
                    .into_any()
                }
                Cell::Text | Cell::Number(_) => {
                    let number = matches!(cell, Cell::Number(_));
                    view! {
                        <input type="text" class=number.then_some("number") inputmode=number.then_some("decimal") autocomplete="off" id=name.clone() name=name
                            value=text.clone() aria-label=named aria-invalid=invalid aria-describedby=described/>
                    }
                    .into_any()
                }
            };
            view! { <td data-label=head><div class=class>{control}</div></td> }.into_any()
        });
        // A hidden box stands in the head of its row: a table takes nothing between its cells.
        let (hidden, shown): (Vec<_>, Vec<_>) = boxes.zip(&self.cells).partition(|it| matches!(it.1, Cell::Hidden));
        let (hidden, shown) = (hidden.into_iter().map(|it| it.0).collect_view(), shown.into_iter().map(|it| it.0).collect_view());
        let class = (!of_row.is_empty()).then_some("wrong");
        view! { <tr class=class><th scope="row">{at + 1} {hidden}</th>{shown}</tr> }.into_any()
    }
}
