//! The kinds of papers of an authority, each with its version in force.

use super::unit;
use crate::components::{PageHead, Table};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::UnitId;
use domain::template::TemplateKind;
use islands::{AppError, context};
use leptos::prelude::*;
use services::template::{Listed, TemplateList, list};

/// The page.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let unit = unit();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok::<_, AppError>(list(&context().await?, unit).await?) };
                match loaded.await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &TemplateList) -> AnyView {
    let unit = it.unit.id;
    let others: Vec<_> = it.authorities.iter().filter(|other| other.id != unit.0).collect();
    let others = (!others.is_empty()).then(|| {
        let links = others
            .into_iter()
            .map(|it| view! { <li><a href=urls::templates_of(UnitId(it.id))>{it.name_short.clone()}</a></li> })
            .collect_view();
        view! {
            <section class="panel">
                <h2>{t("templates-others")}</h2>
                <ul>{links}</ul>
            </section>
        }
    });
    let rows = it.kinds.iter().map(|(kind, newest)| row(unit, *kind, newest.as_ref())).collect_view();
    view! {
        <PageHead title=t("templates-title") crumbs_label=t("frame-crumbs") truth=vec![it.unit.name_full.clone(), t("templates-truth")]/>
        <Table title=t("templates-table")>
            <thead>
                <tr>
                    <th scope="col">{t("template-kind")}</th>
                    <th scope="col">{t("template-in-force")}</th>
                    <th scope="col">{t("template-by")}</th>
                    <th scope="col">{t("template-note")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {others}
    }
    .into_any()
}

fn row(unit: UnitId, kind: TemplateKind, newest: Option<&Listed>) -> impl IntoView + use<> {
    let (version, by, note) = match newest {
        Some(it) => (
            tf("template-version-number", &[("number", it.number.into())]),
            tf("template-version-by", &[("name", it.name.clone().into()), ("at", it.at().to_string().into())]),
            it.note.clone(),
        ),
        None => (t("template-shipped"), "–".to_owned(), "–".to_owned()),
    };
    view! {
        <tr>
            <th scope="row"><a href=urls::template(unit, kind)>{t(&kind.key())}</a></th>
            <td data-label=t("template-in-force")>{version}</td>
            <td data-label=t("template-by")>{by}</td>
            <td data-label=t("template-note")>{note}</td>
        </tr>
    }
}
