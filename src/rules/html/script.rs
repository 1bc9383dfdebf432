//! `html/script`: a script in a text.
//! Decides on the tag alone; what the script does is not read.

use crate::rules::prelude::*;

#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Script {
    allow_hosts: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<Script>()?))
}

impl Check for Script {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.is_text() {
            return;
        }
        for element in entry.body.named("script").filter(|element| element.origin == Origin::Html) {
            if !runs(entry, element) {
                continue;
            }
            let source = entry.body.attribute(element, "src");
            let address = source.map(|source| entry.body.value(source));
            let host = address.as_deref().map(Reference::parse).and_then(host_of);
            if host.as_ref().is_some_and(|host| self.allow_hosts.contains(host)) {
                continue;
            }
            if source.and_then(|source| source.value).is_some_and(|value| entry.body.liquid.touches(value)) {
                sink.undecided(element.span, "Liquid writes a part of the script's address");
                continue;
            }
            sink.report(script(element, host));
        }
    }
}

/// Whether browsers run it: data and templates are scripts in name only (HTML 4.12.1).
fn runs(entry: &Entry<'_>, element: &Element<'_>) -> bool {
    let Some(kind) = entry.body.attribute(element, "type") else { return true };
    let kind = entry.body.value(kind).trim().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.ends_with("javascript") || kind.ends_with("ecmascript")
}

fn host_of(reference: Reference<'_>) -> Option<String> {
    match reference {
        Reference::Absolute(url) | Reference::ProtocolRelative(url) => url.host_str().map(str::to_owned),
        _ => None,
    }
}

fn script(element: &Element<'_>, host: Option<String>) -> Report {
    let message = match host {
        Some(host) => format!("a script from {host} runs on the page, and can change it at any time"),
        None => "a script stands in the text: it runs on the page, and feeds and readers drop it".to_owned(),
    };
    Report::new(element.span, message).help("remove it, or move it to a layout or an include")
}
