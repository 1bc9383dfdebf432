//! What the rules on addresses that are no URLs share: the search and the words.
//! May not know which roles a rule looks at, or what follows for a reader.

use crate::rules::prelude::*;

/// Reports the addresses of some roles that are no URL; `so` says what follows for a reader.
pub(crate) fn report(entry: &Entry<'_>, sink: &mut Sink, roles: &[Role], so: &str) {
    for address in entry.addresses().filter(|address| roles.contains(&address.role)) {
        if let Some(reason) = invalid_reason(&address) {
            if address.is_liquid {
                sink.undecided(address.span, "Liquid is part of the address");
            } else {
                sink.report(invalid(&address, &reason, so));
            }
        }
    }
}

fn invalid(address: &Address<'_>, reason: &str, so: &str) -> Report {
    let report = Report::new(address.place, format!("the address is no valid URL ({reason}), so {so}"))
        .help("correct the address");
    let report = match corrected_address(address.text).filter(|_| address.is_verbatim()) {
        Some(text) => report.fix("correct the scheme", Safety::Unsafe, address.span, text),
        None => report,
    };
    if is_placeholder(address.text) { report.at_most(Severity::Warning) } else { report }
}
