//! `site/duplicate-url`: two documents that are written to one file.
//! The index of routes says which; this rule only knows where a permalink stands.

use crate::rules::prelude::*;

struct DuplicateUrl;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(DuplicateUrl))
}

impl Check for DuplicateUrl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if let Some(pair) = entry.front_matter().and_then(|tree| tree.get("permalink")) {
            sink.contribute(0, None, pair.value.span());
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        let place = |file: FileId| {
            let at = own.binary_search_by_key(&file, |one| one.file).ok().and_then(|at| own.get(at));
            at.map_or(Span::at(0), |one| one.span)
        };
        for conflict in site.routes().conflicts() {
            let files: Vec<FileId> = conflict.routes.iter().filter_map(file_of).collect();
            let other = files.first().copied();
            let later = if files.len() == conflict.routes.len() { 1 } else { 0 };
            for file in files.iter().skip(later) {
                let first = other.filter(|other| other != file).map(|other| (other, place(other)));
                sink.report_in(*file, same(place(*file), &conflict.output, first));
            }
        }
    }
}

fn file_of(route: &Route) -> Option<FileId> {
    match route {
        Route::Document(file) => Some(*file),
        _ => None,
    }
}

fn same(span: Span, output: &str, first: Option<(FileId, Span)>) -> Report {
    let message = format!("another file is written to `{}` too, and one replaces the other", excerpt(output));
    let report = Report::new(span, message).help("give one of them another name, date or permalink");
    match first {
        Some((file, span)) => report.label_in(file, span, "this one is written there first"),
        None => report,
    }
}
