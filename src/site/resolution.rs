//! What a reference of one document leads to, as the site remembers it. Types alone: what leads where
//! is decided by `resolve`.

use super::{Route, Site, SiteReference, rewritten};
use crate::finding::FileId;
use crate::publication::Text;
use crate::source::Span;

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

/// Why a reference leads to nothing, as far as that is known: what one would say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing better is known of it.
    Nothing,
    /// Only the case of letters differs from what is published.
    LetterCase,
    /// The letters are those of a file, in another form of Unicode.
    UnicodeForm,
    /// The site's `baseurl` is not in it.
    BaseUrlMissing,
    /// The site's `baseurl` is in it twice.
    BaseUrlTwice,
    /// It names the source file of a page.
    Source,
    /// What it leads to lies in the sources and is not published.
    Unpublished,
}

impl Loss {
    /// Its name in rules.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::LetterCase => "letter-case",
            Self::UnicodeForm => "unicode-form",
            Self::BaseUrlMissing => "baseurl-missing",
            Self::BaseUrlTwice => "baseurl-twice",
            Self::Source => "source",
            Self::Unpublished => "unpublished",
        }
    }
}

impl Missing {
    /// Why it leads to nothing.
    #[must_use]
    pub fn loss(&self) -> Loss {
        match (self.absence, &self.closest) {
            (Absence::Held(_), _) => Loss::Unpublished,
            (_, Some((_, Likeness::Case))) => Loss::LetterCase,
            (_, Some((_, Likeness::UnicodeForm))) => Loss::UnicodeForm,
            (_, Some((_, Likeness::BaseUrl))) => Loss::BaseUrlMissing,
            (_, Some((_, Likeness::BaseUrlTwice))) => Loss::BaseUrlTwice,
            (_, Some((_, Likeness::Source))) => Loss::Source,
            (Absence::Source, None) => Loss::Unpublished,
            _ => Loss::Nothing,
        }
    }
}

/// A reference that leads to nothing, or of which nobody can tell where it leads.
#[derive(Clone, Copy, Debug)]
pub struct Lost<'s> {
    /// The document it stands in.
    pub file: FileId,
    /// What stands there.
    pub reference: &'s SiteReference,
    /// Where it leads, or why that cannot be told.
    pub found: Result<&'s Missing, &'s Text>,
}

impl<'s> Lost<'s> {
    /// Why it leads to nothing. One of which nobody can tell may lead to nothing as any other.
    #[must_use]
    pub fn loss(&self) -> Loss {
        self.found.map_or(Loss::Nothing, Missing::loss)
    }

    /// The published address that is most like it.
    #[must_use]
    pub fn closest(&self) -> Option<&'s str> {
        self.found.ok()?.closest.as_ref().map(|(closest, _)| closest.as_str())
    }

    /// The bytes to replace, and by what, so that it leads to the closest address; none where it needs
    /// care to write.
    #[must_use]
    pub fn corrected(&self) -> Option<(Span, String)> {
        let (closest, likeness) = self.found.ok()?.closest.as_ref().filter(|_| !self.reference.loose)?;
        let was =
            self.found.ok().filter(|_| *likeness == Likeness::Case).map(|missing| missing.path.as_str());
        rewritten(self.reference, closest, was)
    }
}

impl Site {
    /// The references into the site that lead to nothing, or may, in the order of the documents.
    pub fn lost(&self) -> impl Iterator<Item = Lost<'_>> {
        self.unresolved.iter().filter_map(|one| {
            let reference = self.document(one.file)?.references.get(one.reference)?;
            let found = match &one.resolution {
                Resolution::Found(_) => return None,
                Resolution::Missing(missing) => Ok(missing),
                Resolution::Undecided(why) => Err(why),
            };
            Some(Lost { file: one.file, reference, found })
        })
    }
}
