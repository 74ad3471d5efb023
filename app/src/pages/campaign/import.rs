//! Taking a package in: send the file, look at what it would change or at everything that is wrong with it, confirm.

use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table};
use crate::context::query;
use crate::forms::campaign::ImportPackage;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::{DraftId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::campaign::{GroupPreview, Preview, Problem, Summary};

/// A file that was sent, and what it would change.
struct Sent {
    file: DraftId,
    preview: Preview,
    token: String,
    boxes: Boxes,
}

/// The page of taking a package in.
#[component]
pub fn ImportPage() -> impl IntoView {
    let action = ServerAction::<ImportPackage>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(refused(action)).await {
                    Ok(sent) => Either::Left(shown(sent, action)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(error: Option<AppError>) -> Result<Option<Sent>, AppError> {
    let ctx = context().await?;
    let Some(file) = query("tep").and_then(|it| it.parse().ok()) else {
        services::campaign::campaign_form(&ctx).await?;
        return Ok(None);
    };
    let bytes = services::campaign::uploaded(&ctx, file).await?;
    let preview = services::campaign::preview_import(&ctx, &bytes).await?;
    let token = services::account::form_token(&ctx).await?;
    Ok(Some(Sent { file, preview, token, boxes: Boxes::load(error).await? }))
}

fn shown(sent: Option<Sent>, action: ServerAction<ImportPackage>) -> AnyView {
    let content = sent.map(|sent| previewed(sent, action)).into_any();
    view! {
        <PageHead title=t("campaigns-import") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("campaigns-title"), urls::CAMPAIGNS)]/>
        {content}
        {upload()}
    }
    .into_any()
}

fn upload() -> AnyView {
    let wrong = query("loi").map(|it| match it.as_str() {
        "too-large" => t("upload-too-large"),
        "empty" => t("upload-empty"),
        "not-text" => t("package-error-not-utf8"),
        "failed" => t("upload-failed"),
        _ => t("upload-missing"),
    });
    view! {
        <section>
            <h2>{t("upload-title")}</h2>
            <p>{t("upload-text")}</p>
            <form class="form" method="post" action="/tai-len/goi" enctype="multipart/form-data">
                <Field name="file" label=t("upload-file") hint=t("upload-hint") kind=FieldKind::File accept=".json,application/json".to_owned() error=wrong required=true/>
                <div class="actions"><button class="button" type="submit">{t("upload-submit")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn previewed(sent: Sent, action: ServerAction<ImportPackage>) -> AnyView {
    let Sent { file, preview, token, boxes } = sent;
    let Preview { summary, problems } = preview;
    let problems_there = !problems.is_empty();
    let wrong = problems_there.then(|| problem_table(problems)).into_any();
    let Some(summary) = summary else { return view! { {boxes.notice()} {wrong} }.into_any() };
    let form = (!problems_there).then(|| confirm(file, &summary, token, action, &boxes)).into_any();
    view! { {boxes.notice()} {wrong} {facts(&summary)} {units(&summary)} {form} }.into_any()
}

/// How many problems are shown: a file may hold any number of them.
const SHOWN: usize = 500;

fn problem_table(problems: Vec<Problem>) -> AnyView {
    let count = tf("import-problems", &[("count", problems.len().into())]);
    let more = problems.len().checked_sub(SHOWN).filter(|it| *it > 0);
    let more = more.map(|it| view! { <p>{tf("import-problems-more", &[("count", it.into())])}</p> }.into_any());
    let rows = problems
        .into_iter()
        .take(SHOWN)
        .map(|it| {
            let sentence = tf(it.key, &[("detail", it.detail.into())]);
            view! { <tr><th scope="row"><code>{it.path}</code></th><td data-label=t("import-problem")>{sentence}</td></tr> }
        })
        .collect_view();
    view! {
        <Notice meaning=Meaning::Failing title=count/>
        <Table title=t("import-problem-title")>
            <thead><tr><th scope="col">{t("import-place")}</th><th scope="col">{t("import-problem")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {more}
    }
    .into_any()
}

fn facts(it: &Summary) -> AnyView {
    let campaign = if it.campaign_known { t("import-campaign-known") } else { t("import-campaign-new") };
    let version = it.rule_set.known_version.map_or_else(
        || tf("import-rule-set-new", &[("version", (it.rule_set.versions + 1).into())]),
        |version| tf("import-rule-set-known", &[("version", version.into())]),
    );
    let new: usize = it.groups.iter().map(|group| group.units.iter().filter(|it| it.known.is_none()).count()).sum();
    let all: usize = it.groups.iter().map(|group| group.units.len()).sum();
    let mut facts = vec![
        Fact::text(t("campaign-title"), format!("{} ({})", it.title, it.code)).more(campaign),
        Fact::text(t("campaign-days"), format!("{} – {}", show_date(it.starts_on), show_date(it.ends_on))),
        Fact::text(t("campaign-group-rules"), format!("{} ({})", it.rule_set.title, it.rule_set.code)).more(version),
        Fact::text(t("import-targets"), it.rule_set.targets.to_string()),
        Fact::text(t("campaign-members"), tf("import-units", &[("count", all.into()), ("new", new.into())])),
        Fact::text(t("import-figures"), tf("import-figures-text", &[("count", it.figures.into()), ("unused", it.unused_figures.into())])),
        Fact::text(t("import-exemptions"), it.exemptions.to_string()),
        Fact::text(t("import-own-targets"), it.own_targets.to_string()),
    ];
    let more = [
        ("import-appraisals", it.appraisals),
        ("import-adjustments", it.adjustments),
        ("import-external-results", it.external_results),
        ("import-grade-rules", it.grade_rules),
    ];
    facts.extend(more.into_iter().filter(|it| it.1 > 0).map(|(key, count)| Fact::text(t(key), count.to_string())));
    facts.push(Fact::text("SHA-256", it.sha256.clone()));
    view! { <h2>{t("import-preview")}</h2> <DefinitionList facts/> }.into_any()
}

fn units(it: &Summary) -> AnyView {
    it.groups.iter().map(group_table).collect_view().into_any()
}

fn group_table(group: &GroupPreview) -> AnyView {
    let rows = group
        .units
        .iter()
        .map(|it| {
            let here = it.known.as_ref().map_or_else(|| t("import-unit-new"), |(_, name)| name.clone());
            view! {
                <tr>
                    <th scope="row">{it.code.clone()}</th>
                    <td data-label=t("unit-name")>{it.name.clone()}</td>
                    <td data-label=t("import-unit-here")>{here}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=tf("import-group", &[("group", group.peer_group.clone().into())])>
            <thead><tr><th scope="col">{t("unit-code")}</th><th scope="col">{t("unit-name")}</th><th scope="col">{t("import-unit-here")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn confirm(file: DraftId, it: &Summary, token: String, action: ServerAction<ImportPackage>, boxes: &Boxes) -> AnyView {
    let titles = it.groups.iter().enumerate().map(|(at, group)| {
        let name = format!("titles[{at}]");
        let proposed = match group.peer_group.as_str() {
            "commune" => t("campaign-group-communes"),
            "office" => t("campaign-group-offices"),
            other => other.to_owned(),
        };
        let label = tf("import-group-title", &[("group", group.peer_group.clone().into())]);
        view! { <Field name=name.clone() label=label value=boxes.value(&name, proposed) error=boxes.wrong(&name) width=FieldWidth::Medium/> }
    }).collect_view();
    let authority = (!it.campaign_known).then(|| {
        let units: Vec<Choice> = it.authorities.iter().map(|it| Choice::new(it.id.to_string(), it.name_full.clone())).collect();
        let proposed = it.suggested.map(|it| it.to_string()).unwrap_or_default();
        view! { <Select name="authority" label=t("campaign-authority") choices=units value=boxes.value("authority", proposed) error=boxes.wrong("authority") width=FieldWidth::Medium/> }.into_any()
    });
    let basis = it.rule_set.known_version.is_none().then(|| {
        view! { <Field name="legal_basis" label=t("rule-set-basis") value=boxes.value("legal_basis", "") error=boxes.wrong("legal_basis") optional=t("form-optional")/> }.into_any()
    });
    let boxed = view! {
        <input type="hidden" name="file" value=file.to_string()/>
        <input type="hidden" name="token" value=token/>
        {titles}
        {authority}
        {basis}
        <div class="actions"><button class="button button-primary" type="submit">{t("import-submit")}</button></div>
    }
    .into_any();
    view! {
        <section>
            <h2>{t("import-confirm")}</h2>
            <p>{t("import-confirm-text")}</p>
            <ActionForm action=action attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}
