//! A dataset of the demo: what is said about it and how its file is made.

use std::io::Write;

use hebewerk_model::{OrganisationKind, Visibility};

use crate::city::City;
use crate::error::DemoError;
use crate::place::Place;
use crate::random::Random;
use crate::waste::{Order, Round, drive, order_all};

/// A subject as on the start page, with the code of the EU's data-theme vocabulary that DCAT-AP.de prescribes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// German name: *Abfall und Sauberkeit*.
    pub name: &'static str,
    /// ENVI, TRAN, SOCI …
    pub eu_code: &'static str,
}

pub(crate) mod theme {
    //! The thirteen subjects of the city.
    use super::Theme;

    const fn theme(name: &'static str, eu_code: &'static str) -> Theme {
        Theme { name, eu_code }
    }

    pub(crate) const WASTE: Theme = theme("Abfall und Sauberkeit", "ENVI");
    pub(crate) const HOUSING: Theme = theme("Bauen und Wohnen", "REGI");
    pub(crate) const PEOPLE: Theme = theme("Bevölkerung", "SOCI");
    pub(crate) const EDUCATION: Theme = theme("Bildung und Betreuung", "EDUC");
    pub(crate) const ENERGY: Theme = theme("Energie und Wasser", "ENER");
    pub(crate) const BUDGET: Theme = theme("Haushalt und Steuern", "ECON");
    pub(crate) const TRAFFIC: Theme = theme("Mobilität und Verkehr", "TRAN");
    pub(crate) const GREEN: Theme = theme("Umwelt und Stadtgrün", "ENVI");
    pub(crate) const MAPS: Theme = theme("Karten und Geodaten", "REGI");
    pub(crate) const HEALTH: Theme = theme("Gesundheit", "HEAL");
    pub(crate) const ELECTIONS: Theme = theme("Politik und Wahlen", "GOVE");
    pub(crate) const SERVICE: Theme = theme("Verwaltung und Service", "GOVE");
    pub(crate) const ORDER: Theme = theme("Sicherheit und Ordnung", "JUST");
}

/// Datenlizenz Deutschland – Zero; the code is that of the DCAT-AP.de licence list.
pub(crate) const ZERO: Option<&str> = Some("dl-zero-de/2.0");
/// Datenlizenz Deutschland – Namensnennung.
pub(crate) const BY: Option<&str> = Some("dl-by-de/2.0");

/// Writes the bytes of a file in a state.
pub(crate) type Render = fn(&Scene<'_>, &mut dyn Write) -> Result<(), DemoError>;

/// What is known about a dataset before it is written. `{stadt}` and `{fluss}` stand for the city and its river.
pub(crate) struct Dataset {
    /// File name as the office has it.
    pub(crate) file: &'static str,
    pub(crate) title: &'static str,
    pub(crate) description: &'static str,
    pub(crate) tags: &'static [&'static str],
    pub(crate) theme: Theme,
    pub(crate) licence: Option<&'static str>,
    pub(crate) visibility: Visibility,
    pub(crate) personal: bool,
    /// States after the first in which the file comes anew and differs.
    pub(crate) later: &'static [u32],
    /// State in which the file vanishes.
    pub(crate) gone_in: Option<u32>,
    /// Neighbour cities have it too.
    pub(crate) everywhere: bool,
    pub(crate) render: Render,
}

impl Dataset {
    /// Open, delivered once, in Musterstadt only.
    pub(crate) const PLAIN: Self = Self {
        file: "",
        title: "",
        description: "",
        tags: &[],
        theme: theme::SERVICE,
        licence: ZERO,
        visibility: Visibility::Public,
        personal: false,
        later: &[],
        gone_in: None,
        everywhere: false,
        render: |_, _| Ok(()),
    };

    /// For the administration only.
    pub(crate) const INTERNAL: Self = Self {
        licence: None,
        visibility: Visibility::City,
        ..Self::PLAIN
    };

    /// For the office alone.
    pub(crate) const CLOSED: Self = Self {
        licence: None,
        visibility: Visibility::Office,
        ..Self::PLAIN
    };

    /// For the office alone, because it names (invented) people.
    pub(crate) const PERSONAL: Self = Self {
        personal: true,
        ..Self::CLOSED
    };
}

/// An office or company and its datasets.
pub(crate) struct Office {
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: OrganisationKind,
    /// As the organisation chart says: Amt, Eigenbetrieb, Gesellschaft …
    pub(crate) form: &'static str,
    pub(crate) description: &'static str,
    /// Part before the @ of the function mailbox.
    pub(crate) mailbox: &'static str,
    pub(crate) datasets: &'static [Dataset],
}

/// What a file is written from.
pub(crate) struct Scene<'a> {
    pub(crate) city: &'a City,
    pub(crate) place: &'a Place,
    pub(crate) orders: &'a [Order],
    pub(crate) rounds: &'a [Round],
    /// From 1.
    pub(crate) state: u32,
}

impl Scene<'_> {
    /// The stream of chance of one dataset.
    pub(crate) fn random(&self, label: &str) -> Random {
        Random::of(self.city.seed, label)
    }

    /// `rows` at full scale, fewer at small scale.
    pub(crate) fn rows(&self, rows: usize) -> usize {
        self.city.scale.rows(rows)
    }
}

/// Everything that all files of a city draw from, worked out once.
pub(crate) struct World {
    pub(crate) place: Place,
    pub(crate) orders: Vec<Order>,
    pub(crate) rounds: Vec<Round>,
}

impl World {
    pub(crate) fn of(city: &City) -> Self {
        let place = Place::survey(city);
        let orders = order_all(city, &place);
        let rounds = drive(&place, &orders);
        Self {
            place,
            orders,
            rounds,
        }
    }

    pub(crate) fn scene<'a>(&'a self, city: &'a City, state: u32) -> Scene<'a> {
        Scene {
            city,
            place: &self.place,
            orders: &self.orders,
            rounds: &self.rounds,
            state,
        }
    }
}
