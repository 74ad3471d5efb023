//! One version of a wording beside the one before it.

use super::{kind, to_list, unit};
use crate::components::{Link, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::template::{Row, TemplateKind};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::template::{TemplateVersion, version};

/// The page.
#[component]
pub fn TemplateVersionPage() -> impl IntoView {
    let (unit, kind) = (unit(), kind());
    let number = use_params_map().get_untracked().get("version").and_then(|it| it.parse::<u32>().ok());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok::<_, AppError>(version(&ctx, unit, kind?, number.ok_or(AppError::NotFound)?).await?)
                };
                match loaded.await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn named(number: u32) -> String {
    if number == 0 { t("template-shipped") } else { tf("template-version-number", &[("number", number.into())]) }
}

fn show(it: &TemplateVersion) -> AnyView {
    let line = &it.version;
    let title = tf("template-version-title", &[("kind", t(&it.kind.key()).into()), ("number", line.number.into())]);
    let by = tf("template-version-by", &[("name", line.name.clone().into()), ("at", line.at().to_string().into())]);
    let tag = match it.in_force {
        true => view! { <Tag text=t("template-state-in-force") meaning=Meaning::Good/> }.into_any(),
        false => view! { <Tag text=t("template-state-earlier") meaning=Meaning::Neutral/> }.into_any(),
    };
    let crumbs = vec![to_list(it.unit.id), Link::new(t(&it.kind.key()), urls::template(it.unit.id, it.kind))];
    let (before, after) = (named(it.before), tf("template-version-number", &[("number", line.number.into())]));
    let rows = it.passages.iter().flat_map(|(passage, rows)| passage_rows(it.kind, passage, rows, &before, &after)).collect_view();
    view! {
        <PageHead title crumbs_label=t("frame-crumbs") crumbs tag=Some(tag) truth=vec![it.unit.name_full.clone(), by, line.note.clone()]/>
        <Table title=t("template-difference")>
            <thead>
                <tr>
                    <th scope="col">{t("template-passage")}</th>
                    <th scope="col">{before.clone()}</th>
                    <th scope="col">{after.clone()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// The paragraphs of a passage, each with the passage's name: on a phone every row stands by itself.
fn passage_rows(kind: TemplateKind, passage: &domain::template::Passage, rows: &[Row], before: &str, after: &str) -> Vec<AnyView> {
    let row = |it: &Row| {
        let name = t(&kind.passage_key(passage));
        let same = it.is_same();
        let old = it
            .before
            .clone()
            .map_or_else(|| "–".into_any(), |text| if same { text.into_any() } else { view! { <del>{text}</del> }.into_any() });
        let new = it
            .after
            .clone()
            .map_or_else(|| "–".into_any(), |text| if same { text.into_any() } else { view! { <ins>{text}</ins> }.into_any() });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label=before.to_owned()>{old}</td>
                <td data-label=after.to_owned()>{new}</td>
            </tr>
        }
        .into_any()
    };
    rows.iter().map(row).collect()
}
