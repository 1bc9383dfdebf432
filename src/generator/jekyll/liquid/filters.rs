//! Filters over known values: Liquid 4.0.4's `standardfilters.rb` and Jekyll's `filters.rb` and
//! `filters/url_filters.rb`, as far as an address is made with them. Whatever is not certain to be what
//! Ruby makes is not known. May not look a name up.

use std::borrow::Cow;
use std::fmt::Write;

use super::dates;
use super::values::{LONGEST, Value};
use crate::generator::jekyll::Jekyll;
use crate::generator::jekyll::slug::{self, Mode, slugify};
use crate::publication::Text;
use crate::publication::rendering::Part;

type Answer<'v> = Result<Value<'v>, Text>;

/// The value that a filter makes.
pub(super) fn apply<'v>(jekyll: &Jekyll, name: &str, input: Value<'v>, arguments: &[Value<'v>]) -> Value<'v> {
    if let Value::Unknown(_) = input {
        return input;
    }
    if let Value::Parts(parts) = input {
        return over_parts(name, parts, arguments);
    }
    let value = with_list(name, &input, arguments)
        .or_else(|| dates::apply(name, &input, arguments, &jekyll.zone, jekyll.facts.now))
        .unwrap_or_else(|| with_text(jekyll, name, &input, arguments));
    match value {
        Ok(Value::Text(text)) if text.len() > LONGEST => Value::unknown("a very long text"),
        Ok(value) => value,
        Err(why) => Value::Unknown(why),
    }
}

fn unsure<'v>(name: &str) -> Answer<'v> {
    Err(format!("what the filter `{name}` makes of it").into())
}

fn owned<'v>(text: impl Into<String>) -> Answer<'v> {
    Ok(Value::Text(Cow::Owned(text.into())))
}

/// The address of a post with text around it; `relative_url` has been applied to it already, but takes
/// the `baseurl` once more.
fn over_parts<'v>(name: &str, mut parts: Vec<Part>, arguments: &[Value<'v>]) -> Value<'v> {
    let Some(Ok(text)) = arguments.first().map(Value::print) else {
        return match name {
            "strip" => Value::Parts(parts),
            _ => Value::unknown("a filter over the address of a post or file"),
        };
    };
    match name {
        "append" => parts.push(Part::Text(text.as_ref().into())),
        "prepend" => parts.insert(0, Part::Text(text.as_ref().into())),
        _ => return Value::unknown("a filter over the address of a post or file"),
    }
    Value::Parts(parts)
}

/// Filters that look at what kind of value they get.
fn with_list<'v>(name: &str, input: &Value<'v>, arguments: &[Value<'v>]) -> Option<Answer<'v>> {
    let count = |count: usize| Ok(Value::Integer(i64::try_from(count).unwrap_or(i64::MAX)));
    Some(match (name, arguments) {
        ("default", [other]) => Ok(match input {
            Value::Nil | Value::Bool(false) => other.clone(),
            Value::Text(text) if text.is_empty() => other.clone(),
            Value::List(_) | Value::Node(_) if input.items().is_none_or(|items| items.is_empty()) => {
                return Some(unsure(name));
            }
            _ => input.clone(),
        }),
        ("size", []) => match (input, input.items()) {
            (_, Some(items)) => count(items.len()),
            (Value::Text(text), _) => count(text.chars().count()),
            (Value::Nil | Value::Bool(_), _) => count(0),
            _ => unsure(name),
        },
        ("first", []) => edge(input, true),
        ("last", []) => edge(input, false),
        ("join", [] | [_]) => join(input, arguments.first()),
        ("split", [pattern]) => split(input, pattern),
        _ => return None,
    })
}

fn edge<'v>(input: &Value<'v>, first: bool) -> Answer<'v> {
    match (input, input.items()) {
        (_, Some(items)) if first => Ok(items.into_iter().next().unwrap_or(Value::Nil)),
        (_, Some(items)) => Ok(items.into_iter().next_back().unwrap_or(Value::Nil)),
        (Value::Node(_), _) => unsure("first"),
        _ => Ok(Value::Nil),
    }
}

fn join<'v>(input: &Value<'v>, glue: Option<&Value<'v>>) -> Answer<'v> {
    let Some(items) = input.items() else { return unsure("join") };
    let glue = glue.map_or(Ok(Cow::Borrowed(" ")), Value::print)?;
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(&glue);
        }
        out.push_str(&item.print()?);
        if out.len() > LONGEST {
            return unsure("join");
        }
    }
    owned(out)
}

/// Ruby's `split`: empty parts at the end go; a blank splits at runs of white space.
fn split<'v>(input: &Value<'v>, pattern: &Value<'v>) -> Answer<'v> {
    let (text, pattern) = (input.print()?, pattern.print()?);
    if pattern.is_empty() || text.len() > LONGEST {
        return unsure("split");
    }
    let keep = |part: &str| Value::Text(Cow::Owned(part.to_owned()));
    let mut parts: Vec<Value<'v>> = if pattern == " " {
        text.split_ascii_whitespace().map(keep).collect()
    } else {
        text.split(&*pattern).map(keep).collect()
    };
    while matches!(parts.last(), Some(Value::Text(last)) if last.is_empty()) {
        parts.pop();
    }
    Ok(Value::List(parts))
}

/// Filters over the text of a value.
fn with_text<'v>(jekyll: &Jekyll, name: &str, input: &Value<'v>, arguments: &[Value<'v>]) -> Answer<'v> {
    if let Value::Nil = input
        && matches!(
            name,
            "relative_url" | "absolute_url" | "slugify" | "strip_index" | "escape" | "url_encode"
        )
    {
        return Ok(Value::Nil);
    }
    // Jekyll's own filters raise at a value that is no text.
    let is_jekylls = name.ends_with("_url") || name.ends_with("_escape") || name.starts_with("s");
    if is_jekylls && !matches!(input, Value::Text(_)) {
        return unsure(name);
    }
    let text = input.print()?;
    if text.len() > LONGEST {
        return Err("a very long text".into());
    }
    let argument = |at: usize| arguments.get(at).map_or(Ok(Cow::Borrowed("")), Value::print);
    match (name, arguments.len()) {
        ("append", 1) => owned(format!("{text}{}", argument(0)?)),
        ("prepend", 1) => owned(format!("{}{text}", argument(0)?)),
        ("downcase", 0) => owned(slug::downcase(&text)),
        ("upcase", 0) => owned(text.to_uppercase()),
        ("capitalize", 0) => {
            let mut out = String::new();
            slug::capitalize(&text, &mut out);
            owned(out)
        }
        ("strip", 0) => owned(text.trim_matches(is_space)),
        ("lstrip", 0) => owned(text.trim_start_matches(is_space)),
        ("rstrip", 0) => owned(text.trim_end_matches(is_space)),
        ("strip_newlines", 0) => owned(text.replace("\r\n", "").replace('\n', "")),
        ("remove" | "remove_first" | "replace" | "replace_first", 1 | 2) => replace(name, &text, arguments),
        ("escape" | "h", 0) => owned(escape(&text, "&#39;")),
        ("xml_escape", 0) => owned(escape(&text, "&apos;")),
        ("url_encode" | "cgi_escape", 0) => owned(percent(&text, b"-._~", true)),
        ("uri_escape", 0) if !text.contains('%') => owned(percent(&text, b"-._~:/?#[]@!$&'()*+,;=", false)),
        ("slugify", 0 | 1) => match (&*argument(0)?, arguments) {
            ("raw", _) => owned(slugify(&text, Mode::Raw, false)),
            ("pretty", _) => owned(slugify(&text, Mode::Pretty, false)),
            ("ascii", _) => owned(slugify(&text, Mode::Ascii, false)),
            ("latin", _) => owned(slugify(&text, Mode::Latin, false)),
            ("default", _) | (_, [] | [Value::Nil]) => owned(slugify(&text, Mode::Default, false)),
            _ => unsure(name),
        },
        ("strip_index", 0) if text.is_empty() => Ok(Value::Nil),
        ("strip_index", 0) if !text.contains('\n') => {
            let folder = text.strip_suffix("/index.html").or_else(|| text.strip_suffix("/index.htm"));
            owned(folder.map_or(text.to_string(), |folder| format!("{folder}/")))
        }
        ("relative_url", 0) => relative_url(jekyll, &text).map(|url| Value::Text(Cow::Owned(url))),
        ("absolute_url", 0) => absolute_url(jekyll, &text).map(|url| Value::Text(Cow::Owned(url))),
        _ => unsure(name),
    }
}

/// What Ruby's `strip` takes away.
fn is_space(one: char) -> bool {
    matches!(one, '\0' | '\t'..='\r' | ' ')
}

fn replace<'v>(name: &str, text: &str, arguments: &[Value<'v>]) -> Answer<'v> {
    let [from, rest @ ..] = arguments else { return unsure(name) };
    let from = from.print()?;
    let to = match (name, rest) {
        ("replace" | "replace_first", [to]) => to.print()?,
        (_, []) => Cow::Borrowed(""),
        _ => return unsure(name),
    };
    // A backslash stands for a group in the replacement.
    if from.is_empty() || to.contains('\\') || text.len().saturating_mul(to.len().max(1)) > LONGEST * LONGEST
    {
        return unsure(name);
    }
    if name.ends_with("_first") {
        owned(text.replacen(&*from, &to, 1))
    } else {
        owned(text.replace(&*from, &to))
    }
}

fn escape(text: &str, apostrophe: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str(apostrophe),
            one => out.push(one),
        }
    }
    out
}

/// All bytes but letters, digits and some others as `%XX`.
fn percent(text: &str, kept: &[u8], plus: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' if plus => out.push('+'),
            byte if byte.is_ascii_alphanumeric() || kept.contains(&byte) => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Whether `Addressable` takes a text as a URL with a scheme; `None` where it may raise.
fn is_absolute(text: &str) -> Option<bool> {
    match text.find([':', '/', '?', '#']) {
        Some(at) if text.as_bytes().get(at) == Some(&b':') => {
            let scheme = text.get(..at).unwrap_or_default();
            let is_of = |one: char| one.is_ascii_alphanumeric() || "+-.".contains(one);
            (scheme.starts_with(|one: char| one.is_ascii_alphabetic()) && scheme.chars().all(is_of))
                .then_some(true)
        }
        _ => Some(false),
    }
}

/// `URLFilters#compute_relative_url`
pub(super) fn relative_url(jekyll: &Jekyll, text: &str) -> Result<String, Text> {
    match is_absolute(text) {
        Some(true) => return Ok(text.to_owned()),
        Some(false) => {}
        None => return Err("what `relative_url` makes of such an address".into()),
    }
    let base = jekyll.config.string("baseurl").unwrap_or_default();
    let base = base.strip_suffix('/').unwrap_or(&base);
    let slash = |part: &str| if part.is_empty() || part.starts_with('/') { "" } else { "/" };
    let joined = format!("{}{base}{}{text}", slash(base), slash(text));
    normalized(&joined).ok_or_else(|| "what `relative_url` makes of such an address".into())
}

/// `URLFilters#compute_absolute_url`
fn absolute_url(jekyll: &Jekyll, text: &str) -> Result<String, Text> {
    if is_absolute(text) == Some(true) {
        return Ok(text.to_owned());
    }
    let relative = relative_url(jekyll, text)?;
    let url = jekyll.config.string("url").unwrap_or_default();
    if url.is_empty() {
        return Ok(relative);
    }
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
    let is_plain = |one: u8| one.is_ascii_lowercase() || one.is_ascii_digit() || b"-.".contains(&one);
    if host.is_empty() || !host.bytes().all(is_plain) {
        return Err("what `absolute_url` makes of the site's `url`".into());
    }
    let slash = if relative.starts_with('/') { "" } else { "/" };
    if !relative.is_empty() && !slash.is_empty() {
        return Err("what `absolute_url` makes of such an address".into());
    }
    Ok(format!("{url}{slash}{relative}"))
}

/// `Addressable::URI#normalize` of a path with perhaps a query and a fragment; `None` where it is not
/// plain what that gives.
fn normalized(text: &str) -> Option<String> {
    let is_kept = |one: u8| one.is_ascii_alphanumeric() || b"-._~/+,;=@!$&*:".contains(&one);
    let (rest, fragment) =
        text.split_once('#').map_or((text, None), |(rest, fragment)| (rest, Some(fragment)));
    let (path, query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
    let is_plain = |part: &str| !part.is_empty() && part.bytes().all(is_kept);
    let is_odd = text != text.trim()
        || path.starts_with("//")
        || path.split('/').any(|segment| matches!(segment, "." | ".."));
    if is_odd || query.is_some_and(|query| !is_plain(query)) || fragment.is_some_and(|one| !is_plain(one)) {
        return None;
    }
    if path.bytes().all(is_kept) {
        return Some(text.to_owned());
    }
    // Blanks are the one other byte that writers leave.
    path.bytes().all(|one| is_kept(one) || one == b' ').then(|| text.replace(' ', "%20"))
}
