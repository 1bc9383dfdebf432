//! The laws of the house, held over its own source: what a reader of one file may rely on without
//! reading the others. A law that fails says what to do.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a law that cannot be read stops the test")]

mod house {
    pub(crate) mod files;
    mod layers;
    mod pages;
    pub(crate) mod rules;
    mod seams;
    mod shape;
    mod words;
}
