//! The user guide: the Vietnamese texts of `app/docs/guide`, as pages.

use crate::components::{Link, PageHead};
use crate::pages::error::ErrorPage;
use crate::text::t;
use crate::urls;
use islands::AppError;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use pulldown_cmark::{Parser, html::push_html};

/// The chapters: address and text.
const CHAPTERS: [(&str, &str); 9] = [
    ("mo-dau", include_str!("../../docs/guide/mo-dau.md")),
    ("thu-truong", include_str!("../../docs/guide/thu-truong.md")),
    ("dau-moi", include_str!("../../docs/guide/dau-moi.md")),
    ("thanh-tra", include_str!("../../docs/guide/thanh-tra.md")),
    ("noi-vu", include_str!("../../docs/guide/noi-vu.md")),
    ("lanh-dao", include_str!("../../docs/guide/lanh-dao.md")),
    ("thu-ky", include_str!("../../docs/guide/thu-ky.md")),
    ("van-thu", include_str!("../../docs/guide/van-thu.md")),
    ("quan-tri", include_str!("../../docs/guide/quan-tri.md")),
];

fn title(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned()
}

/// One chapter, and the list of all.
#[component]
pub fn GuidePage() -> impl IntoView {
    let name = use_params_map().get_untracked().get("chapter").unwrap_or_else(|| "mo-dau".to_owned());
    let Some((_, text)) = CHAPTERS.iter().find(|(it, _)| *it == name) else {
        return Either::Left(view! { <ErrorPage error=AppError::NotFound/> });
    };
    let mut html = String::new();
    push_html(&mut html, Parser::new(text.split_once('\n').map_or("", |it| it.1)));
    let list = CHAPTERS
        .iter()
        .map(|(it, text)| view! { <li><a href=urls::guide(it) aria-current=(*it == name).then_some("page")>{title(text)}</a></li> })
        .collect_view();
    Either::Right(view! {
        <PageHead title=title(text) crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("frame-guide"), urls::guide("mo-dau"))]/>
        <div class="guide">
            <nav aria-label=t("frame-guide")><ul class="plain-list">{list}</ul></nav>
            <div class="prose" lang="vi" inner_html=html></div>
        </div>
    })
}
