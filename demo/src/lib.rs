//! A city that never was: *Musterstadt an der Emscher*, its offices and the files they really would send.
//!
//! [`write`] puts a folder on disk that looks like the shared drive of a town hall: a folder for each office,
//! files in ten formats, dirty the way real ones are. [`write_state`] brings later deliveries,
//! [`catalogue`] says what no file says about itself, [`accounts`] who may sign in,
//! [`grants`] what they allow each other to read, [`protections`] what they hold back.
//!
//! # Invariants
//! - Equal cities give equal bytes: chance comes from a generator of our own ([`City::seed`]), times are fixed.
//! - All offices stand on one ground: districts tile the city, streets lie in districts, houses on streets;
//!   street names, keys and postcodes agree across offices apart from the dirt put in on purpose.
//! - Everything is invented here: no real record and no list of others. People have names that nobody has,
//!   telephone numbers of the range kept free for films, accounts at a bank that does not exist.
//! - The story is true in the data: merging bulky-waste rounds saves 27 to 30 per cent of the way, and anybody can
//!   compute it from the files (see the tests).
//!
//! # Deliberately absent
//! Taking files in, the catalogue's storage, the clock and every random-number crate.

mod account;
mod catalogue;
mod city;
mod dataset;
mod day;
mod deliver;
mod error;
mod figure;
mod file;
mod grant;
mod names;
mod office;
mod place;
mod plan;
mod projection;
mod protection;
mod random;
mod waste;

pub use account::{DemoAccount, DemoRole, accounts};
pub use catalogue::{CatalogueDataset, CatalogueOrganisation, CityCatalogue, catalogue};
pub use city::{City, Scale, musterstadt, neighbours};
pub use dataset::Theme;
pub use deliver::{Change, Delivery, Step, Summary, deliveries, states, write, write_state};
pub use error::DemoError;
pub use grant::{DemoGrant, DemoGrantee, grants};
pub use protection::{DemoProtection, protections};
