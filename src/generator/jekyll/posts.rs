//! Posts, drafts and documents of collections: `lib/jekyll/document.rb`, `publisher.rb` and
//! `readers/post_reader.rb`. May not know of other documents.

mod address;

use std::borrow::Cow;

use super::collections::Collection;
use super::data::{Data, Found};
use super::date::{self, Failure};
use super::defaults::Defaults;
use super::permalink::asks_for_date;
use super::reader::{DatedName, DocumentPlace, has_header, split_extension};
use super::value::{inspect, is_truthy, to_s};
use super::{Jekyll, header, pages, slug, taxonomy, titles, url};
use crate::document::front_matter::Kind as NodeKind;
use crate::document::{Document, Markup};
use crate::publication::rendering::Rendering;
use crate::publication::{
    Answer, Cause, DateAnswer, DateFact, Fatal, FatalKind, Kind, NameDate, Publication, Skip, Status, Term,
};
use crate::source::{Encoding, Span};

/// What Jekyll would make of a document of a collection.
#[must_use]
pub(super) fn publication(site: &Jekyll, place: &DocumentPlace<'_>, document: &Document<'_>) -> Publication {
    let Some(collection) = site.config.collections.get(place.collection) else {
        return Publication::unknown();
    };
    let is_yaml = is_yaml(place.path);
    // `Document#read` takes the data of a YAML file as they are.
    let defaults = if is_yaml {
        Defaults::default()
    } else {
        Defaults::of(&site.config, place.path, place.in_source, &collection.label)
    };
    let read = header::read(document);
    let failed = read.is_err() || is_yaml;
    let mut post = Post { site, place, collection, document, failed, is_held: false, fatal: None };
    if let Err(failure) = &read
        && site.config.strict
    {
        post.stop(FatalKind::FrontMatter, failure.span, failure.message.clone());
    }
    let mut data = Data::of_document(read.ok().flatten(), defaults);
    let folders = post.folders();
    let categories = match taxonomy::categories(&data, document.source, &folders, !post.failed) {
        Ok(categories) => categories,
        Err(taxonomy::NotAList(cause)) => {
            post.fail_on_categories(cause);
            data = Data::of_document(
                None,
                Defaults::of(&site.config, place.path, place.in_source, &collection.label),
            );
            taxonomy::categories(&data, document.source, &folders, false).unwrap_or_default()
        }
    };
    post.publish(&data, categories)
}

/// A document on its way to be published.
struct Post<'p> {
    site: &'p Jekyll,
    place: &'p DocumentPlace<'p>,
    collection: &'p Collection,
    document: &'p Document<'p>,
    /// Jekyll logged an error on reading it, and goes on without its front matter.
    failed: bool,
    /// `published:` holds it back, so that Jekyll never asks for its date.
    is_held: bool,
    fatal: Option<Fatal>,
}

impl<'p> Post<'p> {
    fn publish(mut self, data: &Data<'_>, categories: Vec<Term>) -> Publication {
        let published = data.get("published");
        self.is_held = published.is_some_and(|found| !is_truthy(found.node)) && !self.site.config.unpublished;
        let name_date = DatedName::parse(self.place.path).map(|name| self.name_date(name.date));
        let mut date = self.date(data);
        if let DateAnswer::Date(fact) = &mut date {
            fact.instant += i128::from(self.drift(fact)) * 1_000_000_000;
        }
        let name = self.name_slug();
        let slug = match data.get("slug").filter(|found| is_truthy(found.node)) {
            Some(found) => Some(to_s(found.node).into_owned()),
            None => (!self.failed).then(|| name.to_owned()),
        };
        let tags = taxonomy::tags(data, self.document.source, !self.failed);
        let layout = data.get("layout").filter(|found| is_truthy(found.node));
        let layout = layout.map(|found| to_s(found.node).into_owned());
        let skip = self.skip(&date);
        if skip.is_none() && matches!(self.place.kind, Kind::Collection(_)) {
            self.stop_at_bytes();
        }
        let title = self.final_title(data, skip.is_none());
        let (url, output) = match skip {
            Some(Skip::BadName | Skip::Excluded) => nowhere("it is not published"),
            _ => self.url(data, &categories, &date, skip.is_none()),
        };
        let status = self.status(skip, &date);
        Publication {
            kind: self.kind(data),
            status,
            date,
            name_date,
            title,
            categories,
            tags,
            slug,
            layout,
            url,
            output,
            also: self.also(data, skip.is_none()),
            rendering: Rendering::default(),
            fatal: self.fatal.map(Box::new),
        }
    }

    /// The redirects to it, and what is written of a file that is read as a page too.
    fn also(&self, data: &Data<'_>, is_written: bool) -> Vec<String> {
        let mut also = if is_written { self.site.aliases(data) } else { Vec::new() };
        if self.place.is_page_too {
            let path = self.place.in_source;
            let page = if has_header(self.document.source.text()) {
                pages::publication(self.site, path, self.document)
            } else {
                pages::copied(self.site, path)
            };
            also.extend(page.output.known().filter(|_| page.status == Status::Published).cloned());
        }
        also
    }

    /// `#draft?`: a post that says so itself is one too.
    fn kind(&self, data: &Data<'_>) -> Kind {
        if self.place.kind == Kind::Post && self.says_draft(data) {
            Kind::Draft
        } else {
            self.place.kind.clone()
        }
    }

    fn says_draft(&self, data: &Data<'_>) -> bool {
        data.get("draft").is_some_and(|found| is_truthy(found.node))
    }

    fn stop(&mut self, kind: FatalKind, span: Span, message: impl Into<Cow<'static, str>>) {
        self.fatal.get_or_insert(Fatal { kind, span, message: message.into() });
    }

    /// kramdown raises at bytes that are not UTF-8; posts with such are dropped before.
    fn stop_at_bytes(&mut self) {
        let invalid = self.document.source.invalid().first().copied();
        let is_markdown = self.site.config.is_markdown(url::extension(self.place.path));
        if let Some(span) = invalid.filter(|_| is_markdown) {
            self.stop(FatalKind::FrontMatter, span, "the file is not UTF-8, and Jekyll stops at it");
        }
    }

    fn fail_on_categories(&mut self, cause: Cause) {
        self.failed = true;
        if self.site.config.strict {
            self.stop(FatalKind::FrontMatter, bytes_of(cause), "`categories` is neither text nor a list");
        }
    }

    /// `#categories_from_path`
    fn folders(&self) -> Vec<&'p str> {
        let special = if self.place.kind == Kind::Draft { "_drafts" } else { &*self.collection.directory };
        if self.place.path.starts_with(special) {
            Vec::new()
        } else {
            taxonomy::folders(self.place.path, special)
        }
    }

    fn name_date(&self, text: &str) -> NameDate {
        let mut parts = text.splitn(3, '-');
        let mut part = || parts.next().and_then(|part| part.parse::<i32>().ok()).unwrap_or_default();
        let day = (part(), narrow(part()), narrow(part()));
        let reading = date::parse(text, &self.site.zone, self.site.facts.now);
        NameDate {
            day,
            exists: reading.as_ref().is_ok_and(|reading| !reading.overflowed),
            readable: reading.is_ok(),
        }
    }

    /// `#merge_date!`, `#modify_date` and `#date`.
    fn date(&mut self, data: &Data<'_>) -> DateAnswer {
        let mut written = None;
        if let Some(found) = data.get("date") {
            match self.read_date(found) {
                DateAnswer::Date(fact) => written = Some(fact),
                other => return other,
            }
        }
        let second = |instant: i128| instant.div_euclid(1_000_000_000);
        let is_now = |instant: i128| second(instant) == second(self.site.facts.now);
        if self.failed || written.as_ref().is_some_and(|fact| !is_now(fact.instant)) {
            return written.map_or_else(|| self.date_of_build(data), DateAnswer::Date);
        }
        match DatedName::parse(self.place.path) {
            Some(name) => self.read_text(name.date, Cause::Path),
            None => written.map_or_else(|| self.date_of_build(data), DateAnswer::Date),
        }
    }

    fn read_date(&self, found: Found<'_>) -> DateAnswer {
        let (zone, now) = (&self.site.zone, self.site.facts.now);
        let reading = match found.node.kind() {
            NodeKind::Scalar { text, typed } => date::read(typed, text, zone, now),
            _ => date::parse(&inspect(found.node), zone, now),
        };
        answer(reading, found.cause, || to_s(found.node).into_owned())
    }

    fn read_text(&self, text: &str, cause: Cause) -> DateAnswer {
        let reading = date::parse(text, &self.site.zone, self.site.facts.now);
        answer(reading, cause, || text.to_owned())
    }

    /// The time of the build; for a draft that of the file, which the sources do not tell.
    fn date_of_build(&self, data: &Data<'_>) -> DateAnswer {
        let own = data.get("permalink").and_then(|found| found.node.as_str());
        let template = own.unwrap_or(&self.collection.template);
        match self.place.kind {
            _ if self.place.kind == Kind::Draft || self.says_draft(data) => {
                DateAnswer::Undecided("a draft without a date takes that of its file".into())
            }
            Kind::Collection(_) if !self.collection.output || self.is_held => DateAnswer::None,
            _ if self.site.config.future && !asks_for_date(template) => DateAnswer::None,
            _ => DateAnswer::Date(self.site.date_of_build()),
        }
    }

    /// The slug in the file's name, without dots at its end (`#populate_title`).
    fn name_slug(&self) -> &'p str {
        let path = self.place.path;
        let slug = match DatedName::parse(path) {
            Some(name) => name.slug,
            None => split_extension(path).map_or_else(|| self.base_name(), |(slug, _)| slug),
        };
        slug.trim_end_matches('.')
    }

    /// `#basename_without_ext`
    fn base_name(&self) -> &'p str {
        let name = self.place.path.rsplit('/').next().unwrap_or(self.place.path);
        name.strip_suffix(url::extension(name)).unwrap_or(name)
    }

    fn title(&self, data: &Data<'_>) -> Option<String> {
        match data.get("title").filter(|found| is_truthy(found.node)) {
            Some(found) => Some(to_s(found.node).into_owned()),
            None => (!self.failed).then(|| slug::title_from(self.name_slug())),
        }
    }

    /// jekyll-titles-from-headings puts the heading over any title of its own, where it looks at
    /// documents at all.
    fn final_title(&self, data: &Data<'_>, is_written: bool) -> Option<String> {
        let heading =
            (is_written && self.site.titles_of_documents).then(|| titles::from_heading(self.document));
        heading
            .flatten()
            .filter(|_| self.site.config.is_markdown(url::extension(self.place.path)))
            .or_else(|| self.title(data))
    }

    /// The seconds by which Jekyll moves a date whose zone is not whole minutes off UTC: it prints
    /// and reads the date once more each time it merges data (`#merge_date!`), without the seconds.
    fn drift(&self, fact: &DateFact) -> i32 {
        let has_mapping = self.document.front_matter().is_some_and(|tree| tree.root().is_mapping());
        let merges = match (fact.cause, self.failed) {
            (Cause::Default(_), true) => 1,
            (Cause::Default(_), false) => 3 + i32::from(has_mapping),
            (_, true) => 0,
            (_, false) => 2,
        };
        fact.offset % 60 * merges
    }

    /// `PostReader#processable?`, `Collection#read_document` and `Publisher#publish?`.
    fn skip(&self, date: &DateAnswer) -> Option<Skip> {
        let config = &self.site.config;
        if self.place.skip.is_some() {
            return self.place.skip;
        }
        let is_collection = matches!(self.place.kind, Kind::Collection(_));
        let source = self.document.source;
        if config.loses_posts || (is_yaml(self.place.path) && !is_collection) {
            return Some(Skip::Unreadable);
        }
        if !is_collection && (source.encoding() == Encoding::Utf16 || !source.invalid().is_empty()) {
            return Some(Skip::Unreadable);
        }
        if self.is_held {
            return Some(Skip::Unpublished);
        }
        if !self.collection.output {
            return Some(Skip::NoOutput);
        }
        let is_future = match date {
            DateAnswer::Date(fact) => {
                fact.instant.div_euclid(1_000_000_000) > self.site.facts.now.div_euclid(1_000_000_000)
            }
            _ => false,
        };
        (is_future && !config.future).then_some(Skip::Future)
    }

    fn status(&mut self, skip: Option<Skip>, date: &DateAnswer) -> Status {
        let is_read = !matches!(skip, Some(Skip::BadName | Skip::Excluded | Skip::Draft));
        if is_read && let DateAnswer::Fatal { cause, text } = date {
            self.stop(
                FatalKind::Date,
                bytes_of(*cause),
                format!("Jekyll takes `{text}` for no date, and stops"),
            );
        }
        if skip.is_none()
            && self.fatal.is_none()
            && self.document.markup != Markup::Plain
            && let Some(fatal) = self.site.liquid_error(self.document)
        {
            self.fatal = Some(fatal);
        }
        match skip {
            Some(skip) if !is_read || self.fatal.is_none() => {
                self.fatal = None;
                Status::Skipped(skip)
            }
            _ if self.fatal.is_some() => Status::Fatal,
            _ if self.site.config.limits_posts && *self.collection.label == *"posts" => {
                Status::Undecided("`limit_posts` keeps the newest posts alone".into())
            }
            _ => Status::Published,
        }
    }
}

/// A post or document that `Document#read` loads as data: it is left without content.
fn is_yaml(path: &str) -> bool {
    matches!(url::extension(path), ".yml" | ".yaml")
}

fn narrow(value: i32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

/// The bytes of a cause in the document; the start of the file where it lies elsewhere.
pub(super) fn bytes_of(cause: Cause) -> Span {
    match cause {
        Cause::FrontMatter(span) => span,
        _ => Span::at(0),
    }
}

pub(super) fn nowhere(why: &'static str) -> (Answer<String>, Answer<String>) {
    (Answer::Undecided(why.into()), Answer::Undecided(why.into()))
}

fn answer(
    reading: Result<date::Reading, Failure>,
    cause: Cause,
    text: impl FnOnce() -> String,
) -> DateAnswer {
    match reading {
        Ok(reading) => DateAnswer::Date(reading.fact(cause)),
        Err(Failure::Invalid) => DateAnswer::Fatal { cause, text: text() },
        Err(Failure::OutOfRange) => DateAnswer::Undecided("a number in it is beyond what Ruby counts".into()),
    }
}
