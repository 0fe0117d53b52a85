use super::*;
use crate::build::FormBuilder;
use arrow::array::{ArrayRef, Int64Array, StringArray};
use arrow::record_batch::RecordBatch;
use hebewerk_model::ColumnType;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

const BUDGET: usize = 40_000;

fn key(number: u8) -> FormKey {
    FormKey([number; 32])
}

/// A form of so many rows, and what is booked for it while it is made.
fn form(rows: i64) -> (Form, usize) {
    let arrays: [(&str, ArrayRef); 3] = [
        (
            "zahl",
            std::sync::Arc::new(Int64Array::from_iter_values((0..rows).map(|row| row % 7))),
        ),
        (
            "name",
            std::sync::Arc::new(StringArray::from_iter_values(
                (0..rows).map(|row| format!("n{row}")),
            )),
        ),
        (
            "_zeile",
            std::sync::Arc::new(Int64Array::from_iter_values(1..=rows)),
        ),
    ];
    let batch = RecordBatch::try_from_iter(arrays).unwrap();
    let types = [ColumnType::Integer, ColumnType::Text];
    let mut builder = FormBuilder::new(&batch.schema(), &types, BUDGET);
    builder.push(&batch).unwrap();
    let booked = builder.bytes() * 3;
    (builder.finish().unwrap(), booked)
}

/// Asks until a form has to be made, and has it made.
fn keep(shelf: &mut Shelf, number: u8, rows: i64) -> bool {
    for _request in 0..1_000 {
        if let Found::Build = shelf.ask(key(number)) {
            let (form, booked) = form(rows);
            let booked = booked.max(form.bytes());
            if !shelf.book(booked) {
                shelf.give_up(&key(number), shelf.era());
                return false;
            }
            let era = shelf.era();
            shelf.put(key(number), era, Kept::Rows(Arc::new(form)), booked);
            return true;
        }
    }
    false
}

#[test]
fn whatever_is_asked_for_forms_and_what_is_being_made_never_take_more_than_the_budget() {
    let mut random = StdRng::seed_from_u64(7);
    let mut shelf = Shelf::new(BUDGET);
    let mut building: Vec<(u8, u64, Form, usize)> = Vec::new();
    let mut ordering: Vec<(u8, Arc<Form>, usize)> = Vec::new();
    let (mut answered, mut refused, mut dropped) = (0, 0, 0);
    for _step in 0..20_000 {
        let number = random.random_range(0..12_u8);
        match random.random_range(0..100) {
            0 => shelf.forget(),
            1..60 => match shelf.ask(key(number)) {
                Found::Build => {
                    let (form, booked) = form(i64::from(number) * 40);
                    let booked = booked.max(form.bytes());
                    if shelf.book(booked) {
                        building.push((number, shelf.era(), form, booked));
                    } else {
                        refused += 1;
                        shelf.give_up(&key(number), shelf.era());
                    }
                }
                Found::Form(form) => {
                    answered += 1;
                    let columns = [random.random_range(0..2)];
                    let bytes = form.bytes_to_order(&columns);
                    if form.columns[columns[0]].order.get().is_none()
                        && shelf.order(&key(number), bytes)
                    {
                        form.make_orders(&columns);
                        ordering.push((number, form, bytes));
                    }
                }
                Found::Nothing => {}
            },
            60..85 => {
                if let Some((number, era, form, booked)) = building.pop() {
                    shelf.put(key(number), era, Kept::Rows(Arc::new(form)), booked);
                }
            }
            _ => {
                if !ordering.is_empty() {
                    let (number, form, booked) = ordering.swap_remove(0);
                    shelf.ordered(&key(number), &form, booked);
                }
            }
        }
        assert!(shelf.bytes() <= BUDGET, "{}", shelf.bytes());
        // What lies there in truth, with orders that are not counted yet but booked.
        let real: usize = shelf.ready().map(|(_, _, ready)| ready.kept.bytes()).sum();
        assert!(real <= shelf.bytes(), "{real} of {}", shelf.bytes());
        dropped = dropped.max(
            shelf
                .places
                .values()
                .map(|place| place.dropped)
                .max()
                .unwrap_or(0),
        );
    }
    assert!(
        answered > 500 && refused > 0 && dropped > 0,
        "{answered} {refused} {dropped}"
    );
}

#[test]
fn the_form_nobody_has_asked_for_longest_goes_and_comes_back_later_and_later() {
    let mut shelf = Shelf::new(BUDGET);
    assert!(keep(&mut shelf, 1, 100) && keep(&mut shelf, 2, 100));
    assert!(matches!(shelf.ask(key(1)), Found::Form(_)));
    let one_too_many = BUDGET - shelf.bytes() + 1;
    assert!(shelf.book(one_too_many));
    shelf.release(one_too_many);
    assert_eq!(shelf.forms(), 1);
    assert!(matches!(shelf.ask(key(1)), Found::Form(_)), "it was in use");
    let mut requests = 0;
    while !matches!(shelf.ask(key(2)), Found::Build) {
        requests += 1;
        assert!(requests < 10);
    }
    assert_eq!(requests, 3, "twice as many as the first time");
}

#[test]
fn what_was_begun_before_all_was_forgotten_is_not_kept() {
    let mut shelf = Shelf::new(BUDGET);
    shelf.ask(key(1));
    assert!(matches!(shelf.ask(key(1)), Found::Build));
    let era = shelf.era();
    let (made, booked) = form(100);
    assert!(shelf.book(booked));
    shelf.forget();
    // Somebody asks again meanwhile.
    shelf.ask(key(1));
    shelf.put(key(1), era, Kept::Rows(Arc::new(made)), booked);
    assert_eq!((shelf.forms(), shelf.bytes()), (0, 0));
}

#[test]
fn a_form_that_is_put_in_order_stays() {
    let mut shelf = Shelf::new(BUDGET);
    assert!(keep(&mut shelf, 1, 100));
    let Found::Form(form) = shelf.ask(key(1)) else {
        panic!("it is there")
    };
    let bytes = form.bytes_to_order(&[0]);
    assert!(shelf.order(&key(1), bytes));
    assert!(!shelf.order(&key(1), bytes), "one at a time");
    let left = BUDGET - shelf.bytes();
    assert!(!shelf.book(left + 1), "it is not dropped for others");
    form.make_orders(&[0]);
    shelf.ordered(&key(1), &form, bytes);
    assert!(shelf.bytes() >= form.bytes());
    assert!(shelf.book(BUDGET), "now it is");
    assert_eq!(shelf.forms(), 0);
}

#[test]
fn who_asks_for_very_many_tables_does_not_have_them_all_made() {
    let mut shelf = Shelf::new(BUDGET);
    let mut building = 0;
    for number in 0..100 {
        for _request in 0..3 {
            building += usize::from(matches!(shelf.ask(key(number)), Found::Build));
        }
    }
    assert_eq!(building, MOST_BUILDING);
    shelf.give_up(&key(0), shelf.era());
    assert!(matches!(shelf.ask(key(50)), Found::Build));
}

#[test]
fn a_map_is_made_at_once_and_whoever_else_asks_waits_for_it() {
    let mut shelf = Shelf::new(BUDGET);
    assert!(matches!(shelf.ask_map(key(1)), FoundMap::Build));
    assert!(matches!(shelf.ask_map(key(1)), FoundMap::Wait));
    shelf.put_none(key(1), shelf.era());
    assert!(matches!(shelf.ask_map(key(1)), FoundMap::Unfit));
    for number in 10..(10 + MOST_BUILDING as u8) {
        assert!(matches!(shelf.ask_map(key(number)), FoundMap::Build));
    }
    assert!(matches!(shelf.ask_map(key(2)), FoundMap::Busy));
}
