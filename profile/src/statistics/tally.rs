//! How often each value of one piece of a column occurs.

use hashbrown::HashTable;

/// Values after which it is asked whether counting pays.
const TRIAL: usize = 8_192;

/// A value, by its hash.
#[derive(Debug)]
pub(super) struct Entry<V> {
    pub(super) hash: u64,
    pub(super) count: u64,
    pub(super) value: V,
}

/// Counts values by their hash. Where nearly all differ, each is listed for itself instead: looking for what is not
/// there would be the dearest part of all.
#[derive(Debug)]
pub(super) struct Tally<V> {
    entries: Vec<Entry<V>>,
    /// Places of entries.
    places: HashTable<u32>,
    /// Values taken in.
    values: usize,
    last: usize,
    lists: bool,
}

impl<V> Default for Tally<V> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            places: HashTable::new(),
            values: 0,
            last: usize::MAX,
            lists: false,
        }
    }
}

impl<V> Tally<V> {
    /// Takes one value in.
    pub(super) fn add(&mut self, hash: u64, value: impl FnOnce() -> V) {
        self.add_many(hash, 1, value);
    }

    /// Takes a value in that occurs `count` times.
    pub(super) fn add_many(&mut self, hash: u64, count: u64, value: impl FnOnce() -> V) {
        self.values += 1;
        if let Some(entry) = self.entries.get_mut(self.last)
            && entry.hash == hash
        {
            entry.count += count;
            return;
        }
        if self.lists {
            self.last = self.entries.len();
            self.push(hash, count, value());
            return;
        }
        self.last = self.find(hash, count, value);
        if self.values == TRIAL {
            self.lists = self.entries.len() * 10 > TRIAL * 9;
        }
    }

    /// What was counted; a hash may occur in several entries.
    pub(super) fn into_entries(self) -> Vec<Entry<V>> {
        self.entries
    }

    fn find(&mut self, hash: u64, count: u64, value: impl FnOnce() -> V) -> usize {
        let hash_of = |place: &u32| self.entries.get(*place as usize).map(|entry| entry.hash);
        if let Some(&place) = self.places.find(hash, |place| hash_of(place) == Some(hash)) {
            if let Some(entry) = self.entries.get_mut(place as usize) {
                entry.count += count;
            }
            return place as usize;
        }
        let place = self.entries.len();
        self.push(hash, count, value());
        let hash_of = |place: &u32| self.entries.get(*place as usize).map_or(0, |it| it.hash);
        self.places.insert_unique(hash, place as u32, hash_of);
        place
    }

    fn push(&mut self, hash: u64, count: u64, value: V) {
        self.entries.push(Entry { hash, count, value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distinct::hash_number;

    #[test]
    fn every_value_is_counted_whether_few_or_all_differ() {
        for different in [1_u64, 700, 60_000] {
            let mut tally = Tally::default();
            for number in 0..60_000 {
                let value = number % different;
                tally.add(hash_number(value), || value);
            }
            let entries = tally.into_entries();
            let all: u64 = entries.iter().map(|entry| entry.count).sum();
            assert_eq!((entries.len() as u64, all), (different, 60_000));
        }
    }
}
