//! Appealing a unit's published result.

use super::part;
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Fact, Field, Link, PageHead, Select, TextArea};
use crate::forms::appeal::FileAppeal;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::{UnitId, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use services::appeal::{AppealForm, form};

/// The page.
#[component]
pub fn NewAppealPage() -> impl IntoView {
    let (code, unit) = (part("campaign"), part("unit").parse::<UnitId>());
    let action = ServerAction::<FileAppeal>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let unit = unit.map_err(|_| AppError::NotFound)?;
                    Ok::<_, AppError>((form(&ctx, &code, unit).await?, Boxes::load(refused(action)).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, action, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &AppealForm, action: ServerAction<FileAppeal>, boxes: &Boxes) -> AnyView {
    let (code, unit) = (it.campaign.code.clone(), it.member.unit);
    let by = tf("decision-by", &[("number", it.decision.shown().into()), ("day", show_date(it.decision.decided_on).into())]);
    let facts = vec![
        Fact::view(t("appeal-decision"), view! { <a href=urls::decision(it.decision.id)>{by}</a> }),
        Fact::text(t("appeal-last-day"), show_date(it.last_day)),
        Fact::text(t("appeal-answered-in"), tf("appeal-work-days", &[("count", i64::from(it.answer_within).into())])),
    ];
    let targets = it.targets.iter().map(|it| Choice::new(it.id.to_string(), format!("{}. {}", it.code, it.title))).collect();
    let back = urls::result(&code, unit, None);
    let fields = vec![
        view! { <Select name="target" label=t("appeal-about") choices=targets none=Some(t("appeal-whole")) value=boxes.value("target", "") error=boxes.wrong("target")/> }
            .into_any(),
        view! { <TextArea name="reason" label=t("appeal-reason") hint=t("appeal-reason-hint") value=boxes.value("reason", "") error=boxes.wrong("reason") required=true rows=6/> }
            .into_any(),
        view! {
            <Field name="evidence" label=t("appeal-evidence") hint=t("appeal-evidence-hint") value=boxes.value("evidence", "") error=boxes.wrong("evidence")
                optional=Some(t("assessment-optional"))/>
        }
        .into_any(),
    ];
    let cancel = back.clone();
    view! {
        <PageHead title=t("appeal-new") crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(&code)), Link::new(it.member.name.clone(), back.clone())]
            truth=vec![it.member.name.clone(), t("appeal-truth")]/>
        {boxes.notice()}
        <DefinitionList facts/>
        <ActionForm action=action attr:class="form">
            <input type="hidden" name="campaign" value=code/>
            <input type="hidden" name="unit" value=unit.to_string()/>
            {fields}
            <p>{t("appeal-file-lasting")}</p>
            <div class="actions">
                <button class="button button-primary" type="submit">{t("appeal-file")}</button>
                <a class="button" href=cancel>{t("form-cancel")}</a>
            </div>
        </ActionForm>
    }
    .into_any()
}
