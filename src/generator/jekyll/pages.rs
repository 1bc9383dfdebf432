//! Pages and files that are copied: `lib/jekyll/page.rb`, `convertible.rb`, `static_file.rb`.
//! May not know of other documents.

use std::borrow::Cow;

use super::collections::with_suffix;
use super::data::Data;
use super::defaults::Defaults;
use super::header::{self, Lost};
use super::posts::{bytes_of, nowhere};
use super::value::{is_truthy, to_s};
use super::{Jekyll, titles, url};
use crate::document::front_matter::yaml;
use crate::document::{Document, Markup, is_data};
use crate::publication::{Answer, DateAnswer, Fatal, FatalKind, Kind, Publication, Skip, Status, Text};
use crate::source::Span;

/// `Page::HTML_EXTENSIONS`
const HTML_EXTENSIONS: [&str; 3] = [".html", ".xhtml", ".htm"];

/// What Jekyll would make of a page; `path` is relative to the source.
#[must_use]
pub(super) fn publication(site: &Jekyll, path: &str, document: &Document<'_>) -> Publication {
    let read = header::read(document);
    let mut fatal = read.as_ref().err().and_then(|lost| unreadable(site, path, document, lost));
    if site.config.loses_posts {
        fatal = fatal.or(Some(stop(
            FatalKind::Configuration,
            Span::at(0),
            "a date in `defaults` of the configuration stops Jekyll",
        )));
    }
    let data = Data::of_page(read.ok().flatten(), Defaults::of(&site.config, path, path, "pages"));
    let permalink = data.get("permalink").filter(|found| is_truthy(found.node));
    let text = permalink.and_then(|found| found.node.as_str());
    if let Some(found) = permalink {
        let message = match text {
            None => Some("`permalink` is not text, and Jekyll stops"),
            Some("") => Some("`permalink` is empty, and Jekyll stops"),
            Some(_) => None,
        };
        if let Some(message) = message {
            fatal = fatal.or(Some(stop(FatalKind::Permalink, bytes_of(found.cause), message)));
        }
    }
    let published = data.own("published").is_none_or(|found| is_truthy(found.node));
    if published && fatal.is_none() && document.markup != Markup::Plain {
        fatal = site.liquid_error(document);
    }
    let status = match (&fatal, published || site.config.unpublished) {
        (Some(_), _) => Status::Fatal,
        (None, true) => Status::Published,
        (None, false) => Status::Skipped(Skip::Unpublished),
    };
    let (url, output) = match (permalink, text) {
        (Some(_), None) => nowhere("its `permalink` is not text"),
        _ => address(site, path, text),
    };
    let value = |key: &str| {
        let found = data.get(key).filter(|found| is_truthy(found.node))?;
        Some(to_s(found.node).into_owned())
    };
    let mut also = if status == Status::Published { site.aliases(&data) } else { Vec::new() };
    also.extend(url.known().and_then(|url| source_map(site, path, url, text)));
    Publication {
        kind: Kind::Page,
        status,
        title: value("title").or_else(|| {
            let takes = site.titles && site.config.is_markdown(url::extension(path));
            takes.then(|| titles::from_heading(document)).flatten()
        }),
        slug: None,
        layout: value("layout"),
        url,
        output,
        also,
        fatal: fatal.map(Box::new),
        ..nothing()
    }
}

/// jekyll-sass-converter writes a source map beside each style sheet, unless it is told not to.
/// (`SourceMapPage`): a page in the folder of its address, with the same permalink.
fn source_map(site: &Jekyll, path: &str, url: &str, permalink: Option<&str>) -> Option<String> {
    let is_sass = matches!(url::extension(path), ".scss" | ".sass");
    let is_off = || site.config.nested("sass", "sourcemap").is_some_and(|node| to_s(node) == "never");
    if !is_sass || is_off() {
        return None;
    }
    let folder = url.rsplit_once('/').map_or("", |(folder, _)| folder).trim_start_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    let base = name.strip_suffix(url::extension(name)).unwrap_or(name).trim_end_matches('.');
    let path = if folder.is_empty() { format!("{base}.css.map") } else { format!("{folder}/{base}.css.map") };
    address(site, &path, permalink).1.known().cloned()
}

fn stop(kind: FatalKind, span: Span, message: impl Into<Text>) -> Fatal {
    Fatal { kind, span, message: message.into() }
}

/// Where a page that cannot be read stops the build; elsewhere Jekyll warns and goes on.
fn unreadable(site: &Jekyll, path: &str, document: &Document<'_>, lost: &Lost) -> Option<Fatal> {
    let is_invalid = !document.source.invalid().is_empty();
    let stops_kramdown = is_invalid && site.config.is_markdown(url::extension(path));
    (lost.is_other_value || site.config.strict || stops_kramdown)
        .then(|| stop(FatalKind::FrontMatter, lost.span, lost.message.clone()))
}

/// `Page#url` and `#destination`.
pub(super) fn address(
    site: &Jekyll,
    path: &str,
    permalink: Option<&str>,
) -> (Answer<String>, Answer<String>) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let extension = url::extension(name);
    let base = name.strip_suffix(extension).unwrap_or(name).trim_end_matches('.');
    let own = permalink.filter(|permalink| !permalink.ends_with('/')).map(url::extension);
    let output_ext = own.filter(|own| !own.is_empty()).unwrap_or_else(|| site.converted(extension));
    let template = match permalink {
        Some(permalink) => Cow::Borrowed(permalink),
        None if !HTML_EXTENSIONS.contains(&output_ext) => Cow::Borrowed("/:path/:basename:output_ext"),
        None if base == "index" => Cow::Borrowed("/:path/"),
        None => Cow::Owned(with_suffix("/:path/:basename", &site.config.permalink)),
    };
    let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    let values = [(":path", &*folder), (":basename", base), (":output_ext", output_ext)];
    let address = expand(&template, &values);
    let output = url::page_output(&address, output_ext);
    (Answer::Known(address), Answer::Known(output))
}

/// `URL#generate_url_from_hash`: one placeholder after the other, in the text as it is by then.
pub(super) fn expand(template: &str, values: &[(&str, &str)]) -> String {
    let mut result = template.to_owned();
    for (name, value) in values {
        if !result.contains(':') {
            break;
        }
        if result.contains(name) {
            result = result.replace(name, &url::escape_path(value));
        }
    }
    url::sanitize(&result)
}

/// A file that is copied; `path` is relative to the source.
#[must_use]
pub(super) fn copied(site: &Jekyll, path: &str) -> Publication {
    let address = format!("/{}", without_dots(path));
    let output = url::clean(&url::unescape_path(&address));
    file(site, path, address, output)
}

/// A file of a collection; `path` is relative to the folder of the collections.
#[must_use]
pub(super) fn collection_file(site: &Jekyll, collection: usize, path: &str) -> Publication {
    let Some(collection) = site.config.collections.get(collection) else { return Publication::unknown() };
    let extension = url::extension(path);
    let without = without_dots(path);
    let without = without.strip_suffix(extension).unwrap_or(&without);
    let cleaned = without.replacen(&*collection.directory, "", 1);
    let name = without.rsplit('/').next().unwrap_or(without);
    let values = [
        (":collection", &*collection.label),
        (":path", &cleaned),
        (":output_ext", ""),
        (":name", name),
        (":title", ""),
    ];
    let expanded = expand(&collection.template, &values);
    let address = format!("{}{extension}", expanded.strip_suffix('/').unwrap_or(&expanded));
    let output = url::clean(&url::unescape_path(&address));
    let mut publication = file(site, path, address, output);
    if !collection.output {
        publication.status = Status::Skipped(Skip::NoOutput);
    }
    publication
}

/// `StaticFile#write?`: only `defaults:` without a type can hold a file back.
fn file(site: &Jekyll, path: &str, address: String, output: String) -> Publication {
    let defaults = Defaults::of(&site.config, path, path, "");
    let is_held = defaults.merged("published").is_some_and(|node| !is_truthy(node));
    let status = if is_held { Status::Skipped(Skip::Unpublished) } else { Status::Published };
    Publication {
        kind: Kind::Static,
        status,
        url: Answer::Known(address),
        output: Answer::Known(output),
        ..nothing()
    }
}

/// `StaticFile#cleaned_relative_path` and the extension.
fn without_dots(path: &str) -> String {
    let extension = url::extension(path);
    let rest = path.strip_suffix(extension).unwrap_or(path).trim_end_matches('.');
    format!("{rest}{extension}")
}

/// A layout, an include or a data file. What is wrong in its Liquid stops the pages that use it.
#[must_use]
pub(super) fn part(site: &Jekyll, kind: Kind, document: &Document<'_>) -> Publication {
    if let Some(fatal) = stop_of_part(&kind, document) {
        return Publication { fatal: Some(Box::new(fatal)), ..unpublished(kind, Status::Fatal) };
    }
    let layout = document.front_matter().and_then(|tree| tree.get("layout"));
    Publication {
        layout: layout.and_then(|pair| pair.value.as_str()).map(ToOwned::to_owned),
        fatal: site.liquid_error(document).map(Box::new),
        ..unpublished(kind, Status::Skipped(Skip::Part))
    }
}

/// What stops Jekyll when it reads a layout (`Convertible#read_yaml`) or a data file
/// (`DataReader#read_data_file`).
fn stop_of_part(kind: &Kind, document: &Document<'_>) -> Option<Fatal> {
    match kind {
        Kind::Layout => match header::read(document) {
            Err(lost) if lost.is_other_value => Some(stop(FatalKind::FrontMatter, lost.span, lost.message)),
            Err(_) => None,
            Ok(tree) => {
                let permalink = tree?.get("permalink")?.value;
                let is_empty = permalink.as_str() == Some("");
                is_empty.then(|| {
                    stop(FatalKind::FrontMatter, permalink.span(), "`permalink` is empty, and Jekyll stops")
                })
            }
        },
        Kind::Data if is_data(document.path()) => {
            let error = yaml::parse(document.source.text(), 0).err()?;
            Some(stop(FatalKind::FrontMatter, error.span, error.message))
        }
        _ => None,
    }
}

/// A file that is not read.
#[must_use]
pub(super) fn unpublished(kind: Kind, status: Status) -> Publication {
    Publication { kind, status, ..nothing() }
}

fn nothing() -> Publication {
    let (url, output) = nowhere("it is not published");
    Publication { date: DateAnswer::None, url, output, ..Publication::unknown() }
}
