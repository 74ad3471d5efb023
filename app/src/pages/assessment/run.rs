//! Deciding to run an assessment.

use super::{part, words};
use crate::components::{DecisionBox, DecisionPoint, Meaning, Notice, PageHead};
use crate::context::query;
use crate::forms::assessment::RunAssessment;
use crate::pages::error::ErrorPage;
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use domain::campaign::StageRefusal;
use domain::run::RunKind;
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::MissingList;

/// What running means, and the button.
#[component]
pub fn RunPage() -> impl IntoView {
    let code = part("campaign");
    let kind = query("loai").as_deref().and_then(RunKind::of).unwrap_or(RunKind::Provisional);
    let group = query("nhom");
    let action = ServerAction::<RunAssessment>::new();
    let error = action.value().get_untracked().and_then(Result::err);
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, group.as_deref()).await {
                    Ok((list, token)) => show(&list, token, kind, action, error.as_ref()),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, group: Option<&str>) -> Result<(MissingList, String), AppError> {
    let ctx = context().await?;
    let list = services::assessment::missing_figures(&ctx, code, group, None, 1).await?;
    if list.campaign.closed {
        return Err(AppError::Refused(StageRefusal::CampaignClosed.into()));
    }
    if !list.may_run {
        return Err(AppError::Forbidden(domain::policy::Forbidden::NoRole));
    }
    Ok((list, services::account::form_token(&ctx).await?))
}

fn show(list: &MissingList, token: String, kind: RunKind, action: ServerAction<RunAssessment>, error: Option<&AppError>) -> AnyView {
    let code = list.campaign.code.clone();
    let unsaid = list.appraisals.iter().filter(|it| it.reason.is_empty()).count();
    let unexplained = list.in_group - list.explained + unsaid;
    let title = match kind {
        RunKind::Provisional => t("assessment-run-provisional"),
        RunKind::Final => t("assessment-run-final"),
    };
    let blocked = kind == RunKind::Final && unexplained > 0;
    let missing = urls::missing_figures(&code, &list.group.peer_group);
    let point = |term: &str, text: String, lasting: bool| DecisionPoint { term: t(term), text, lasting };
    let mut points = vec![
        point(
            "assessment-decide-what",
            match kind {
                RunKind::Provisional => t("assessment-decide-provisional"),
                RunKind::Final => t("assessment-decide-final"),
            },
            false,
        ),
        point("assessment-decide-whom", list.group.title.clone(), false),
        point(
            "assessment-decide-missing",
            tf("assessment-decide-missing-text", &[("missing", list.in_group.into()), ("explained", list.explained.into())]),
            false,
        ),
    ];
    if !list.appraisals.is_empty() {
        let text = tf("appraisal-decide-missing", &[("count", list.appraisals.len().into()), ("unsaid", unsaid.into())]);
        points.push(point("appraisal-missing-title", text, false));
    }
    points.push(point("assessment-decide-lasting", t("assessment-decide-lasting-text"), true));
    let (campaign, group, peer_group) = (list.campaign.id.to_string(), list.group.id.to_string(), list.group.peer_group.clone());
    let label = title.clone();
    let form = if blocked {
        view! {
            <Notice meaning=Meaning::Attention title=tf("assessment-blocked", &[("count", unexplained.into())])>
                <a href=missing>{t("assessment-see-missing")}</a>
            </Notice>
        }
        .into_any()
    } else {
        view! {
            <ActionForm action=action>
                <input type="hidden" name="campaign" value=campaign/>
                <input type="hidden" name="group" value=group/>
                <input type="hidden" name="code" value=code.clone()/>
                <input type="hidden" name="peer_group" value=peer_group/>
                <input type="hidden" name="kind" value=kind.code()/>
                <input type="hidden" name="token" value=token/>
                <div class="actions"><button class="button button-primary" type="submit">{label}</button></div>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <PageHead title=title.clone() crumbs_label=t("assessment-crumbs") crumbs=words::crumbs(&list.campaign)/>
        {error.map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        <DecisionBox title points>{form}</DecisionBox>
    }
    .into_any()
}
