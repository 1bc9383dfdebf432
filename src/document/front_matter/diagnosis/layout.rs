//! Lines at the wrong place: tabs, indentation, text that is not indented, list items.

use super::lines::{Line, value_name};
use super::{Case, Cause};

/// A tab where only spaces may indent.
pub(super) fn tab(case: &Case<'_>) -> Option<Cause> {
    let line = Line::of(case.text, case.at);
    let indent = line.start..line.start + line.indent();
    let blank = case.text.get(indent.clone())?;
    let tab = blank.find('\t')?;
    let first = indent.start + tab;
    let count = case.text.get(first..indent.end)?.bytes().take_while(|byte| *byte == b'\t').count();
    let message = "a tab indents this line, and YAML allows only spaces there";
    Some(
        Cause::new(first..first + count, message, "indent with spaces")
            .fix(indent.clone(), blank.replace('\t', "  "))
            .fix(indent, ""),
    )
}

/// A key that is indented under a key which already has a value.
pub(super) fn under_a_value(case: &Case<'_>, line: Line<'_>, above: Line<'_>) -> Option<Cause> {
    let pair = above.pair()?;
    if line.indent() <= above.indent() || pair.value.is_empty() {
        return None;
    }
    let key = line.pair().map_or("", |pair| pair.key);
    let message = format!(
        "this line is indented under `{}`, so YAML reads it as more of that text, where no `: ` may stand",
        pair.key
    );
    let help = format!(
        "give `{key}` the indentation of `{}`, or put quotes around the whole text if it is one",
        pair.key
    );
    let indent = line.start..line.start + line.indent();
    let same = case.text.get(above.start..above.start + above.indent())?;
    let cause =
        Cause::new(line.content(), message, help).label(pair.value, "the text that it would continue");
    let is_key = super::lines::is_word(key) && key.starts_with(|one: char| one.is_ascii_lowercase());
    Some(if is_key { cause.fix(indent, same) } else { cause })
}

/// A line without a colon, at the indentation of the keys.
pub(super) fn not_indented(case: &Case<'_>, line: Line<'_>) -> Option<Cause> {
    let content = line.item_start()..line.content().end;
    let text = case.text.get(content.clone())?;
    if text.bytes().all(|byte| byte == b'-') {
        let message = "these dashes do not end the front matter, and they are no key either";
        return Some(Cause::new(content, message, "end it with exactly three dashes at the start of a line"));
    }
    let Some(pair) = line.previous().and_then(|above| above.pair()) else {
        let message = "this line holds no key: a colon and a space are missing";
        return Some(Cause::new(content, message, "write it as `key: value`, or delete it"));
    };
    let name = value_name(pair.key);
    let above = case.text.get(pair.value.clone())?;
    if above.starts_with(['|', '>']) && above.len() <= 3 {
        let message = format!("the text of `{}` is not indented, so it does not belong to it", pair.key);
        let cause = Cause::new(content, message, "indent every line of the text by two spaces")
            .label(pair.value, "this announces a block of indented text");
        let (range, text) = indented(case, line);
        return Some(cause.fix(range, text));
    }
    let message = format!("this line is no key, and it is not indented as more of {name} above");
    let help = if above.is_empty() {
        "write it as `key: value`, or indent it".to_owned()
    } else {
        format!("indent it by two spaces if it continues {name}, or write it as `key: value`")
    };
    let cause = Cause::new(content, message, help);
    Some(if above.is_empty() { cause } else { cause.label(pair.value, "the text above") })
}

/// The lines from one on that are no keys, indented by two spaces.
fn indented(case: &Case<'_>, first: Line<'_>) -> (std::ops::Range<usize>, String) {
    let mut last = first;
    while let Some(next) = last.next().filter(|next| next.pair().is_none()) {
        last = next;
    }
    let range = first.start..last.end();
    let lines = case.text.get(range.clone()).unwrap_or_default();
    let text = lines
        .split_inclusive('\n')
        .map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("  {line}") })
        .collect();
    (range, text)
}

/// A line whose indentation fits none of those above, or a list item among keys.
pub(super) fn indentation(case: &Case<'_>) -> Option<Cause> {
    let line = Line::of(case.text, case.at);
    let above = line.previous()?;
    let text = case.text.get(line.content())?;
    let is_item = text.starts_with("- ") || text == "-";
    if let Some(pair) = above.pair().filter(|pair| is_item && !pair.value.is_empty()) {
        let message =
            format!("this list item belongs to nothing: `{}` above already has a value of its own", pair.key);
        let help = format!("move the value of `{}` into the list, or the list under a key", pair.key);
        return Some(Cause::new(line.content(), message, help).label(pair.value, "the value"));
    }
    let among_items = case.text.get(above.content()).is_some_and(|text| text.starts_with("- "));
    if !is_item && among_items && line.indent() == above.indent() {
        let message = "this line stands among list items and is none";
        let help = "indent it to the text of the item it belongs to, or give it the indentation of a key";
        return Some(
            Cause::new(line.content(), message, help).label(above.content(), "the list item before it"),
        );
    }
    let mut opening = above;
    while opening.indent() > line.indent() || opening.pair().is_none() {
        match opening.previous() {
            Some(line) => opening = line,
            None => break,
        }
    }
    if line.indent() == opening.indent() && line.indent() == above.indent() {
        return None;
    }
    let span = if line.indent() == 0 { line.content() } else { line.start..line.start + line.indent() };
    let message =
        format!("this line is indented by {}, unlike the lines it stands among", spaces(line.indent()));
    let cause = Cause::new(span, message, "give lines that belong together the same indentation")
        .label(above.content(), "the line before");
    let same = case.text.get(above.start..above.start + above.indent())?;
    let alike = is_item == case.text.get(above.content())?.starts_with('-');
    Some(if alike { cause.fix(line.start..line.start + line.indent(), same) } else { cause })
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "one space".to_owned(),
        _ => format!("{count} spaces"),
    }
}
