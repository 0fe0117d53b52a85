//! What is kept, and what it takes: forms, and the memory promised to whatever is being made.

use crate::form::Form;
use crate::key::FormKey;
use crate::map::Map;
use hebewerk_hub::ports::NoMap;
use std::collections::HashMap;
use std::sync::Arc;

/// Tables and conditions remembered at most, with a form or without.
const MOST_REMEMBERED: usize = 4_096;
/// Requests after which a form is made; twice as many each time it had to be dropped, so that tables which do not fit side
/// by side are not made in turn for ever.
const FIRST_REQUESTS: u32 = 2;
/// Times after which that is enough.
const MOST_DOUBLINGS: u32 = 10;

/// Forms that are made or wait for that at most: those who ask for more old versions than that are answered without.
const MOST_BUILDING: usize = 8;

/// The forms there are. All of them, with what is booked for those being made, take no more than the budget.
#[derive(Debug)]
pub(crate) struct Shelf {
    places: HashMap<FormKey, Place>,
    budget: usize,
    /// Bytes of all forms that are ready.
    kept: usize,
    /// Bytes promised to forms and orders that are being made.
    booked: usize,
    /// How many are made or wait for that.
    building: usize,
    /// Counts requests, to tell what was asked for last.
    clock: u64,
    /// Counts how often all was forgotten: what was begun before is not put here.
    era: u64,
}

#[derive(Debug)]
struct Place {
    state: State,
    used: u64,
    dropped: u32,
}

#[derive(Debug)]
enum State {
    /// Somebody has asked so many times.
    Asked(u32),
    Building,
    Ready(Ready),
    /// It has no form, or none that fits into memory.
    Unfit,
}

/// What lies on a shelf.
#[derive(Debug, Clone)]
pub(crate) enum Kept {
    /// For pages of rows.
    Rows(Arc<Form>),
    /// For tiles.
    Map(Arc<Map>),
}

impl Kept {
    fn bytes(&self) -> usize {
        match self {
            Self::Rows(form) => form.bytes(),
            Self::Map(map) => map.bytes(),
        }
    }

    fn is(&self, other: &Arc<Form>) -> bool {
        matches!(self, Self::Rows(form) if Arc::ptr_eq(form, other))
    }
}

#[derive(Debug)]
struct Ready {
    kept: Kept,
    /// What it takes, as far as it is counted: an order that is being made is booked.
    bytes: usize,
    /// Orders are being made; meanwhile it stays.
    is_ordering: bool,
}

/// What there is to do for a request.
pub(crate) enum Found {
    Form(Arc<Form>),
    /// The asker has to see to it that a form is made.
    Build,
    Nothing,
}

/// What there is to do for a request of a map, which nothing else can answer.
pub(crate) enum FoundMap {
    Map(Arc<Map>),
    /// The asker has to see to it that it is made.
    Build,
    /// Somebody does.
    Wait,
    /// There is none.
    Unfit,
    /// Too many others are being made.
    Busy,
}

impl Shelf {
    pub(crate) fn new(budget: usize) -> Self {
        Self {
            places: HashMap::new(),
            budget,
            kept: 0,
            booked: 0,
            building: 0,
            clock: 0,
            era: 0,
        }
    }

    /// Bytes of all forms, and those promised.
    pub(crate) const fn bytes(&self) -> usize {
        self.kept + self.booked
    }

    pub(crate) const fn era(&self) -> u64 {
        self.era
    }

    /// How many forms there are.
    pub(crate) fn forms(&self) -> usize {
        let states = self.places.values().map(|place| &place.state);
        states
            .filter(|state| matches!(state, State::Ready(_)))
            .count()
    }

    /// A request for the form of this key.
    pub(crate) fn ask(&mut self, key: FormKey) -> Found {
        self.clock += 1;
        if !self.places.contains_key(&key) && !self.has_room_to_remember() {
            return Found::Nothing;
        }
        let place = self.places.entry(key).or_insert(Place {
            state: State::Asked(0),
            used: 0,
            dropped: 0,
        });
        place.used = self.clock;
        match &mut place.state {
            State::Ready(ready) => {
                return match &ready.kept {
                    Kept::Rows(form) => Found::Form(Arc::clone(form)),
                    // Maps have keys of their own.
                    Kept::Map(_) => Found::Nothing,
                };
            }
            State::Building | State::Unfit => return Found::Nothing,
            State::Asked(times) => {
                *times = times.saturating_add(1);
                let is_early = *times < FIRST_REQUESTS << place.dropped.min(MOST_DOUBLINGS);
                if is_early || self.building == MOST_BUILDING {
                    return Found::Nothing;
                }
            }
        }
        place.state = State::Building;
        self.building += 1;
        Found::Build
    }

    /// A request for the map of this key. It is made at once, however often it was dropped: whoever asks waits for it.
    pub(crate) fn ask_map(&mut self, key: FormKey) -> FoundMap {
        self.clock += 1;
        if !self.places.contains_key(&key) && !self.has_room_to_remember() {
            return FoundMap::Busy;
        }
        let place = self.places.entry(key).or_insert(Place {
            state: State::Asked(0),
            used: 0,
            dropped: 0,
        });
        place.used = self.clock;
        match &place.state {
            State::Ready(ready) => match &ready.kept {
                Kept::Map(map) => FoundMap::Map(Arc::clone(map)),
                Kept::Rows(_) => FoundMap::Unfit,
            },
            State::Building => FoundMap::Wait,
            State::Unfit => FoundMap::Unfit,
            State::Asked(_) if self.building == MOST_BUILDING => FoundMap::Busy,
            State::Asked(_) => {
                place.state = State::Building;
                self.building += 1;
                FoundMap::Build
            }
        }
    }

    /// The map of this key, for whoever has waited for it.
    pub(crate) fn made_map(&self, key: &FormKey) -> Result<Arc<Map>, NoMap> {
        match self.places.get(key).map(|place| &place.state) {
            Some(State::Ready(Ready {
                kept: Kept::Map(map),
                ..
            })) => Ok(Arc::clone(map)),
            Some(State::Unfit) => Err(NoMap::TooLarge),
            // It could not be read, or all was forgotten meanwhile: the next request has it made anew.
            _ => Err(NoMap::NotReady),
        }
    }

    /// Whether what belongs to this key is being made.
    pub(crate) fn is_building(&self, key: &FormKey) -> bool {
        let place = self.places.get(key);
        place.is_some_and(|place| matches!(place.state, State::Building))
    }

    /// Forgets whoever has no form and was asked for longest ago, if that is needed to remember one more.
    fn has_room_to_remember(&mut self) -> bool {
        if self.places.len() < MOST_REMEMBERED {
            return true;
        }
        let idle = self.places.iter();
        let idle = idle.filter(|(_, place)| matches!(place.state, State::Asked(_) | State::Unfit));
        let Some(oldest) = idle
            .min_by_key(|(_, place)| place.used)
            .map(|(key, _)| *key)
        else {
            return false;
        };
        self.places.remove(&oldest);
        true
    }

    /// Promises bytes, for which forms are dropped that nobody has asked for longest; `false` if there are not so many.
    pub(crate) fn book(&mut self, bytes: usize) -> bool {
        let Some(wanted) = self.booked.checked_add(bytes) else {
            return false;
        };
        let pinned: usize = self
            .ready()
            .filter(|(_, _, ready)| ready.is_ordering)
            .map(|(_, _, ready)| ready.bytes)
            .sum();
        if wanted.saturating_add(pinned) > self.budget {
            return false;
        }
        while self.kept + wanted > self.budget {
            let unused = self.ready().filter(|(_, _, ready)| !ready.is_ordering);
            let Some(oldest) = unused
                .min_by_key(|(_, used, _)| *used)
                .map(|(key, _, _)| *key)
            else {
                return false;
            };
            self.drop_form(&oldest);
        }
        self.booked = wanted;
        true
    }

    /// Gives promised bytes back.
    pub(crate) fn release(&mut self, bytes: usize) {
        self.booked = self.booked.saturating_sub(bytes);
    }

    /// Keeps a form for which at least its bytes are booked; they are given back. Not if all was forgotten meanwhile.
    pub(crate) fn put(&mut self, key: FormKey, era: u64, kept: Kept, booked: usize) {
        self.release(booked);
        self.building = self.building.saturating_sub(1);
        let bytes = kept.bytes();
        let has_room = self.bytes().saturating_add(bytes) <= self.budget;
        let Some(place) = self.places.get_mut(&key).filter(|_place| self.era == era) else {
            return;
        };
        if !has_room {
            place.state = State::Unfit;
            return;
        }
        self.kept += bytes;
        place.state = State::Ready(Ready {
            kept,
            bytes,
            is_ordering: false,
        });
    }

    /// Remembers that there is no form of it.
    pub(crate) fn put_none(&mut self, key: FormKey, era: u64) {
        self.building = self.building.saturating_sub(1);
        if let Some(place) = self.places.get_mut(&key).filter(|_place| self.era == era) {
            place.state = State::Unfit;
        }
    }

    /// As if nobody had asked: it could not be read.
    pub(crate) fn give_up(&mut self, key: &FormKey, era: u64) {
        self.building = self.building.saturating_sub(1);
        if self.era == era {
            self.places.remove(key);
        }
    }

    /// Books orders of a form that is kept; the form stays until [`Self::ordered`].
    pub(crate) fn order(&mut self, key: &FormKey, bytes: usize) -> bool {
        match self.ready_mut(key) {
            Some(ready) if !ready.is_ordering => ready.is_ordering = true,
            _ => return false,
        }
        let is_booked = self.book(bytes);
        if !is_booked && let Some(ready) = self.ready_mut(key) {
            ready.is_ordering = false;
        }
        is_booked
    }

    /// Orders are made, for which `booked` was promised: they count with the form from now on.
    pub(crate) fn ordered(&mut self, key: &FormKey, form: &Arc<Form>, booked: usize) {
        self.release(booked);
        let Some(ready) = self.ready_mut(key).filter(|ready| ready.kept.is(form)) else {
            return;
        };
        let before = std::mem::replace(&mut ready.bytes, form.bytes());
        ready.is_ordering = false;
        let now = ready.bytes;
        self.kept = self.kept - before + now;
    }

    /// Drops everything.
    pub(crate) fn forget(&mut self) {
        self.places.clear();
        self.kept = 0;
        self.era += 1;
    }

    fn ready(&self) -> impl Iterator<Item = (&FormKey, u64, &Ready)> {
        let places = self.places.iter();
        places.filter_map(|(key, place)| match &place.state {
            State::Ready(ready) => Some((key, place.used, ready)),
            _ => None,
        })
    }

    fn ready_mut(&mut self, key: &FormKey) -> Option<&mut Ready> {
        match &mut self.places.get_mut(key)?.state {
            State::Ready(ready) => Some(ready),
            _ => None,
        }
    }

    fn drop_form(&mut self, key: &FormKey) {
        let Some(place) = self.places.get_mut(key) else {
            return;
        };
        if let State::Ready(ready) = &place.state {
            self.kept -= ready.bytes;
            place.state = State::Asked(0);
            place.dropped += 1;
        }
    }
}

#[cfg(test)]
mod tests;
