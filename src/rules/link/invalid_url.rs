//! `link/invalid-url`: the address of a link that is no URL for any browser.
//! The grammar is WHATWG's; an address that holds a placeholder was hardly meant to be followed.

use crate::rules::prelude::*;

struct InvalidUrl;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(InvalidUrl))
}

impl Check for InvalidUrl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses().filter(|address| matches!(address.role, Role::Link | Role::Form)) {
            if let Some(reason) = invalid_reason(&address) {
                if address.is_liquid {
                    sink.undecided(address.span, "Liquid is part of the address");
                } else {
                    sink.report(invalid(&address, &reason));
                }
            }
        }
    }
}

fn invalid(address: &Address<'_>, reason: &str) -> Report {
    let report = Report::new(
        address.place,
        format!("the address is no valid URL ({reason}), so nothing happens when a reader follows it"),
    )
    .help("correct the address");
    let report = match corrected_address(address.text).filter(|_| address.is_verbatim()) {
        Some(text) => report.fix("correct the scheme", Safety::Unsafe, address.span, text),
        None => report,
    };
    if is_placeholder(address.text) { report.at_most(Severity::Warning) } else { report }
}
