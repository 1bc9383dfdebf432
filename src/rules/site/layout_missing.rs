//! `site/layout-missing`: a layout that is not there.
//! Looks only where all layouts are known: a theme or a plugin may bring others.

use crate::rules::prelude::*;

struct LayoutMissing;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(LayoutMissing))
}

impl Check for LayoutMissing {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let is_page =
            matches!(entry.publication.kind, Kind::Post | Kind::Draft | Kind::Page | Kind::Collection(_));
        if !is_page || !entry.site.has_generator {
            return;
        }
        let Some(pair) = entry.front_matter().and_then(|tree| tree.get("layout")) else { return };
        if let Some(name) = pair.value.as_str().filter(|name| *name != "none" && !name.is_empty()) {
            sink.contribute(0, Some(name), pair.value.span());
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        let names: Vec<&str> = site.layouts().collect();
        for one in own {
            let Some(name) = one.text.as_deref() else { continue };
            if names.contains(&name) {
                continue;
            }
            match &site.additions.layouts_elsewhere {
                Some(why) => sink.undecided_in(one.file, one.span, why.clone()),
                None => sink.report_in(one.file, missing(one.span, name, &names)),
            }
        }
    }
}

fn missing(span: Span, name: &str, names: &[&str]) -> Report {
    let message = format!("there is no layout `{}`: the page is published without any", excerpt(name));
    let near = names.iter().map(|one| (osa_distance(one, name), one)).min_by_key(|(distance, _)| *distance);
    let report = Report::new(span, message);
    match near {
        Some((distance, one)) if distance <= 2 => report.help(format!("did you mean `{one}`?")),
        _ => report.help("correct the name, or add the layout to `_layouts`"),
    }
}
