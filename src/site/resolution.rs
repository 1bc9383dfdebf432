//! What a reference of one document leads to, as the site remembers it. Types alone: what leads where
//! is decided by `resolve`.

use super::Route;
use crate::finding::FileId;
use crate::publication::Text;

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// A file that is written.
    Found(Route),
    /// Nothing.
    Missing(Missing),
    /// It cannot be told; why.
    Undecided(Text),
}

/// A reference that leads to nothing, or of which that cannot be told, or to a page that only leads on.
#[derive(Debug)]
pub struct Unresolved {
    /// The document it stands in.
    pub file: FileId,
    /// Which of the references of that document.
    pub reference: usize,
    /// What it leads to: never a file, but for one that is written beside a document.
    pub resolution: Resolution,
}

/// A reference to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The path that it leads to, from the root of the host, decoded.
    pub path: String,
    /// The address that was probably meant, and why.
    pub closest: Option<(String, Likeness)>,
    /// What lies in the sources in place of a published file.
    pub absence: Absence,
}

/// Why nothing is published at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// No file would be written there.
    Nothing,
    /// A document would be, but it is held back: a draft, a post of the future, `published: false`.
    Held(FileId),
    /// A file of that path lies in the sources, and is not published.
    Source,
    /// No file of this site lies in the first folder of the path, and something else may serve it.
    Elsewhere,
}

/// Why another address is probably the one that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// It differs in the case of letters alone.
    Case,
    /// It has the same letters in another form of Unicode: `é` as one character or as two.
    UnicodeForm,
    /// It is the address of the same page in the form in which it is published.
    Form,
    /// It is the page that is made of the source file which the reference names.
    Source,
    /// The reference lacks the site's `baseurl`.
    BaseUrl,
    /// The reference has the site's `baseurl` twice.
    BaseUrlTwice,
    /// The only file of that name lies in another folder.
    OtherFolder,
    /// It is one or two letters away.
    Spelling,
}
