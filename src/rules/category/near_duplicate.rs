//! `category/near-duplicate`: a rare category one letter away from a frequent one.
//! Counts names over the site; digits and letter case are not counted as slips.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct NearDuplicate {
    frequent: usize,
    min_length: usize,
}

/// How many rare and frequent names are compared: a site of so many has no spelling to keep.
const MOST: usize = 1_000;

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<NearDuplicate>()?))
}

impl Check for NearDuplicate {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        categories::contribute(entry, sink);
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let counts = categories::count(own);
        let is_long = |name: &str| name.chars().take(self.min_length).count() == self.min_length;
        let by_count = |wanted: &dyn Fn(usize) -> bool| {
            let names = counts.iter().filter(|(name, count)| wanted(**count) && is_long(name));
            let mut names: Vec<&str> = names.map(|(name, _)| *name).collect();
            names.sort_unstable();
            names.truncate(MOST);
            names
        };
        let frequent = by_count(&|count| count >= self.frequent.max(2));
        let rare = by_count(&|count| count * 5 <= self.frequent.max(5));
        let mut meant: FxHashMap<&str, &str> = FxHashMap::default();
        for name in rare {
            if let Some(other) = frequent.iter().find(|other| is_slip(name, other)) {
                meant.insert(name, other);
            }
        }
        for one in own {
            let Some(name) = one.text.as_deref() else { continue };
            if let Some(other) = meant.get(name) {
                let count = counts.get(other).copied().unwrap_or_default();
                sink.report_in(one.file, near(one, name, other, count));
            }
        }
    }
}

/// One letter more, less, other or in another place; numbered names are neighbours, not slips.
fn is_slip(name: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    name.len().abs_diff(other.len()) <= 4
        && name.to_lowercase() != other.to_lowercase()
        && digits(name) == digits(other)
        && osa_distance(name, other) == 1
}

fn near(one: &Contribution, name: &str, other: &str, count: usize) -> Report {
    let (name_shown, other_shown) = (excerpt(name), excerpt(other));
    let message = format!(
        "the category `{name_shown}` is one letter away from `{other_shown}`, which {count} posts have"
    );
    let report = Report::new(one.span, message).help(format!("write `{other_shown}` if that was meant"));
    if one.key == 1 && one.span.len() >= name.len() {
        let start = one.span.start as usize + (one.span.len() - name.len()) / 2;
        let inner = Span::new(start, start + name.len());
        return report.fix(format!("write `{other_shown}`"), Safety::Unsafe, inner, other.to_owned());
    }
    report
}
