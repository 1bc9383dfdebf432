//! Which addresses are asked at all: none that only a private network has, unless it is allowed by
//! name, whether a link names it, a redirect leads there or a name is looked up to it. A checker that
//! follows every link of a text would else be a way into the network of whoever runs it.
//! May not open a connection.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Hosts, addresses and networks that may be asked though they are private.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    names: Vec<String>,
    networks: Vec<(IpAddr, u8)>,
    all: bool,
}

impl Allowed {
    /// Reads a list: `all`, the name of a host, an address, or a network such as `10.0.0.0/8`.
    ///
    /// # Errors
    /// With the index of what is none of these, and why.
    pub fn read(list: &[String]) -> Result<Self, (usize, String)> {
        let mut allowed = Self::default();
        for (at, text) in list.iter().enumerate() {
            let bare = text.trim().trim_start_matches('[').trim_end_matches(']');
            if bare == "all" {
                allowed.all = true;
            } else if let Some((address, length)) = bare.split_once('/') {
                let address = address.parse::<IpAddr>().ok();
                let length = length.parse::<u8>().ok();
                let (Some(address), Some(length)) = (address, length) else {
                    return Err((at, format!("`{text}` is no network: write it as 10.0.0.0/8")));
                };
                if length > if address.is_ipv4() { 32 } else { 128 } {
                    return Err((at, format!("`{text}` is no network: an address has no {length} bits")));
                }
                allowed.networks.push((address, length));
            } else if let Ok(address) = bare.parse::<IpAddr>() {
                allowed.networks.push((address, if address.is_ipv4() { 32 } else { 128 }));
            } else if bare.is_empty() || bare.contains([':', ' ', '*']) {
                return Err((at, format!("`{text}` is no host: write its name alone, or its address")));
            } else {
                allowed.names.push(bare.trim_end_matches('.').to_ascii_lowercase());
            }
        }
        Ok(allowed)
    }

    /// Whether a host may be asked whatever its address is.
    #[must_use]
    pub fn name(&self, host: &str) -> bool {
        self.all || self.names.iter().any(|one| one.eq_ignore_ascii_case(host.trim_end_matches('.')))
    }

    /// Whether an address may be asked.
    #[must_use]
    pub fn address(&self, address: IpAddr) -> bool {
        let inner = unmapped(address);
        self.all || is_public(inner) || self.networks.iter().any(|(net, bits)| lies_in(inner, *net, *bits))
    }
}

fn lies_in(address: IpAddr, net: IpAddr, bits: u8) -> bool {
    match (address, net) {
        (IpAddr::V4(address), IpAddr::V4(net)) => {
            let differ = address.to_bits() ^ net.to_bits();
            differ.checked_shr(32 - u32::from(bits)).unwrap_or(0) == 0
        }
        (IpAddr::V6(address), IpAddr::V6(net)) => {
            let differ = address.to_bits() ^ net.to_bits();
            differ.checked_shr(128 - u32::from(bits)).unwrap_or(0) == 0
        }
        _ => false,
    }
}

/// The IPv4 address inside of an IPv6 one that stands for it: mapped (RFC 4291, 2.5.5.2), compatible,
/// NAT64 (RFC 6052) and 6to4 (RFC 3056).
fn unmapped(address: IpAddr) -> IpAddr {
    let IpAddr::V6(six) = address else { return address };
    let [a, b, c, d, e, f, g, h] = six.segments();
    let four = |high: u16, low: u16| IpAddr::V4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match [a, b, c, d, e, f] {
        [0, 0, 0, 0, 0, 0xffff] | [0x64, 0xff9b, 0, 0, 0, 0] => four(g, h),
        [0, 0, 0, 0, 0, 0] if g != 0 => four(g, h),
        [0x2002, high, low, ..] => four(high, low),
        _ => address,
    }
}

/// Whether an address can be reached from anywhere (the registries of IANA for special-purpose
/// addresses, RFC 6890), and is not one at which clouds answer their own machines.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [a, b, c, d] = address.octets();
    !matches!(
        (a, b, c, d),
        // This network, private (RFC 1918), carrier-grade NAT (RFC 6598), loopback, link-local and
        // with it the metadata of most clouds.
        (0 | 10 | 127, ..) | (100, 64..=127, ..) | (169, 254, ..) | (172, 16..=31, ..) | (192, 168, ..)
        // Protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved.
        | (192, 0, 0 | 2, _) | (192, 88, 99, _) | (198, 18 | 19, ..) | (198, 51, 100, _)
        | (203, 0, 113, _) | (224.., ..)
        // Azure's own services for its machines.
        | (168, 63, 129, 16)
    )
}

fn is_public_6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Only 2000::/3 is given out; within it Teredo and other assignments, and documentation.
    a & 0xe000 == 0x2000
        && !(a == 0x2001 && b < 0x0200)
        && !(a == 0x2001 && b == 0x0db8)
        && !(a == 0x3fff && b < 0x1000)
}
