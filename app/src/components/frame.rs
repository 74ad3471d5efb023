//! The frame around every page: head, left-hand map, main, foot.

use leptos::prelude::*;

/// Who is signed in, as people call them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FramePerson {
    /// The name.
    pub name: String,
    /// The post with its place ("Chủ tịch UBND xã Cao An"), not a login name.
    pub post: String,
    /// The address of their own account.
    pub account: String,
}

/// The frame around every page. On a narrow screen the tools of the head and the map lie in a drawer that opens without scripts.
///
/// A page without `nav` (sign-in, public pages) is set in one column. Slots in the head: a form with a `<select>`, a search form, links.
#[component]
pub fn Frame(
    /// The organisation at work here.
    #[prop(into)]
    organisation: String,
    /// What the program is ("Cam kết cải cách hành chính").
    #[prop(into)]
    program: String,
    /// The address of the first page.
    #[prop(into)]
    home: String,
    /// The words of the link past the head ("Đến nội dung chính").
    #[prop(into)]
    skip: String,
    /// The words that open the drawer ("Mục lục").
    #[prop(into)]
    menu: String,
    /// The name of the navigation, read aloud ("Các bước trong năm").
    #[prop(into)]
    nav_label: String,
    /// Where the year stands, beside the words that open the drawer.
    #[prop(default = None, into)]
    now: Option<String>,
    /// A line above everything: demo, maintenance.
    #[prop(default = None, into)]
    banner: Option<AnyView>,
    /// The switch between campaigns.
    #[prop(default = None, into)]
    campaign: Option<AnyView>,
    /// The search form.
    #[prop(default = None, into)]
    search: Option<AnyView>,
    /// The switch between languages.
    #[prop(default = None, into)]
    language: Option<AnyView>,
    /// Who is signed in.
    #[prop(default = None, into)]
    person: Option<FramePerson>,
    /// The form that signs out.
    #[prop(default = None, into)]
    sign_out: Option<AnyView>,
    /// The left-hand map, usually `YearPath`.
    #[prop(default = None, into)]
    nav: Option<AnyView>,
    /// What stands at the foot of every page.
    #[prop(default = None, into)]
    foot: Option<AnyView>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let class = if nav.is_some() { "frame" } else { "frame frame-bare" };
    view! {
        <a class="skip" href="#main">{skip}</a>
        <div class=class>
            <header class="frame-head">
                {banner.map(|banner| view! { <div class="frame-banner">{banner}</div> })}
                <div class="frame-org">
                    <a href=home>
                        {organisation} <span class="unseen">" – "</span> <span class="frame-org-program">{program}</span>
                    </a>
                </div>
                <details class="frame-drawer">
                    <summary>
                        <span>{menu}</span>
                        {now.map(|now| view! { <span class="frame-drawer-now">{now}</span> })}
                    </summary>
                </details>
                <div class="frame-tools">
                    {campaign.map(|it| view! { <div class="frame-campaign">{it}</div> })}
                    {search.map(|it| view! { <div class="frame-search">{it}</div> })}
                    {language.map(|it| view! { <div class="frame-language">{it}</div> })}
                    {person
                        .map(|person| {
                            view! {
                                <p class="frame-person">
                                    <a class="frame-person-name" href=person.account>{person.name}</a>
                                    <span class="frame-person-post">{person.post}</span>
                                </p>
                            }
                        })}
                    {sign_out.map(|it| view! { <div class="frame-sign-out">{it}</div> })}
                </div>
                {nav.map(|nav| view! { <nav class="frame-nav" aria-label=nav_label>{nav}</nav> })}
            </header>
            <main class="frame-main" id="main" tabindex="-1">
                <div class="frame-body">{children()}</div>
            </main>
            {foot.map(|foot| view! { <footer class="frame-foot">{foot}</footer> })}
        </div>
    }
    .into_any()
}
