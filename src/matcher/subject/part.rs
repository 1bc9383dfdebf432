//! The parts of an address by their names, with their bytes. May not judge them.

use std::ops::Range;

use crate::document::Address;

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum Part {
    Url,
    Scheme,
    Host,
    /// User, host and port.
    Authority,
    /// What stands before the `@` of the host.
    User,
    Port,
    Path,
    /// Path, query and fragment.
    Rest,
    /// The last part of the path.
    File,
    /// The same without its extension.
    Stem,
    /// The value of a name in the query, as written.
    Query(String),
    Fragment,
    /// The extension of the last part of the path, without its dot.
    Extension,
}

const NAMES: &str =
    "url, scheme, host, path, query.NAME, fragment, extension, file, stem, authority, user, port, rest";

impl Part {
    /// # Errors
    /// In words, with the parts that there are.
    pub(in crate::matcher) fn read(word: &str) -> Result<Self, String> {
        Ok(match word {
            "url" => Self::Url,
            "scheme" => Self::Scheme,
            "host" => Self::Host,
            "authority" => Self::Authority,
            "user" => Self::User,
            "port" => Self::Port,
            "path" => Self::Path,
            "rest" => Self::Rest,
            "file" => Self::File,
            "stem" => Self::Stem,
            "fragment" => Self::Fragment,
            "extension" => Self::Extension,
            _ => match word.strip_prefix("query.").filter(|name| !name.is_empty()) {
                Some(name) => Self::Query(name.to_owned()),
                None => {
                    return Err(format!("an address has no `{word}`; it has {NAMES}"));
                }
            },
        })
    }

    /// Where the part stands in the text of an address; none where it has none.
    pub(in crate::matcher) fn range(&self, address: &Address<'_>) -> Option<Range<usize>> {
        let text = address.text;
        // Asked for by few of the parts, and by every rule for every address.
        let whole_path = || {
            let path = address.path();
            let start = text.len() - address.rest().len();
            (path, start, start + path.len())
        };
        match self {
            Self::Url => Some(0..text.len()),
            Self::Scheme => address.scheme().map(|scheme| 0..scheme.len()),
            Self::Host => {
                let host = address.host()?;
                let authority = address.authority_range();
                let at = text.get(authority.clone())?.find(host)? + authority.start;
                Some(at..at + host.len())
            }
            Self::Authority => address.authority().map(|_| address.authority_range()),
            Self::User => {
                let (user, _) = address.authority()?.rsplit_once('@')?;
                let start = address.authority_range().start;
                Some(start..start + user.len())
            }
            Self::Port => {
                let authority = address.authority_range();
                let host = Self::Host.range(address)?;
                (host.end < authority.end).then_some(host.end + 1..authority.end)
            }
            Self::Path => {
                let (_, start, end) = whole_path();
                Some(start..end)
            }
            Self::Rest => Some(text.len() - address.rest().len()..text.len()),
            Self::File | Self::Stem => {
                let (path, _, end) = whole_path();
                let name = path.rsplit(['/', '\\']).next()?;
                let kept = match name.rfind('.').filter(|dot| *dot > 0 && *self == Self::Stem) {
                    Some(dot) => dot,
                    None => name.len(),
                };
                Some(end - name.len()..end - name.len() + kept)
            }
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
                let (path, _, end) = whole_path();
                let name = path.rsplit('/').next()?;
                let dot = name.rfind('.').filter(|dot| *dot > 0)?;
                Some(end - (name.len() - dot - 1)..end)
            }
        }
    }
}
