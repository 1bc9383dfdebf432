//! `front-matter/lost-word`: words that YAML takes for tags, anchors or aliases.
//! Tags that ask for a type are left to `front-matter/unsafe-tag`.

use crate::rules::prelude::*;

struct LostWord;

/// What a word is taken for.
enum Sign {
    Tag,
    Anchor,
    Alias,
}

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(LostWord))
}

impl Check for LostWord {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Header::Found(found) = &entry.header else { return };
        let Ok(tree) = &found.tree else { return };
        let content = entry.text(found.content);
        if !entry.publication.reads_front_matter() || !content.contains(['!', '&', '*']) {
            return;
        }
        for node in tree.nodes() {
            if let Some(span) = node.tag().filter(|span| is_word(entry.text(*span)) && node.text().is_some())
            {
                sink.report(lost(entry, span, node, Sign::Tag));
            } else if node.is_null() && entry.text(node.span()).starts_with('*') {
                sink.report(lost(entry, node.span(), node, Sign::Alias));
            }
        }
        for pair in tree.pairs().filter(|pair| pair.value.text().is_some()) {
            if let Some(span) = unused_anchor(entry, pair, content) {
                sink.report(lost(entry, span, pair.value, Sign::Anchor));
            }
        }
    }
}

/// Whether a tag is a word rather than a type.
fn is_word(tag: &str) -> bool {
    let name = tag.trim_start_matches('!');
    let types = ["ruby/", "python/", "php/", "java", "perl/", "binary", "<"];
    !tag.starts_with("!!") && !types.iter().any(|start| name.starts_with(start))
}

/// The anchor between a key and its text, if nothing uses it.
fn unused_anchor(entry: &Entry<'_>, pair: Pair<'_>, content: &str) -> Option<Span> {
    let between = Span { start: pair.key.span().end, end: pair.value.span().start.max(pair.key.span().end) };
    let text = entry.text(between);
    let at = text.find('&')?;
    let name: &str = text.get(at + 1..)?.split_whitespace().next()?;
    let start = between.start as usize + at;
    (!content.contains(&format!("*{name}"))).then(|| Span::new(start, start + 1 + name.len()))
}

fn lost(entry: &Entry<'_>, span: Span, value: Node<'_>, what: Sign) -> Report {
    let whole = Span { start: span.start, end: value.span().end.max(span.end) };
    let word = entry.text(span);
    let report = Report::new(
        span,
        match what {
            Sign::Tag => format!("`{word}` is a tag for YAML, so it is missing from the text"),
            Sign::Anchor => format!("`{word}` is an anchor for YAML, so it is missing from the text"),
            Sign::Alias => format!("`{word}` asks YAML for an anchor that is nowhere, so this value is null"),
        },
    )
    .help("put quotes around the whole value");
    if value.style() == Style::Plain && !entry.text(whole).contains('\n') {
        report.fix("put the value in quotes", Safety::Unsafe, whole, quoted(entry.text(whole)))
    } else {
        report
    }
}
