//! The left-hand map: the year as a path, and below it what the role adds.

use leptos::prelude::*;

/// Where a stage of the year stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageState {
    /// It is over.
    Done,
    /// It is open now.
    Now,
    /// It opens later.
    Locked,
}

/// One stage: Cam kết, Số liệu, Kiểm tra, Đánh giá, Kiểm điểm, Theo dõi.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStage {
    /// Its name.
    pub label: String,
    /// Its page; none where the person may not or cannot go yet.
    pub href: Option<String>,
    /// Where it stands.
    pub state: StageState,
    /// Where it stands, in words ("đã xong", "đến 31/12/2022", "mở từ 01/01/2023").
    pub state_text: String,
    /// What waits for this person ("chờ: 3").
    pub waiting: Option<String>,
    /// `page` where it is the page shown, `true` where that page belongs to this stage.
    pub current: Option<&'static str>,
}

/// A page beside the path: Tổ chức, Bộ chỉ tiêu, Văn bản, Nhật ký, Quản trị.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathLink {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// `page` where it is the page shown, `true` where that page lies below it.
    pub current: Option<&'static str>,
}

/// The stages in order, then further pages. It stands inside the frame's navigation.
#[component]
pub fn YearPath(
    /// What the path is of ("Năm 2022 – huyện Cẩm Giàng").
    #[prop(into)]
    title: String,
    /// The year at a glance.
    #[prop(default = None, into)]
    href: Option<String>,
    /// The stages in order.
    stages: Vec<PathStage>,
    /// Further pages this role may open.
    #[prop(optional)]
    links: Vec<PathLink>,
) -> impl IntoView {
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <p class="path-title">{title}</p>
        <ol class="path">{stages.into_iter().map(stage).collect_view()}</ol>
        {(!links.is_empty())
            .then(|| {
                view! {
                    <ul class="path-links">
                        {links
                            .into_iter()
                            .map(|link| {
                                view! {
                                    <li>
                                        <a href=link.href aria-current=link.current>
                                            {link.label}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
            })}
    }
    .into_any()
}

fn stage(stage: PathStage) -> impl IntoView {
    let class = match stage.state {
        StageState::Done => "path-stage path-done",
        StageState::Now => "path-stage path-now",
        StageState::Locked => "path-stage path-locked",
    };
    let inner = view! {
        <svg class="path-mark" viewBox="0 0 18 18" aria-hidden="true">
            <circle cx="9" cy="9" r="7"></circle>
            {(stage.state == StageState::Done).then(|| view! { <path d="M5.5 9.5 8 12l4.5-5.5"></path> })}
            {(stage.state == StageState::Now).then(|| view! { <circle class="path-dot" cx="9" cy="9" r="3.5"></circle> })}
        </svg>
        <span class="path-label">{stage.label}</span>
        {stage.waiting.map(|waiting| view! { <span class="path-waiting">{waiting}</span> })}
        <span class="path-state">{stage.state_text}</span>
    };
    let inner = match stage.href {
        Some(href) => view! { <a href=href aria-current=stage.current>{inner}</a> }.into_any(),
        None => view! { <span>{inner}</span> }.into_any(),
    };
    view! { <li class=class>{inner}</li> }
}
