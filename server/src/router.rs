//! Puts the site together: pages, server functions, files, and the layers around them.

use crate::throttle::Throttle;
use crate::{assets, checking, downloads, drafts, package_upload, previews, security, throttle, uploads, visitor};
use app::{App, shell, urls};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use services::Site;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) site: Site,
    pub(crate) options: LeptosOptions,
}

impl axum::extract::FromRef<Shared> for LeptosOptions {
    fn from_ref(it: &Shared) -> Self {
        it.options.clone()
    }
}

impl axum::extract::FromRef<Shared> for Site {
    fn from_ref(it: &Shared) -> Self {
        it.site.clone()
    }
}

/// How the browser's half is found.
pub fn options() -> LeptosOptions {
    LeptosOptions::builder().output_name("camket").site_pkg_dir(assets::folder()).hash_files(false).build()
}

async fn anything_else(State(shared): State<Shared>, request: Request) -> Response {
    if let Some(file) = assets::file(request.uri().path()) {
        return file;
    }
    let options = shared.options.clone();
    let render = leptos_axum::render_app_async_with_context(provide_language, move || shell(options.clone()));
    render(request).await
}

pub(crate) fn provide_language() {
    provide_context(app::text::Lang::of(&app::context::cookie("camket-lang").unwrap_or_default()));
}

async fn health(State(site): State<Site>) -> Response {
    match services::health(&site).await {
        Ok(()) => "ok\n".into_response(),
        Err(_) => (axum::http::StatusCode::SERVICE_UNAVAILABLE, "database unreachable\n").into_response(),
    }
}

/// The certificate with which anybody checks the papers that the instance confirmed.
async fn root_certificate(State(site): State<Site>) -> Response {
    match &site.seal {
        Some(seal) => (
            [(CONTENT_TYPE, "application/x-pem-file"), (CONTENT_DISPOSITION, "attachment; filename=\"camket-goc.pem\"")],
            seal.root().to_owned(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Every address of the site with its method, for the table of the tests: pages, server functions, downloads and uploads.
pub fn addresses() -> Vec<(Method, String)> {
    let mut all: Vec<(Method, String)> = pages().into_iter().map(|it| (Method::GET, it.path().to_owned())).collect();
    all.extend(server_fn_paths().map(|(path, method)| (method, path.to_owned())));
    all.extend(downloads::addresses().into_iter().map(|it| (Method::GET, it)));
    all.push((Method::GET, "/healthz".to_owned()));
    all.push((Method::GET, urls::ROOT_CERTIFICATE.to_owned()));
    all.extend(uploads::addresses());
    all.extend(checking::addresses());
    all.push((Method::POST, "/tai-len/goi".to_owned()));
    all.push((Method::POST, previews::ADDRESS.to_owned()));
    all.sort_by(|a, b| (&a.1, a.0.as_str()).cmp(&(&b.1, b.0.as_str())));
    all
}

/// The pages. A group of routes that is empty repeats the first page.
fn pages() -> Vec<AxumRouteListing> {
    let mut routes = generate_route_list(App);
    routes.sort_by(|a, b| a.path().cmp(b.path()));
    routes.dedup_by(|a, b| a.path() == b.path());
    routes
}

/// The whole site.
pub fn router(site: Site, throttle: Throttle) -> Router {
    let options = options();
    let shared = Shared { site: site.clone(), options: options.clone() };
    let routes = pages();
    let shell_options = options.clone();
    Router::new()
        .route("/healthz", get(health))
        .route(urls::ROOT_CERTIFICATE, get(root_certificate))
        .leptos_routes_with_context(&shared, routes, provide_language, move || shell(shell_options.clone()))
        .merge(uploads::routes())
        .merge(checking::routes())
        .merge(package_upload::routes())
        .merge(previews::routes())
        .fallback(anything_else)
        // What a server function reads; `keep_refused` has read no more, and less of strangers.
        .layer(DefaultBodyLimit::max(drafts::LARGEST_FORM))
        .layer(middleware::from_fn_with_state(site.clone(), drafts::keep_refused))
        .layer(middleware::from_fn_with_state(site.clone(), downloads::files))
        .layer(middleware::from_fn_with_state(site.clone(), visitor::identify))
        .layer(middleware::from_fn_with_state(site.clone(), security::same_origin))
        .layer(middleware::from_fn(security::plain_address))
        .layer(middleware::from_fn_with_state(throttle, throttle::limit))
        .layer(middleware::from_fn_with_state(site, security::headers))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http().make_span_with(
            |request: &axum::http::Request<Body>| tracing::info_span!("request", method = %request.method(), path = %request.uri().path()),
        ))
        .with_state(shared)
}
