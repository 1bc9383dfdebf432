//! Why an address of another host is of no use, in kinds that differ in what to do about them.

use serde::{Deserialize, Serialize};

/// Why an address is of no use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The server says so, by a status (RFC 9110, 15).
    Status(u16),
    /// There is no host of this name.
    NoHost,
    /// The name of the host could not be looked up; it may exist.
    Lookup,
    /// Nothing listens at that port of the host.
    Refused,
    /// The network knows no way to the host.
    Unreachable,
    /// The host closed the connection before it answered.
    Closed,
    /// No answer came in time: seconds that were waited.
    Timeout(u64),
    /// The connection is not safe.
    Tls(Trust),
    /// What answers there does not speak HTTP.
    Protocol,
    /// The redirects come back to where they were.
    Loop(String),
    /// More redirects than browsers follow: how many were followed.
    Endless(u32),
    /// A redirect to no address, or to none that is asked: what it says.
    Nowhere(String),
    /// A redirect to an address that only a private network has.
    Private(String),
    /// The body ends before its announced end.
    Truncated {
        /// Bytes that came.
        got: u64,
        /// Bytes that were announced, if they were.
        of: Option<u64>,
    },
    /// There is nothing in the body of a picture.
    Empty,
    /// A web page instead of a picture.
    Page,
    /// Something else instead of a picture: its content type.
    NotImage(String),
    /// The host shows the picture to some pages only.
    HotLink {
        /// What others get: a status, or 200 with a page in place of the picture.
        status: u16,
        /// Whether the pages of this site are among those, as far as is known: where they are,
        /// readers who do not say which page they come from see nothing.
        shown: Option<bool>,
    },
}

/// Why a connection is not safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// The certificate is no longer valid.
    Expired,
    /// The certificate is not yet valid.
    Early,
    /// The certificate is for other names.
    OtherName,
    /// Nobody that is trusted has signed the certificate, or a certificate between is missing.
    Issuer,
    /// The certificate was revoked.
    Revoked,
    /// The two sides agree on no way to speak safely, or the server does not speak TLS.
    Handshake,
    /// Anything else, in the words of the library.
    Other(String),
}

impl Fault {
    /// Whether it may be gone tomorrow: a server that is down, a certificate that is being renewed.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Status(status) => !matches!(status, 404 | 410),
            Self::NoHost
            | Self::Lookup
            | Self::Refused
            | Self::Unreachable
            | Self::Closed
            | Self::Timeout(_)
            | Self::Tls(_)
            | Self::Protocol
            | Self::Truncated { .. } => true,
            _ => false,
        }
    }

    /// Whether the host was not reached at all, which may be this machine's own fault.
    #[must_use]
    pub fn is_of_network(&self) -> bool {
        matches!(self, Self::NoHost | Self::Lookup | Self::Refused | Self::Unreachable | Self::Timeout(_))
    }

    /// Whether it matters to pictures alone.
    #[must_use]
    pub fn is_of_image(&self) -> bool {
        matches!(self, Self::Empty | Self::Page | Self::NotImage(_) | Self::HotLink { .. })
    }
}
