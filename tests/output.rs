//! Each format over the same small runs, as snapshots; and the promises that hold for any text:
//! no control character reaches a terminal, every excerpt fits its width.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own making is wrong")]

mod output {
    mod hostile;
    mod machine;
    mod people;
    mod site;
    mod small;
}
