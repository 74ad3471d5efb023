//! A load generator over loopback: signs in, then asks for each page at one and at eight requests at a time, and prints medians and
//! tails in milliseconds. Times are the client's: they hold the server, the loopback and this program.
//!
//! `load HOST:PORT LOGIN PASSWORD FILE` where each line of FILE is `NAME PATH`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a measurement that cannot be made ends")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Requests of one measurement.
const REQUESTS: usize = 400;

struct Answer {
    status: u16,
    head: String,
    size: usize,
}

async fn exchange(stream: &mut TcpStream, request: &str) -> Answer {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::with_capacity(64 * 1024);
    let mut part = [0_u8; 32 * 1024];
    let end_of_head = loop {
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "the server closed the connection");
        bytes.extend_from_slice(&part[..read]);
        if let Some(at) = bytes.windows(4).position(|it| it == b"\r\n\r\n") {
            break at + 4;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end_of_head]).to_ascii_lowercase();
    let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0);
    let length: Option<usize> = head.lines().find_map(|it| it.strip_prefix("content-length: ")).and_then(|it| it.trim().parse().ok());
    let done = |bytes: &[u8]| match length {
        Some(length) => bytes.len() >= end_of_head + length,
        None => bytes.ends_with(b"0\r\n\r\n"),
    };
    while !done(&bytes) {
        let read = stream.read(&mut part).await.unwrap();
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(&part[..read]);
    }
    Answer { status, head, size: bytes.len() - end_of_head }
}

async fn sign_in(at: &str, login: &str, password: &str) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    let body = body.append_pair("login", login).append_pair("password", password).append_pair("next", "").append_pair("kept", "").finish();
    let mut stream = TcpStream::connect(at).await.unwrap();
    let request = format!(
        "POST /api/session/begin HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nReferer: http://{at}/dang-nhap\r\nAccept: text/html\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = exchange(&mut stream, &request).await;
    let cookie = answer.head.lines().find_map(|it| it.strip_prefix("set-cookie: camket-session=")).and_then(|it| it.split(';').next());
    format!("camket-session={}", cookie.unwrap_or_else(|| panic!("signing in failed: {}", answer.head)))
}

async fn worker(at: String, request: String, left: Arc<AtomicUsize>) -> Vec<Duration> {
    let mut stream = TcpStream::connect(&at).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut times = Vec::new();
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |it| it.checked_sub(1)).is_ok() {
        let began = Instant::now();
        let answer = exchange(&mut stream, &request).await;
        assert_eq!(answer.status, 200, "{}", answer.head);
        times.push(began.elapsed());
    }
    times
}

async fn measure(at: &str, request: &str, together: usize, requests: usize) -> (Vec<Duration>, Duration) {
    let left = Arc::new(AtomicUsize::new(requests));
    let began = Instant::now();
    let workers: Vec<_> = (0..together).map(|_| tokio::spawn(worker(at.to_owned(), request.to_owned(), Arc::clone(&left)))).collect();
    let mut times = Vec::new();
    for it in workers {
        times.extend(it.await.unwrap());
    }
    let took = began.elapsed();
    times.sort_unstable();
    (times, took)
}

fn milliseconds(times: &[Duration], share: usize) -> String {
    let at = (times.len() * share).div_ceil(100).clamp(1, times.len()) - 1;
    format!("{}.{}", times[at].as_micros() / 1000, times[at].as_micros() % 1000 / 100)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [at, login, password, file] = arguments.as_slice() else { panic!("load HOST:PORT LOGIN PASSWORD FILE") };
    let pages = std::fs::read_to_string(file).unwrap();
    let cookie = sign_in(at, login, password).await;
    println!("| page | KB | p50 at 1 | p95 at 1 | p99 at 1 | p50 at 8 | p95 at 8 | p99 at 8 | requests/s at 8 |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for line in pages.lines() {
        let Some((name, path)) = line.rsplit_once(' ') else { continue };
        let request = format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n");
        let first = exchange(&mut TcpStream::connect(at).await.unwrap(), &request).await;
        assert_eq!(first.status, 200, "{name} {path}: {}", first.head);
        measure(at, &request, 1, 20).await;
        let (alone, _) = measure(at, &request, 1, REQUESTS / 2).await;
        let (together, took) = measure(at, &request, 8, REQUESTS).await;
        let row = [50, 95, 99].map(|it| milliseconds(&alone, it)).into_iter().chain([50, 95, 99].map(|it| milliseconds(&together, it)));
        let per_second = REQUESTS as u128 * 1000 / took.as_millis().max(1);
        println!("| {name} | {} | {} | {per_second} |", first.size.div_ceil(1024), row.collect::<Vec<_>>().join(" | "));
    }
}
