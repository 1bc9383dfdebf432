//! Which tags of Liquid and Jekyll write nothing themselves: Markdown sees what they stand between as
//! if they were not there. May not know how a tag is masked.

/// Whether a tag writes nothing itself. `increment` and `decrement` write numbers, `tablerow` cells
/// (Liquid's `lib/liquid/tags`); `raw` is left to the masks, since what it encloses is shown.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "assign"
            | "break"
            | "capture"
            | "case"
            | "comment"
            | "continue"
            | "else"
            | "elsif"
            | "endcapture"
            | "endcase"
            | "endcomment"
            | "endfor"
            | "endif"
            | "endifchanged"
            | "endunless"
            | "for"
            | "if"
            | "ifchanged"
            | "unless"
            | "when"
    )
}
