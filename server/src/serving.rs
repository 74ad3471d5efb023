//! Connections: accepted up to a bound, and ended where a machine sends its request too slowly. axum's own loop waits for ever.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the head of a request, also between two requests of one connection.
    pub head: Duration,
    /// For the next part of a request's body.
    pub part: Duration,
    /// For a whole request with its answer: ten megabytes over a slow line take minutes.
    pub whole: Duration,
    /// For requests that are being answered when the program is asked to stop.
    pub end: Duration,
}

/// What is usual.
pub const USUAL: Patience = Patience {
    head: Duration::from_secs(30),
    part: Duration::from_secs(20),
    whole: Duration::from_secs(600),
    end: Duration::from_secs(10),
};

/// The most connections at a time; others wait until one ends.
const MOST: usize = 1_000;

/// Serves until asked to stop; requests that are being answered then are finished.
pub async fn serve(listener: TcpListener, app: Router, patience: Patience, stop: impl Future<Output = ()>) {
    let app = app
        .layer(RequestBodyTimeoutLayer::new(patience.part))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, patience.whole));
    let places = Arc::new(Semaphore::new(MOST));
    let (tell, told) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await.ok()?;
            Some((place, listener.accept().await))
        };
        let accepted = tokio::select! {
            accepted = next => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Some((place, Ok((stream, peer)))) => drop(tokio::spawn(converse(stream, peer, app.clone(), patience, told.clone(), place))),
            // Out of file handles, or a machine that went away: the next one may be luckier.
            Some((_, Err(error))) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            None => break,
        }
    }
    drop(listener);
    drop(told);
    let _ = tell.send(());
    // Every conversation holds a receiver; the channel closes with the last of them.
    let _ = tokio::time::timeout(patience.end, tell.closed()).await;
}

async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    patience: Patience,
    mut told: watch::Receiver<()>,
    _place: OwnedSemaphorePermit,
) {
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), answer));
    // What goes wrong in a connection is the other machine's business: it went away, or was too slow.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = told.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
