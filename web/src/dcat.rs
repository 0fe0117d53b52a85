//! The catalogue for other portals: DCAT-AP.de 3.0 as RDF, whole pages or one dataset.
//!
//! *Architecture invariant:* everything here is asked for as somebody who is not signed in, whoever asks: what a portal
//! harvests is what everybody may know, and every cache on the way may keep it.

mod addresses;
mod answer;
pub(crate) mod catalogue;
mod changes;
pub(crate) mod dataset;
mod describe;
mod wanted;

pub(crate) use addresses::{Addresses, FORMS, forms, resource_id};
pub(crate) use answer::open_answer;
pub(crate) use catalogue::media_type;
pub(crate) use describe::{described, named, title};
pub(crate) use wanted::{wanted, weighed};
