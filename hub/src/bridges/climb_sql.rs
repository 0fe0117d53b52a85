//! A bridge through a hierarchy as SQL: the table between both banks becomes rows of `fein` and `grob`, one for each fine
//! value, so that no row is repeated by it, however many rows the table has.

use super::joining::{ALL_FORMS, in_form, named, quoted, spelled, taken};
use super::view::{BridgeBank, BridgeCard};
use hebewerk_bridge::Steps;
use hebewerk_model::BridgeClimb;

/// How two columns meet where one is finer than the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Climbed {
    /// Over rows of `fein` and `grob`, a statement in brackets.
    Over(String),
    /// By a form of the calendar, which both are brought to.
    Calendar(String),
}

impl Climbed {
    /// A column in the form in which it meets the steps.
    pub(crate) fn key_of(&self, column: String, part: Option<&str>) -> String {
        match self {
            Self::Over(_) => in_form(ALL_FORMS, &taken(column, part)),
            Self::Calendar(level) => in_form(&level.replace('.', "_"), &column),
        }
    }
}

impl BridgeCard {
    /// How a hierarchy climbs; none for all other bridges.
    pub(crate) fn climbed(&self) -> Option<Climbed> {
        match self.bridge.climb.as_ref()? {
            BridgeClimb::Calendar(level) => Some(Climbed::Calendar(level.clone())),
            BridgeClimb::Over { fine, coarse } => {
                let key = |name: &str, part: Option<&str>| {
                    in_form(ALL_FORMS, &taken(format!("m.{}", quoted(name)), part))
                };
                let fine = key(fine.columns.first()?, fine.part.as_deref());
                let coarse = key(coarse.columns.first()?, coarse.part.as_deref());
                Some(Climbed::Over(format!(
                    "(select fein, grob\n      from (select fein, grob, zeilen, sum(zeilen) over (partition by fein) as \
                     alle\n            from (select {fine} as fein, {coarse} as grob, count(*) as zeilen\n                  \
                     from {} as m\n                  where {fine} is not null and {coarse} is not null\n                  \
                     group by 1, 2))\n      where zeilen >= {} * alle)",
                    named(self.middle.as_ref()?),
                    Steps::AGREED,
                )))
            }
        }
    }

    /// Both banks where they meet over the steps, as `l` and `r`; the steps are `s`.
    pub(super) fn both_ends(&self, climbed: &Climbed) -> String {
        let (left, right) = (named(&self.left), named(&self.right));
        let (fine, coarse) = (
            key(climbed, "l", &self.left),
            key(climbed, "r", &self.right),
        );
        match climbed {
            Climbed::Over(steps) => format!(
                "from {left} as l\njoin {steps} as s\n  on {fine} = s.fein\njoin {right} as r\n  on s.grob = {coarse}"
            ),
            Climbed::Calendar(_) => {
                format!("from {left} as l\njoin {right} as r\n  on {fine} = {coarse}")
            }
        }
    }

    /// Values of both ends that meet, as each spells them.
    pub(super) fn ends_met(&self, climbed: &Climbed, most: usize) -> String {
        format!(
            "select distinct {} as links, {} as rechts\n{}\norder by 1, 2\nlimit {most}",
            spelled("l", &self.left),
            spelled("r", &self.right),
            self.both_ends(climbed),
        )
    }

    /// Values of one end that meet none of the other.
    pub(super) fn ends_alone(&self, climbed: &Climbed, of_left: bool, most: usize) -> String {
        let (mine, theirs) = if of_left {
            (&self.left, &self.right)
        } else {
            (&self.right, &self.left)
        };
        let (my_key, their_key) = (key(climbed, "m", mine), key(climbed, "o", theirs));
        let (meets, leads) = if of_left {
            ("fein", "grob")
        } else {
            ("grob", "fein")
        };
        let others = named(theirs);
        let reached = match climbed {
            Climbed::Over(steps) => format!(
                "select distinct s.{meets} as schluessel\n           from {steps} as s\n           join {others} as o on \
                 s.{leads} = {their_key}"
            ),
            Climbed::Calendar(_) => {
                format!("select distinct {their_key} as schluessel from {others} as o")
            }
        };
        let value = spelled("m", mine);
        format!(
            "select distinct {value} as wert\nfrom {} as m\nleft join ({reached}) as f\n  on {my_key} = f.schluessel\nwhere \
             f.schluessel is null and {value} is not null\norder by 1\nlimit {most}",
            named(mine),
        )
    }
}

fn key(climbed: &Climbed, table: &str, bank: &BridgeBank) -> String {
    let column = bank.columns.first().map(|column| column.name.as_str());
    let plain = format!("{table}.{}", quoted(column.unwrap_or_default()));
    climbed.key_of(plain, bank.part.as_deref())
}
