//! Asks a timestamp authority by HTTP (RFC 3161, 3.4), within a bounded time and for a bounded answer. What is asked is a digest; the answer is signed
//! and checked by the caller, so it needs no other protection on its way.

use bytes::Bytes;
use domain::timestamping::TimestampFailure;
use http::header::{CONNECTION, CONTENT_TYPE, HOST};
use http::{Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use services::Site;
use services::timestamping::{Which, answered, waiting};
use std::pin::pin;
use std::time::Duration;
use tokio::net::TcpStream;

/// How long one answer is waited for: the public authority has taken more than two minutes.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// The longest answer that is read.
const LONGEST: usize = 64 * 1024;

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// How many files got a timestamp.
    pub stamped: usize,
    /// How many did not, and why the last one.
    pub failed: usize,
    /// Why the last one failed.
    pub why: Option<TimestampFailure>,
}

/// Asks for the timestamps that are missing. Where the authority does not answer once, the other files wait for the next time.
pub async fn ask_for_missing(site: &Site, authority: &Uri, which: Which, patience: Duration) -> Result<Outcome, services::Error> {
    let mut outcome = Outcome::default();
    for it in waiting(site, which).await? {
        match answered(site, &it, ask(authority, &it.request, patience).await).await? {
            None => outcome.stamped += 1,
            Some(why) => {
                outcome.failed += 1;
                outcome.why = Some(why);
                if why == TimestampFailure::NoAnswer {
                    break;
                }
            }
        }
    }
    Ok(outcome)
}

/// Sends a request and reads the answer.
pub async fn ask(authority: &Uri, request: &[u8], patience: Duration) -> Result<Vec<u8>, TimestampFailure> {
    tokio::time::timeout(patience, exchange(authority, request)).await.map_err(|_| TimestampFailure::NoAnswer)?
}

async fn exchange(authority: &Uri, request: &[u8]) -> Result<Vec<u8>, TimestampFailure> {
    let silent = |_| TimestampFailure::NoAnswer;
    let host = authority.host().unwrap_or_default();
    let port = authority.port_u16().unwrap_or(80);
    let stream = TcpStream::connect((host.trim_start_matches('[').trim_end_matches(']'), port)).await.map_err(silent)?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|it| failure(&it))?;
    let asked = Request::post(authority.path_and_query().map_or("/", |it| it.as_str()))
        .header(HOST, format!("{host}:{port}"))
        .header(CONTENT_TYPE, "application/timestamp-query")
        .header(CONNECTION, "close")
        .body(Full::new(Bytes::copy_from_slice(request)))
        .map_err(|_| TimestampFailure::NoAnswer)?;
    let answer = async {
        let answer = sender.send_request(asked).await.map_err(|it| failure(&it))?;
        if answer.status() != StatusCode::OK {
            return Err(TimestampFailure::NotAnAnswer);
        }
        let body = Limited::new(answer.into_body(), LONGEST).collect().await.map_err(|_| TimestampFailure::NotAnAnswer)?;
        Ok(body.to_bytes().to_vec())
    };
    // The connection does its part for as long as the answer is not there.
    let mut connection = pin!(connection);
    let mut answer = pin!(answer);
    tokio::select! {
        answer = &mut answer => answer,
        ended = &mut connection => match ended {
            Ok(()) => answer.await,
            Err(why) => answer.await.map_err(|_| failure(&why)),
        },
    }
}

/// Whether what came was no HTTP, or nothing came.
fn failure(why: &hyper::Error) -> TimestampFailure {
    if why.is_parse() || why.is_incomplete_message() { TimestampFailure::NotAnAnswer } else { TimestampFailure::NoAnswer }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    /// What comes of an authority that says this and hangs up.
    async fn told(said: &'static [u8]) -> Result<Vec<u8>, TimestampFailure> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let authority: Uri = format!("http://{}/tsa?a=1", listener.local_addr().unwrap()).parse().unwrap();
        let told = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\nwhat?") {
                let mut some = [0; 1024];
                let read = stream.read(&mut some).await.unwrap();
                assert!(read > 0, "the question is whole");
                asked.extend_from_slice(&some[..read]);
            }
            stream.write_all(said).await.unwrap();
            String::from_utf8(asked).unwrap()
        });
        let answer = ask(&authority, b"what?", PATIENCE).await;
        let asked = told.await.unwrap().to_ascii_lowercase();
        assert!(
            asked.starts_with("post /tsa?a=1 http/1.1\r\n") && asked.contains("\r\ncontent-type: application/timestamp-query\r\n"),
            "{asked}"
        );
        assert!(asked.contains("\r\nhost: 127.0.0.1:") && asked.contains("\r\ncontent-length: 5\r\n"), "{asked}");
        answer
    }

    #[tokio::test]
    async fn only_a_whole_good_answer_has_a_body() {
        assert_eq!(told(b"HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\nabc").await, Ok(b"abc".to_vec()));
        assert_eq!(told(b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc").await, Ok(b"abc".to_vec()));
        assert_eq!(told(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n").await, Ok(b"abc".to_vec()));
        for bad in [
            &b"HTTP/1.1 500 No\r\n\r\nabc"[..],
            b"HTTP/1.1 200 OK\r\nabc",
            b"",
            b"SSH-2.0",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3",
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
        ] {
            assert_eq!(told(bad).await, Err(TimestampFailure::NotAnAnswer), "{bad:?}");
        }
    }

    #[tokio::test]
    async fn an_endless_answer_is_not_read_to_its_end() {
        let long = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(LONGEST + 1));
        assert_eq!(told(Box::leak(long.into_boxed_str()).as_bytes()).await, Err(TimestampFailure::NotAnAnswer));
    }

    #[tokio::test]
    async fn whoever_takes_the_call_and_says_nothing_is_left_in_time() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let authority: Uri = format!("http://{}/tsa", listener.local_addr().unwrap()).parse().unwrap();
        let silent = tokio::spawn(async move { listener.accept().await.unwrap() });
        assert_eq!(ask(&authority, b"?", Duration::from_millis(50)).await, Err(TimestampFailure::NoAnswer));
        let _held = silent.await.unwrap();
        assert_eq!(ask(&"http://127.0.0.1:1/".parse().unwrap(), b"?", PATIENCE).await, Err(TimestampFailure::NoAnswer), "nobody is there");
    }
}
