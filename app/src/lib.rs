//! What people see: pages, forms and the route list. Rendered on the server; no database, no rules.

#![recursion_limit = "512"]

mod boxes;
pub mod components;
pub mod context;
pub mod exports;
pub mod findings;
pub mod forms;
mod pages;
pub mod say;
pub mod text;
pub mod told;
pub mod urls;

/// What `app/tests/units.rs` asks of the pages: to test it inside would build the whole crate once more.
#[doc(hidden)]
pub mod tested {
    pub use crate::pages::commitment::ambition;
    pub use crate::pages::drafting::{sentence, words};
    pub use crate::pages::framed::about;
    pub use crate::pages::listing::Listing;
}

use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::{Link, MetaTags, Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};
use pages::administration::AdministrationRoutes;
use pages::amendment::AmendmentRoutes;
use pages::appeal::AppealRoutes;
use pages::appraisal::AppraisalRoutes;
use pages::assessment::AssessmentRoutes;
use pages::campaign::CampaignRoutes;
use pages::catalogue::CatalogueRoutes;
use pages::commitment::{CommitmentRoutes, LookUpEntryPage, LookUpPage};
pub use pages::commitment::{OutsideAnswer, PileAnswer};
use pages::decision::DecisionRoutes;
use pages::drafting::DraftingRoutes;
use pages::error::NotFoundPage;
use pages::figure::FigureRoutes;
use pages::framed::Framed;
use pages::grading::GradingRoutes;
use pages::guide::GuidePage;
use pages::history::HistoryPage;
use pages::home::HomePage;
use pages::organisation::OrganisationRoutes;
pub use pages::register::OriginalsAnswer;
use pages::register::RegisterRoutes;
use pages::review::ReviewRoutes;
use pages::search::SearchPage;
use pages::sign_in::SignInPage;
use pages::template::TemplateRoutes;
pub use pages::verification::CheckAnswer;
use pages::verification::VerificationPage;
use text::{Lang, t};

/// The two faces of `style/fonts.css`, fetched with the page's own text: with them it is drawn once and does not move.
const FONTS: [&str; 2] = ["/fonts/camket-sans-400.woff2", "/fonts/camket-sans-600.woff2"];

/// The document around the app. `options` carry the digest of the assets in their folder's name.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let lang = Lang::of(&context::cookie("camket-lang").unwrap_or_default());
    provide_context(lang);
    let theme = match context::cookie("camket-theme").as_deref() {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "auto",
    };
    let css = format!("/{}/camket.css", options.site_pkg_dir);
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                // Drawn once it is whole: a table that still arrives would move its columns.
                <link rel="expect" href="#main" blocking="render"/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=css/>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

fn content_security_policy() {
    let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        options.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}

/// A page's title in the browser's bar: what it is, then what the program is called. Titles hold what people typed, and `leptos_meta`
/// writes them as they are.
fn named(title: String) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("{title} – {}", t("site-name"))
}

/// The app: every page has one route, rendered whole before it is sent.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    content_security_policy();
    view! {
        <Title text=t("site-program") formatter=named/>
        {FONTS.map(|href| view! { <Link rel="preload" href=href as_="font" type_="font/woff2" crossorigin="anonymous"/> })}
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/dang-nhap") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/xac-minh") view=VerificationPage ssr=SsrMode::Async/>
                <Route path=path!("/tra-cuu") view=LookUpEntryPage ssr=SsrMode::Async/>
                <Route path=path!("/tra-cuu/:code") view=LookUpPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("") view=Framed ssr=SsrMode::Async>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/lich-su/:subject/:id") view=HistoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/tim") view=SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/huong-dan") view=GuidePage ssr=SsrMode::Async/>
                    <Route path=path!("/huong-dan/:chapter") view=GuidePage ssr=SsrMode::Async/>
                    <AssessmentRoutes/>
                    <AppraisalRoutes/>
                    <CommitmentRoutes/>
                    <OrganisationRoutes/>
                    <DraftingRoutes/>
                    <CatalogueRoutes/>
                    <CampaignRoutes/>
                    <AdministrationRoutes/>
                    <FigureRoutes/>
                    <ReviewRoutes/>
                    <GradingRoutes/>
                    <DecisionRoutes/>
                    <AppealRoutes/>
                    <AmendmentRoutes/>
                    <RegisterRoutes/>
                    <TemplateRoutes/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
