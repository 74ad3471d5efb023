//! One kind of paper: its passages to be worded, the fields that they may name, its versions.

use super::{braced, kind, to_list, unit};
use crate::boxes::{Boxes, refused};
use crate::components::{Empty, Field, PageHead, Table, TextArea};
use crate::forms::template::SaveWording;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::template::{Field as TemplateField, Passage, Problem, ProblemKind, TemplateKind};
use islands::{AppError, context};
use leptos::prelude::*;
use services::template::{Listed, TemplateView, box_of, problems, view};

/// The page.
#[component]
pub fn TemplatePage() -> impl IntoView {
    let (unit, kind) = (unit(), kind());
    let action = ServerAction::<SaveWording>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok::<_, AppError>((view(&ctx, unit, kind?).await?, Boxes::load(refused(action)).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, action, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &TemplateView, action: ServerAction<SaveWording>, boxes: &Boxes) -> AnyView {
    let in_force = match it.versions.first() {
        Some(newest) => tf("template-truth-version", &[("number", newest.number.into()), ("at", newest.at().to_string().into())]),
        None => t("template-truth-shipped"),
    };
    view! {
        <PageHead title=t(&it.kind.key()) crumbs_label=t("frame-crumbs") crumbs=vec![to_list(it.unit.id)]
            truth=vec![it.unit.name_full.clone(), in_force]/>
        {boxes.notice()}
        {fields(it.kind)}
        {form(it, action, boxes)}
        {versions(it)}
    }
    .into_any()
}

/// The fields with what they mean.
fn fields(kind: TemplateKind) -> AnyView {
    let row = |it: &'static TemplateField| {
        view! {
            <tr>
                <th scope="row"><code>{braced(it.name)}</code></th>
                <td data-label=t("template-field-meaning")>{t(&kind.field_key(it))}</td>
                <td data-label=t("template-field-example")>{it.example}</td>
            </tr>
        }
    };
    let rows = kind.fields().iter().map(row).collect_view();
    view! {
        <Table title=t("template-fields")>
            <thead>
                <tr>
                    <th scope="col">{t("template-field")}</th>
                    <th scope="col">{t("template-field-meaning")}</th>
                    <th scope="col">{t("template-field-example")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn form(it: &TemplateView, action: ServerAction<SaveWording>, boxes: &Boxes) -> AnyView {
    let passages = it.kind.passages().iter().map(|passage| passage_box(it, passage, boxes)).collect_view();
    let next = it.now.version + 1;
    let (unit, kind, version) = (it.unit.id.to_string(), it.kind, it.now.version.to_string());
    let note = view! {
        <Field name="note" label=t("template-note-label") hint=t("template-note-hint") value=boxes.value("note", "") error=boxes.wrong("note")
            required=true/>
    }
    .into_any();
    view! {
        <section class="panel">
            <h2>{t("template-passages")}</h2>
            <p>{t("template-passages-text")}</p>
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="unit" value=unit/>
                <input type="hidden" name="kind" value=kind.code()/>
                <input type="hidden" name="version" value=version/>
                {passages}
                {note}
                <p>{t("template-lasting")}</p>
                <div class="actions">
                    <button class="button button-primary" type="submit">{tf("template-save", &[("number", next.into())])}</button>
                    <button class="button" type="submit" formaction=urls::template_preview(kind)>{t("template-preview")}</button>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn passage_box(it: &TemplateView, passage: &'static Passage, boxes: &Boxes) -> AnyView {
    let name = box_of(passage.code);
    let value = boxes.value(&name, it.now.passage(passage));
    let wrong = boxes.wrong(&name).map(|general| {
        let said: Vec<String> = problems(it.kind, passage, &value).iter().map(|problem| sentence(it.kind, passage, problem)).collect();
        if said.is_empty() { general } else { said.join(" ") }
    });
    let needs: Vec<String> = passage.needs.iter().map(|it| braced(it)).collect();
    let mut hint = match (passage.fewest, passage.most) {
        (fewest, most) if fewest == most => tf("template-lines-exactly", &[("count", most.into())]),
        (_, 1) => t("template-lines-one"),
        _ => t("template-lines-several"),
    };
    if !needs.is_empty() {
        hint = format!("{hint} {}", tf("template-needs", &[("fields", needs.join(", ").into())]));
    }
    let optional = (passage.fewest == 0).then(|| t("form-optional"));
    let lines = value.lines().map(|line| line.chars().count() / 90 + 1).sum::<usize>();
    let rows = u16::try_from(lines.clamp(2, 10)).unwrap_or(10);
    let (label, required) = (t(&it.kind.passage_key(passage)), passage.fewest > 0);
    view! {
        <TextArea name label hint value error=wrong optional required rows/>
    }
    .into_any()
}

/// What is wrong, with its line and what to do.
fn sentence(kind: TemplateKind, passage: &Passage, it: &Problem) -> String {
    let all: Vec<String> = kind.fields().iter().map(|it| braced(it.name)).collect();
    let said = match &it.kind {
        ProblemKind::UnknownField(name) => {
            tf("template-problem-unknown", &[("field", braced(name).into()), ("fields", all.join(", ").into())])
        }
        ProblemKind::UnclosedField => t("template-problem-unclosed"),
        ProblemKind::LoneBrace => t("template-problem-brace"),
        ProblemKind::MissingField(name) => {
            let meaning = kind.field(name).map(|it| t(&kind.field_key(it))).unwrap_or_default();
            tf("template-problem-missing", &[("field", braced(name).into()), ("meaning", meaning.into())])
        }
        ProblemKind::Empty => t("template-problem-empty"),
        ProblemKind::TooLong(count) => {
            tf("template-problem-long", &[("count", (*count).into()), ("most", domain::template::LONGEST_PASSAGE.into())])
        }
        ProblemKind::WrongNumberOfLines(count) => {
            tf("template-problem-lines", &[("count", (*count).into()), ("fewest", passage.fewest.into()), ("most", passage.most.into())])
        }
        ProblemKind::NotPlain => t("template-problem-plain"),
    };
    match it.line {
        Some(line) => tf("template-problem-at", &[("line", line.into()), ("column", it.column.into()), ("said", said.into())]),
        None => said,
    }
}

fn versions(it: &TemplateView) -> AnyView {
    if it.versions.is_empty() {
        return view! { <Empty title=t("template-no-versions") text=t("template-no-versions-text")/> }.into_any();
    }
    let unit = it.unit.id;
    let row = |line: &Listed| {
        let title = tf("template-version-number", &[("number", line.number.into())]);
        let by = tf("template-version-by", &[("name", line.name.clone().into()), ("at", line.at().to_string().into())]);
        view! {
            <tr>
                <th scope="row"><a href=urls::template_version(unit, it.kind, line.number)>{title}</a></th>
                <td data-label=t("template-by")>{by}</td>
                <td data-label=t("template-note")>{line.note.clone()}</td>
            </tr>
        }
    };
    let rows = it.versions.iter().map(row).collect_view();
    view! {
        <Table title=t("template-versions") count=tf("template-versions-count", &[("count", it.versions.len().into())])>
            <thead>
                <tr>
                    <th scope="col">{t("template-version")}</th>
                    <th scope="col">{t("template-by")}</th>
                    <th scope="col">{t("template-note")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
