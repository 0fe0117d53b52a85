//! The ground all offices stand on: districts, streets and addresses, the same for every file of a city.

mod addresses;
mod districts;
mod streets;

pub(crate) use addresses::Address;
pub(crate) use districts::{CELL_HEIGHT_M, CELL_WIDTH_M, District};
pub(crate) use streets::Street;

use crate::city::City;
use crate::plan::{self, Plan};
use crate::random::Random;

/// A point in EPSG:25832: metres east, metres north.
pub(crate) type Point = (f64, f64);

/// Everything that does not move.
pub(crate) struct Place {
    pub(crate) plan: &'static Plan,
    pub(crate) districts: Vec<District>,
    /// Sorted by name, so that keys rise with the alphabet as in a real directory.
    pub(crate) streets: Vec<Street>,
    /// Sorted by street, then house number.
    pub(crate) addresses: Vec<Address>,
    /// Where the waste vehicles start and end.
    pub(crate) depot: Point,
}

impl Place {
    pub(crate) fn survey(city: &City) -> Self {
        let plan = plan::of(city.slug);
        let districts = districts::tile(plan, &mut Random::of(city.seed, "districts"));
        let mut streets = streets::lay_out(plan, &districts, &mut Random::of(city.seed, "streets"));
        let addresses = addresses::number(
            &mut streets,
            &districts,
            &mut Random::of(city.seed, "addresses"),
        );
        let width = plan.columns as f64 * CELL_WIDTH_M;
        let height = plan.rows() as f64 * CELL_HEIGHT_M;
        let depot = (
            plan.origin.0 + plan.depot.0 * width,
            plan.origin.1 + plan.depot.1 * height,
        );
        Self {
            plan,
            districts,
            streets,
            addresses,
            depot,
        }
    }

    pub(crate) fn district_of(&self, street: &Street) -> &District {
        &self.districts[street.district]
    }

    pub(crate) fn street(&self, address: &Address) -> &Street {
        &self.streets[address.street]
    }

    /// The addresses of a street.
    pub(crate) fn houses(&self, street: &Street) -> &[Address] {
        &self.addresses[street.houses.clone()]
    }

    /// A street, longer ones more often, as traffic and complaints are.
    pub(crate) fn busy_street(&self, random: &mut Random) -> &Street {
        let (one, other) = (random.pick(&self.streets), random.pick(&self.streets));
        if one.length_m >= other.length_m {
            one
        } else {
            other
        }
    }

    pub(crate) fn inhabitants(&self) -> u32 {
        self.districts
            .iter()
            .map(|district| district.inhabitants)
            .sum()
    }
}

/// Distance in metres as the crow flies.
pub(crate) fn distance_m(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// Whether `point` lies in the closed `ring` (even-odd rule).
pub(crate) fn contains(ring: &[Point], point: Point) -> bool {
    let mut inside = false;
    for pair in ring.windows(2) {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        if (y1 > point.1) != (y2 > point.1) && point.0 < (x2 - x1) * (point.1 - y1) / (y2 - y1) + x1
        {
            inside = !inside;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::{CELL_HEIGHT_M, CELL_WIDTH_M, Place, contains};
    use crate::city::{Scale, musterstadt, neighbours};
    use crate::random::Random;

    #[test]
    fn districts_tile_the_city_without_gap_or_overlap() {
        let place = Place::survey(&musterstadt(Scale::Full));
        let mut random = Random::of(1, "points");
        let (west, south) = place.plan.origin;
        for _ in 0..20_000 {
            // The rim of the city is bent, so points keep 600 metres away from it.
            let point = (
                west + random.real(600.0, 3.0 * CELL_WIDTH_M - 600.0),
                south + random.real(600.0, 3.0 * CELL_HEIGHT_M - 600.0),
            );
            let holders = place
                .districts
                .iter()
                .filter(|district| contains(&district.ring, point))
                .count();
            assert_eq!(holders, 1, "{point:?}");
        }
    }

    #[test]
    fn streets_and_houses_lie_in_their_district() {
        let [one, other] = neighbours(Scale::Full);
        for city in [musterstadt(Scale::Full), one, other] {
            let place = Place::survey(&city);
            for address in &place.addresses {
                let street = place.street(address);
                assert!(
                    contains(&place.district_of(street).ring, address.point),
                    "{}",
                    street.name
                );
            }
            for street in &place.streets {
                assert!(place.houses(street).len() >= 4, "{}", street.name);
            }
        }
    }

    #[test]
    fn households_of_the_houses_sum_up_to_the_published_figures() {
        let place = Place::survey(&musterstadt(Scale::Full));
        let total: u32 = place
            .addresses
            .iter()
            .map(|address| address.households)
            .sum();
        assert_eq!(total, 78_440);
    }
}
