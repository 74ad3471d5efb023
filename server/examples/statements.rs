//! How many statements each page costs: the whole site in this process, one request a page, on the database that the settings name.
//!
//! `statements LOGIN PASSWORD FILE` where each line of FILE is `NAME PATH`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that cannot be made ends")]

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [login, password, file] = arguments.as_slice() else { panic!("statements LOGIN PASSWORD FILE") };
    let site = server::config::Config::read().sound().unwrap().open().await.unwrap();
    let token = services::account::sign_in(&site, login, password).await.unwrap();
    let db = site.db.clone();
    let router = server::router::router(site, server::throttle::Throttle::new(None));
    println!("| page | statements |\n|---|---|");
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let Some((name, path)) = line.rsplit_once(' ') else { continue };
        let ask = || {
            Request::builder()
                .uri(path)
                .header("host", "bench.test")
                .header("cookie", format!("camket-session={token}"))
                .body(Body::empty())
                .unwrap()
        };
        for turn in 0..2 {
            let before = store::statements_run(&db);
            let answer = router.clone().oneshot(ask()).await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{name} {path}");
            to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            if turn == 1 {
                println!("| {name} | {} |", store::statements_run(&db) - before);
            }
        }
    }
}
