//! How often one machine may try the addresses that strangers reach and that cost work: signing in, the public page, uploads.

use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

/// Tries a minute, and at once, for one machine. A conference hall signs in behind one address.
const A_MINUTE: NonZeroU32 = NonZeroU32::new(120).unwrap();

/// The limits, and the proxy whose word on the caller's address is taken.
#[derive(Clone)]
pub struct Throttle {
    tries: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    proxy: Option<IpAddr>,
}

impl Throttle {
    /// Fresh limits; `proxy` is the one machine whose `X-Forwarded-For` is believed.
    pub fn new(proxy: Option<IpAddr>) -> Self {
        Self { tries: Arc::new(RateLimiter::keyed(Quota::per_minute(A_MINUTE))), proxy }
    }

    fn caller(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?.0.ip();
        if Some(peer) != self.proxy {
            return Some(peer);
        }
        let told = request.headers().get("x-forwarded-for").and_then(|it| it.to_str().ok());
        Some(told.and_then(|it| it.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer))
    }
}

fn costs(path: &str) -> bool {
    path == "/api/session/begin" || path.starts_with("/tra-cuu/") || path.ends_with("/tai-lieu")
}

/// Answers 429 with the time to wait when a machine tries too often.
pub async fn limit(State(throttle): State<Throttle>, request: Request, next: Next) -> Response {
    // Without a peer's address there is no network: a test speaks to the router itself.
    let caller = if costs(request.uri().path()) { throttle.caller(&request) } else { None };
    if let Some(Err(until)) = caller.map(|it| throttle.tries.check_key(&it)) {
        let seconds = until.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
        let sentence = format!("Quá nhiều yêu cầu từ máy này. Hãy thử lại sau {seconds} giây.\n");
        return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())], sentence).into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn from(peer: &str, forwarded: Option<&str>) -> Request {
        let mut request = Request::builder().uri("/api/session/begin");
        if let Some(it) = forwarded {
            request = request.header("x-forwarded-for", it);
        }
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        request
    }

    #[test]
    fn only_the_named_proxy_may_speak_for_others() {
        let throttle = Throttle::new(Some("10.0.0.1".parse().unwrap()));
        assert_eq!(throttle.caller(&from("10.0.0.1", Some("1.1.1.1, 2.2.2.2"))), Some("2.2.2.2".parse().unwrap()));
        assert_eq!(throttle.caller(&from("10.0.0.9", Some("2.2.2.2"))), Some("10.0.0.9".parse().unwrap()));
    }

    #[test]
    fn the_hundred_and_twenty_first_try_in_a_minute_waits() {
        let throttle = Throttle::new(None);
        let caller: IpAddr = "10.0.0.7".parse().unwrap();
        assert!((0..120).all(|_| throttle.tries.check_key(&caller).is_ok()));
        assert!(throttle.tries.check_key(&caller).is_err());
        assert!(throttle.tries.check_key(&"10.0.0.8".parse().unwrap()).is_ok());
    }
}
