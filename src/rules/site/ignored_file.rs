//! `site/ignored-file`: a file among the posts that Jekyll does not read, and says nothing about.
//! Decides on what the generator made of the path.

use crate::rules::prelude::*;

struct IgnoredFile;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(IgnoredFile))
}

impl Check for IgnoredFile {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Status::Skipped(skip) = &entry.publication.status else { return };
        let has_header = matches!(entry.header, Header::Found(_) | Header::Unclosed { .. });
        match (&entry.publication.kind, skip) {
            (Kind::Post, Skip::BadName) => sink.report(bad_name(name_of(entry), has_header)),
            (Kind::Ignored, Skip::Excluded) if has_header && is_among_posts(entry.path()) => {
                sink.report(left_out());
            }
            _ => {}
        }
    }
}

fn name_of<'e>(entry: &Entry<'e>) -> &'e str {
    let path = entry.document.source.path();
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a path leads through a folder of posts to a name that begins with a year.
fn is_among_posts(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    let name = parts.next().unwrap_or_default().trim_start_matches(['_', '.', '#', '~']);
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && name.as_bytes().get(4) == Some(&b'-') && parts.any(|part| part == "_posts")
}

fn bad_name(name: &str, has_header: bool) -> Report {
    let message = format!(
        "Jekyll takes no file called `{}` for a post: it is not published, and nothing says so",
        excerpt(name)
    );
    let report = Report::new(Span::at(0), message)
        .help("call it `YEAR-MONTH-DAY-title.md`, with the year in two to four digits");
    if has_header { report } else { report.at_most(Severity::Warning) }
}

fn left_out() -> Report {
    let message = "Jekyll leaves this post out without a word: `exclude`, `collections_dir`, or an underscore, \
                   dot, `#` or `~` at the start of its name or of a folder keeps it from being read";
    Report::new(Span::at(0), message)
        .help("move or rename it, or keep drafts in `_drafts`")
        .at_most(Severity::Warning)
}
