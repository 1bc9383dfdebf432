//! What the name of a host says of itself. May not look anything up.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a host is the reader's own computer or a network that nobody else sees (RFC 1918, 4193,
/// 6761, 6762).
#[must_use]
pub fn is_local_host(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inner.parse::<Ipv6Addr>().is_ok_and(|ip| {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        });
    }
    if let Ok(ip) = host.parse::<Ipv4Addr>() {
        return ip.is_loopback() || ip.is_unspecified() || ip.is_private() || ip.is_link_local();
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    last.eq_ignore_ascii_case("localhost") || (last.len() < host.len() && last.eq_ignore_ascii_case("local"))
}
