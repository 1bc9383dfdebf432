//! One request and the head of its answer, with as much of the body as is worth a look. May not
//! follow a redirect, nor judge a status.

use std::time::Duration;

use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::{Client, Method, Response, StatusCode};
use url::Url;

use super::failure::{self, Failure};

/// What to ask for.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: Method,
    /// The page that is said to ask.
    pub(super) referer: Option<String>,
    /// How many bytes of the body to read at most.
    pub(super) body: usize,
    /// Whether to ask for no more than these bytes.
    pub(super) ranged: bool,
}

impl Request {
    pub(super) fn head() -> Self {
        Self { method: Method::HEAD, referer: None, body: 0, ranged: false }
    }

    pub(super) fn get() -> Self {
        Self { method: Method::GET, referer: None, body: 0, ranged: false }
    }
}

/// The head of an answer, and the start of its body.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Why reading the body ended before its end, if it did.
    pub(super) broken: Option<Failure>,
    /// Bytes of the body that came; more than are kept.
    pub(super) got: u64,
    /// Whether the body was read to its end.
    pub(super) is_whole: bool,
    /// Bytes that the body is said to have.
    pub(super) announced: Option<u64>,
}

impl Head {
    /// A header as text.
    pub(super) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Every value of a header, as text; bytes beyond ASCII are taken for UTF-8.
    pub(super) fn all(&self, name: HeaderName) -> impl Iterator<Item = String> {
        let values = self.headers.get_all(name).into_iter();
        values.map(|one| String::from_utf8_lossy(one.as_bytes()).into_owned()).collect::<Vec<_>>().into_iter()
    }

    /// The content type without its parameters, in lower case.
    pub(super) fn kind(&self) -> String {
        let whole = self.header(header::CONTENT_TYPE).unwrap_or_default();
        whole.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Bytes of the whole, where a part was asked for and came, or where the whole came.
    pub(super) fn size(&self) -> Option<u64> {
        let of_part =
            self.header(header::CONTENT_RANGE).and_then(|range| range.rsplit_once('/')?.1.parse().ok());
        let is_part = self.status == StatusCode::PARTIAL_CONTENT;
        let whole = self.announced.or_else(|| self.is_whole.then_some(self.got));
        if is_part { of_part } else { whole.filter(|_| self.status == StatusCode::OK) }
    }
}

/// Sends a request. What a URL holds of a user and a password goes to that URL's host alone, as a
/// header; whoever follows redirects takes it out.
pub(super) async fn send(
    client: &Client,
    url: &Url,
    request: &Request,
    cookies: &str,
    timeout: Duration,
) -> Result<Head, Failure> {
    let mut builder = client.request(request.method.clone(), url.clone()).timeout(timeout);
    if let Some(referer) = &request.referer {
        builder = builder.header(header::REFERER, referer);
    }
    if request.ranged {
        builder = builder.header(header::RANGE, format!("bytes=0-{}", request.body.saturating_sub(1)));
    }
    if !cookies.is_empty() {
        builder = builder.header(header::COOKIE, cookies);
    }
    let accept =
        if request.ranged { "image/avif,image/webp,image/*;q=0.9,*/*;q=0.5" } else { "text/html,*/*;q=0.8" };
    builder = builder.header(header::ACCEPT, accept);
    let response = builder.send().await.map_err(|error| failure::of(&error))?;
    Ok(read(response, request).await)
}

/// Whole bodies up to this size are read where a part was asked for and the whole comes: whether it
/// comes whole is worth knowing.
const WHOLE: u64 = 256 * 1024;

/// Reads no more of a body than is worth it; what follows is left unread, and the connection with it.
async fn read(mut response: Response, request: &Request) -> Head {
    let length = response.headers().get(header::CONTENT_LENGTH);
    let announced: Option<u64> = length.and_then(|one| one.to_str().ok()?.trim().parse().ok());
    let mut head = Head {
        status: response.status(),
        headers: response.headers().clone(),
        body: Vec::new(),
        broken: None,
        got: 0,
        is_whole: false,
        announced,
    };
    let most = match announced.filter(|_| request.ranged) {
        Some(length) if length <= WHOLE => WHOLE + 1,
        _ => request.body as u64,
    };
    while head.got < most {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                head.got += chunk.len() as u64;
                let room = request.body.saturating_sub(head.body.len());
                head.body.extend(chunk.iter().take(room));
            }
            Ok(None) => {
                head.is_whole = true;
                break;
            }
            Err(error) => {
                head.broken = Some(failure::of(&error));
                break;
            }
        }
    }
    head
}
