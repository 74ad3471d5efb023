//! Results that others published: the list and the form.

use super::{part, words};
use crate::components::{Field, FieldKind, FieldWidth, Meaning, Notice, PageHead, TextArea};
use crate::context::{Typed, query};
use crate::forms::assessment::RecordExternalResult;
use crate::pages::error::ErrorPage;
use crate::say;
use crate::text::t;
use crate::urls;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::{ExternalForm, ExternalResult};

/// The list, or that there is none.
pub fn list(results: &[ExternalResult]) -> AnyView {
    if results.is_empty() {
        return view! { <p>{t("assessment-external-none")}</p> }.into_any();
    }
    let items = results
        .iter()
        .map(|it| {
            let day = it.published_on.map(|it| format!(", {}", show_date(it))).unwrap_or_default();
            let note = (!it.note.is_empty()).then(|| view! { <span class="facts-more">{it.note.clone()}</span> });
            view! {
                <div>
                    <dt>{it.title.clone()}</dt>
                    <dd>
                        {words::published(it.points, it.rank, it.out_of)}
                        {note}
                        <span class="facts-more">{format!("{}: {}{day}", t("assessment-external-source"), it.source)}</span>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="facts">{items}</dl> }.into_any()
}

/// The form.
#[component]
pub fn ExternalPage() -> impl IntoView {
    let code = part("campaign");
    let unit = query("don-vi").and_then(|it| it.parse().ok());
    let action = ServerAction::<RecordExternalResult>::new();
    let error = action.value().get_untracked().and_then(Result::err);
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, unit).await {
                    Ok((form, typed)) => show(&form, &typed, action, error.as_ref()),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, unit: Option<domain::UnitId>) -> Result<(ExternalForm, Typed), AppError> {
    let ctx = context().await?;
    Ok((services::assessment::external_form(&ctx, code, unit).await?, Typed::load().await?))
}

fn show(form: &ExternalForm, typed: &Typed, action: ServerAction<RecordExternalResult>, error: Option<&AppError>) -> AnyView {
    let back = if form.unit == form.campaign.authority {
        urls::ranking(&form.campaign.code)
    } else {
        urls::result(&form.campaign.code, form.unit, None)
    };
    let wrong = |name: &str| say::field(error, name);
    let was = |name: &str| typed.or(name, "");
    let optional = || Some(t("assessment-optional"));
    let (campaign, unit) = (form.campaign.id.to_string(), form.unit.to_string());
    let narrow = |name: &str, label: String, kind: FieldKind, hint: Option<String>| {
        view! { <Field name label value=was(name) hint error=wrong(name) kind width=FieldWidth::Narrow optional=optional()/> }.into_any()
    };
    let line = |name: &str, label: String| view! { <Field name label value=was(name) error=wrong(name) required=true/> }.into_any();
    let boxes = vec![
        line("title", t("assessment-external-title")),
        narrow("points", t("assessment-external-points-label"), FieldKind::Number, None),
        narrow("rank", t("assessment-external-rank-label"), FieldKind::Number, None),
        narrow("out_of", t("assessment-external-out-of"), FieldKind::Number, None),
        line("source", t("assessment-external-source-label")),
        narrow("published_on", t("assessment-external-published"), FieldKind::Date, Some(t("assessment-external-day-hint"))),
        view! { <TextArea name="note" label=t("assessment-external-note") value=was("note") error=wrong("note") optional=optional() rows=2/> }.into_any(),
    ];
    view! {
        <PageHead title=t("assessment-external-add") crumbs_label=t("assessment-crumbs") crumbs=words::crumbs(&form.campaign) truth=vec![form.unit_name.clone()]/>
        {error.map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        <p>{t("assessment-external-lead")}</p>
        {list(&form.there)}
        <ActionForm action=action attr:class="form">
            <input type="hidden" name="campaign" value=campaign/>
            <input type="hidden" name="unit" value=unit/>
            <input type="hidden" name="back" value=back/>
            {boxes}
            <div class="actions"><button class="button button-primary" type="submit">{t("assessment-external-submit")}</button></div>
        </ActionForm>
    }
    .into_any()
}
