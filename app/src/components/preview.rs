//! A paper as a picture beside the form that signs it.

use crate::text::t;
use crate::urls;
use leptos::prelude::*;

/// The first pages of a paper, drawn from the very file that is signed or kept, so that one sees it before one acts.
#[component]
pub fn Preview(
    /// The address of the PDF.
    #[prop(into)]
    pdf: String,
) -> impl IntoView {
    let picture = urls::picture(&pdf);
    view! {
        <figure class="preview">
            <figcaption>{t("preview-title")} " · " <a href=pdf>{t("preview-whole")}</a></figcaption>
            <div class="preview-pages" tabindex="0" role="group" aria-label=t("preview-title")>
                <img src=picture alt=t("preview-alt") width="910" height="1287" loading="lazy"/>
            </div>
        </figure>
    }
}
