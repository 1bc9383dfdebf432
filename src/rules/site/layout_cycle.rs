//! `site/layout-cycle`: layouts that name each other in a circle.
//! Follows each layout once to its end; what has no layout file is another rule's.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

struct LayoutCycle;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(LayoutCycle))
}

impl Check for LayoutCycle {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.publication.kind != Kind::Layout {
            return;
        }
        let Some(pair) = entry.front_matter().and_then(|tree| tree.get("layout")) else { return };
        if let Some(name) = pair.value.as_str() {
            sink.contribute(0, Some(name), pair.value.span());
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        let mut next: FxHashMap<&str, (&str, &Contribution)> = FxHashMap::default();
        for one in own {
            let path = site.document(one.file).map(|facts| &*facts.path);
            if let Some((name, other)) = path.and_then(|path| site.layout_name(path)).zip(one.text.as_deref())
            {
                next.insert(name, (other, one));
            }
        }
        // Which walk came by each layout; a walk that comes by itself again has found a circle.
        let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
        for (walk, one) in own.iter().enumerate() {
            let path = site.document(one.file).map(|facts| &*facts.path);
            let mut at = path.and_then(|path| site.layout_name(path));
            while let Some(name) = at {
                let Some((other, contribution)) = next.get(name) else { break };
                if let Some(before) = seen.insert(name, walk) {
                    if before == walk {
                        sink.report_in(contribution.file, circle(contribution.span, name, other));
                    }
                    break;
                }
                at = Some(*other);
            }
        }
    }
}

fn circle(span: Span, name: &str, other: &str) -> Report {
    let message = if name == other {
        "a layout that names itself; Jekyll stops there without a word".to_owned()
    } else {
        format!("`{}` leads back to this layout; Jekyll stops there without a word", excerpt(other))
    };
    Report::new(span, message).help("take the layout away from the outermost one")
}
