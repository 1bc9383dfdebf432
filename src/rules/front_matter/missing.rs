//! `front-matter/missing`: no front matter where the generator wants it, or something before it.
//! Decides on the kind of the file, its name, and what the reader says was meant.

use serde::Deserialize;

use crate::rules::prelude::*;

struct Missing {
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Wanted {
    names: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    let Wanted { names } = options.read()?;
    Ok(Box::new(Missing { names: names.iter().map(|name| name.to_lowercase()).collect() }))
}

impl Check for Missing {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let kind = &entry.publication.kind;
        match entry.header {
            _ if matches!(kind, Kind::Ignored | Kind::Include) || self.is_for_the_repository(entry) => {}
            // Nothing of such a file can be read; that is said elsewhere.
            _ if entry.source.encoding() == Encoding::Utf16 => {}
            Header::Misplaced { opening, cause } => sink.report(misplaced(entry, opening, cause)),
            Header::Absent if entry.publication.is_post() => sink.report(post_without(entry)),
            Header::Absent if is_bare_page(entry) => sink.report(page_without(entry)),
            _ => {}
        }
    }
}

impl Missing {
    /// Files that a host or a reader of the repository looks for, and no visitor of the site.
    fn is_for_the_repository(&self, entry: &Entry<'_>) -> bool {
        if entry.publication.is_post() {
            return false;
        }
        let mut parts: Vec<&str> = entry.path().split('/').collect();
        let name = parts.pop().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or(name).to_lowercase();
        self.names.contains(&stem) || parts.iter().any(|part| part.starts_with(['.', '_']))
    }
}

/// Whether a file is copied as it is although it looks like a page that was to be rendered.
fn is_bare_page(entry: &Entry<'_>) -> bool {
    let optional =
        |plugin: &String| matches!(plugin.as_str(), "jekyll-optional-front-matter" | "github-pages");
    if entry.publication.kind != Kind::Static || entry.site.plugins.iter().any(optional) {
        return false;
    }
    match entry.markup {
        Markup::Markdown => !entry.source.text().trim().is_empty(),
        // HTML is at home as it is, unless Liquid stands in it.
        Markup::Html => is_template(entry),
        Markup::Plain => false,
    }
}

fn is_template(entry: &Entry<'_>) -> bool {
    let text = entry.source.text();
    let tags =
        ["{% include ", "{% for ", "{% if ", "{{ site.", "{{ page.", "{{ content }}", " | relative_url }}"];
    tags.iter().any(|tag| text.contains(tag))
}

fn misplaced(entry: &Entry<'_>, opening: Span, cause: Span) -> Report {
    let outcome = if entry.publication.is_post() || entry.publication.kind == Kind::Unknown {
        "so the keys are published as text"
    } else {
        "so the file is copied to the site as it is"
    };
    let spoiling = entry.text(cause);
    if entry.text(opening) == "+++" {
        let message = format!("this front matter is TOML, which Jekyll does not read, {outcome}");
        return Report::new(opening, message).help("write it as YAML between lines of three dashes (---)");
    }
    if cause.end <= opening.start {
        let what = if spoiling.trim().is_empty() { "blanks stand" } else { "something stands" };
        let invisible = spoiling.chars().all(|one| one.is_whitespace() || is_invisible(one));
        let message = format!("{what} before the front matter, {outcome}");
        let report = Report::new(cause, message)
            .help("let the file start with the three dashes")
            .label(opening, "the front matter opens here");
        return if invisible {
            report.fix("delete what stands before it", Safety::Safe, cause, String::new())
        } else {
            report
        };
    }
    let line = Span { start: opening.start, end: cause.end };
    let message = if spoiling.trim().is_empty() {
        format!("the line ends of this file are lone carriage returns, {outcome}")
    } else if spoiling.starts_with('-') || cause == opening {
        format!("front matter opens with exactly three dashes, {outcome}")
    } else {
        format!("nothing may follow the three dashes on the opening line, {outcome}")
    };
    let report = Report::new(if spoiling.trim().is_empty() { cause } else { line }, message)
        .help("open the front matter with exactly three dashes (---) alone on the first line");
    let dashes = entry.text(line).trim();
    if !dashes.is_empty() && dashes.chars().all(|one| !one.is_alphanumeric() && !one.is_ascii_whitespace()) {
        report.fix("write three dashes", Safety::Safe, line, "---".to_owned())
    } else {
        report
    }
}

fn is_invisible(one: char) -> bool {
    matches!(one, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn post_without(entry: &Entry<'_>) -> Report {
    let start = Span::at(entry.source.bom_len());
    let report = Report::new(
        start,
        "this post has no front matter, so it is published without title or layout of its own",
    );
    let first = entry.source.text().lines().next().unwrap_or_default();
    let keys = ["title:", "layout:", "date:", "categories:", "category:", "tags:", "author:"];
    if keys.iter().any(|key| first.starts_with(key)) {
        return report.help("write a line of three dashes (---) before the first key and after the last one");
    }
    let report =
        report.help("start the file with a line of three dashes (---), the keys, and three dashes again");
    // A layout from `defaults:` shows that the site does without.
    if entry.publication.layout.is_some() { report.at_most(Severity::Note) } else { report }
}

fn page_without(entry: &Entry<'_>) -> Report {
    let start = Span::at(entry.source.bom_len());
    Report::new(start, "this file has no front matter, so it is copied to the site as it is and not rendered")
        .help("start it with two lines of three dashes (---) if it is a page, or exclude it")
        .at_most(Severity::Note)
}
