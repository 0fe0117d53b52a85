//! Who is connected: nobody may take all the places.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

type Counts = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// The connections of each address.
#[derive(Clone)]
pub(super) struct Crowd {
    counts: Counts,
    most_per_address: usize,
}

/// One connection; leaves when it is dropped.
pub(super) struct Guest {
    counts: Counts,
    address: IpAddr,
}

impl Crowd {
    pub(super) fn new(most_per_address: usize) -> Self {
        Self {
            counts: Counts::default(),
            most_per_address,
        }
    }

    /// Lets one more in, if the address has not enough already.
    pub(super) fn enter(&self, address: IpAddr) -> Option<Guest> {
        let address = network(address);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_insert(0);
        if *count >= self.most_per_address {
            metrics::counter!("hebewerk_connections_refused_total").increment(1);
            return None;
        }
        *count += 1;
        metrics::gauge!("hebewerk_connections_open").increment(1);
        Some(Guest {
            counts: self.counts.clone(),
            address,
        })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        metrics::gauge!("hebewerk_connections_open").decrement(1);
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}

/// The address as coarsely as it is handed out: a /64 belongs to one household or office.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_cannot_take_all_the_places() {
        let crowd = Crowd::new(2);
        let one: IpAddr = "192.0.2.1".parse().unwrap();
        let first = crowd.enter(one).unwrap();
        let _second = crowd.enter(one).unwrap();
        assert!(crowd.enter(one).is_none());
        assert!(crowd.enter("192.0.2.2".parse().unwrap()).is_some());
        drop(first);
        assert!(crowd.enter(one).is_some());
    }

    #[test]
    fn nobody_is_remembered_who_has_left() {
        let crowd = Crowd::new(1);
        drop(crowd.enter("192.0.2.1".parse().unwrap()));
        assert!(crowd.counts.lock().unwrap().is_empty());
    }

    #[test]
    fn all_addresses_of_a_network_count_as_one() {
        let crowd = Crowd::new(1);
        let _first = crowd.enter("2001:db8::1".parse().unwrap()).unwrap();
        assert!(crowd.enter("2001:db8::2".parse().unwrap()).is_none());
        assert!(crowd.enter("2001:db8:0:1::1".parse().unwrap()).is_some());
    }
}
