//! Why a request came to no answer, out of the chain of causes that the client gives. May not decide
//! what to do about it.

use std::error::Error;
use std::io;

use rustls::{AlertDescription, CertificateError, Error as TlsError};

use crate::site::{Fault, Trust};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// No answer came in time, or no connection.
    Timeout {
        /// Whether there was not even a connection.
        connecting: bool,
    },
    /// A fault of its own.
    Fault(Fault),
}

impl Failure {
    /// As a fault, where this many seconds were waited.
    pub(super) fn fault(self, seconds: u64) -> Fault {
        match self {
            Self::Timeout { .. } => Fault::Timeout(seconds),
            Self::Fault(fault) => fault,
        }
    }
}

/// What an error of the client comes down to.
pub(super) fn of(error: &reqwest::Error) -> Failure {
    let mut fault = None;
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if let Some(found) = of_cause(one) {
            fault = Some(found);
        }
        cause = one.source();
    }
    match fault {
        Some(fault) => Failure::Fault(fault),
        None if error.is_timeout() => Failure::Timeout { connecting: error.is_connect() },
        None if error.is_connect() => Failure::Fault(Fault::Unreachable),
        None => Failure::Fault(Fault::Closed),
    }
}

fn of_cause(cause: &(dyn Error + 'static)) -> Option<Fault> {
    if let Some(error) = cause.downcast_ref::<TlsError>() {
        return Some(Fault::Tls(trust(error)));
    }
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return of_io(error);
    }
    // The words of hyper, whose errors are no types of their own here.
    let words = cause.to_string();
    let is_no_http = words.starts_with("invalid HTTP") || words.contains("frame with invalid size");
    is_no_http.then_some(Fault::Protocol)
}

fn of_io(error: &io::Error) -> Option<Fault> {
    // What an error of this kind wraps is not among its causes.
    if let Some(inner) = error.get_ref() {
        if let Some(tls) = inner.downcast_ref::<TlsError>() {
            return Some(Fault::Tls(trust(tls)));
        }
        if let Some(inner) = inner.downcast_ref::<io::Error>() {
            return of_io(inner);
        }
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(Fault::Refused),
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
            Some(Fault::Closed)
        }
        // In these words the connection ends before both sides know each other.
        io::ErrorKind::UnexpectedEof if error.to_string().contains("handshake") => {
            Some(Fault::Tls(Trust::Handshake))
        }
        io::ErrorKind::UnexpectedEof => Some(Fault::Closed),
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable
        | io::ErrorKind::NetworkDown => Some(Fault::Unreachable),
        _ => None,
    }
}

/// What is not to be trusted, in kinds that ask for different things.
fn trust(error: &TlsError) -> Trust {
    match error {
        TlsError::InvalidCertificate(certificate) => match certificate {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Trust::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Trust::Early,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Trust::OtherName
            }
            CertificateError::UnknownIssuer => Trust::Issuer,
            CertificateError::Revoked => Trust::Revoked,
            // A certificate that signs itself, or one of an authority in a server's place.
            CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
                Trust::Issuer
            }
            other => Trust::Other(other.to_string()),
        },
        TlsError::InvalidMessage(_)
        | TlsError::PeerIncompatible(_)
        | TlsError::PeerMisbehaved(_)
        | TlsError::InappropriateMessage { .. }
        | TlsError::InappropriateHandshakeMessage { .. }
        | TlsError::NoCertificatesPresented => Trust::Handshake,
        TlsError::AlertReceived(alert) => match alert {
            AlertDescription::UnrecognisedName => Trust::OtherName,
            _ => Trust::Handshake,
        },
        other => Trust::Other(other.to_string()),
    }
}
