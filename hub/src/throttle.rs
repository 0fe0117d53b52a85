//! How often somebody may guess: counted before a guess is made, so that guesses made at once do not slip through.
//!
//! Three counts stand side by side, in memory only. *One address and one name*: who mistypes waits, who guesses waits
//! long. *One name from anywhere*: slows guesses from many addresses, never by more than a minute, and not at all for
//! an address from which that name has signed in before; else anybody could lock anybody out. *One address, any name*:
//! generous, because a whole town hall may share an address.

use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Hash of a sign-in name; the name itself is not kept.
pub(crate) type NameHash = [u8; 32];

/// After so long without an attempt a count begins anew.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(1);
/// How long an address is known by which a name has signed in.
const KNOWN: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Entries of one count at most: a flood of made-up names must not fill the memory.
const MOST_ENTRIES: usize = 10_000;

const PAIR: Patience = Patience {
    free: 5,
    longest_seconds: 120,
};
const NAME: Patience = Patience {
    free: 20,
    longest_seconds: 60,
};
const ADDRESS: Patience = Patience {
    free: 60,
    longest_seconds: 30,
};

/// Where an attempt comes from, as coarsely as addresses are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// No network: this process, or a door that does not know.
    Unknown,
    /// One IPv4 address.
    V4([u8; 4]),
    /// A /64: one household or office may use any address in it.
    V6([u8; 8]),
}

impl From<Option<IpAddr>> for Origin {
    fn from(address: Option<IpAddr>) -> Self {
        match address.map(|address| address.to_canonical()) {
            None => Self::Unknown,
            Some(IpAddr::V4(address)) => Self::V4(address.octets()),
            Some(IpAddr::V6(address)) => {
                let network = (address.to_bits() >> 64) as u64;
                Self::V6(network.to_be_bytes())
            }
        }
    }
}

/// When waiting begins and how long it may get.
struct Patience {
    free: u32,
    longest_seconds: i64,
}

#[derive(Clone, Copy)]
struct Tally {
    attempts: u32,
    last: Timestamp,
    until: Timestamp,
}

impl Tally {
    fn new(now: Timestamp) -> Self {
        Self {
            attempts: 0,
            last: now,
            until: now,
        }
    }

    fn count(&mut self, patience: &Patience, now: Timestamp) {
        if now.duration_since(self.last) > FORGOTTEN {
            *self = Self::new(now);
        }
        self.attempts = self.attempts.saturating_add(1);
        self.last = now;
        let over = self.attempts.saturating_sub(patience.free).min(10);
        if over > 0 {
            let seconds = (1_i64 << over).min(patience.longest_seconds);
            self.until = now + SignedDuration::from_secs(seconds);
        }
    }
}

/// The three counts.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    pairs: HashMap<(Origin, NameHash), Tally>,
    names: HashMap<NameHash, Tally>,
    addresses: HashMap<Origin, Tally>,
    known: HashMap<(Origin, NameHash), Timestamp>,
}

impl Counts {
    fn knows(&self, name: NameHash, origin: Origin, now: Timestamp) -> bool {
        let since = self.known.get(&(origin, name));
        since.is_some_and(|since| now.duration_since(*since) < KNOWN)
    }
}

impl Throttle {
    /// Counts an attempt that is about to be made, or says how many seconds to wait before it.
    pub(crate) fn reserve(
        &self,
        name: NameHash,
        origin: Origin,
        now: Timestamp,
    ) -> Result<(), u64> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = counts.knows(name, origin, now);
        let waits = [
            wait(&counts.pairs, &(origin, name), now),
            wait(&counts.addresses, &origin, now),
            if is_known {
                0
            } else {
                wait(&counts.names, &name, now)
            },
        ];
        let seconds = waits.into_iter().max().unwrap_or(0);
        if seconds > 0 {
            return Err(seconds);
        }
        count(&mut counts.pairs, (origin, name), &PAIR, now);
        count(&mut counts.addresses, origin, &ADDRESS, now);
        if !is_known {
            count(&mut counts.names, name, &NAME, now);
        }
        Ok(())
    }

    /// The attempt was right: it was no guess.
    pub(crate) fn succeeded(&self, name: NameHash, origin: Origin, now: Timestamp) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.pairs.remove(&(origin, name));
        // The others keep their count: a success of the owner must not hand out fresh guesses.
        let was_counted = !counts.knows(name, origin, now);
        if let Some(tally) = counts.names.get_mut(&name).filter(|_tally| was_counted) {
            tally.attempts = tally.attempts.saturating_sub(1);
        }
        if let Some(tally) = counts.addresses.get_mut(&origin) {
            tally.attempts = tally.attempts.saturating_sub(1);
        }
        if counts.known.len() >= MOST_ENTRIES {
            counts
                .known
                .retain(|_pair, since| now.duration_since(*since) < KNOWN);
        }
        if counts.known.len() < MOST_ENTRIES {
            counts.known.insert((origin, name), now);
        }
    }
}

/// Seconds to wait, 0 if none; a part of a second counts as one.
fn wait<K: Eq + Hash>(tallies: &HashMap<K, Tally>, key: &K, now: Timestamp) -> u64 {
    tallies.get(key).map_or(0, |tally| {
        let left = tally.until.duration_since(now).as_millis();
        u64::try_from(left).unwrap_or(0).div_ceil(1000)
    })
}

fn count<K: Eq + Hash>(
    tallies: &mut HashMap<K, Tally>,
    key: K,
    patience: &Patience,
    now: Timestamp,
) {
    if tallies.len() >= MOST_ENTRIES && !tallies.contains_key(&key) {
        make_room(tallies, patience, now);
    }
    tallies
        .entry(key)
        .or_insert_with(|| Tally::new(now))
        .count(patience, now);
}

/// Forgets what is old; if that is not enough, whoever need not wait: made-up names are tried once each.
fn make_room<K: Eq + Hash>(tallies: &mut HashMap<K, Tally>, patience: &Patience, now: Timestamp) {
    tallies.retain(|_key, tally| now.duration_since(tally.last) <= FORGOTTEN);
    if tallies.len() >= MOST_ENTRIES {
        tallies.retain(|_key, tally| tally.attempts > patience.free);
    }
    if tallies.len() >= MOST_ENTRIES {
        tallies.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JANA: NameHash = [1; 32];

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn office(last: u8) -> Origin {
        Origin::V4([10, 0, 0, last])
    }

    #[test]
    fn guesses_made_at_once_do_not_slip_through_together() {
        let throttle = Throttle::default();
        let passed = (0..512)
            .filter(|_| throttle.reserve(JANA, office(1), at(0)).is_ok())
            .count();
        assert_eq!(passed, 6, "five free ones and the one that begins the wait");
    }

    #[test]
    fn waiting_grows_and_is_never_longer_than_two_minutes_for_one_address() {
        let throttle = Throttle::default();
        let (mut now, mut waits) = (0, Vec::new());
        while waits.len() < 10 {
            if let Err(seconds) = throttle.reserve(JANA, office(1), at(now)) {
                waits.push(seconds);
                now += seconds as i64;
            }
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 120, 120, 120, 120]);
    }

    #[test]
    fn nobody_is_locked_out_by_guesses_from_elsewhere() {
        let throttle = Throttle::default();
        throttle.reserve(JANA, office(1), at(0)).unwrap();
        throttle.succeeded(JANA, office(1), at(0));
        // A day of guesses from ever new addresses, one whenever the name may be tried again.
        let mut now = 1;
        for guess in 0..601_u32 {
            let [_, _, c, d] = guess.to_be_bytes();
            let elsewhere = Origin::V4([203, 0, c, d]);
            if let Err(seconds) = throttle.reserve(JANA, elsewhere, at(now)) {
                assert!(seconds <= 60, "{seconds}");
                now += seconds as i64;
            }
        }
        assert!(throttle.reserve(JANA, office(9), at(now)).is_err());
        assert_eq!(
            throttle.reserve(JANA, office(1), at(now)),
            Ok(()),
            "from where she signed in before she may always try"
        );
    }

    #[test]
    fn a_success_does_not_hand_out_fresh_guesses_to_others() {
        let throttle = Throttle::default();
        for guess in 0..21 {
            throttle.reserve(JANA, office(guess), at(0)).unwrap();
        }
        throttle.succeeded(JANA, office(3), at(0));
        assert!(throttle.reserve(JANA, office(200), at(0)).is_err());
    }

    #[test]
    fn one_address_may_not_try_any_number_of_names() {
        let throttle = Throttle::default();
        let passed = (0..=255)
            .filter(|name| throttle.reserve([*name; 32], office(1), at(0)).is_ok())
            .count();
        assert_eq!(passed, 61);
        assert!(throttle.reserve(JANA, office(2), at(0)).is_ok());
    }

    #[test]
    fn an_hour_of_quiet_is_forgiven() {
        let throttle = Throttle::default();
        for _ in 0..6 {
            throttle.reserve(JANA, office(1), at(0)).unwrap();
        }
        assert!(throttle.reserve(JANA, office(1), at(1)).is_err());
        for _ in 0..5 {
            assert_eq!(throttle.reserve(JANA, office(1), at(3_700)), Ok(()));
        }
    }

    #[test]
    fn made_up_names_do_not_fill_the_memory() {
        let throttle = Throttle::default();
        for number in 0..30_000_u32 {
            let mut name = [0; 32];
            name[..4].copy_from_slice(&number.to_be_bytes());
            let origin = Origin::V6(u64::from(number).to_be_bytes());
            throttle.reserve(name, origin, at(0)).unwrap();
        }
        let counts = throttle.0.lock().unwrap();
        assert!(counts.pairs.len() <= MOST_ENTRIES && counts.names.len() <= MOST_ENTRIES);
    }

    #[test]
    fn all_addresses_of_one_network_count_as_one() {
        let origin = |text: &str| Origin::from(Some(text.parse().unwrap()));
        assert_eq!(origin("2001:db8::1"), origin("2001:db8::ffff:2"));
        assert_ne!(origin("2001:db8::1"), origin("2001:db8:0:1::1"));
        assert_eq!(origin("::ffff:10.0.0.1"), office(1));
    }
}
