//! The chain of the audit: whatever somebody does to it in the database is found out.

use crate::city::{minute, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{
    Anchor, AuditTrail, ChainHash, ChainLink, Event, Head, Journal, hash_of_entry,
};
use hebewerk_hub::{ChainCheck, Fault, FaultKind, check_chain};
use hebewerk_model::{AccountId, DatasetId, Door, GrantId, OrganisationId};
use hebewerk_store::{Store, StoreUrl};
use jiff::SignedDuration;
use std::fmt::Write as _;

on_both_databases! {
    an_untouched_chain_is_whole,
    what_was_done_is_named,
    manipulations_are_found,
    two_processes_write_one_chain,
    what_has_had_its_time_is_removed_and_the_rest_still_fits,
    entries_from_before_the_chain_are_chained_when_it_begins,
    every_column_of_the_audit_is_part_of_the_chain,
    entries_are_found_by_what_they_say,
}

const ENTRIES: u64 = 40;

/// The next of a sequence of numbers that looks random and is the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn entry(&mut self) -> u64 {
        1 + self.below(ENTRIES)
    }
}

fn event(number: u64) -> Event {
    let id = |kind: u64| {
        number
            .is_multiple_of(kind)
            .then(|| uuid(u128::from(number % 7)))
    };
    Event {
        account: id(1).map(AccountId::from_uuid),
        subject: id(5).map(AccountId::from_uuid),
        dataset: id(2).map(DatasetId::from_uuid),
        allowed: !number.is_multiple_of(3),
        grant: id(6).map(GrantId::from_uuid),
        office: id(3).map(OrganisationId::from_uuid),
        version: number.is_multiple_of(2).then_some(number),
        rows: number.is_multiple_of(4).then_some(1_000 + number),
        ..Event::new(
            minute(i64::try_from(number).unwrap()),
            ["ask", "download", "show"][(number % 3) as usize],
            "office_for_members",
            Door::ALL[(number % 5) as usize],
        )
    }
}

/// Writes the chain, and notes its head three times.
async fn chain(store: &Store) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for number in 1..=ENTRIES {
        store.record(&event(number)).await.unwrap();
        if [10, 25, ENTRIES].contains(&number) {
            anchors.push(Anchor {
                at: minute(0),
                head: store.ends().await.unwrap().head,
            });
        }
    }
    anchors
}

async fn check(place: &Place, anchors: &[Anchor]) -> ChainCheck {
    check_chain(&place.store, anchors, minute(99))
        .await
        .unwrap()
}

/// Whoever has the rights of the hub in the database has those to remove its triggers.
async fn without_triggers(place: &Place) {
    let sql = if is_postgres(place) {
        "drop trigger hw_audit_stands on hw.hw_audit; drop trigger hw_audit_stays on hw.hw_audit;"
    } else {
        "drop trigger hw_audit_stands; drop trigger hw_audit_stays;"
    };
    place.run(sql).await.unwrap();
}

fn is_postgres(place: &Place) -> bool {
    matches!(place.options.url, StoreUrl::Postgres(_))
}

fn literal(place: &Place, hash: ChainHash) -> String {
    if is_postgres(place) {
        format!("'\\x{hash}'")
    } else {
        format!("x'{hash}'")
    }
}

async fn links(place: &Place) -> Vec<ChainLink> {
    place.store.links(0, 1_000).await.unwrap()
}

async fn an_untouched_chain_is_whole(place: &Place) {
    assert!(check(place, &[]).await.is_whole(), "also an empty one");
    let anchors = chain(&place.store).await;
    let check = check(place, &anchors).await;
    assert!(check.is_whole(), "{check:?}");
    assert_eq!((check.entries, check.since), (ENTRIES, 0));
    assert_eq!(check.head, anchors[2].head);
}

async fn what_was_done_is_named(place: &Place) {
    let anchors = chain(&place.store).await;
    without_triggers(place).await;
    keep_copy(place).await;
    let swap = |carried: &str| {
        format!(
            "update hw_audit set entry = 900 where entry = 12;
             update hw_audit set entry = 12 where entry = 31;
             update hw_audit set entry = 31 where entry = 900;{carried}"
        )
    };
    let put_in = "insert into hw_audit (entry, at, action, allowed, rule, hash)
                  select 41, at, action, allowed, rule, hash from hw_audit where entry = 7";
    let all_later = "update hw_audit set entry = entry + 1000 where entry > 20;
                     update hw_audit set entry = entry - 999 where entry > 1000;
                     insert into hw_audit (entry, at, action, allowed, rule, hash)
                     select 21, at, action, allowed, rule, hash from hw_audit where entry = 7";
    let changed = "update hw_audit set allowed = not allowed where entry = 17";
    let cut = "delete from hw_audit where entry > 33";
    for (sql, kind, entry, other) in [
        (changed.to_owned(), FaultKind::Changed, 17, None),
        (
            "delete from hw_audit where entry in (8, 9)".to_owned(),
            FaultKind::Removed,
            8,
            Some(9),
        ),
        (
            "delete from hw_audit where entry = 1".to_owned(),
            FaultKind::Removed,
            1,
            Some(1),
        ),
        (put_in.to_owned(), FaultKind::Inserted, 41, None),
        (swap(""), FaultKind::Reordered, 12, Some(31)),
        (cut.to_owned(), FaultKind::CutOff, 34, Some(40)),
    ] {
        place.run(&sql).await.unwrap();
        let check = check(place, &anchors).await;
        assert_eq!(check.faults, [Fault { kind, entry, other }], "{sql}");
        put_back(place).await;
    }
    place.run(all_later).await.unwrap();
    assert_eq!(check(place, &anchors).await.faults[0].entry, 21);
    put_back(place).await;
    assert!(check(place, &anchors).await.is_whole());
}

async fn keep_copy(place: &Place) {
    place
        .run(
            "create table kept as select * from hw_audit;
             create table kept_head as select * from hw_audit_head;",
        )
        .await
        .unwrap();
}

async fn put_back(place: &Place) {
    place
        .run(
            "delete from hw_audit;
             delete from hw_audit_head;
             delete from hw_audit_checkpoint;
             insert into hw_audit select * from kept;
             insert into hw_audit_head select * from kept_head;",
        )
        .await
        .unwrap();
}

async fn manipulations_are_found(place: &Place) {
    let anchors = chain(&place.store).await;
    without_triggers(place).await;
    keep_copy(place).await;
    let rounds = if is_postgres(place) { 150 } else { 1_000 };
    let mut chance = Chance(20_261_126);
    for round in 0..rounds {
        let sql = manipulation(place, &mut chance, round % 10).await;
        place
            .run(&sql)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        let check = check(place, &anchors).await;
        assert!(!check.is_whole(), "round {round} was not noticed: {sql}");
        put_back(place).await;
    }
    let check = check(place, &anchors).await;
    assert!(check.is_whole(), "{check:?}");
}

/// Statements of somebody who may do everything in the database.
async fn manipulation(place: &Place, chance: &mut Chance, kind: u64) -> String {
    let entry = chance.entry();
    match kind {
        0..=2 => change(place, chance, entry),
        3 => format!("delete from hw_audit where entry = {entry}"),
        4 => {
            let last = entry + chance.below(4);
            format!("delete from hw_audit where entry between {entry} and {last}")
        }
        5 => put_in(place, chance, entry),
        6 => swap(chance, entry),
        7 => cut_off(place, entry).await,
        8 => write_anew(place, chance, entry).await,
        _ => at_the_ends(place, chance, entry).await,
    }
}

/// Another value in one field.
fn change(place: &Place, chance: &mut Chance, entry: u64) -> String {
    let id = format!("'{}'", uuid(u128::from(50 + chance.below(9))));
    let fields = [
        ("at", "'2001-02-03 04:05:06.000007+00'"),
        ("action", "'read_rows'"),
        ("account_id", id.as_str()),
        ("account_id", "null"),
        ("subject_id", id.as_str()),
        ("dataset_id", id.as_str()),
        ("allowed", "not allowed"),
        ("rule", "'public_for_all'"),
        ("grant_id", id.as_str()),
        ("door", "'elsewhere'"),
        ("door", "null"),
        ("office_id", id.as_str()),
        ("version", "coalesce(version, 0) + 1"),
        ("row_count", "coalesce(row_count, 0) + 1"),
        ("until_entry", "3"),
        ("hash", "null"),
        ("hash", ""),
    ];
    let (field, value) = fields[chance.below(fields.len() as u64) as usize];
    let value = if value.is_empty() {
        let byte = u8::try_from(chance.below(256)).unwrap();
        literal(place, ChainHash::from_bytes([byte; 32]))
    } else {
        value.to_owned()
    };
    format!("update hw_audit set {field} = {value} where entry = {entry}")
}

/// An entry that was never written: between others, which move, or at the end.
fn put_in(place: &Place, chance: &mut Chance, entry: u64) -> String {
    let hash = match chance.below(3) {
        0 => "null".to_owned(),
        1 => "hash".to_owned(),
        _ => literal(place, ChainHash::from_bytes([9; 32])),
    };
    let place = if chance.below(2) == 0 {
        ENTRIES + 1
    } else {
        entry
    };
    let mut sql = String::new();
    if place <= ENTRIES {
        write!(
            sql,
            "update hw_audit set entry = entry + 1000 where entry >= {place};
             update hw_audit set entry = entry - 999 where entry > 1000;"
        )
        .unwrap();
    }
    let like = (1..=ENTRIES + 1).find(|like| *like != place).unwrap();
    write!(
        sql,
        "insert into hw_audit (entry, at, action, account_id, allowed, rule, door, hash)
         select {place}, at, action, account_id, allowed, rule, door, {hash} from hw_audit where entry = {like};"
    )
    .unwrap();
    sql
}

/// Two entries in each other's place, with their hashes or without.
fn swap(chance: &mut Chance, one: u64) -> String {
    let other = 1 + (one + chance.below(ENTRIES - 1)) % ENTRIES;
    let mut sql = format!(
        "update hw_audit set entry = 900 where entry = {one};
         update hw_audit set entry = {one} where entry = {other};
         update hw_audit set entry = {other} where entry = 900;"
    );
    if chance.below(2) == 0 {
        for entry in [one, other] {
            write!(
                sql,
                "update hw_audit set hash = (select k.hash from kept k where k.entry = {entry}) where entry = {entry};"
            )
            .unwrap();
        }
    }
    sql
}

fn move_head(place: &Place, head: Head) -> String {
    let hash = literal(place, head.hash);
    format!(
        "update hw_audit_head set entry = {}, hash = {hash};",
        head.entry
    )
}

/// The end cut off, and the head moved as if it had never been.
async fn cut_off(place: &Place, entry: u64) -> String {
    let all = links(place).await;
    let hash = match entry {
        1 => ChainHash::BEGINNING,
        _ => all[entry as usize - 2].hash.unwrap(),
    };
    let head = Head {
        entry: entry - 1,
        hash,
    };
    format!(
        "delete from hw_audit where entry >= {entry};{}",
        move_head(place, head)
    )
}

/// An entry changed, and it and some of those behind it written anew so that they fit; perhaps all, with the head.
async fn write_anew(place: &Place, chance: &mut Chance, entry: u64) -> String {
    let all = links(place).await;
    let last = entry + chance.below(ENTRIES - entry + 1);
    let mut before = match entry {
        1 => ChainHash::BEGINNING,
        _ => all[entry as usize - 2].hash.unwrap(),
    };
    let mut sql = format!("update hw_audit set action = 'sign_in' where entry = {entry};");
    for link in &all[entry as usize - 1..last as usize] {
        let mut recorded = link.recorded.clone().unwrap();
        if link.entry == entry {
            recorded.action = "sign_in".to_owned();
        }
        before = hash_of_entry(before, link.entry, &recorded);
        let hash = literal(place, before);
        let at = link.entry;
        write!(sql, "update hw_audit set hash = {hash} where entry = {at};").unwrap();
    }
    if last == ENTRIES {
        let head = Head {
            entry: last,
            hash: before,
        };
        sql.push_str(&move_head(place, head));
    }
    sql
}

/// The beginning forgotten without a record, or the head another one.
async fn at_the_ends(place: &Place, chance: &mut Chance, entry: u64) -> String {
    let hash = links(place).await[entry as usize - 1].hash.unwrap();
    match chance.below(4) {
        0 => format!(
            "delete from hw_audit where entry <= {entry};
             insert into hw_audit_checkpoint (place, entry, hash, removed_at)
             values (1, {entry}, {}, '2026-11-26 08:00:00+00');",
            literal(place, hash)
        ),
        1 => move_head(
            place,
            Head {
                entry: ENTRIES + entry,
                hash,
            },
        ),
        2 => move_head(
            place,
            Head {
                entry: entry - 1,
                hash,
            },
        ),
        _ => "delete from hw_audit_head".to_owned(),
    }
}

async fn two_processes_write_one_chain(place: &Place) {
    let another = place.another().await;
    let write = async |store: &Store, from: u64| {
        for number in from..from + 30 {
            store.record(&event(number)).await.unwrap();
        }
    };
    tokio::join!(
        write(&place.store, 1),
        write(&another, 101),
        write(&place.store, 201),
        write(&another, 301),
    );
    another.close().await;
    let check = check(place, &[]).await;
    assert!(check.is_whole(), "{check:?}");
    assert_eq!((check.entries, check.head.entry), (120, 120));
}

async fn what_has_had_its_time_is_removed_and_the_rest_still_fits(place: &Place) {
    let store = &place.store;
    let anchors = chain(store).await;
    let forgetting = Event::new(minute(100), "forget_audit", "retention", Door::Clock);
    let nothing = store.forget(minute(1), &forgetting).await.unwrap();
    assert_eq!(nothing, 0);
    assert_eq!(
        store.ends().await.unwrap().head.entry,
        ENTRIES,
        "nothing is written either"
    );
    assert_eq!(store.forget(minute(21), &forgetting).await.unwrap(), 20);
    let found = check(place, &anchors).await;
    assert!(found.is_whole(), "{found:?}");
    assert_eq!((found.since, found.entries), (20, 21));
    let newest = store.newest(1).await.unwrap().remove(0);
    assert_eq!(newest.action, "forget_audit");
    assert_eq!((newest.rows, newest.until), (Some(20), Some(20)));
    store.record(&event(41)).await.unwrap();
    // Everything that is there, also the record of the removal before.
    let all = store.forget(minute(0) + SignedDuration::from_hours(99), &forgetting);
    assert_eq!(all.await.unwrap(), 22);
    let found = check(place, &anchors).await;
    assert!(found.is_whole(), "{found:?}");
    assert_eq!((found.since, found.entries), (42, 1));
    let foreign = Anchor {
        at: minute(0),
        head: Head {
            entry: 42,
            hash: ChainHash::from_bytes([1; 32]),
        },
    };
    let found = check(place, &[foreign]).await;
    assert!(!found.is_whole(), "the checkpoint is compared too");
}

/// The steps of a catalogue whose audit was no chain yet, as they were applied then.
macro_rules! steps_before_the_chain {
    ($folder:literal) => {
        steps_before_the_chain!($folder: "0001_manifest" "0002_catalogue" "0003_only_writer" "0004_accounts_end"
            "0005_deliveries" "0006_connections" "0007_drift" "0008_reminders" "0009_recipes" "0010_makers"
            "0011_grants" "0012_protection")
    };
    ($folder:literal: $($name:literal)*) => {
        [$(include_str!(concat!("../../migrations/", $folder, "/", $name, ".sql"))),*]
    };
}

async fn entries_from_before_the_chain_are_chained_when_it_begins(place: &Place) {
    grow_old(place).await;
    place
        .run(&format!(
            "insert into hw_audit (entry, at, action, account_id, allowed, rule) {} values
             (3, '2026-01-01 08:00:00.5+00', 'sign_in', '{}', {}, 'password'),
             (7, '2026-01-02 08:00:00+00', 'ask', null, {}, 'not_public')",
            if is_postgres(place) {
                "overriding system value"
            } else {
                ""
            },
            uuid(1),
            if is_postgres(place) { "true" } else { "1" },
            if is_postgres(place) { "false" } else { "0" },
        ))
        .await
        .unwrap();
    let store = place.another().await;
    let found = check_chain(&store, &[], minute(99)).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!((found.entries, found.head.entry), (2, 7));
    store.record(&event(8)).await.unwrap();
    let found = check_chain(&store, &[], minute(99)).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
    let refused = place
        .run("update hw_audit set rule = 'x' where entry = 3")
        .await;
    assert!(refused.unwrap_err().to_string().contains("append-only"));
    store.close().await;
}

/// Leaves an empty catalogue in the shape it had before the audit became a chain.
async fn grow_old(place: &Place) {
    let (gone, steps, schema) = if is_postgres(place) {
        let gone = "drop schema hw cascade; drop schema lake cascade; create schema hw;".to_owned();
        (gone, steps_before_the_chain!("postgres"), "hw.")
    } else {
        let tables = place
            .texts("select 'drop table ' || name || ';' from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
            .await;
        let gone = format!("pragma foreign_keys = off; {}", tables.concat());
        (gone, steps_before_the_chain!("sqlite"), "")
    };
    let mut sql = gone;
    write!(
        sql,
        "create table {schema}hw_migration (number bigint primary key, name text not null, applied_at {} not null);",
        if is_postgres(place) { "timestamptz" } else { "text" },
    )
    .unwrap();
    for (number, step) in (1..).zip(steps) {
        sql.push_str(step);
        write!(
            sql,
            "insert into {schema}hw_migration values ({number}, 'x', '2026-01-01 08:00:00+00');"
        )
        .unwrap();
    }
    place.run(&sql).await.unwrap();
}

/// A column that is added later and not hashed could be changed unnoticed.
async fn every_column_of_the_audit_is_part_of_the_chain(place: &Place) {
    let sql = if is_postgres(place) {
        "select column_name::text from information_schema.columns
         where table_schema = 'hw' and table_name = 'hw_audit' order by ordinal_position"
    } else {
        "select name from pragma_table_info('hw_audit') order by cid"
    };
    let columns = place.texts(sql).await;
    let hashed = [
        "entry",
        "at",
        "action",
        "account_id",
        "dataset_id",
        "allowed",
        "rule",
        "subject_id",
        "grant_id",
        "door",
        "office_id",
        "version",
        "row_count",
        "until_entry",
        "hash",
        "key_id",
        "purpose_id",
    ];
    assert_eq!(columns, hashed, "tell hub/src/ports/chain.rs of a new one");
}

async fn entries_are_found_by_what_they_say(place: &Place) {
    use hebewerk_hub::ports::AuditFilter;
    let store = &place.store;
    chain(store).await;
    let found = async |filter: AuditFilter| {
        let entries = store.entries(&filter, None, 100).await.unwrap();
        let count = store.count(&filter).await.unwrap();
        assert_eq!(count, entries.len() as u64);
        let numbers: Vec<u64> = entries.iter().map(|entry| entry.entry).collect();
        assert!(numbers.is_sorted_by(|one, other| one > other));
        numbers
    };
    let any = AuditFilter::default;
    assert_eq!(found(any()).await.len(), 40);
    let of = |number: u64| Some(AccountId::from_uuid(uuid(u128::from(number))));
    let filter = AuditFilter {
        account: of(3),
        ..any()
    };
    assert_eq!(found(filter).await, [38, 31, 24, 17, 10, 3], "by them");
    let filter = AuditFilter {
        allowed: Some(false),
        door: Some(Door::Pages),
        ..any()
    };
    assert_eq!(found(filter).await, [30, 15]);
    let filter = AuditFilter {
        from: Some(minute(10)),
        before: Some(minute(13)),
        ..any()
    };
    assert_eq!(found(filter).await, [12, 11, 10]);
    let filter = AuditFilter {
        action: Some("ask".to_owned()),
        dataset: Some(DatasetId::from_uuid(uuid(4))),
        ..any()
    };
    assert_eq!(found(filter).await, [18]);
    let page = store.entries(&any(), Some(5), 3).await.unwrap();
    let numbers: Vec<u64> = page.iter().map(|entry| entry.entry).collect();
    assert_eq!(numbers, [4, 3, 2]);
}
