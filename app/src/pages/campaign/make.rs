//! A new campaign: by hand, with groups and units chosen from the tree, or with everything from last year's.

use crate::boxes::{Boxes, refused};
use crate::components::{Choice, Field, FieldKind, FieldWidth, Link, PageHead, Radios, Select, Table};
use crate::context::query;
use crate::forms::campaign::{CopyCampaign, MakeCampaign};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::plan::reporting_year;
use domain::{Campaign, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::campaign::Offer;

/// How many groups the form offers.
const GROUPS: usize = 3;

/// The page of a new campaign.
#[component]
pub fn NewCampaignPage() -> impl IntoView {
    let make = ServerAction::<MakeCampaign>::new();
    let copy = ServerAction::<CopyCampaign>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(refused(make).or_else(|| refused(copy))).await {
                    Ok((offer, next_year, boxes)) => Either::Left(shown(offer, next_year, make, copy, &boxes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(error: Option<AppError>) -> Result<(Offer, i32, Boxes), AppError> {
    let ctx = context().await?;
    let offer = services::campaign::campaign_form(&ctx).await?;
    let next_year = offer.campaigns.iter().map(|it| it.year).max().map_or_else(|| ctx.today.year(), |it| it + 1);
    Ok((offer, next_year, Boxes::load(error).await?))
}

fn shown(offer: Offer, next_year: i32, make: ServerAction<MakeCampaign>, copy: ServerAction<CopyCampaign>, boxes: &Boxes) -> AnyView {
    let source = query("tu").and_then(|code| offer.campaigns.iter().find(|it| it.code == code).cloned());
    let ways: Vec<AnyView> = offer
        .campaigns
        .iter()
        .map(|it| view! { <a class="button" href=format!("{}?tu={}", urls::NEW_CAMPAIGN, it.code)>{tf("campaign-copy-of", &[("title", it.title.clone().into())])}</a> }.into_any())
        .collect();
    let form = match source {
        Some(source) => copy_form(&source, next_year, copy, boxes),
        None => make_form(&offer, next_year, make, boxes),
    };
    view! {
        <PageHead title=t("campaigns-make") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("campaigns-title"), urls::CAMPAIGNS)] secondary=ways.into_any()/>
        {boxes.notice()}
        {form}
    }
    .into_any()
}

fn basics(next_year: i32, title: String, boxes: &Boxes) -> AnyView {
    let (from, to) = reporting_year(next_year).map(|(from, to)| (show_date(from), show_date(to))).unwrap_or_default();
    view! {
        <Field name="code" label=t("campaign-code") hint=t("campaign-code-hint") value=boxes.value("code", format!("cchc-{next_year}")) error=boxes.wrong("code") width=FieldWidth::Narrow required=true/>
        <Field name="title" label=t("campaign-title") value=boxes.value("title", title) error=boxes.wrong("title") required=true/>
        <Field name="year" label=t("campaign-year") value=boxes.value("year", next_year.to_string()) error=boxes.wrong("year") kind=FieldKind::Number width=FieldWidth::Narrow required=true/>
        <Field name="starts_on" label=t("campaign-starts") hint=t("campaign-days-hint") value=boxes.value("starts_on", from) error=boxes.wrong("starts_on") kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
        <Field name="ends_on" label=t("campaign-ends") value=boxes.value("ends_on", to) error=boxes.wrong("ends_on") kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
    }
    .into_any()
}

/// Who has to answer in a review, and how many working days a period's figures may take.
pub fn settings(boxes: &Boxes, review: &str, days: &str) -> AnyView {
    let who = vec![Choice::new("failing_only", t("campaign-review-failing")), Choice::new("all", t("campaign-review-all"))];
    view! {
        <Radios name="review_required_for" label=t("campaign-review") choices=who value=boxes.value("review_required_for", review) error=boxes.wrong("review_required_for")/>
        <Field name="submit_within_working_days" label=t("campaign-days-to-submit") value=boxes.value("submit_within_working_days", days)
            error=boxes.wrong("submit_within_working_days") kind=FieldKind::Number width=FieldWidth::Narrow required=true/>
    }
    .into_any()
}

fn copy_form(source: &Campaign, next_year: i32, action: ServerAction<CopyCampaign>, boxes: &Boxes) -> AnyView {
    let title = source.title.replace(&source.year.to_string(), &next_year.to_string());
    let boxed = view! {
        <input type="hidden" name="from" value=source.code.clone()/>
        {basics(next_year, title, boxes)}
        {settings(boxes, source.review_required_for.code(), &source.submit_within_working_days.to_string())}
        <div class="actions"><button class="button button-primary" type="submit">{t("campaign-make-submit")}</button></div>
    }
    .into_any();
    view! {
        <h2>{tf("campaign-copy-of", &[("title", source.title.clone().into())])}</h2>
        <p>{t("campaign-copy-text")}</p>
        <ActionForm action=action attr:class="form">{boxed}</ActionForm>
    }
    .into_any()
}

fn make_form(offer: &Offer, next_year: i32, action: ServerAction<MakeCampaign>, boxes: &Boxes) -> AnyView {
    let authorities = offer.units.iter().filter(|it| it.level != "office" && it.level != "internal_team");
    let authorities: Vec<Choice> = authorities.map(|it| Choice::new(it.id.to_string(), it.name_full.clone())).collect();
    // The highest unit is proposed; the first of the alphabet would be anybody.
    let highest =
        offer.units.iter().filter(|it| it.level != "office" && it.level != "internal_team").min_by_key(|it| it.path.matches('/').count());
    let authority = highest.map(|it| it.id.to_string()).unwrap_or_default();
    let boxed = view! {
        {basics(next_year, tf("campaign-title-proposed", &[("year", next_year.to_string().into())]), boxes)}
        <Select name="authority" label=t("campaign-authority") choices=authorities value=boxes.value("authority", authority) error=boxes.wrong("authority") width=FieldWidth::Medium/>
        {settings(boxes, "failing_only", "2")}
        <h2>{t("campaign-groups")}</h2>
        <p>{t("campaign-groups-text")}</p>
        {(0..GROUPS).map(|at| group(offer, at, boxes)).collect_view()}
        {members(offer, boxes)}
        <div class="actions"><button class="button button-primary" type="submit">{t("campaign-make-submit")}</button></div>
    }
    .into_any();
    view! {
        <ActionForm action=action attr:class="form">{boxed}</ActionForm>
    }
    .into_any()
}

fn group(offer: &Offer, at: usize, boxes: &Boxes) -> AnyView {
    let sets: Vec<Choice> =
        offer.rule_sets.iter().map(|it| Choice::new(it.id.to_string(), format!("{} ({}, {})", it.title, it.code, it.version))).collect();
    let name = |of: &str| format!("groups[{at}][{of}]");
    let proposed = ["commune", "office", ""].get(at).copied().unwrap_or_default();
    let named = match at {
        0 => t("campaign-group-communes"),
        1 => t("campaign-group-offices"),
        _ => String::new(),
    };
    let (code, title, set) = (name("peer_group"), name("title"), name("rule_set"));
    view! {
        <fieldset class="fields">
            <legend class="group-legend">{tf("campaign-group-number", &[("number", (at + 1).into())])}</legend>
            <Field name=code.clone() label=t("campaign-group-code") value=boxes.value(&code, proposed) error=boxes.wrong(&code) width=FieldWidth::Narrow/>
            <Field name=title.clone() label=t("campaign-group-title") value=boxes.value(&title, named) error=boxes.wrong(&title) width=FieldWidth::Medium/>
            <Select name=set.clone() label=t("campaign-group-rules") choices=sets value=boxes.value(&set, "") none=t("form-none") error=boxes.wrong(&set)/>
            {boxes.wrong(&name("units")).map(|it| view! { <p class="field-error">{it}</p> })}
        </fieldset>
    }
    .into_any()
}

fn members(offer: &Offer, boxes: &Boxes) -> AnyView {
    let rows = offer
        .units
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let (unit, group) = (format!("rows[{at}][unit]"), format!("rows[{at}][group]"));
            let now = boxes.value(&group, "");
            let label = tf("campaign-group-of", &[("unit", it.name_full.clone().into())]);
            let choices = (0..GROUPS)
            .map(|number| {
                let value = number.to_string();
                let selected = value == now;
                view! { <option value=value selected=selected>{tf("campaign-group-number", &[("number", (number + 1).into())])}</option> }
            })
            .collect_view();
            view! {
                <tr>
                    <th scope="row">{it.name_full.clone()}</th>
                    <td data-label=t("campaign-group")>
                        <input type="hidden" name=unit value=it.id.to_string()/>
                        <span class="field-box"><select name=group aria-label=label><option value="">{t("campaign-not-member")}</option>{choices}</select></span>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("campaign-members")>
            <thead><tr><th scope="col">{t("unit-name")}</th><th scope="col">{t("campaign-group")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
