//! Addresses: odd numbers on one side, even ones on the other, a few with a letter, each with its households.

use super::{District, Point, Street, distance_m};
use crate::random::{Random, apportion};

/// A house with its number.
pub(crate) struct Address {
    /// Index of the street.
    pub(crate) street: usize,
    pub(crate) number: u32,
    /// Letter behind the number, if any.
    pub(crate) letter: Option<char>,
    pub(crate) point: Point,
    /// Dwellings with somebody in them on 31 December 2025.
    pub(crate) households: u32,
}

impl Address {
    /// 12a, as the surveyors write it.
    pub(crate) fn house(&self) -> String {
        match self.letter {
            Some(letter) => format!("{}{letter}", self.number),
            None => self.number.to_string(),
        }
    }
}

/// Numbers the houses of all streets and spreads the households of each district over them exactly.
pub(crate) fn number(
    streets: &mut [Street],
    districts: &[District],
    random: &mut Random,
) -> Vec<Address> {
    let mut addresses = Vec::new();
    for (index, street) in streets.iter_mut().enumerate() {
        let first = addresses.len();
        let spacing = 13.0 + random.real(0.0, 9.0);
        let named = matches!(
            street.name.as_str(),
            "Kanalstraße" | "Hafenallee" | "Glückaufring"
        );
        let houses = ((f64::from(street.length_m) / spacing) as u32)
            .clamp(4, 190)
            .max(if named { 120 } else { 4 });
        for number in 1..=houses {
            addresses.push(house(index, street, number, (houses, None), random));
            let letter = street.name == "Kanalstraße" && number == 12 || random.chance(0.035);
            if letter {
                addresses.push(house(index, street, number, (houses, Some('a')), random));
            }
        }
        street.houses = first..addresses.len();
    }
    settle(&mut addresses, streets, districts, random);
    addresses
}

fn house(
    index: usize,
    street: &Street,
    number: u32,
    of: (u32, Option<char>),
    random: &mut Random,
) -> Address {
    let (houses, letter) = of;
    let share =
        (f64::from(number) - 0.5 + if letter.is_some() { 0.3 } else { 0.0 }) / f64::from(houses);
    let on_line = street.at(share.min(0.999));
    let half = usize::from(share >= 0.5);
    let (from, to) = (street.line[half], street.line[half + 1]);
    let length = distance_m(from, to).max(1.0);
    let setback = random.real(9.0, 16.0);
    let side = if number.is_multiple_of(2) {
        setback
    } else {
        -setback
    };
    let point = (
        on_line.0 - (to.1 - from.1) / length * side,
        on_line.1 + (to.0 - from.0) / length * side,
    );
    Address {
        street: index,
        number,
        letter,
        point,
        households: 0,
    }
}

fn settle(
    addresses: &mut [Address],
    streets: &[Street],
    districts: &[District],
    random: &mut Random,
) {
    for (index, district) in districts.iter().enumerate() {
        let mut own: Vec<&mut Address> = addresses
            .iter_mut()
            .filter(|address| streets[address.street].district == index)
            .collect();
        let weights: Vec<f64> = own
            .iter()
            .map(|_| {
                if random.chance(0.3) {
                    5.0 + random.real(0.0, 8.0)
                } else {
                    1.0 + random.unit()
                }
            })
            .collect();
        let households = apportion(district.households, &weights);
        for (address, households) in own.iter_mut().zip(households) {
            address.households = households;
        }
    }
}
