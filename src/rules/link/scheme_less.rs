//! `link/scheme-less`: `www.example.com`, which without a scheme is a path in the site itself.
//! Certain only where the text begins as no file of a site is called.

use crate::rules::prelude::*;

struct SchemeLess;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(SchemeLess))
}

impl Check for SchemeLess {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.shape == Shape::Relative && !address.is_liquid && begins_with_host(address.text) {
                sink.report(no_scheme(&address));
            }
        }
    }
}

/// `www.` and a name; or a name that ends as hosts do and files do not, with a path after it.
fn begins_with_host(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let (host, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let host = host.to_ascii_lowercase();
    let is_name = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    if !host.contains('.') || !host.split('.').all(is_name) || last.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let is_file = ["html", "htm", "md", "php", "txt", "pdf", "xml"].contains(&last);
    if host.starts_with("www.") && host.matches('.').count() >= 2 {
        return !is_file;
    }
    match last {
        "com" => true,
        "org" | "net" | "edu" | "gov" => rest.starts_with('/') && rest.len() > 1,
        "io" => host.ends_with(".github.io"),
        _ => false,
    }
}

fn no_scheme(address: &Address<'_>) -> Report {
    Report::new(
        address.place,
        "the address has no scheme, so browsers look for it in the site itself, below the page's own folder",
    )
    .help("write `https://` in front of it")
    .fix("write `https://`", Safety::Unsafe, address.part(0..0), "https://".to_owned())
}
