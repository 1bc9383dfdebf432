//! `category/letter-case`: a category that the site's posts write with other large and small letters.
//! Counts each spelling; the one used most is taken for the right one.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

struct LetterCase;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(LetterCase))
}

impl Check for LetterCase {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        categories::contribute(entry, sink);
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let counts = categories::count(own);
        let mut forms: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        for name in counts.keys() {
            forms.entry(name.to_lowercase()).or_default().push(name);
        }
        forms.retain(|_, names| names.len() > 1);
        if forms.is_empty() {
            return;
        }
        for one in own {
            let Some(name) = one.text.as_deref() else { continue };
            let Some(names) = forms.get(&name.to_lowercase()) else { continue };
            let count = |name: &str| counts.get(name).copied().unwrap_or_default();
            let Some(usual) = names.iter().copied().max_by(|a, b| count(a).cmp(&count(b)).then(b.cmp(a)))
            else {
                continue;
            };
            if usual != name {
                sink.report_in(one.file, other_case(one, name, usual, count(usual)));
            }
        }
    }
}

fn other_case(one: &Contribution, name: &str, usual: &str, count: usize) -> Report {
    let posts = if count == 1 { "another post writes".to_owned() } else { format!("{count} posts write") };
    let message =
        format!("{posts} this category `{}`; for Jekyll, `{}` is another one", excerpt(usual), excerpt(name));
    let report = Report::new(one.span, message).help(format!("write `{}`", excerpt(usual)));
    if one.key == 1 && one.span.len() >= name.len() {
        let start = one.span.start as usize + (one.span.len() - name.len()) / 2;
        let inner = Span::new(start, start + name.len());
        return report.fix(format!("write `{}`", excerpt(usual)), Safety::Unsafe, inner, usual.to_owned());
    }
    report
}
