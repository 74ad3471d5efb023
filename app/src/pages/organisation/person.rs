//! A person and the posts they held.

use super::unit::{manner, unit_link};
use crate::components::{DefinitionList, Fact, Link, PageHead, Table};
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::t;
use crate::urls;
use domain::organisation::PersonCategory;
use domain::{PersonId, UnitId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::Ctx;
use services::history::Subject;
use services::organisation::PersonView;

/// A person's page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("person").and_then(|it| it.parse::<PersonId>().ok());
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(id).await {
                    Ok((ctx, view)) => Either::Left(shown(ctx, view)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(id: Option<PersonId>) -> Result<(Ctx, PersonView), AppError> {
    let ctx = context().await?;
    let view = services::organisation::person(&ctx, id.ok_or(AppError::NotFound)?).await?;
    Ok((ctx, view))
}

fn shown(ctx: Ctx, view: PersonView) -> AnyView {
    let it = view.person;
    let category = PersonCategory::of(&it.category).map(|it| t(it.key())).unwrap_or_default();
    let rows = view
        .holdings
        .into_iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.title} " " {manner(it.acting, it.concurrent)}</th>
                    <td data-label=t("unit-name")>{unit_link(&ctx, UnitId(it.unit_id), &it.unit_path, &it.unit)}</td>
                    <td data-label=t("post-since")>{show_date(it.from_on)}</td>
                    <td data-label=t("post-until")>{it.to_on.map_or_else(|| t("post-until-now"), show_date)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <PageHead title=it.full_name crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("frame-organisation"), urls::ORGANISATION)]
            history=view.may_see_history.then(|| way(Subject::Person, it.id))/>
        <DefinitionList facts=vec![Fact::text(t("person-honorific"), it.honorific), Fact::text(t("person-category"), category)]/>
        <Table title=t("person-posts")>
            <thead><tr>
                <th scope="col">{t("post-title")}</th><th scope="col">{t("unit-name")}</th><th scope="col">{t("post-since")}</th><th scope="col">{t("post-until")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
