//! Keeping what was decided: as a new version of the dataset of the bridge.

use super::super::decide::may_decide;
use super::super::view::{BridgeBank, BridgeCard};
use super::{MendChoice, MendedValue, Mending, SOURCE};
use crate::authorise::authorise;
use crate::ports::BridgeMapping;
use crate::take_in::{Corrections, Destination, OnDrift, TakeIn};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    BridgeId, ColumnRecipe, ColumnType, Description, Organisation, Principal, Recipe, TableRecipe,
    Visibility,
};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Headers of the dataset, which are its names in SQL.
const HEADERS: [&str; 4] = [
    "wert_links",
    "wert_rechts",
    "entschieden_von",
    "entschieden_am",
];

impl Hub {
    /// Keeps decisions on values, for whoever may decide on the bridge: a new version of its dataset, through which it
    /// joins from now on, and its quality measured again. Says of how many values somebody decided. `description` is
    /// what is said of the dataset when it is made.
    pub async fn mend(
        &self,
        principal: &Principal,
        id: BridgeId,
        choices: &[(String, MendChoice)],
        description: Description,
    ) -> Result<usize, HubError> {
        let (card, mending) = self.mending(principal, id).await?;
        let house = house_of_mapping(principal, &card)?;
        let kept = self.parts.bridge_trail.mappings().await?;
        // Whoever does not see what was decided would write over it.
        if card.mended.is_none() && kept.iter().any(|mapping| mapping.bridge == id) {
            return Err(HubError::Invalid {
                field: "bridge",
                code: "bridge_two_circles",
            });
        }
        let mut known: BTreeMap<String, MendedValue> = mending
            .mended
            .iter()
            .map(|value| (value.value.clone(), value.clone()))
            .collect();
        let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
        let today = self.parts.clock.now().to_zoned(zone).date();
        let mut decided = 0;
        for (value, choice) in choices {
            // Only what was asked can be answered: a value that is not there is none of the bank's.
            let is_asked =
                known.contains_key(value) || mending.open.iter().any(|open| open.value == *value);
            if !is_asked {
                continue;
            }
            let partner = match choice {
                MendChoice::Reopen => {
                    decided += usize::from(known.remove(value).is_some());
                    continue;
                }
                MendChoice::Partner(partner) => Some(partner.clone()),
                MendChoice::HasNone => None,
            };
            let mended = MendedValue {
                value: value.clone(),
                partner,
                office: house.name.clone(),
                day: Some(today),
            };
            known.insert(value.clone(), mended);
            decided += 1;
        }
        if decided == 0 {
            return Ok(0);
        }
        self.check_partners(principal, &card, &mending, known.values())
            .await?;
        if known.is_empty() {
            self.parts.bridge_trail.forget_mapping(id).await?;
        } else {
            let dataset = self
                .kept_mapping(
                    principal,
                    &card,
                    (&house, description),
                    written(&mending, known.values()),
                )
                .await?;
            let mapping = BridgeMapping {
                bridge: id,
                dataset,
                of_left: mending.of_left,
            };
            self.parts.bridge_trail.set_mapping(mapping).await?;
        }
        self.measure_mended(id).await?;
        Ok(decided)
    }

    /// A partner must be a value of the other bank.
    async fn check_partners(
        &self,
        principal: &Principal,
        card: &BridgeCard,
        mending: &Mending,
        values: impl Iterator<Item = &MendedValue>,
    ) -> Result<(), HubError> {
        let before = |value: &MendedValue| mending.mended.contains(value);
        for value in values.filter(|value| !before(value)) {
            let Some(partner) = &value.partner else {
                continue;
            };
            let sql = card.has_value(!mending.of_left, partner);
            if self.rows_as_text(principal, &sql).await?.number() == 0 {
                return Err(HubError::Invalid {
                    field: "partner",
                    code: "bridge_no_such_partner",
                });
            }
        }
        Ok(())
    }

    async fn kept_mapping(
        &self,
        principal: &Principal,
        card: &BridgeCard,
        (house, description): (&Organisation, Description),
        text: String,
    ) -> Result<hebewerk_model::DatasetId, HubError> {
        let folder = &self.parts.staging;
        tokio::fs::create_dir_all(folder)
            .await
            .map_err(|error| unwritable(&error))?;
        let name = self.parts.identifiers.fresh();
        let file = folder.join(format!("mapping-{name}"));
        tokio::fs::write(&file, text)
            .await
            .map_err(|error| unwritable(&error))?;
        let tables = [&card.left.table, &card.right.table].map(|table| {
            let short: String = table.chars().take(28).collect();
            short
        });
        let request = TakeIn {
            organisation: house.clone(),
            into: Destination::ByKey {
                key: format!("{SOURCE}{}", card.bridge.id),
                name: format!("zuordnung_{}_{}", tables[0], tables[1]),
            },
            file: file.clone(),
            file_name: "zuordnung.csv".to_owned(),
            corrections: Corrections::Exactly(recipe()),
            description: Some(description),
            visibility: Some(circle(&card.left).min(circle(&card.right))),
            received_at: None,
            on_drift: OnDrift::Accept,
        };
        let silent = Arc::new(|_stage: &'static str, _done: u64, _of: u64| {});
        let taken = self.take_in(principal, request, silent).await;
        // What is kept lies elsewhere; one that cannot be removed is swept with other uploads.
        let _removed = tokio::fs::remove_file(&file).await;
        Ok(taken?.dataset.id)
    }
}

/// Whose the dataset is: it holds values of both banks, so it belongs to the bank that fewer may read, and is open to
/// those only. Where neither circle lies within the other there is nobody it could be open to.
fn house_of_mapping(principal: &Principal, card: &BridgeCard) -> Result<Organisation, HubError> {
    may_decide(principal, card)?;
    let (left, right) = (&card.left, &card.right);
    let (narrow, wide) = if circle(left) <= circle(right) {
        (left, right)
    } else {
        (right, left)
    };
    let same_house = narrow.organisation.id == wide.organisation.id;
    if circle(wide) == Visibility::Office && !same_house {
        return Err(HubError::Invalid {
            field: "bridge",
            code: "bridge_two_circles",
        });
    }
    let takes_in = |bank: &BridgeBank| {
        let house = Resource::Organisation(bank.organisation.id);
        decide(principal, Action::TakeIn, &house).allowed
    };
    // Of two banks that the whole city may read, the one somebody maintains.
    let bank = if circle(narrow) >= Visibility::City && !takes_in(narrow) {
        wide
    } else {
        narrow
    };
    let house = Resource::Organisation(bank.organisation.id);
    authorise(principal, Action::TakeIn, &house)?;
    Ok(Organisation::clone(&bank.organisation))
}

/// Who may read a bank. What is public is shown to the city first: a release is for people to ask for.
fn circle(bank: &BridgeBank) -> Visibility {
    bank.dataset.visibility.min(Visibility::City)
}

fn recipe() -> Recipe {
    let text = |label: &&str| ColumnRecipe {
        label: (*label).to_owned(),
        column_type: Some(if *label == "entschieden_am" {
            ColumnType::Date
        } else {
            ColumnType::Text
        }),
        ..ColumnRecipe::default()
    };
    Recipe {
        tables: vec![TableRecipe {
            encoding: Some("utf-8".to_owned()),
            delimiter: Some(";".to_owned()),
            quote: Some("\"".to_owned()),
            header_line: Some(0),
            header_rows: Some(1),
            columns: HEADERS.iter().map(text).collect(),
            ..TableRecipe::default()
        }],
    }
}

fn written<'a>(mending: &Mending, values: impl Iterator<Item = &'a MendedValue>) -> String {
    let mut text = format!("{}\n", HEADERS.join(";"));
    for value in values {
        let partner = value.partner.clone().unwrap_or_default();
        let (left, right) = if mending.of_left {
            (&value.value, &partner)
        } else {
            (&partner, &value.value)
        };
        let day = value.day.map(|day| day.to_string()).unwrap_or_default();
        let cells = [left.as_str(), right.as_str(), &value.office, &day].map(in_quotes);
        text.push_str(&cells.join(";"));
        text.push('\n');
    }
    text
}

fn in_quotes(cell: &str) -> String {
    if cell.is_empty() {
        return String::new();
    }
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn unwritable(error: &std::io::Error) -> HubError {
    tracing::error!(%error, "a mapping could not be written");
    crate::ports::AskError::Internal.into()
}
