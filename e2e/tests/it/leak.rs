//! Two worlds that differ only in what a reader may not see answer every request alike, at every door.
//!
//! Each world is a hub of its own with the same offices, people, files and rules; rows that the rules hold back, and
//! what masks take away of others, are different. Whatever a reader asks must be answered with the same bytes. Doors
//! stand in `doors.txt`; a test of `web` refuses a route that is missing there, and this one a door nobody asks at.

mod asks;
mod same;
mod world;

use anyhow::{Context, Result, ensure};
use asks::{Ask, Maker};
use std::collections::BTreeMap;
use world::{Reader, World};

/// Pairs of answers compared; more in a long run: `HEBEWERK_LEAK_PAIRS`.
const PAIRS: usize = 5_000;
/// Pairs asked by a guest.
const GUESTS: usize = 600;
/// Pairs of the control.
const CONTROL: usize = 150;

#[expect(
    clippy::disallowed_methods,
    reason = "a test program has no settings of its own: a long run is asked for like this"
)]
fn pairs() -> usize {
    let said = std::env::var("HEBEWERK_LEAK_PAIRS").ok();
    said.and_then(|text| text.parse().ok()).unwrap_or(PAIRS)
}

/// Doors at which data could leave; the others say why they are not asked at.
fn doors() -> Vec<&'static str> {
    let lines = include_str!("leak/doors.txt").lines();
    let asked = lines.filter_map(|line| line.split_once(" | "));
    asked
        .filter(|(_door, why)| why.trim() == "asked")
        .map(|(door, _why)| door.trim())
        .collect()
}

/// Sends the same wish to both worlds and tells what differs, and whether both answered with data. Each world is asked
/// equally often: uses are counted.
fn differs(worlds: &[World; 2], reader: Reader, ask: &Ask) -> Result<(Option<String>, bool)> {
    let answers = [worlds[0].send(reader, ask)?, worlds[1].send(reader, ask)?];
    let holds_data = answers.iter().all(|answer| answer.status.is_success());
    let first = same::plain(&worlds[0], &answers[0])?;
    let second = same::plain(&worlds[1], &answers[1])?;
    Ok((same::difference(&first, &second), holds_data))
}

#[test]
fn no_door_tells_what_its_reader_may_not_see() -> Result<()> {
    let worlds = [World::new(1)?, World::new(2)?];
    let doors = doors();
    let mut asked: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut maker = Maker::new(4_711);
    warm(&worlds)?;
    for pair in 0..pairs() {
        let door = doors[pair % doors.len()];
        let reader = maker.reader(door);
        let ask = maker
            .ask(door)
            .with_context(|| format!("nobody knows how to ask at {door}"))?;
        let (found, holds_data) = differs(&worlds, reader, &ask)?;
        ensure!(
            found.is_none(),
            "{reader:?} {ask:?} is answered differently:\n{}",
            found.unwrap_or_default()
        );
        let (all, well) = asked.entry(door).or_default();
        *all += 1;
        *well += usize::from(holds_data);
    }
    for (door, (all, well)) in &asked {
        println!("{door}: {well} of {all} answered with data");
    }
    ensure!(asked.len() == doors.len(), "some door was never asked at");
    let told: usize = asked.values().map(|(_all, well)| well).sum();
    ensure!(
        told * 3 > pairs(),
        "only {told} answers held data: refusals alone prove nothing"
    );
    for world in worlds {
        let pages = world.pages_from_memory()?;
        println!("{pages} pages of rows came from memory");
        ensure!(pages > 10, "forms in memory were hardly asked");
        world.stop()?;
    }
    Ok(())
}

/// Has forms made in memory of what each reader sees, so that pairs are asked of them.
fn warm(worlds: &[World; 2]) -> Result<()> {
    for reader in [Reader::Public, Reader::Neighbour, Reader::Program] {
        for dataset in ["city", "public"] {
            for _request in 0..4 {
                let rows = format!("/api/v1/datasets/umwelt/{dataset}/tables/{dataset}/rows");
                let (found, _holds_data) = differs(worlds, reader, &Ask::page(&rows))?;
                ensure!(found.is_none(), "{reader:?}: {}", found.unwrap_or_default());
            }
        }
    }
    Ok(())
}

/// What only the city knows of is not there for whoever was invited to something else: no name, no count, no hit.
#[test]
fn a_guest_learns_nothing_of_what_only_the_city_may_know() -> Result<()> {
    let worlds = [World::for_guests(1)?, World::for_guests(2)?];
    let doors = doors();
    let mut maker = Maker::new(4_713);
    let mut told = 0;
    for pair in 0..GUESTS {
        let mut ask = maker.ask(doors[pair % doors.len()]).context("a wish")?;
        // Also for those that are there in one world only.
        if pair % 3 == 0 {
            let hidden = ["umwelt/city_1", "umwelt/office_2"][pair % 2];
            ask.path = ask.path.replace("umwelt/city", hidden);
        }
        let (found, holds_data) = differs(&worlds, Reader::Guest, &ask)?;
        ensure!(
            found.is_none(),
            "a guest is answered differently: {ask:?}\n{}",
            found.unwrap_or_default()
        );
        told += usize::from(holds_data);
    }
    println!("{told} of {GUESTS} answers held data for a guest");
    ensure!(
        told * 4 > GUESTS,
        "only {told}: refusals alone prove nothing"
    );
    // Those of the city see the difference: the test would notice a circle that is nobody's.
    let list = Ask::page("/daten");
    let (found, _holds_data) = differs(&worlds, Reader::Neighbour, &list)?;
    ensure!(found.is_some(), "the worlds do not differ for the city");
    for world in worlds {
        world.stop()?;
    }
    Ok(())
}

/// Whom no rule binds sees the difference: the test above would notice a rule that has no effect.
#[test]
fn who_may_see_everything_sees_that_the_worlds_differ() -> Result<()> {
    let worlds = [World::new(1)?, World::new(2)?];
    let doors = doors();
    let mut maker = Maker::new(4_712);
    let mut different = 0;
    for pair in 0..CONTROL {
        let ask = maker.ask(doors[pair % doors.len()]).context("a wish")?;
        let (found, _holds_data) = differs(&worlds, Reader::Steward, &ask)?;
        different += usize::from(found.is_some());
    }
    println!("{different} of {CONTROL} answers differ for a steward");
    ensure!(
        different * 10 >= CONTROL,
        "only {different} of {CONTROL} answers differ: the test would not notice a broken guard"
    );
    for world in worlds {
        world.stop()?;
    }
    Ok(())
}
