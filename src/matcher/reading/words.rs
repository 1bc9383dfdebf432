//! The vocabulary: every word that a declarative rule can be written with. May not say what they mean.

/// What is looked at.
pub(crate) const SUBJECTS: [&str; 11] = [
    "front-matter",
    "keys",
    "element",
    "link",
    "image",
    "address",
    "heading",
    "text",
    "prose",
    "file",
    "document",
];

/// What stands beside a subject and is no condition.
pub(crate) const OTHERS: [&str; 14] = [
    "in",
    "attribute",
    "where",
    "required",
    "forbidden",
    "count",
    "order",
    "unique",
    "exists-in-site",
    "severity",
    "message",
    "help",
    "replace",
    "fix",
];

/// What must hold of a value.
pub(crate) const CONDITIONS: [&str; 20] = [
    "all",
    "any",
    "not",
    "one-of",
    "none-of",
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
];

/// In which documents a rule looks.
pub(crate) const SCOPES: [&str; 7] =
    ["path", "not-path", "kind", "collection", "published", "written", "when"];

/// The kinds of documents.
pub(crate) const KINDS: [&str; 6] = ["post", "draft", "page", "collection", "layout", "include"];
