//! The one list of rules, and what a rule is. A rule sees entries, the site and the sink; it may
//! not read files, print, or know its own severity.

use std::path::Path;
use std::sync::Arc;

use crate::matcher;
use crate::sink::RuleIndex;

pub(crate) mod citation;
mod support;

/// What every rule file needs.
pub mod prelude {
    pub use crate::document::front_matter::scalar::ruby_to_s;
    pub use crate::document::front_matter::{
        FrontMatter, Node, Pair, Style, SyntaxError, Tree, Typed, quoted,
    };
    pub use crate::document::{Attribute, Body, Document, Element, ElementKind, Header, Markup, Origin};
    pub use serde::Deserialize;

    pub use crate::document::body::{Definition, Escapes, LinkSyntax, SlipKind, UndefinedReference};
    pub use crate::document::html::{Flaw, FlawKind, names};
    pub use crate::document::liquid::{LiquidKind, LiquidPiece};
    pub use crate::document::reference::Reference;
    pub use crate::document::{Address, Role, Shape, Suspect, Suspicion};
    pub use crate::entry::Entry;
    pub(crate) use crate::entry::written_date::{self, WrittenDate};
    pub use crate::finding::{Edit, FileId, Report, Safety, Severity};
    pub use crate::generator::jekyll::DATE_PLACEHOLDERS;
    pub use crate::generator::jekyll::slug::{Mode, slugify};
    pub use crate::picture::{Content, Flaw as Damage, Format, Size};
    pub use crate::publication::{
        Answer, Cause, DateAnswer, DateFact, DateZone, Day, Fatal, FatalKind, Kind, NameDate, Skip, Status,
    };
    pub use crate::rules::{Built, Check, Options};
    pub use crate::schema::Verdict;
    pub use crate::sink::Sink;
    pub use crate::site::contract::{Broken, BrokenVerdict, Moved};
    pub use crate::site::{
        AnchorVerdict, Contribution, LostAnchor, Purpose, Route, ShownPicture, Site, TagKind,
    };
    pub use crate::source::{Encoding, Span};
    pub use crate::suppress::{self, FlawKind as FormKind, Meaning, Suppressions};

    pub(crate) use crate::rules::citation::{
        Categories, Citation, by_file, categories_of, category_key, day_in, is_among_posts, names_of_path,
        series, tail,
    };
    pub(crate) use crate::rules::support::{categories, missing_tag, online, unresolved};
    pub(crate) use crate::rules::support::{
        digest, excerpt, has_hidden_attributes, invalid_reason, is_in_code, is_own_host, is_placeholder,
    };
    pub(crate) use crate::site::rewritten;
    pub use strsim::osa_distance;
}

pub use crate::detection::{Built, Check, OptionError, Options};

/// One rule of the list.
#[derive(Clone, Copy)]
pub struct Rule {
    /// `group/name`.
    pub id: &'static str,
    /// The text of its manifest.
    pub manifest: &'static str,
    /// What detects it.
    pub detection: Detection,
    /// The folder that its manifest's lists are read from; none of a built-in rule.
    pub root: Option<&'static Path>,
}

/// What the ids of a site's own rules begin with; no built-in group can be called so.
pub const OWN: &str = "own/";

/// What detects a rule.
#[derive(Clone, Copy)]
pub enum Detection {
    /// A check in code, made from the rule's options.
    Native(fn(&Options) -> Built),
    /// `match:` of the manifest.
    Declared,
}

impl Rule {
    /// The part of its id before the `/`.
    #[must_use]
    pub fn group(&self) -> &'static str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// Whether its manifest says what it looks at.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        matches!(self.detection, Detection::Declared)
    }

    fn matcher(&self, options: &Options) -> Result<matcher::Matcher, Vec<matcher::Problem>> {
        match self.id.starts_with(OWN) {
            true => matcher::with_options(self.manifest, self.root, options),
            false => matcher::built_in(self.manifest, options),
        }
    }

    /// Makes its check.
    ///
    /// # Errors
    /// Where the options do not fit it.
    pub fn build(&self, options: &Options) -> Built {
        match self.detection {
            Detection::Native(build) => build(options),
            Detection::Declared => match self.matcher(options) {
                Ok(matcher) => Ok(Box::new(matcher)),
                Err(problems) => {
                    let words: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
                    Err(OptionError(words.join("; ")))
                }
            },
        }
    }
}

/// The rules of a run: the built-in ones, then a user's own. A rule's index is its place here.
#[derive(Clone, Debug)]
pub struct Catalogue(Arc<[Rule]>);

impl Default for Catalogue {
    fn default() -> Self {
        Self::with(&[])
    }
}

impl Catalogue {
    /// The built-in rules and these.
    #[must_use]
    pub fn with(own: &[Rule]) -> Self {
        Self(RULES.iter().chain(own).copied().collect())
    }

    /// All of them.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.0
    }

    /// The rule of an index.
    #[must_use]
    pub fn get(&self, index: RuleIndex) -> Option<&Rule> {
        self.0.get(usize::from(index))
    }

    /// The rule of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Rule> {
        self.0.iter().find(|rule| rule.id == id)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

macro_rules! rules {
    ($( $group:ident = $folder:literal { $( $name:ident = $file:literal, )* $( ; $( $declared:literal, )* )? } )*) => {
        $( mod $group { $( pub(crate) mod $name; )* } )*
        /// Every rule, in the order of the groups.
        pub static RULES: &[Rule] = &[ $( $( Rule {
            id: concat!($folder, "/", $file),
            manifest: include_str!(concat!("../rules/", $folder, "/", $file, ".md")),
            detection: Detection::Native($group::$name::build),
            root: None,
        }, )* $( $( Rule {
            id: concat!($folder, "/", $declared),
            manifest: include_str!(concat!("../rules/", $folder, "/", $declared, ".md")),
            detection: Detection::Declared,
            root: None,
        }, )* )? )* ];
    };
}

// The one list: a new rule is a manifest, a file in src/rules/<group>/, and a line here. Behind the
// semicolon stand those whose manifests say by `match:` what they look at; they have no file.
rules! {
    front_matter = "front-matter" {
        unclosed = "unclosed",
        missing = "missing",
        syntax = "syntax",
        not_a_mapping = "not-a-mapping",
        ignored_lines = "ignored-lines",
        second_block = "second-block",
        duplicate_key = "duplicate-key",
        key_type = "key-type",
        unknown_key = "unknown-key",
        required_key = "required-key",
        empty_value = "empty-value",
        ambiguous_scalar = "ambiguous-scalar",
        comment_truncates = "comment-truncates",
        lost_word = "lost-word",
        unsafe_tag = "unsafe-tag",
        invisible_space = "invisible-space",
        schema = "schema",
        ; "byte-order-mark", "published-value", "reserved-key",
    }
    date = "date" {
        empty = "empty",
        file_name_invalid = "file-name-invalid",
        future = "future",
        odd_offset = "odd-offset",
        rolls_over = "rolls-over",
        unparseable = "unparseable",
        unread_text = "unread-text",
        zone_name = "zone-name",
        ; "ambiguous-order", "day-shift", "file-name-mismatch", "incomplete", "no-time-zone", "number", "odd-year", "overflow", "time-zone-mismatch",
    }
    category = "category" {
        letter_case = "letter-case",
        missing = "missing",
        near_duplicate = "near-duplicate",
        not_a_string = "not-a-string",
        separator = "separator",
        slug_collision = "slug-collision",
        split_on_space = "split-on-space",
        ; "duplicate", "empty-slug", "unknown",
    }
    image = "image" {
        corrupt = "corrupt",
        dead = "dead",
        format_mismatch = "format-mismatch",
        missing_file = "missing-file",
        remote_too_large = "remote-too-large",
        size_mismatch = "size-mismatch",
        srcset = "srcset",
        too_large = "too-large",
        unused = "unused",
        without_size = "without-size",
        ; "alt-placeholder", "data-url-too-large", "empty-source", "insecure", "invalid-url", "without-alt",
    }
    link = "link" {
        dead = "dead",
        empty = "empty",
        former_address = "former-address",
        missing_anchor = "missing-anchor",
        missing_file = "missing-file",
        redirected = "redirected",
        remote_anchor = "remote-anchor",
        space_in_url = "space-in-url",
        token_in_url = "token-in-url",
        undefined_reference = "undefined-reference",
        unpublished_target = "unpublished-target",
        ; "baseurl-doubled", "baseurl-missing", "email-without-mailto", "insecure", "invalid-url", "letter-case", "local-host", "markdown-target", "protocol-relative", "scheme-less", "script-url", "trailing-punctuation", "unicode-form",
    }
    source = "source" {
        back_link_host = "back-link-host",
        category_mismatch = "category-mismatch",
        date_mismatch = "date-mismatch",
        dead = "dead",
        duplicate = "duplicate",
        empty = "empty",
        missing = "missing",
        unexpected_host = "unexpected-host",
    }
    html = "html" {
        unclosed_element = "unclosed-element",
        stray_end_tag = "stray-end-tag",
        misnested = "misnested",
        block_in_text = "block-in-text",
        duplicate_attribute = "duplicate-attribute",
        obsolete_element = "obsolete-element",
        hidden_content = "hidden-content",
        empty_paragraph = "empty-paragraph",
        empty_element = "empty-element",
        unknown_element = "unknown-element",
        ; "blank-without-rel", "duplicate-id", "event-handler", "href-on-non-link", "obsolete-attribute", "script",
    }
    liquid = "liquid" {
        include_missing = "include-missing",
        link_missing = "link-missing",
        post_url_missing = "post-url-missing",
        ; "syntax", "unknown-tag",
    }
    markdown = "markdown" {
        fence_that_is_none = "fence-that-is-none",
        heading_without_space = "heading-without-space",
        markdown_in_html = "markdown-in-html",
        table_by_pipe = "table-by-pipe",
    }
    text = "text" {
        bidi_control = "bidi-control",
        invalid_utf8 = "invalid-utf8",
        mojibake = "mojibake",
        ; "control-character", "invisible-character", "no-final-newline", "replacement-character", "utf16",
    }
    site = "site" {
        duplicate_body = "duplicate-body",
        duplicate_url = "duplicate-url",
        ignored_file = "ignored-file",
        layout_cycle = "layout-cycle",
        layout_missing = "layout-missing",
        redirect_over_page = "redirect-over-page",
        url_case_collision = "url-case-collision",
        url_removed = "url-removed",
        ; "duplicate-title", "invalid-permalink", "name-with-space", "unfilled-placeholder",
    }
    suppression = "suppression" {
        expired = "expired",
        malformed = "malformed",
        unclosed_range = "unclosed-range",
        unknown_rule = "unknown-rule",
        unused = "unused",
        without_reason = "without-reason",
        without_rule = "without-rule",
    }
}
