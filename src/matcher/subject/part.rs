//! The parts of an address by their names, with their bytes. May not judge them.

use std::ops::Range;

use crate::document::Address;

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum Part {
    Url,
    Scheme,
    Host,
    Path,
    /// The value of a name in the query, as written.
    Query(String),
    Fragment,
    /// The extension of the last part of the path, without its dot.
    Extension,
}

impl Part {
    /// # Errors
    /// In words, with the parts that there are.
    pub(in crate::matcher) fn read(word: &str) -> Result<Self, String> {
        Ok(match word {
            "url" => Self::Url,
            "scheme" => Self::Scheme,
            "host" => Self::Host,
            "path" => Self::Path,
            "fragment" => Self::Fragment,
            "extension" => Self::Extension,
            _ => match word.strip_prefix("query.").filter(|name| !name.is_empty()) {
                Some(name) => Self::Query(name.to_owned()),
                None => {
                    return Err(format!(
                        "an address has no `{word}`; it has url, scheme, host, path, query.NAME, fragment, extension"
                    ));
                }
            },
        })
    }

    /// Where the part stands in the text of an address; none where it has none.
    pub(in crate::matcher) fn range(&self, address: &Address<'_>) -> Option<Range<usize>> {
        let text = address.text;
        let rest_at = text.len() - address.rest().len();
        let path = address.path();
        match self {
            Self::Url => Some(0..text.len()),
            Self::Scheme => address.scheme().map(|scheme| 0..scheme.len()),
            Self::Host => {
                let host = address.host()?;
                let authority = address.authority_range();
                let at = text.get(authority.clone())?.find(host)? + authority.start;
                Some(at..at + host.len())
            }
            Self::Path => Some(rest_at..rest_at + path.len()),
            Self::Fragment => text.find('#').map(|at| at + 1..text.len()),
            Self::Query(name) => {
                let end = text.find('#').unwrap_or(text.len());
                let mut at = text.get(..end)?.find('?')? + 1;
                for pair in text.get(at..end)?.split('&') {
                    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                    if key == name {
                        let start = at + pair.len() - value.len();
                        return Some(start..start + value.len());
                    }
                    at += pair.len() + 1;
                }
                None
            }
            Self::Extension => {
                let name = path.rsplit('/').next()?;
                let dot = name.rfind('.').filter(|dot| *dot > 0)?;
                let end = rest_at + path.len();
                Some(end - (name.len() - dot - 1)..end)
            }
        }
    }
}
