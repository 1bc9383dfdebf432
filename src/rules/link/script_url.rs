//! `link/script-url`: an address that runs a program instead of leading somewhere.

use crate::rules::prelude::*;

struct ScriptUrl;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ScriptUrl))
}

impl Check for ScriptUrl {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if matches!(address.role, Role::Link | Role::Form | Role::Resource) && runs_a_program(&address) {
                sink.report(script(&address));
            }
        }
    }
}

fn runs_a_program(address: &Address<'_>) -> bool {
    if address.has_scheme("data") {
        let kind = address.rest().split([',', ';']).next().unwrap_or_default().trim();
        let runs = ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml"];
        return address.role == Role::Link && runs.iter().any(|one| one.eq_ignore_ascii_case(kind));
    }
    address.has_scheme("javascript") || address.has_scheme("vbscript")
}

/// `javascript:void(0)` and its like, which keep a link from doing anything.
fn does_nothing(program: &str) -> bool {
    let program = program.trim().trim_end_matches(';').trim();
    matches!(program, "" | "void(0)" | "void 0" | "void()" | "//" | "#" | "void(null)" | "return false")
}

fn script(address: &Address<'_>) -> Report {
    let scheme = address.scheme().unwrap_or_default();
    if address.has_scheme("javascript") && does_nothing(address.rest()) {
        return Report::new(
            address.place,
            "the address does nothing, so without a script nobody can use the link",
        )
        .help("use a `<button>`, or the address of what it shows")
        .at_most(Severity::Note);
    }
    Report::new(
        address.place,
        format!(
            "the address runs a program (`{}:`) when a reader follows it, and none where scripts are blocked",
            excerpt(scheme)
        ),
    )
    .help("link to a page, or use a `<button>` and a script")
}
