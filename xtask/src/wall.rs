//! The wall: which room of the house may depend on which. Reads `cargo metadata` and fails on any other arrow.

mod plan;

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::packages::{self, Package};

/// A crate of the workspace and what it names in its Cargo.toml.
struct Room {
    name: String,
    depends_on: Vec<Dependency>,
}

struct Dependency {
    package: String,
    /// Named for tests only: no part of what people run.
    in_tests: bool,
}

/// Fails with every arrow that architecture does not know.
pub(crate) fn check(checkout: &Checkout) -> Result<()> {
    let rooms = rooms(checkout)?;
    let faults: Vec<String> = rooms.iter().flat_map(faults).collect();
    if !faults.is_empty() {
        bail!("the wall is broken:\n  {}", faults.join("\n  "));
    }
    let arrows: usize = rooms
        .iter()
        .map(|room| {
            room.depends_on
                .iter()
                .filter(|to| is_ours(&to.package))
                .count()
        })
        .sum();
    println!(
        "wall: {} rooms, {arrows} arrows, all of them known",
        rooms.len()
    );
    Ok(())
}

fn rooms(checkout: &Checkout) -> Result<Vec<Room>> {
    Ok(packages::all(checkout)?.into_iter().map(room).collect())
}

fn room(package: Package) -> Room {
    let depends_on = package
        .dependencies
        .into_iter()
        .map(|named| Dependency {
            in_tests: named.is_for_tests(),
            package: named.name,
        })
        .collect();
    Room {
        name: short(&package.name),
        depends_on,
    }
}

fn faults(room: &Room) -> Vec<String> {
    let Some((_, allowed)) = plan::ARROWS.iter().find(|(from, _)| *from == room.name) else {
        return vec![format!("{}: a room the plan does not know", room.name)];
    };
    let mut faults = Vec::new();
    for Dependency { package, in_tests } in &room.depends_on {
        let to = short(package);
        let planned = |arrows: &[&str]| {
            arrows
                .iter()
                .any(|arrow| *arrow == plan::EVERY || *arrow == to)
        };
        let lent = *in_tests && plan::ARROWS_IN_TESTS.contains(&(room.name.as_str(), to.as_str()));
        if is_ours(package) && !planned(allowed) && !lent {
            faults.push(format!("{} → {to}: no such arrow in the plan", room.name));
        }
        for (family, homes) in plan::KEPT_IN {
            if belongs(package, family) && !homes.contains(&room.name.as_str()) {
                faults.push(format!(
                    "{} → {package}: only {} may",
                    room.name,
                    homes.join(", ")
                ));
            }
        }
    }
    faults
}

fn is_ours(package: &str) -> bool {
    package == "hebewerk" || package.starts_with("hebewerk-") || package == "xtask"
}

fn short(package: &str) -> String {
    package
        .strip_prefix("hebewerk-")
        .unwrap_or(package)
        .to_owned()
}

/// `datafusion-common` belongs to `datafusion`, `axumite` does not belong to `axum`.
fn belongs(package: &str, family: &str) -> bool {
    package
        .strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(name: &str, depends_on: &[&str]) -> Room {
        let named = |package: &&str| Dependency {
            package: (*package).into(),
            in_tests: false,
        };
        Room {
            name: name.into(),
            depends_on: depends_on.iter().map(named).collect(),
        }
    }

    #[test]
    fn an_arrow_of_the_plan_is_let_through() {
        assert!(
            faults(&built(
                "web",
                &["hebewerk-hub", "hebewerk-words", "axum", "arrow"]
            ))
            .is_empty()
        );
    }

    #[test]
    fn an_arrow_outside_the_plan_is_refused() {
        let faults = faults(&built("model", &["hebewerk-hub"]));
        assert_eq!(faults, ["model → hub: no such arrow in the plan"]);
    }

    #[test]
    fn a_door_may_not_go_around_the_hub_to_the_store() {
        assert_eq!(faults(&built("web", &["hebewerk-store"])).len(), 1);
    }

    #[test]
    fn an_arrow_lent_to_tests_is_closed_to_the_program() {
        let mut words = built("words", &["hebewerk-guard"]);
        assert_eq!(faults(&words).len(), 1);
        words.depends_on[0].in_tests = true;
        assert!(faults(&words).is_empty());
    }

    #[test]
    fn heavy_crates_stay_in_their_rooms() {
        assert_eq!(
            faults(&built("hub", &["datafusion-common", "sqlx", "axum"])).len(),
            3
        );
        assert!(faults(&built("engine", &["datafusion"])).is_empty());
        assert!(faults(&built("store", &["sqlx"])).is_empty());
    }

    #[test]
    fn a_pure_room_may_not_learn_to_wait() {
        assert_eq!(faults(&built("guard", &["tokio"])).len(), 1);
    }

    #[test]
    fn a_room_nobody_planned_is_refused() {
        assert_eq!(
            faults(&built("shed", &[])),
            ["shed: a room the plan does not know"]
        );
    }

    #[test]
    fn a_family_is_told_by_whole_words() {
        assert!(belongs("datafusion-expr", "datafusion"));
        assert!(!belongs("axumite", "axum"));
    }

    #[test]
    fn every_room_of_the_plan_is_named_once_and_leads_to_known_rooms() {
        let names: Vec<&str> = plan::ARROWS.iter().map(|(from, _)| *from).collect();
        for (from, allowed) in plan::ARROWS {
            assert_eq!(
                names.iter().filter(|name| *name == from).count(),
                1,
                "{from}"
            );
            assert!(
                allowed
                    .iter()
                    .all(|to| *to == plan::EVERY || names.contains(to)),
                "{from}"
            );
        }
    }
}
