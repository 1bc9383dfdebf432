//! `front-matter/comment-truncates`: text that was lost because YAML took it for a comment.
//! Only looks at the rest of a value's line.

use serde::Deserialize;

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct CommentTruncates {
    keys: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<CommentTruncates>()?))
}

impl Check for CommentTruncates {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(tree) = entry.front_matter().filter(|_| entry.publication.reads_front_matter()) else {
            return;
        };
        for pair in tree.pairs() {
            let (Some(key), value) = (pair.key.text(), pair.value) else { continue };
            if value.text().is_none()
                || value.style() != Style::Plain
                || value.span().start < pair.key.span().end
            {
                continue;
            }
            let Some(lost) = comment_after(entry, value.span()) else { continue };
            let is_text = self.keys.iter().any(|wanted| wanted == key);
            let comment = entry.text(lost);
            if is_text && is_glued(comment) || value.span().is_empty() && is_color(comment) {
                sink.report(report(entry, key, value.span(), lost));
            }
        }
    }
}

/// The comment on the line on which a value ends, from its `#` to the last character that shows.
fn comment_after(entry: &Entry<'_>, value: Span) -> Option<Span> {
    let rest = entry.source.text().get(value.end as usize..)?;
    let line = rest.split(['\n', '\r']).next()?.trim_end();
    let gap = line.len() - line.trim_start().len();
    let comment = line.get(gap..)?;
    let start = value.end as usize + gap;
    (gap > 0 && comment.starts_with('#')).then(|| Span::new(start, start + comment.len()))
}

/// Whether something that is no blank stands right behind the sign.
fn is_glued(comment: &str) -> bool {
    let rest = comment.trim_start_matches('#');
    comment.len() - rest.len() == 1 && rest.starts_with(|one: char| !one.is_whitespace())
}

fn is_color(comment: &str) -> bool {
    let digits = comment.trim_start_matches('#');
    matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn report(entry: &Entry<'_>, key: &str, value: Span, lost: Span) -> Report {
    let message = if value.is_empty() {
        format!("YAML takes this for a comment, so `{key}` has no value")
    } else {
        format!("YAML takes this for a comment, so it is missing from `{key}`")
    };
    let whole = Span { start: if value.is_empty() { lost.start } else { value.start }, end: lost.end };
    Report::new(lost, message).help("put quotes around the whole value").fix(
        "put the value in quotes",
        Safety::Unsafe,
        whole,
        quoted(entry.text(whole)),
    )
}
