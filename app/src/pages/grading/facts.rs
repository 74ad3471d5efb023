//! The facts of a unit or a head, and the form in which a named person says what the program does not know.

use super::words;
use crate::boxes::Boxes;
use crate::components::{Checkbox, Choice, Density, Field, FieldKind, FieldWidth, Select, Table};
use crate::forms::grading::StateGradeFacts;
use crate::text::t;
use domain::grading::{Answer, Fact, Found, Grade};
use leptos::prelude::*;
use services::grading::{GradingRow, KnownFact, UnitGrading};

/// The facts; with the form where the person may say what some are.
pub fn table(it: &UnitGrading, row: &GradingRow, may_state: bool, action: ServerAction<StateGradeFacts>, boxes: &Boxes) -> AnyView {
    let digits = words::digits(row.facts.iter().filter_map(|it| Some((it.fact, it.found.as_ref()?))));
    let rows = row.facts.iter().enumerate().map(|(at, it)| fact_row(at, it, digits, may_state, boxes)).collect_view();
    let last = may_state.then(|| view! { <th scope="col" class="column-half">{t("grading-head-say")}</th> });
    let table = view! {
        <Table title=t("grading-facts") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("grading-head-fact")}</th>
                    <th scope="col">{t("grading-head-found")}</th>
                    <th scope="col">{t("grading-head-origin")}</th>
                    {last}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    };
    if !may_state {
        return table.into_any();
    }
    let about = row.head.as_ref().map(|it| it.person.to_string()).unwrap_or_default();
    let (campaign, unit) = (it.campaign.code.clone(), it.member.unit.to_string());
    view! {
        <ActionForm action=action>
            <input type="hidden" name="campaign" value=campaign/>
            <input type="hidden" name="unit" value=unit/>
            <input type="hidden" name="about" value=about/>
            {table}
            <p class="small soft">{t("grading-say-hint")}</p>
            <div class="actions"><button class="button button-primary" type="submit">{t("grading-say-submit")}</button></div>
        </ActionForm>
    }
    .into_any()
}

fn fact_row(at: usize, it: &KnownFact, digits: u8, may_state: bool, boxes: &Boxes) -> impl IntoView + use<> {
    let found = it.found.as_ref().map_or_else(|| t("grading-unknown"), |found| words::found_in(digits, it.fact, found));
    let class = words::class(it.found.as_ref());
    let say = may_state.then(|| {
        let boxes = if it.may_be_stated() { say_boxes(at, it, boxes) } else { t("grading-known-by-program").into_any() };
        view! { <td class="stacked" data-label=t("grading-head-say")>{boxes}</td> }
    });
    view! {
        <tr>
            <th scope="row">{t(&it.fact.key())}</th>
            <td class=class data-label=t("grading-head-found")>{found}</td>
            <td data-label=t("grading-head-origin")>{words::origin(&it.origin)}</td>
            {say}
        </tr>
    }
}

/// The boxes of one fact: the answer, that it is unknown, where it is known from.
fn say_boxes(at: usize, it: &KnownFact, boxes: &Boxes) -> AnyView {
    let name = |what: &str| format!("rows[{at}][{what}]");
    let said = it.statement();
    let unknown = said.is_some_and(|it| it.answer == Answer::Unknown);
    let now = said.and_then(|it| it.answer.known()).map(typed).unwrap_or_default();
    let value = boxes.value(&name("answer"), now);
    let wrong = boxes.wrong(&name("answer"));
    let label = t("grading-say-answer");
    let answer = match it.fact {
        Fact::Measured(fact) => {
            let unit = fact.is_share().then(|| "%".to_owned());
            view! { <Field name=name("answer") label value unit error=wrong kind=FieldKind::Number width=FieldWidth::Narrow/> }.into_any()
        }
        Fact::Stated(_) => {
            let choices = vec![Choice::new("yes", t("grading-yes")), Choice::new("no", t("grading-no"))];
            view! { <Select name=name("answer") label choices value none=t("grading-say-nothing") error=wrong width=FieldWidth::Narrow/> }
                .into_any()
        }
        Fact::Graded(_) => {
            let choices = Grade::ALL.iter().rev().map(|it| Choice::new(it.code(), t(&it.key()))).collect();
            view! { <Select name=name("answer") label choices value none=t("grading-say-nothing") error=wrong width=FieldWidth::Medium/> }
                .into_any()
        }
    };
    let source = boxes.value(&name("source"), said.map(|it| it.source.clone()).unwrap_or_default());
    let ticked = boxes.ticked(&name("unknown")) || (unknown && boxes.value(&name("source"), "-") == "-");
    view! {
        <input type="hidden" name=name("fact") value=it.fact.code()/>
        {answer}
        <Checkbox name=name("unknown") label=t("grading-say-unknown") checked=ticked/>
        <Field name=name("source") label=t("grading-say-source") value=source error=boxes.wrong(&name("source"))/>
    }
    .into_any()
}

/// What was said, as it is typed or chosen.
fn typed(it: &Found) -> String {
    match it {
        Found::Number(_) => String::new(),
        Found::Says(true) => "yes".to_owned(),
        Found::Says(false) => "no".to_owned(),
        Found::Grade(it) => it.code().to_owned(),
    }
}
