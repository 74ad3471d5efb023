//! How often one machine may try the addresses that strangers reach and that cost work: signing in, the public page, uploads. Wrong
//! passwords are counted elsewhere (`services::account`); here a machine is only kept from wearing the program out.

use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

/// Tries to sign in a minute, and at once, for one machine: a conference hall signs in behind one address.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(600).unwrap();

/// Looks at the public page a minute, and at once, for one machine.
const LOOK_UPS: NonZeroU32 = NonZeroU32::new(120).unwrap();

/// Files sent a minute, and at once, from one machine.
const UPLOADS: NonZeroU32 = NonZeroU32::new(120).unwrap();

/// Files looked at for anybody a minute, and at once, from one machine: each costs up to a second of one core.
const CHECKS: NonZeroU32 = NonZeroU32::new(30).unwrap();

/// The machine that a request comes from.
#[derive(Debug, Clone, Copy)]
pub struct Caller(pub IpAddr);

/// The limits, and the proxy whose word on the caller's address is taken.
#[derive(Clone)]
pub struct Throttle {
    sign_ins: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    look_ups: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    uploads: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    checks: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    proxy: Option<IpAddr>,
}

impl Throttle {
    /// Fresh limits; `proxy` is the one machine whose `X-Forwarded-For` is believed.
    pub fn new(proxy: Option<IpAddr>) -> Self {
        let limit = |a_minute| Arc::new(RateLimiter::keyed(Quota::per_minute(a_minute)));
        Self { sign_ins: limit(SIGN_INS), look_ups: limit(LOOK_UPS), uploads: limit(UPLOADS), checks: limit(CHECKS), proxy }
    }

    /// Forgets machines that have not tried for a while, so that their list does not grow for ever.
    pub fn forget_idle(&self) {
        for it in [&self.sign_ins, &self.look_ups, &self.uploads, &self.checks] {
            it.retain_recent();
            it.shrink_to_fit();
        }
    }

    fn limit_of(&self, path: &str) -> Option<&DefaultKeyedRateLimiter<IpAddr>> {
        if path == "/api/session/begin" {
            Some(&self.sign_ins)
        } else if path.starts_with("/tra-cuu") {
            Some(&self.look_ups)
        } else if path == "/xac-minh" {
            Some(&self.checks)
        } else if path.ends_with("/ky-so") || path.ends_with("/tai-lieu") || path.starts_with("/tai-len/") {
            Some(&self.uploads)
        } else {
            None
        }
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

/// An IPv6 network counts as one machine: whoever holds it has all of its addresses.
fn network(caller: IpAddr) -> IpAddr {
    match caller {
        IpAddr::V6(it) if it.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = it.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        other => other.to_canonical(),
    }
}

/// Says which machine asks, and answers 429 with the time to wait when it asks too often.
pub async fn limit(State(throttle): State<Throttle>, mut request: Request, next: Next) -> Response {
    // Without a peer's address there is no network: a test speaks to the router itself.
    let Some(caller) = throttle.caller(&request) else { return next.run(request).await };
    request.extensions_mut().insert(Caller(caller));
    if let Some(Err(until)) = throttle.limit_of(request.uri().path()).map(|it| it.check_key(&network(caller))) {
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
    fn the_hundred_and_twenty_first_look_in_a_minute_waits() {
        let throttle = Throttle::new(None);
        let limit = throttle.limit_of("/tra-cuu/abc").unwrap();
        let caller: IpAddr = "10.0.0.7".parse().unwrap();
        assert!((0..120).all(|_| limit.check_key(&caller).is_ok()));
        assert!(limit.check_key(&caller).is_err());
        assert!(limit.check_key(&"10.0.0.8".parse().unwrap()).is_ok());
        assert!(throttle.limit_of("/api/session/begin").unwrap().check_key(&caller).is_ok());
        assert!(throttle.limit_of("/").is_none());
        let checks = throttle.limit_of("/xac-minh").unwrap();
        assert!((0..30).all(|_| checks.check_key(&caller).is_ok()) && checks.check_key(&caller).is_err());
    }

    #[test]
    fn one_network_is_one_machine() {
        let of = |it: &str| network(it.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.7"), of("10.0.0.7"));
    }
}
