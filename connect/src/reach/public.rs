//! Which addresses belong to the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is one that everybody can reach, by the registries of special-purpose addresses (IANA; RFC 6890
/// and its updates). Addresses of version 4 inside those of version 6 are judged as what they carry.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

#[expect(
    clippy::match_same_arms,
    reason = "every line says why it is not public"
)]
fn is_public_v4(address: Ipv4Addr) -> bool {
    let special = match address.octets() {
        // This network, private, loopback, private, protocol assignments; and all from multicast on.
        [0 | 10 | 127 | 224..=255, ..] => true,
        // Shared by providers (RFC 6598), private.
        [100, 64..=127, ..] | [172, 16..=31, ..] | [192, 168, ..] => true,
        // Link-local, with the metadata of clouds.
        [169, 254, ..] => true,
        // Protocol assignments, 6to4 relays, benchmarks.
        [192, 0, 0, _] | [192, 88, 99, _] | [198, 18 | 19, ..] => true,
        // Documentation.
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        _ => false,
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(carried) = carried(address) {
        return is_public_v4(carried);
    }
    let segments = address.segments();
    let global_unicast = segments[0] & 0xe000 == 0x2000;
    let special = matches!(segments, [0x2001, 0..=0x01ff, ..]) // protocol assignments, Teredo, benchmarks
        || matches!(segments, [0x2001, 0x0db8, ..]) // documentation
        || matches!(segments, [0x3fff, 0..=0x0fff, ..]); // documentation (RFC 9637)
    global_unicast && !special
}

/// The address of version 4 that one of version 6 stands for: mapped, compatible, translated (NAT64), 6to4.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let octets = address.octets();
    let at = |from: usize| {
        let four = octets.get(from..from + 4)?;
        Some(Ipv4Addr::from(<[u8; 4]>::try_from(four).ok()?))
    };
    match address.segments() {
        // ::/128 and ::1/128 are compatible addresses in form and land in 0.0.0.0/8.
        [0, 0, 0, 0, 0, 0 | 0xffff, ..]
        | [0, 0, 0, 0, 0xffff, 0, ..]
        | [0x64, 0xff9b, 0, 0, 0, 0, ..]
        | [0x64, 0xff9b, 1, ..] => at(12),
        [0x2002, ..] => at(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_addresses_are_not_public_in_any_disguise() {
        for address in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:0:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::10.0.0.1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "5f00::1",
        ] {
            let address: IpAddr = address.parse().unwrap();
            assert!(!is_public(address), "{address}");
        }
    }

    #[test]
    fn addresses_of_the_internet_are_public() {
        for address in [
            "1.1.1.1",
            "9.9.9.9",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "193.99.144.80",
            "223.255.255.255",
            "2a02:2e0:3fe:1001::1",
            "2606:4700::1111",
            "64:ff9b::1.1.1.1",
        ] {
            let address: IpAddr = address.parse().unwrap();
            assert!(is_public(address), "{address}");
        }
    }
}
