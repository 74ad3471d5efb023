//! Asks a timestamp authority by HTTP (RFC 3161, 3.4), within a bounded time and for a bounded answer. What is asked is a digest; the answer is signed
//! and checked by the caller, so it needs no other protection on its way.

use domain::timestamping::TimestampFailure;
use http::Uri;
use services::Site;
use services::timestamping::{Which, answered, waiting};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How long one answer is waited for: the public authority has taken more than two minutes.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// The longest answer that is read.
const LONGEST: u64 = 64 * 1024;

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
    let answer = tokio::time::timeout(patience, exchange(authority, request)).await;
    let bytes = answer.map_err(|_| TimestampFailure::NoAnswer)?.map_err(|_| TimestampFailure::NoAnswer)?;
    body(&bytes).map(<[u8]>::to_vec).ok_or(TimestampFailure::NotAnAnswer)
}

/// One exchange in the old manner of HTTP, where the answer ends with the connection and comes in one piece.
async fn exchange(authority: &Uri, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let host = authority.host().unwrap_or_default();
    let port = authority.port_u16().unwrap_or(80);
    let path = authority.path_and_query().map_or("/", |it| it.as_str());
    let mut stream = TcpStream::connect((host.trim_start_matches('[').trim_end_matches(']'), port)).await?;
    let head = format!(
        "POST {path} HTTP/1.0\r\nHost: {host}:{port}\r\nContent-Type: application/timestamp-query\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        request.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(request).await?;
    let mut bytes = Vec::new();
    stream.take(LONGEST).read_to_end(&mut bytes).await?;
    Ok(bytes)
}

/// The body of an answer that says that all is well.
fn body(bytes: &[u8]) -> Option<&[u8]> {
    const END: &[u8] = b"\r\n\r\n";
    let end = bytes.windows(END.len()).position(|it| it == END)?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let mut line = head.lines().next()?.split(' ');
    let well = line.next()?.starts_with("HTTP/1.") && line.next()? == "200";
    let chunked = head.to_ascii_lowercase().contains("\r\ntransfer-encoding:");
    if well && !chunked { bytes.get(end + END.len()..) } else { None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use tokio::net::TcpListener;

    #[test]
    fn only_a_whole_good_answer_has_a_body() {
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\nabc"), Some(&b"abc"[..]));
        for bad in [
            &b"HTTP/1.1 500 No\r\n\r\nabc"[..],
            b"HTTP/1.1 200 OK\r\nabc",
            b"",
            b"SSH-2.0",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3",
        ] {
            assert_eq!(body(bad), None, "{bad:?}");
        }
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
