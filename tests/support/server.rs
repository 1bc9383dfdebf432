//! A host on this machine that misbehaves on purpose: every path has a way of its own, written in
//! the path. Says what it was asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\nthe rest of a picture";

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    headers: BTreeMap<String, String>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// The host; lives until the tests end.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                thread::spawn(move || serve(stream, &log));
            }
        });
        Self { address, asked }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked of a path, in order.
    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        self.asked.lock().unwrap().iter().filter(|one| one.path == path).cloned().collect()
    }

    pub(crate) fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Asked>>) {
    let mut first = [0];
    if stream.peek(&mut first).is_err() || first == [0x16] {
        // A handshake of TLS gets words that nobody expects there.
        let _ = stream.write_all(b"good day to you\r\n\r\n");
        return;
    }
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    let _ = reader.read_line(&mut line);
    let mut words = line.split_whitespace();
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return };
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).is_err() || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.trim().split_once(": ") {
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
    }
    let asked = Asked { method: method.to_owned(), path: path.to_owned(), headers };
    let before = {
        let mut log = log.lock().unwrap();
        log.push(asked.clone());
        log.iter().filter(|one| one.path == asked.path).count()
    };
    answer(&mut stream, &asked, before);
}

fn answer(stream: &mut TcpStream, asked: &Asked, nth: usize) {
    let is_head = asked.method == "HEAD";
    let mut say = |status: &str, headers: &str, body: &[u8]| {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
        let _ = stream.write_all(head.as_bytes());
        if !is_head {
            let _ = stream.write_all(body);
        }
    };
    let html = "Content-Type: text/html\r\n";
    let png = "Content-Type: image/png\r\n";
    let path = asked.path.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match *parts.as_slice() {
        ["status", status] => say(status, html, b"<html>"),
        ["slow"] => thread::sleep(Duration::from_millis(1500)),
        ["pause", _] => {
            thread::sleep(Duration::from_millis(15));
            say("200", html, b"<html>");
        }
        ["busy"] if nth == 1 => say("429", "Retry-After: 1\r\n", b""),
        ["busy-for-ever"] => say("429", "Retry-After: 86400\r\n", b""),
        ["later"] if nth <= 2 => say("503", "Retry-After: 1\r\n", b""),
        ["flaky"] if nth <= 2 => say("500", "", b""),
        ["no-head"] if is_head => say("405", "", b""),
        ["head-404"] if is_head => say("404", "", b""),
        ["loop"] => say("302", "Location: /loop/back\r\n", b""),
        ["loop", "back"] => say("302", "Location: /loop\r\n", b""),
        ["chain", number] => {
            let next = number.parse::<u32>().unwrap_or(0).saturating_sub(1);
            let to = if next == 0 { "/status/200".to_owned() } else { format!("/chain/{next}") };
            say("302", &format!("Location: {to}\r\n"), b"");
        }
        ["for-good"] => say("301", "Location: /for-good/again\r\n", b""),
        ["for-good", "again"] => say("308", "Location: /status/200\r\n", b""),
        ["for-good", "to-404"] => say("301", "Location: /status/404\r\n", b""),
        ["mixed"] => say("301", "Location: /chain/1\r\n", b""),
        ["nowhere"] => say("301", "", b""),
        ["to-mail"] => say("302", "Location: mailto:heron@lake.test\r\n", b""),
        ["to-private"] => say("302", "Location: http://169.254.169.254/latest/meta-data/\r\n", b""),
        ["to", port] => {
            say("302", &format!("Location: http://gull:beak@localhost:{port}/status/200\r\n"), b"");
        }
        ["cookie"] if asked.header("cookie").is_none() => {
            say("302", "Set-Cookie: seen=1; Path=/\r\nLocation: /cookie\r\n", b"")
        }
        ["picture"] => say("200", png, PNG),
        ["page-for-picture"] => say("200", html, b"<!doctype html><p>Herons"),
        ["empty-picture"] => say("200", png, b""),
        ["zip-for-picture"] => say("200", "Content-Type: application/zip\r\n", b"PK\x03\x04"),
        ["guarded"] if asked.header("referer").is_none() => say("403", "", b""),
        ["guarded"] => say("200", png, PNG),
        ["own-only"] if !asked.header("referer").is_some_and(|page| page.contains("127.0.0.1")) => {
            say("200", html, b"<html><p>Do not take our pictures");
        }
        ["own-only"] => say("200", png, PNG),
        ["cut"] => {
            let head = format!("HTTP/1.1 200 x\r\nConnection: close\r\nContent-Length: 5000\r\n{png}\r\n");
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(if is_head { b"" } else { PNG });
        }
        ["huge"] => huge(stream, is_head),
        ["closed"] => {}
        ["places"] => say("200", html, b"<html><h1 id=nests>N</h1><p id=a><p id=b><a name=eggs></a>"),
        _ => say("200", html, b"<html>"),
    }
}

/// Ten gigabytes, as many of them as anybody takes.
fn huge(stream: &mut TcpStream, is_head: bool) {
    let head = "HTTP/1.1 200 x\r\nContent-Type: image/png\r\nContent-Length: 10000000000\r\n\r\n";
    let _ = stream.write_all(head.as_bytes());
    if is_head {
        return;
    }
    let _ = stream.write_all(PNG);
    while stream.write_all(&[7; 65536]).is_ok() {}
}
