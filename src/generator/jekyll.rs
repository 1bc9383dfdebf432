//! Jekyll 4's rules from a file to a page, upstream flavour: configuration, reader, dates,
//! categories, permalinks. May not read files by itself or know of rules.
//!
//! Each module names Jekyll's own source of its rules (paths below `lib/jekyll/` of version 4.4.1).

mod additions;
mod anchors;
mod collections;
mod config;
mod data;
pub mod date;
mod defaults;
mod dialect;
mod explain;
mod filter;
mod header;
mod liquid;
mod pages;
mod permalink;
mod plugins;
mod posts;
mod reader;
pub mod slug;
mod taxonomy;
mod titles;
mod url;
mod value;

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::document::front_matter::{Node, Tree, toml, yaml};
use crate::document::liquid::LiquidMap;
use crate::document::{Dialect, Document, Header};
use crate::generator::explanation::Fact;
use crate::generator::{Additions, Census, Failure, Fate, Generator};
use crate::publication::given::Given;
use crate::publication::rendering::Rendering;
use crate::publication::{Answer, Cause, DateFact, DateZone, Publication, SiteFacts, Skip, Status};
use crate::source::Span;
pub use permalink::DATE_PLACEHOLDERS;

use config::Config;
use defaults::Defaults;
use reader::{Place, has_header};

/// What the command line and other files of the site say about a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--drafts`, over `show_drafts:`.
    pub drafts: Option<bool>,
    /// `--future`, over `future:`.
    pub future: Option<bool>,
    /// `--unpublished`, over `unpublished:`.
    pub unpublished: Option<bool>,
    /// `--strict_front_matter`
    pub strict: bool,
    /// The zone of the machine that builds, where `timezone:` names none; UTC by default.
    pub machine_zone: Option<String>,
    /// The text of `Gemfile`.
    pub gemfile: Option<String>,
    /// The text of `CNAME`.
    pub cname: Option<String>,
    /// The text of `_redirects`.
    pub redirects: Option<String>,
    /// Keys of front matter and data that name an image, besides the usual ones.
    pub image_keys: Vec<String>,
    /// Keys that name a page or file.
    pub link_keys: Vec<String>,
    /// Whether the site has Ruby files in its `_plugins`.
    pub own_plugins: bool,
}

/// Jekyll with one site's configuration.
#[derive(Debug)]
pub struct Jekyll {
    config: Config,
    facts: SiteFacts,
    zone: TimeZone,
    is_kramdown: bool,
    kramdown: crate::document::markdown::kramdown::Options,
    /// Plugins of which nothing is known may do anything.
    has_unknown_plugins: bool,
    /// jekyll-titles-from-headings looks at pages.
    titles: bool,
    /// And at documents.
    titles_of_documents: bool,
    /// Markdown that is a page without front matter is copied as well.
    keeps_bare: bool,
}

impl Jekyll {
    /// From paths and texts of its configuration files, later ones over earlier ones; `now` in
    /// nanoseconds since 1970 UTC.
    #[must_use]
    pub fn new(configs: &[(&str, &str)], now: i128) -> Self {
        Self::with_options(configs, now, &Options::default())
    }

    /// The same, with what else is known of the build.
    #[must_use]
    pub fn with_options(configs: &[(&str, &str)], now: i128, options: &Options) -> Self {
        let mut config = Config::read(configs, options);
        let time_zone = config.string("timezone");
        let zone = match time_zone.as_deref().or(options.machine_zone.as_deref()) {
            Some(name) => date::build_zone(name),
            None => TimeZone::UTC,
        };
        let now = clock(&mut config, &zone, now);
        defaults::check_dates(&mut config, &zone, now);
        let mut facts = SiteFacts {
            has_generator: true,
            url: config.string("url"),
            baseurl: baseurl(&config.string("baseurl").unwrap_or_default()),
            own_hosts: own_hosts(config.string("url").as_deref(), options.cname.as_deref()),
            time_zone,
            now,
            today: super::day_of(zone.to_datetime(jiff::Timestamp::from_nanosecond(now).unwrap_or_default())),
            future: config.future,
            plugins: plugins::of_build(&config, options.gemfile.as_deref().unwrap_or_default()),
            keeps_terms: false,
            redirects: redirects(options.redirects.as_deref().unwrap_or_default()),
            image_keys: options.image_keys.clone(),
            link_keys: options.link_keys.clone(),
        };
        facts.keeps_terms = additions::ask_for_terms(&facts.plugins);
        let has = |name: &str| facts.plugins.iter().any(|one| one == name);
        let off = |key: &str| config.nested(key, "enabled").is_some_and(value::is_false);
        let set = |key: &str, inner: &str| config.nested(key, inner).is_some_and(value::is_truthy);
        let takes_bare = has("jekyll-optional-front-matter")
            && !off("optional_front_matter")
            && !config.flag("require_front_matter");
        let titles = has("jekyll-titles-from-headings") && !off("titles_from_headings");
        let titles_of_documents = titles && set("titles_from_headings", "collections");
        let keeps_bare = !set("optional_front_matter", "remove_originals");
        config.takes_bare = takes_bare;
        let has_unknown_plugins = (options.own_plugins && !config.safe)
            || facts.plugins.iter().any(|plugin| !plugins::is_known(plugin));
        let is_kramdown = dialect::is_kramdown(&config);
        let kramdown = dialect::options(&config);
        Self {
            config,
            facts,
            zone,
            is_kramdown,
            kramdown,
            has_unknown_plugins,
            titles,
            titles_of_documents,
            keeps_bare,
        }
    }

    /// Whether a static file surely keeps its path.
    fn copies_as_is(&self, path: &str) -> bool {
        !path.contains('%') && !path.contains("..") && !self.config.defaults_have("published")
    }

    /// The time of the build as a date.
    fn date_of_build(&self) -> DateFact {
        let timestamp = jiff::Timestamp::from_nanosecond(self.facts.now).unwrap_or_default();
        let day = self.facts.today;
        let offset = self.zone.to_offset(timestamp).seconds();
        DateFact {
            cause: Cause::Generator,
            instant: self.facts.now,
            offset,
            day,
            zone: DateZone::Build,
            overflowed: false,
            from_now: true,
            written_day: day,
            wall_offset: offset,
            unread: None,
        }
    }

    /// The extension of what the converters make of a file (`Renderer#converter_output_ext`).
    fn converted<'e>(&self, extension: &'e str) -> &'e str {
        if self.config.is_markdown(extension) {
            return ".html";
        }
        match extension.to_ascii_lowercase().as_str() {
            ".scss" | ".sass" => ".css",
            ".coffee" if self.has_plugin("jekyll-coffeescript") => ".js",
            _ => extension,
        }
    }
}

/// `time:` of the configuration stops the clock (`Site#reset`).
fn clock(config: &mut Config, zone: &TimeZone, now: i128) -> i128 {
    let Some((file, node)) = config.placed("time") else { return now };
    match date::parse(&value::to_s(node), zone, now) {
        Ok(reading) => reading.instant,
        Err(_) => {
            let span = node.span();
            config.fail(file, span, "`time` is no date for Jekyll, which stops at it");
            now
        }
    }
}

/// With a slash in front and none at the end; empty for the root.
fn baseurl(text: &str) -> String {
    let path = text.trim_matches('/');
    if path.is_empty() { String::new() } else { format!("/{path}") }
}

/// The paths that a `_redirects` file answers, up to their first placeholder: a line has the old
/// path, the new one, and perhaps a status (Netlify, Cloudflare Pages).
fn redirects(text: &str) -> Vec<String> {
    let from = text.lines().filter_map(|line| line.split('#').next()?.split_whitespace().next());
    let fixed = from.filter_map(|path| {
        let path = path.strip_prefix('/')?;
        let end = path.find(['*', ':']).unwrap_or(path.len());
        path.get(..end).map(|path| path.trim_end_matches('/').to_owned())
    });
    fixed.filter(|path| !path.is_empty()).collect()
}

/// The host of `url:`, or of a `CNAME` file (which only GitHub Pages reads) where it names none.
fn own_hosts(url: Option<&str>, cname: Option<&str>) -> Vec<String> {
    let of_url = url.and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    let host = of_url.or(cname).unwrap_or_default().trim();
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    if host.is_empty() { Vec::new() } else { vec![host] }
}

/// A tree, or the bytes and the words of what is wrong.
fn parse_yaml(text: &str) -> Result<Tree, (Span, String)> {
    yaml::parse(text, 0).map_err(|error| (error.span, error.message))
}

/// The same of TOML.
fn parse_toml(text: &str) -> Result<Tree, (Span, String)> {
    toml::parse(text, 0).map_err(|error| (error.span, error.message))
}

impl Generator for Jekyll {
    fn name(&self) -> &'static str {
        "jekyll"
    }

    fn facts(&self) -> &SiteFacts {
        &self.facts
    }

    fn failure(&self) -> Option<Failure> {
        self.config.failure.clone()
    }

    fn dialect(&self, path: &str) -> Dialect {
        self.find_dialect(path, None)
    }

    fn dialect_of(&self, path: &str, header: &Header) -> Dialect {
        self.find_dialect(path, Some(header))
    }

    fn fate(&self, path: &str) -> Fate {
        let publication = match reader::place(&self.config, path, false) {
            Place::Static(inner) if inner == path && self.copies_as_is(path) => return Fate::Copied,
            Place::Static(path) => pages::copied(self, path),
            Place::CollectionFile(collection, path) => pages::collection_file(self, collection, path),
            Place::Skipped(_, skip) => return Fate::Withheld(skip),
            Place::Document(_) => return Fate::Withheld(Skip::BadName),
            Place::Page(_) | Place::Part(_) => return Fate::Withheld(Skip::Part),
        };
        match (publication.status, publication.output) {
            (Status::Skipped(skip), _) => Fate::Withheld(skip),
            (_, Answer::Known(output)) if output == path => Fate::Copied,
            (_, Answer::Known(output)) => Fate::CopiedTo(output),
            (_, Answer::Undecided(_)) => Fate::Copied,
        }
    }

    fn defaults(&self, path: &str) -> Vec<Node<'_>> {
        let defaults = match reader::place(&self.config, path, true) {
            Place::Document(place) => {
                let collection = self.config.collections.get(place.collection);
                let kind = collection.map_or("", |one| &*one.label);
                Defaults::of(&self.config, place.path, place.in_source, kind)
            }
            Place::Page(path) => Defaults::of(&self.config, path, path, "pages"),
            _ => Defaults::default(),
        };
        defaults.into_layers()
    }

    fn anchors(&self, document: &Document<'_>) -> Vec<String> {
        anchors::anchors(self, document, &|_| None)
    }

    fn anchors_with(
        &self,
        document: &Document<'_>,
        include: &dyn Fn(&str) -> Option<Arc<str>>,
    ) -> Vec<String> {
        let read = |name: &str| include(&format!("{}/{name}", self.config.includes_dir));
        anchors::anchors(self, document, &read)
    }

    fn additions(&self, census: &Census<'_>) -> Additions {
        self.find_additions(census)
    }

    fn rendering_of(&self, text: &str, liquid: &LiquidMap, given: &[(Box<str>, Given)]) -> Rendering {
        self.rendering_of_include(text, liquid, given)
    }

    fn publication(&self, document: &Document<'_>) -> Publication {
        let path = document.path();
        let has_header = has_header(document.source.text());
        let mut publication = match reader::place(&self.config, path, has_header || self.takes_bare(path)) {
            Place::Document(place) => posts::publication(self, &place, document),
            Place::Page(path) => {
                let mut page = pages::publication(self, path, document);
                if !has_header && self.keeps_bare {
                    page.also.extend(pages::copied(self, path).output.known().cloned());
                }
                page
            }
            Place::Static(path) => pages::copied(self, path),
            Place::CollectionFile(collection, path) => pages::collection_file(self, collection, path),
            Place::Part(kind) => pages::part(self, kind, document),
            Place::Skipped(kind, skip) => pages::unpublished(kind, Status::Skipped(skip)),
        };
        publication.rendering = self.rendering(document, &publication);
        publication
    }

    fn explain(&self, document: &Document<'_>, publication: &Publication) -> Vec<Fact> {
        explain::explain(self, document, publication)
    }
}
