//! What the file of an image tells of itself: its format, its size, and whether it is damaged.
//! Looks at the header, and at the end where the format says how a file ends; decodes no pixel.
//! May not open files or know of sites.

mod boxes;
mod gif;
mod jpeg;
mod png;
mod riff;
mod small;
mod svg;
mod window;

use std::io::{Read, Seek};

use window::Window;

/// A format of images that browsers or cameras write and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG, animated or not (W3C PNG, third edition).
    Png,
    /// JPEG (ITU T.81) in JFIF or Exif.
    Jpeg,
    /// GIF87a and GIF89a.
    Gif,
    /// WebP (RFC 9649).
    WebP,
    /// AVIF, in the boxes of ISO/IEC 14496-12.
    Avif,
    /// HEIF with HEVC in it, as telephones take it.
    Heif,
    /// SVG.
    Svg,
    /// Windows bitmap.
    Bmp,
    /// Windows icon or cursor.
    Ico,
    /// JPEG XL (ISO/IEC 18181).
    Jxl,
    /// TIFF.
    Tiff,
}

impl Format {
    /// The name that people use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
            Self::Heif => "HEIF",
            Self::Svg => "SVG",
            Self::Bmp => "BMP",
            Self::Ico => "ICO",
            Self::Jxl => "JPEG XL",
            Self::Tiff => "TIFF",
        }
    }

    /// The usual extension, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Avif => "avif",
            Self::Heif => "heic",
            Self::Svg => "svg",
            Self::Bmp => "bmp",
            Self::Ico => "ico",
            Self::Jxl => "jxl",
            Self::Tiff => "tiff",
        }
    }

    /// The media type (IANA), as `type` of `<source>` has it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
            Self::Heif => "image/heic",
            Self::Svg => "image/svg+xml",
            Self::Bmp => "image/bmp",
            Self::Ico => "image/x-icon",
            Self::Jxl => "image/jxl",
            Self::Tiff => "image/tiff",
        }
    }

    /// The format that a path promises by its extension, in whatever case of letters.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "png" | "apng" => Self::Png,
            "jpg" | "jpeg" | "jpe" | "jfif" => Self::Jpeg,
            "gif" => Self::Gif,
            "webp" => Self::WebP,
            "avif" | "avifs" => Self::Avif,
            "heic" | "heif" => Self::Heif,
            "svg" => Self::Svg,
            "bmp" => Self::Bmp,
            "ico" | "cur" => Self::Ico,
            "jxl" => Self::Jxl,
            "tif" | "tiff" => Self::Tiff,
            _ => return None,
        })
    }

    /// The format that a media type names; parameters after `;` do not matter.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        Some(match essence.to_ascii_lowercase().as_str() {
            "image/png" | "image/apng" | "image/vnd.mozilla.apng" => Self::Png,
            "image/jpeg" | "image/jpg" | "image/pjpeg" => Self::Jpeg,
            "image/gif" => Self::Gif,
            "image/webp" => Self::WebP,
            "image/avif" | "image/avif-sequence" => Self::Avif,
            "image/heic" | "image/heif" | "image/heic-sequence" | "image/heif-sequence" => Self::Heif,
            "image/svg+xml" => Self::Svg,
            "image/bmp" | "image/x-ms-bmp" => Self::Bmp,
            "image/x-icon" | "image/vnd.microsoft.icon" => Self::Ico,
            "image/jxl" => Self::Jxl,
            "image/tiff" => Self::Tiff,
            _ => return None,
        })
    }

    /// Whether browsers tell the format by its first bytes, whatever the server calls it
    /// (WHATWG MIME Sniffing, 6.1, and what Chromium, Gecko and WebKit do beyond it).
    #[must_use]
    pub fn is_sniffed(self) -> bool {
        !matches!(self, Self::Svg | Self::Tiff | Self::Heif)
    }
}

/// Width and height in pixels, as they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Whether the file may turn the picture by a quarter, so that the two may stand the other way.
    pub may_turn: bool,
}

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// An image, by its first bytes.
    Image(Format),
    /// Something else that is known, in words: `a web page`.
    Other(&'static str),
    /// A small text in the place of the file, which a tool replaces by the file: its name.
    Pointer(&'static str),
    /// A text with front matter, which the generator makes something else of.
    Template,
    /// Nothing that is known.
    Unknown,
}

/// What is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The file has no byte.
    Empty,
    /// It begins as its format does, and the header cannot be right; why.
    Header(&'static str),
    /// The header is whole, and the file ends before the picture does; how that is known.
    Truncated(&'static str),
}

/// The facts of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Length of the file in bytes.
    pub bytes: u64,
    /// What it holds.
    pub content: Content,
    /// Its size, where the header was found.
    pub size: Option<Size>,
    /// What is damaged.
    pub flaw: Option<Flaw>,
}

impl Picture {
    /// Reads as much of a file as is needed: its first bytes, and a few more where they lead.
    ///
    /// # Errors
    /// The error of the reader.
    pub fn read<R: Read + Seek>(reader: R) -> std::io::Result<Self> {
        let mut window = Window::new(reader)?;
        let content = content(window.head());
        let (size, flaw) = match content {
            _ if window.len() == 0 => (None, Some(Flaw::Empty)),
            Content::Image(format) => match format {
                Format::Png => png::read(&mut window),
                Format::Jpeg => jpeg::read(&mut window),
                Format::Gif => gif::read(&mut window),
                Format::WebP => riff::read(&mut window),
                Format::Avif | Format::Heif => boxes::read(&mut window),
                Format::Svg => svg::read(&mut window),
                Format::Bmp => small::bmp(&mut window),
                Format::Ico => small::ico(&mut window),
                Format::Jxl | Format::Tiff => (None, None),
            },
            _ => (None, None),
        };
        let bytes = window.len();
        window.finish()?;
        let size = size.filter(|size| size.width > 0 && size.height > 0);
        Ok(Self { bytes, content, size, flaw })
    }

    /// The format, if it is an image.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        match self.content {
            Content::Image(format) => Some(format),
            _ => None,
        }
    }
}

/// First bytes by which a file is known, where they stand at its start.
const SIGNS: [(&[u8], Content); 21] = [
    (b"\x89PNG\r\n\x1a\n", Content::Image(Format::Png)),
    (b"\xff\xd8\xff", Content::Image(Format::Jpeg)),
    (b"GIF87a", Content::Image(Format::Gif)),
    (b"GIF89a", Content::Image(Format::Gif)),
    (b"BM", Content::Image(Format::Bmp)),
    (b"\x00\x00\x01\x00", Content::Image(Format::Ico)),
    (b"\x00\x00\x02\x00", Content::Image(Format::Ico)),
    (b"\xff\x0a", Content::Image(Format::Jxl)),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", Content::Image(Format::Jxl)),
    (b"II*\x00", Content::Image(Format::Tiff)),
    (b"MM\x00*", Content::Image(Format::Tiff)),
    (b"version https://git-lfs.github.com/spec/", Content::Pointer("Git LFS")),
    (b"/annex/objects/", Content::Pointer("git-annex")),
    (b"%PDF-", Content::Other("a PDF document")),
    (b"8BPS", Content::Other("a Photoshop document")),
    (b"PK\x03\x04", Content::Other("a ZIP archive")),
    (b"\x1f\x8b", Content::Other("a gzip archive")),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", Content::Other("a JPEG 2000 image")),
    (b"\x1a\x45\xdf\xa3", Content::Other("a video")),
    (b"---\n", Content::Template),
    (b"---\r\n", Content::Template),
];

/// What a file holds, by its first bytes.
fn content(head: &[u8]) -> Content {
    if let Some((_, content)) = SIGNS.iter().find(|(sign, _)| head.starts_with(sign)) {
        let is_bmp = *content == Content::Image(Format::Bmp);
        return if is_bmp && !small::is_bmp(head) { Content::Unknown } else { *content };
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Content::Image(Format::WebP);
    }
    if let Some(found) = boxes::content(head) {
        return found;
    }
    if head.len() < 400 && memchr::memmem::find(head, b".git/annex/objects/").is_some() {
        return Content::Pointer("git-annex");
    }
    svg::content(head)
}
