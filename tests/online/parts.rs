//! The parts that decide by themselves: addresses, waits.

use std::net::IpAddr;
use std::time::Duration;

use postlint::net::guard::{Allowed, is_public};
use postlint::net::wait::{backoff, retry_after};

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn private_addresses_are_known() {
    let private = [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "198.18.0.1",
        "203.0.113.7",
        "224.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "64:ff9b:1::1",
    ];
    for text in private {
        assert!(!is_public(address(text)), "{text}");
    }
    for text in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450:4001::1"]
    {
        assert!(is_public(address(text)), "{text}");
    }
    let nobody = Allowed::default();
    for text in ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "::7f00:1"] {
        assert!(!nobody.address(address(text)), "{text}");
    }
    assert!(nobody.address(address("::ffff:1.1.1.1")));
}

#[test]
fn private_hosts_can_be_allowed() {
    let read = |text: &str| Allowed::read(&[text.to_owned()]);
    assert!(read("10.0.0.0/8").unwrap().address(address("10.9.9.9")));
    assert!(!read("10.0.0.0/8").unwrap().address(address("192.168.0.1")));
    assert!(read("fd00::/8").unwrap().address(address("fd12::1")));
    assert!(read("0.0.0.0/0").unwrap().address(address("127.0.0.1")));
    assert!(read("[::1]").unwrap().address(address("::1")));
    assert!(read("all").unwrap().address(address("127.0.0.1")));
    assert!(read("Intra.Lake.Test").unwrap().name("intra.lake.test."));
    for wrong in ["10.0.0.0/33", "10.0.0/8", "lake.test:80", "*.lake.test", ""] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let date = "Wed, 21 Oct 2026 07:28:00 GMT";
    let seconds = |value: &str, now| retry_after(value, Some(date), now).map(|wait| wait.as_secs());
    assert_eq!(seconds("120", 0), Some(120));
    assert_eq!(seconds("Wed, 21 Oct 2026 07:28:30 GMT", 0), Some(30));
    assert_eq!(seconds("Wednesday, 21-Oct-26 07:29:00 GMT", 0), Some(60));
    assert_eq!(seconds("Wed Oct 21 07:28:07 2026", 0), Some(7));
    assert_eq!(seconds("Wed, 21 Oct 2020 07:28:30 GMT", 0), Some(0));
    assert_eq!(seconds("soon", 0), None);
    assert_eq!(seconds("-1", 0), None);
    assert_eq!(seconds("99999999999999999999999", 0), Some(u64::MAX));
    assert_eq!(retry_after("Thu, 01 Jan 1970 00:01:00 GMT", None, 50), Some(Duration::from_secs(10)));
}

#[test]
fn waits_grow_and_differ_and_repeat() {
    for tries in 0..12 {
        let wait = backoff(7, "http://lake.test/", tries);
        let most = Duration::from_millis(500) * (1 << tries.min(6));
        assert!(wait <= most && wait >= most / 2, "{tries} {wait:?}");
        assert_eq!(wait, backoff(7, "http://lake.test/", tries));
    }
    assert_ne!(backoff(7, "http://lake.test/a", 1), backoff(7, "http://lake.test/b", 1));
    assert_ne!(backoff(7, "http://lake.test/a", 1), backoff(8, "http://lake.test/a", 1));
}
