//! "Nothing was checked, because …": the words for it. May not decide what is checked.

use crate::walk::LeftOut;

/// Why nothing was checked, with the number of files and folders behind each reason.
pub(super) fn words(left_out: &LeftOut) -> String {
    let reasons = [
        (left_out.ignored, "left out by .gitignore or .ignore"),
        (left_out.excluded, "left out by `exclude` in the configuration"),
        (left_out.hidden, "hidden by a leading dot"),
        (left_out.foreign, "in folders of built or foreign files (_site, node_modules, vendor)"),
        (left_out.links, "reached by links out of the root"),
        (left_out.other, "neither Markdown nor HTML"),
    ];
    let reasons: Vec<String> = reasons
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, reason)| format!("{count} {reason}"))
        .collect();
    if reasons.is_empty() {
        return "nothing was checked, because there is no file".to_owned();
    }
    format!("nothing was checked, because no file is left: {}", reasons.join(", "))
}
