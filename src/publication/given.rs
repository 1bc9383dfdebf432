//! What an include is given by the tag that names it. Values alone.

use super::Text;
use super::rendering::Part;

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Known text.
    Text(Box<str>),
    /// Text with the address of a post or file in it.
    Parts(Vec<Part>),
    /// Nothing.
    Nil,
    /// It is not known; why.
    Unknown(Text),
}
