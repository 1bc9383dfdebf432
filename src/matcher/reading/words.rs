//! The vocabulary: every word that a declarative rule can be written with. May not say what they mean.

/// What is looked at.
pub(crate) const SUBJECTS: [&str; 15] = [
    "front-matter",
    "keys",
    "element",
    "link",
    "image",
    "address",
    "reference",
    "heading",
    "text",
    "prose",
    "file",
    "character",
    "date",
    "term",
    "document",
];

/// What stands beside a subject and is neither a condition nor said.
pub(crate) const OTHERS: [&str; 14] = [
    "in",
    "attribute",
    "find",
    "where",
    "raw",
    "required",
    "forbidden",
    "count",
    "order",
    "unique",
    "unique-in-document",
    "exists-in-site",
    "instead",
    "cases",
];

/// What is said where it does not hold; a case has these and `where`.
pub(crate) const SAYINGS: [&str; 13] = [
    "severity",
    "message",
    "help",
    "undecided",
    "at",
    "label",
    "title",
    "replace",
    "prepend",
    "append",
    "remove",
    "fix-at",
    "fix",
];

/// What must hold of a value.
pub(crate) const CONDITIONS: [&str; 22] = [
    "all",
    "any",
    "not",
    "one-of",
    "none-of",
    "ignore-case",
    "equals",
    "same-as",
    "pattern",
    "parts",
    "length",
    "range",
    "before",
    "after",
    "on",
    "starts-with",
    "ends-with",
    "contains",
    "host-in",
    "type",
    "empty",
    "present",
];

/// In which documents a rule looks.
pub(crate) const SCOPES: [&str; 8] =
    ["path", "not-path", "kind", "not-kind", "collection", "published", "written", "when"];

/// The kinds of documents.
pub(crate) const KINDS: [&str; 9] =
    ["post", "draft", "page", "collection", "layout", "include", "data", "static", "ignored"];
