//! How an organisation counts its papers, and the symbols of kinds without a code.

use super::list::crumb;
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Fact, Field, FieldWidth, PageHead, Select};
use crate::context::query;
use crate::forms::register::{SetManner, SetSymbols};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::register::{DocumentKind, Manner};
use islands::{AppError, context};
use leptos::prelude::*;
use services::register::{RegisterSettings, settings};

/// The page.
#[component]
pub fn RegisterSettingsPage() -> impl IntoView {
    let (manner, symbol) = (ServerAction::<SetManner>::new(), ServerAction::<SetSymbols>::new());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let unit = query("don-vi").and_then(|it| it.parse().ok());
                    let error = refused(manner).or_else(|| refused(symbol));
                    Ok::<_, AppError>((settings(&ctx, unit).await?, Boxes::load(error).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, manner, symbol, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &RegisterSettings, manner: ServerAction<SetManner>, symbol: ServerAction<SetSymbols>, boxes: &Boxes) -> AnyView {
    let unit = it.unit.id.to_string();
    let symbols = it.symbols.iter().map(|(kind, own)| symbol_box(it, *kind, own, boxes)).collect_view();
    view! {
        <PageHead title=t("register-settings") crumbs_label=t("frame-crumbs") crumbs=vec![crumb(it.unit.id)] truth=vec![it.unit.name_full.clone()]/>
        {boxes.notice()}
        {now(it)}
        <section class="panel">
            <h2>{t("register-manner")}</h2>
            {manner_form(it, manner, boxes)}
        </section>
        <section class="panel">
            <h2>{t("register-symbols")}</h2>
            <p>{t("register-symbols-text")}</p>
            <ActionForm action=symbol attr:class="form">
                <input type="hidden" name="unit" value=unit/>
                {symbols}
                <div class="actions"><button class="button" type="submit">{t("register-symbols-submit")}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// What counts now.
fn now(it: &RegisterSettings) -> AnyView {
    let href = urls::unit(it.unit.id);
    let abbreviation = if it.unit.doc_abbrev.trim().is_empty() { t("register-no-abbreviation") } else { it.unit.doc_abbrev.clone() };
    let abbreviation = view! { {abbreviation} " " <a href=href>{t("register-open-unit")}</a> };
    let mut facts = vec![
        Fact::view(t("unit-abbrev"), abbreviation),
        Fact::text(tf("register-manner-of", &[("year", it.year.to_string().into())]), t(&it.manner.key())),
    ];
    let later = it.manners.iter().filter(|(year, _)| *year > it.year);
    facts.extend(later.map(|(year, manner)| Fact::text(tf("register-manner-of", &[("year", year.to_string().into())]), t(&manner.key()))));
    view! { <DefinitionList facts/> }.into_any()
}

fn manner_form(it: &RegisterSettings, action: ServerAction<SetManner>, boxes: &Boxes) -> AnyView {
    let first = if it.begun { it.year + 1 } else { it.year };
    let years = (first..=it.year + 1).map(|it| Choice::new(it.to_string(), it.to_string())).collect();
    let manners = Manner::ALL.iter().map(|it| Choice::new(it.code(), t(&it.key()))).collect();
    let unit = it.unit.id.to_string();
    let (manner, year) = (boxes.value("manner", it.manner.code()), boxes.value("year", first.to_string()));
    let (wrong_manner, wrong_year) = (boxes.wrong("manner"), boxes.wrong("year"));
    let hint = it.begun.then(|| tf("register-manner-begun", &[("year", it.year.to_string().into())]));
    view! {
        <ActionForm action=action attr:class="form">
            <input type="hidden" name="unit" value=unit/>
            <Select name="manner" label=t("register-manner-label") choices=manners value=manner error=wrong_manner/>
            <Select name="year" label=t("register-from-year") choices=years hint=hint value=year error=wrong_year width=FieldWidth::Narrow/>
            <div class="actions"><button class="button" type="submit">{t("register-manner-submit")}</button></div>
        </ActionForm>
    }
    .into_any()
}

/// One box for each kind without a code.
fn symbol_box(it: &RegisterSettings, kind: DocumentKind, own: &str, boxes: &Boxes) -> AnyView {
    let name = format!("symbol_{}", kind.code());
    let hint = match kind.symbol(own, &it.unit.doc_abbrev) {
        Ok(symbol) => tf("register-symbol-now", &[("number", domain::register::number_shown(Some(5), &symbol).into())]),
        Err(refusal) => t(refusal.key()),
    };
    let label = tf("register-symbol-of", &[("kind", t(&kind.key()).into())]);
    let (value, error) = (boxes.value(&name, own), boxes.wrong(&name));
    view! { <Field name label hint value error width=FieldWidth::Narrow/> }.into_any()
}
