//! The minutes: what they say, whether they may be adopted, who signs; frozen once adopted.

use super::parts::{case_of_address, failure, next, state_tag, way};
use crate::components::{DecisionBox, DecisionPoint, ErrorSummary, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Tag};
use crate::forms::review::{AdoptMinutes, SignMinutes};
use crate::pages::error::ErrorPage;
use crate::pages::history::way as way_to_history;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::review::{MinutesContent, OpinionKind, SignedAs};
use domain::show_date;
use domain::value::plain_day;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::account;
use services::history::Subject;
use services::review::{self, MinutesView};

/// The minutes of a case.
#[component]
pub fn MinutesPage() -> impl IntoView {
    let id = case_of_address();
    let adopt = ServerAction::<AdoptMinutes>::new();
    let sign = ServerAction::<SignMinutes>::new();
    let error = adopt.value().get_untracked().and_then(Result::err).or_else(|| sign.value().get_untracked().and_then(Result::err));
    let load = async move {
        let ctx = context().await?;
        let view = review::minutes(&ctx, id.ok_or(AppError::NotFound)?).await?;
        let acts = view.may_adopt || view.may_sign.is_some();
        let token = if acts { account::form_token(&ctx).await? } else { String::new() };
        Ok::<_, AppError>((view, token))
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok((it, token)) => Either::Left(shown(&it, &token, adopt, sign, error.as_ref())),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(
    it: &MinutesView,
    token: &str,
    adopt: ServerAction<AdoptMinutes>,
    sign: ServerAction<SignMinutes>,
    error: Option<&AppError>,
) -> AnyView {
    let pdf = format!("{}.pdf", urls::review_minutes(it.case.id));
    let back =
        it.meeting.adopted.is_none().then(|| view! { <a class="button" href=urls::review_meeting(it.case.id)>{t("minutes-write")}</a> });
    let secondary = view! { {back} <a class="button" href=pdf>{t("review-pdf")}</a> }.into_any();
    let mut truth = vec![next(it.case.state)];
    if let Some((_, sha256, at)) = &it.meeting.adopted {
        truth.push(tf("minutes-adopted-at", &[("when", at.to_string().into())]));
        truth.push(tf("minutes-digest", &[("digest", sha256.chars().take(16).collect::<String>().into())]));
    }
    let deciding = match it.may_sign {
        Some(signed_as) => Some(signing(it, signed_as, token, sign, error)),
        None => it.may_adopt.then(|| adopting(it, token, adopt)),
    };
    let error = (!it.may_adopt).then(|| failure(error)).flatten();
    view! {
        <PageHead title=t("review-minutes") crumbs_label=t("frame-crumbs") crumbs=way(&it.campaign, Some((it.case.id, &it.unit.name_full)))
            tag=state_tag(it.case.state) secondary=secondary truth history=way_to_history(Subject::Case, it.case.id.0)/>
        {error}
        {gaps(it)}
        {said(&it.content)}
        {signatures(it)}
        {deciding}
    }
    .into_any()
}

/// What stands against adoption, each with a link to its box on the page where the minutes are written.
fn gaps(it: &MinutesView) -> Option<AnyView> {
    (!it.gaps.is_empty()).then(|| {
        let href = urls::review_meeting(it.case.id);
        let errors: Vec<Link> = it.gaps.iter().map(|(field, refusal)| Link::new(t(refusal.key()), format!("{href}#{field}"))).collect();
        view! { <ErrorSummary title=tf("minutes-gaps", &[("count", errors.len().into())]) errors/> }.into_any()
    })
}

/// The words of the minutes, line by line. Minutes are a legal document: Vietnamese alone.
fn lines(it: &MinutesContent) -> String {
    let day = plain_day(&it.held_on).map(show_date).unwrap_or_default();
    let mut text = vec![
        format!("Thời gian bắt đầu: {} ngày {day}", it.begins),
        format!("Địa điểm: {}", it.place),
        format!("Chủ trì: {}, {}", it.chair.name, it.chair.post),
        format!("Thư ký: {}, {}", it.secretary.name, it.secretary.post),
        format!("Thành phần tham dự: {} người; có mặt {}", it.attendees.len(), it.attendees.iter().filter(|it| it.present).count()),
    ];
    for person in &it.attendees {
        let presence = if person.present { "có mặt".to_owned() } else { format!("vắng mặt: {}", person.absent_reason) };
        text.push(format!("- {}, {}: {presence}", person.name, person.post));
    }
    text.push(format!("1. Chủ tọa nêu lý do, mục đích, căn cứ: {}", it.purpose));
    text.push(format!("2. Trình bày báo cáo kiểm điểm: {}", it.presented));
    for (title, kind) in [("3. Ý kiến góp ý:", OpinionKind::Opinion), ("4. Tiếp thu, giải trình:", OpinionKind::Reply)] {
        text.push(title.to_owned());
        text.extend(it.opinions.iter().filter(|it| it.kind == kind).map(|it| format!("- {}: {}", it.speaker, it.content)));
    }
    text.push("5. Biểu quyết, bỏ phiếu:".to_owned());
    text.extend(
        it.votes
            .iter()
            .map(|it| format!("- {}: đồng ý {}, không đồng ý {}, ý kiến khác {}", it.subject, it.in_favour, it.against, it.abstained)),
    );
    text.push(format!("6. Kết luận của chủ tọa: {}", it.conclusion));
    if !it.promises.is_empty() {
        text.push("Biện pháp khắc phục theo báo cáo kiểm điểm tập thể:".to_owned());
        for promise in &it.promises {
            let due = plain_day(&promise.due_on).map(show_date).unwrap_or_default();
            text.push(format!("- {}: {} ({}, thời hạn {due})", promise.target, promise.remedy, promise.responsible));
        }
    }
    text.push(format!("Kết thúc: {} ngày {day}", it.ends));
    text.join("\n")
}

fn said(it: &MinutesContent) -> AnyView {
    let lines = lines(it).lines().map(|it| view! { <p>{it.to_owned()}</p> }).collect_view();
    view! { <section class="stack"><h2>{t("minutes-text")}</h2><div class="prose" lang="vi">{lines}</div></section> }.into_any()
}

fn signed_as_key(it: SignedAs) -> &'static str {
    match it {
        SignedAs::Secretary => "meeting-secretary",
        SignedAs::Chair => "meeting-chair",
    }
}

fn signatures(it: &MinutesView) -> AnyView {
    let rows = SignedAs::ALL
        .iter()
        .map(|signed_as| {
            let signature = it.signatures.iter().find(|it| it.signed_as == *signed_as);
            let name = match signed_as {
                SignedAs::Secretary => it.content.secretary.name.clone(),
                SignedAs::Chair => it.content.chair.name.clone(),
            };
            let state = match signature {
                Some(it) => {
                    view! { <Tag text=tf("minutes-signed-at", &[("when", it.at.to_string().into())]) meaning=Meaning::Good/> }.into_any()
                }
                None => view! { <Tag text=t("minutes-not-signed")/> }.into_any(),
            };
            view! { <li>{t(signed_as_key(*signed_as))} ": " {name} " " {state}</li> }
        })
        .collect_view();
    view! { <section class="stack"><h2>{t("minutes-signatures")}</h2><ul>{rows}</ul><p class="soft">{t("minutes-signature-form")}</p></section> }.into_any()
}

fn point(term: &str, text: String, lasting: bool) -> DecisionPoint {
    DecisionPoint { term: t(term), text, lasting }
}

fn adopting(it: &MinutesView, token: &str, adopt: ServerAction<AdoptMinutes>) -> AnyView {
    if !it.gaps.is_empty() {
        return view! { <Notice meaning=Meaning::Attention title=t("minutes-adopt-later")/> }.into_any();
    }
    let points = vec![point("decision-what", t("minutes-adopt-what"), false), point("decision-lasting", t("minutes-adopt-lasting"), true)];
    let form = {
        let boxes_view = view! {
        <input type="hidden" name="case" value=it.case.id.to_string()/>
        <input type="hidden" name="revision" value=it.meeting.revision.to_string()/>
        <input type="hidden" name="token" value=token.to_owned()/>
        <div class="actions"><button class="button button-primary" type="submit">{t("minutes-adopt")}</button></div>
        }
        .into_any();
        view! { <ActionForm action=adopt attr:class="form">{boxes_view}</ActionForm> }
    }
    .into_any();
    view! { <DecisionBox title=t("minutes-adopt") points>{form}</DecisionBox> }.into_any()
}

fn signing(it: &MinutesView, signed_as: SignedAs, token: &str, sign: ServerAction<SignMinutes>, error: Option<&AppError>) -> AnyView {
    let sha256 = it.meeting.adopted.as_ref().map(|it| it.1.clone()).unwrap_or_default();
    let what = match signed_as {
        SignedAs::Secretary => t("minutes-sign-what-secretary"),
        SignedAs::Chair => tf("minutes-sign-what-chair", &[("count", it.content.promises.len().into())]),
    };
    let points = vec![point("decision-what", what, false), point("decision-lasting", t("minutes-sign-lasting"), true)];
    let form = {
        let boxes_view = view! {
        <input type="hidden" name="case" value=it.case.id.to_string()/>
        <input type="hidden" name="sha256" value=sha256.clone()/>
        <input type="hidden" name="token" value=token.to_owned()/>
        <Field name="password" label=t("review-password") kind=FieldKind::Password width=FieldWidth::Medium
            autocomplete="current-password".to_owned() error=say::field(error, "password") required=true/>
        <div class="actions"><button class="button button-primary" type="submit">{t("minutes-sign")}</button></div>
        }
        .into_any();
        view! { <ActionForm action=sign attr:class="form">{boxes_view}</ActionForm> }
    }
    .into_any();
    view! { <DecisionBox title=t("minutes-sign") points text_label=t("minutes-digest-label") text=sha256>{form}</DecisionBox> }.into_any()
}
