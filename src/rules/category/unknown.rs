//! `category/unknown`: a category that is not on the site's list.
//! Compares names letter by letter.

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct Unknown {
    allowed: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<Unknown>()?))
}

impl Check for Unknown {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if self.allowed.is_empty() || !entry.publication.is_post() {
            return;
        }
        for (term, span) in categories::written(entry) {
            if self.allowed.iter().all(|one| *one != term.name) {
                sink.report(unknown(&term.name, span, entry.text(span), self.closest(&term.name)));
            }
        }
    }
}

impl Unknown {
    fn closest(&self, name: &str) -> Option<&str> {
        let lower = name.to_lowercase();
        let most = if lower.chars().count() < 6 { 1 } else { 2 };
        let near = self.allowed.iter().map(|one| (osa_distance(&one.to_lowercase(), &lower), one));
        let best = near.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance);
        best.map(|(_, one)| one.as_str())
    }
}

fn unknown(name: &str, span: Span, raw: &str, closest: Option<&str>) -> Report {
    let message = format!("`{}` is none of the site's categories", excerpt(name));
    let report = Report::new(span, message);
    let Some(closest) = closest else {
        return report.help("use one of the categories in `allowed`, or add this one to them");
    };
    let report = report.help(format!("did you mean `{closest}`?"));
    match categories::in_place_of(raw, closest) {
        Some(text) => report.fix(format!("write `{closest}`"), Safety::Unsafe, span, text),
        None => report,
    }
}
