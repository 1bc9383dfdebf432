//! Comments that set findings aside: in every language of a file, what each form covers, what looks
//! like one and is none, and what the rules on such comments say of them.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own making is wrong")]

#[path = "suppress/command.rs"]
mod command;
#[path = "suppress/comments.rs"]
mod comments;
#[path = "suppress/fixes.rs"]
mod fixes;
#[path = "suppress/forms.rs"]
mod forms;
#[path = "suppress/page.rs"]
mod page;
#[path = "suppress/places.rs"]
mod places;
#[path = "suppress/run.rs"]
mod run;
