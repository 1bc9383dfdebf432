//! Whether the first bytes of an answer are a picture. May not decode one.

/// What the first bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// A picture of a known format.
    Picture,
    /// A web page.
    Page,
    /// Neither.
    Other,
    /// There are none.
    Nothing,
}

/// Looks at the first bytes (WHATWG MIME Sniffing, 6.1 and 7.1, and the formats that browsers show
/// besides).
pub(super) fn sniff(bytes: &[u8]) -> Sniffed {
    if bytes.is_empty() {
        return Sniffed::Nothing;
    }
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let has_brand = |brands: &[&[u8]]| {
        bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| brands.contains(&brand))
    };
    let is_picture = starts(b"\x89PNG\r\n\x1a\n")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF87a")
        || starts(b"GIF89a")
        || (starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
        || starts(b"BM")
        || starts(b"\0\0\x01\0")
        || starts(b"\0\0\x02\0")
        || starts(b"II*\0")
        || starts(b"MM\0*")
        || starts(b"\xff\x0a")
        || starts(b"\0\0\0\x0cJXL ")
        || has_brand(&[b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"]);
    if is_picture {
        return Sniffed::Picture;
    }
    of_text(bytes)
}

/// SVG or a page: the first element says which.
fn of_text(bytes: &[u8]) -> Sniffed {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        // Comments, processing instructions and the type of the document come before the element.
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ if rest.starts_with("<?") => rest.find("?>").map(|at| at + 2),
            _ if starts_with(rest, "<!doctype svg") => doctype_end(rest),
            _ => None,
        };
        let Some(end) = end else { break };
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    if starts_with(rest, "<svg") || rest.get(..64.min(rest.len())).is_some_and(|it| it.contains(":svg")) {
        return Sniffed::Picture;
    }
    let of_page =
        ["<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<div", "<h1", "<p>"];
    if of_page.iter().any(|start| starts_with(rest, start)) { Sniffed::Page } else { Sniffed::Other }
}

/// A document type may hold declarations in brackets.
fn doctype_end(text: &str) -> Option<usize> {
    let close = text.find('>')?;
    match text.find('[').filter(|open| *open < close) {
        Some(open) => text.get(open..)?.find("]>").map(|at| open + at + 2),
        None => Some(close + 1),
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}
