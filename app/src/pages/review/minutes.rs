//! The minutes: what they say, whether they may be adopted, who signs; frozen once adopted.

use super::parts::{case_of_address, failure, next, state_tag, way};
use crate::components::{
    DecisionBox, DecisionPoint, DefinitionList, Density, ErrorSummary, Fact, Field, FieldKind, FieldWidth, ForWord, Link, Meaning, Notice,
    PageHead, Table, Tag,
};
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
    let pdf = urls::review_minutes_pdf(it.case.id);
    let back =
        it.meeting.adopted.is_none().then(|| view! { <a class="button" href=urls::review_meeting(it.case.id)>{t("minutes-write")}</a> });
    let secondary = view! { {back} <a class="button" href=pdf.clone()>{t("review-pdf")}</a> <ForWord pdf class="button"/> }.into_any();
    let mut truth = vec![next(it.case.state)];
    if let Some((_, sha256, at)) = &it.meeting.adopted {
        truth.push(tf("minutes-adopted-at", &[("when", at.to_string().into())]));
        truth.push(tf("minutes-digest", &[("digest", sha256.chars().take(16).collect::<String>().into())]));
    }
    let deciding = match it.may_sign {
        Some(signed_as) => Some(signing(it, signed_as, token, sign, error)),
        None => it.may_adopt.then(|| adopting(it, token, adopt)),
    };
    // What stands against adoption is listed anyway, with links to its boxes.
    let listed = it.may_adopt && matches!(error, Some(AppError::Invalid(_)));
    let error = if listed { None } else { failure(error) };
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

/// The words of the minutes in the order of their form. Minutes are a legal document: Vietnamese alone.
fn said(it: &MinutesContent) -> AnyView {
    let day = plain_day(&it.held_on).map(show_date).unwrap_or_default();
    let present = it.attendees.iter().filter(|it| it.present).count();
    let facts = vec![
        Fact::text("Thời gian", format!("từ {} đến {} ngày {day}", it.begins, it.ends)),
        Fact::text("Địa điểm", it.place.clone()),
        Fact::text("Chủ trì", it.chair.name.clone()).more(it.chair.post.clone()),
        Fact::text("Thư ký", it.secretary.name.clone()).more(it.secretary.post.clone()),
    ];
    let attendees = it
        .attendees
        .iter()
        .map(|it| {
            let presence = if it.present { "có mặt".to_owned() } else { format!("vắng mặt: {}", it.absent_reason) };
            view! {
                <tr>
                    <th scope="row">{it.name.clone()}</th>
                    <td data-label="Chức vụ, đơn vị">{it.post.clone()}</td>
                    <td data-label="Dự họp">{presence}</td>
                </tr>
            }
        })
        .collect_view();
    let opinions = |kind: OpinionKind| {
        let lines = it
            .opinions
            .iter()
            .filter(|it| it.kind == kind)
            .map(|it| view! { <li><strong>{it.speaker.clone()}</strong> ": " {it.content.clone()}</li> });
        view! { <ul>{lines.collect_view()}</ul> }
    };
    let votes = it
        .votes
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.subject.clone()}</th>
                    <td class="number" data-label="Đồng ý">{it.in_favour}</td>
                    <td class="number" data-label="Không đồng ý">{it.against}</td>
                    <td class="number" data-label="Ý kiến khác">{it.abstained}</td>
                </tr>
            }
        })
        .collect_view();
    let promises = (!it.promises.is_empty()).then(|| {
        let rows = it
            .promises
            .iter()
            .map(|it| {
                let due = plain_day(&it.due_on).map(show_date).unwrap_or_default();
                view! {
                    <tr>
                        <th scope="row">{it.target.clone()}</th>
                        <td data-label="Biện pháp khắc phục">{it.remedy.clone()}</td>
                        <td data-label="Người chịu trách nhiệm">{it.responsible.clone()}</td>
                        <td data-label="Thời hạn">{due}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <Table title="Biện pháp khắc phục theo báo cáo kiểm điểm tập thể">
                <thead><tr><th scope="col">"Chỉ tiêu"</th><th scope="col" class="column-wide">"Biện pháp khắc phục"</th><th scope="col">"Người chịu trách nhiệm"</th><th scope="col">"Thời hạn"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    let prose = |text: &str| {
        let lines = text.lines().map(|it| view! { <p>{it.to_owned()}</p> }).collect_view();
        view! { <div class="prose">{lines}</div> }
    };
    view! {
        <h2>{t("minutes-text")}</h2>
        <div class="stack" lang="vi">
            <DefinitionList facts/>
            <Table title="Thành phần tham dự" count=format!("{} người, có mặt {present}", it.attendees.len()) density=Density::Dense>
                <thead><tr><th scope="col">"Họ và tên"</th><th scope="col">"Chức vụ, đơn vị"</th><th scope="col">"Dự họp"</th></tr></thead>
                <tbody>{attendees}</tbody>
            </Table>
            <h3>"1. Chủ tọa nêu lý do, mục đích, căn cứ"</h3>
            {prose(&it.purpose)}
            <h3>"2. Trình bày báo cáo kiểm điểm"</h3>
            {prose(&it.presented)}
            <h3>"3. Ý kiến góp ý"</h3>
            {opinions(OpinionKind::Opinion)}
            <h3>"4. Tiếp thu, giải trình"</h3>
            {opinions(OpinionKind::Reply)}
            <Table title="5. Biểu quyết, bỏ phiếu" density=Density::Dense>
                <thead><tr><th scope="col" class="column-wide">"Nội dung"</th><th scope="col" class="number">"Đồng ý"</th><th scope="col" class="number">"Không đồng ý"</th><th scope="col" class="number">"Ý kiến khác"</th></tr></thead>
                <tbody>{votes}</tbody>
            </Table>
            <h3>"6. Kết luận của chủ tọa"</h3>
            {prose(&it.conclusion)}
            {promises}
        </div>
    }
    .into_any()
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
    view! { <DecisionBox title=t("minutes-adopt") points paper=urls::review_minutes_pdf(it.case.id)>{form}</DecisionBox> }.into_any()
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
    view! { <DecisionBox title=t("minutes-sign") points text_label=t("minutes-digest-label") text=sha256 paper=urls::review_minutes_pdf(it.case.id)>{form}</DecisionBox> }.into_any()
}
