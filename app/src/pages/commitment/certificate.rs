//! Who signed a sheet, when, how they proved who they are, and every digest: one page to print and put beside the paper.

use super::parts::{method, place, signed_at, statements};
use crate::components::{DefinitionList, Fact, Link, Meaning, Notice, PageHead, Table};
use crate::pages::error::ErrorPage;
use crate::pages::signature::signature;
use crate::text::{t, tf};
use crate::urls;
use domain::CommitmentId;
use domain::commitment::{SheetState, SignedAs};
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;
use services::commitment::{self, Certificate};
use services::signing::SigningMethod;
use services::timestamping::Stamp;

/// The page that certifies the signatures of a sheet.
#[component]
pub fn CertificatePage() -> impl IntoView {
    let id = place::<CommitmentId>("sheet");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok(commitment::certificate(&context().await?, id?).await?) };
                match loaded.await {
                    Ok(it) => Either::Left(page(&it)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn page(it: &Certificate) -> AnyView {
    let sheet = &it.sheet;
    let rows = it.signatures.iter().map(|signature| {
        let how = SigningMethod::of(&signature.method);
        let identity = match how {
            Some(SigningMethod::ElectronicConfirmation) => t("certificate-by-password"),
            Some(SigningMethod::OnPaper) => t("certificate-by-scan"),
            None => String::new(),
        };
        view! {
            <tr>
                <th scope="row">{SignedAs::of(&signature.signed_as).map(|it| t(it.key())).unwrap_or_default()}</th>
                <td data-label=t("signature-who")>{signature.name.clone()} <span class="table-more">{signature.post.clone()}</span></td>
                <td data-label=t("signature-when")>{signed_at(how, signature.at())}</td>
                <td data-label=t("certificate-identity")>{how.map(method)} <span class="table-more">{identity}</span></td>
                <td data-label=t("sign-digest")><code class="digest">{signature.content_sha256.clone()}</code></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let mut facts = vec![
        Fact::text(t("look-up-unit"), it.content.unit.name.clone()),
        Fact::text(t("look-up-campaign"), it.content.campaign.title.clone()),
        Fact::text(t("certificate-state"), t(sheet.state.key())),
    ];
    facts.extend(sheet.digest.clone().map(|digest| Fact::text(t("sign-digest"), digest)));
    facts.extend(it.content.seal.clone().map(|seal| Fact::text(t("look-up-seal"), seal)));
    facts.push(Fact::text(t("certificate-look-up"), format!("{}{}", it.public_url, urls::look_up(&sheet.public_code))));
    let files = it.given_out.iter().map(|(digest, size, at)| {
        let args = [("digest", digest.clone().into()), ("size", (*size).into()), ("at", at.to_string().into())];
        view! { <li>{tf("certificate-file", &args)}</li> }
    });
    let files = files.collect_view();
    let none = it.given_out.is_empty().then(|| view! { <p>{t("certificate-no-file")}</p> });
    let outside = it.outside.iter().map(|file| {
        let args = [("name", file.name.clone().into()), ("post", file.post.clone().into()), ("at", file.at.to_string().into())];
        let all = file.signatures.iter().map(signature).collect_view();
        view! {
            <section class="stack">
                <p>{tf("outside-sent-by", &args)} " " {tf("outside-digest", &[("digest", file.sha256.clone().into())])}</p>
                {all}
            </section>
        }
    });
    let outside = outside.collect::<Vec<_>>();
    let outside = (!outside.is_empty()).then(|| view! { <section class="stack"><h2>{t("outside-sent")}</h2>{outside}</section> });
    let (asked, at) = &it.asked;
    view! {
        <PageHead
            title=t("certificate-title")
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(tf("sheet-title", &[("unit", it.unit.clone().into())]), urls::commitment(sheet.id))]
            truth=vec![tf("certificate-asked", &[("name", asked.clone().into()), ("at", at.to_string().into())])]
        />
        {it.demo.then(|| view! { <Notice meaning=Meaning::Attention title=t("look-up-illustrative")/> })}
        {(sheet.state == SheetState::Withdrawn).then(|| view! { <Notice meaning=Meaning::Failing title=t("public-sheet-withdrawn")/> })}
        <DefinitionList facts/>
        <Table title=t("signature-title")>
            <thead>
                <tr>
                    <th scope="col">{t("signature-as")}</th>
                    <th scope="col">{t("signature-who")}</th>
                    <th scope="col">{t("signature-when")}</th>
                    <th scope="col">{t("certificate-identity")}</th>
                    <th scope="col">{t("sign-digest")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {statements(it.signatures.iter().filter_map(|it| SigningMethod::of(&it.method)))}
        <section class="stack"><h2>{t("certificate-timestamp")}</h2><p>{stamp(&it.stamp)}</p></section>
        <section class="stack"><h2>{t("certificate-files")}</h2>{none}<ul>{files}</ul></section>
        {outside}
    }
    .into_any()
}

/// What is known of the timestamp of the file, as a sentence.
/// What is known of a timestamp, as a sentence.
pub fn stamp(it: &Stamp) -> String {
    match it {
        Stamp::NotAsked => t("stamp-not-asked"),
        Stamp::At(at) => tf("stamp-at", &[("at", at.to_string().into())]),
        Stamp::NotYet { tries, last: Some(last), failure: Some(failure) } => {
            let args = [("tries", (*tries).into()), ("last", last.to_string().into()), ("why", t(failure.key()).into())];
            tf("stamp-not-yet-tried", &args)
        }
        Stamp::NotYet { .. } => t("stamp-not-yet"),
    }
}
