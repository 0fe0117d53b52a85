//! How many orders each street has, so that the figures of the story come out exactly.

use std::collections::BTreeSet;

use super::orders::scaled;
use crate::place::Place;
use crate::random::{Random, apportion};

/// Orders of each street in the whole year; they sum up to the figures of the district.
pub(super) fn street_quotas(place: &Place, part: f64, random: &mut Random) -> Vec<u32> {
    let mut quotas = vec![0; place.streets.len()];
    let spring: Vec<f64> = place
        .plan
        .districts
        .iter()
        .map(|district| f64::from(district.orders))
        .collect();
    let november = apportion(scaled(place.plan.november_orders, part), &spring);
    let silent = silent_streets(place, random);
    for (index, district) in place.plan.districts.iter().enumerate() {
        let total = scaled(district.orders, part) + november[index];
        let own: Vec<usize> = (0..place.streets.len())
            .filter(|&street| place.streets[street].district == index)
            .collect();
        let mut rest = total;
        for &street in &own {
            if let Some(told) = place.streets[street].orders {
                quotas[street] = scaled(told, part);
                rest -= quotas[street];
            }
        }
        let free: Vec<usize> = own
            .into_iter()
            .filter(|street| quotas[*street] == 0 && !silent.contains(street))
            .collect();
        // One for each street, the rest by length and by who lives there.
        let sure = u32::from(rest as usize >= free.len());
        let weights: Vec<f64> = free
            .iter()
            .map(|&street| {
                f64::from(place.streets[street].length_m).min(700.0)
                    * (0.15 + random.unit() * random.unit())
            })
            .collect();
        let parts = apportion(rest - sure * free.len() as u32, &weights);
        for (&street, more) in free.iter().zip(parts) {
            quotas[street] = sure + more;
        }
    }
    quotas
}

/// Streets from which nobody orders: allotments, squares, industry.
fn silent_streets(place: &Place, random: &mut Random) -> BTreeSet<usize> {
    let named: Vec<&str> = place
        .plan
        .named_streets
        .iter()
        .map(|street| street.name)
        .collect();
    let mut candidates: Vec<usize> = (0..place.streets.len())
        .filter(|&street| !named.contains(&place.streets[street].name.as_str()))
        .collect();
    random.shuffle(&mut candidates);
    candidates.truncate(place.streets.len() - place.plan.ordering_streets);
    candidates.into_iter().collect()
}
