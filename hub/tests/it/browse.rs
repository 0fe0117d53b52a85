//! Pages of a table.

use crate::city::{City, colleague, neighbour, page};
use crate::protection;
use futures::FutureExt as _;
use hebewerk_hub::RowsPage;
use hebewerk_hub::ports::{Cursor, PageRequest, WrittenPage};
use hebewerk_model::{Principal, Visibility};

#[tokio::test]
async fn guests_who_ask_for_many_rows_at_once_take_places_and_those_who_ask_for_few_do_not() {
    let city = City::new().await;
    city.trees(Visibility::Public).await;
    let name = "umwelt.baeume".parse().unwrap();
    let nobody = Principal::Anonymous;
    let table = city.hub.open_table(&nobody, &name).await.unwrap();
    let page = |limit| {
        let (hub, table, nobody) = (&city.hub, &table, &nobody);
        let request = PageRequest {
            fields: Vec::new(),
            filters: Vec::new(),
            sort: None,
            after: None,
            limit,
            with_total: false,
        };
        async move { hub.rows(nobody, table, &request).await }
    };
    let read = |limit| page(limit).now_or_never();
    let taken: Vec<_> = (0..4).map(|_| read(10_000).unwrap().unwrap()).collect();
    assert!(read(10_000).is_none(), "who comes now waits");
    assert!(read(1_000).is_some(), "an ordinary page does not");
    drop(taken);
    assert!(read(10_000).is_some());
}

/// Where the next page begins, as somebody is told, and whether the rows were in memory.
async fn next(city: &City, who: &Principal, request: &PageRequest) -> (Cursor, bool) {
    let name = "umwelt.baeume".parse().unwrap();
    let table = city.hub.open_table(who, &name).await.unwrap();
    let (page, _place) = city.hub.rows_for_json(who, &table, request).await.unwrap();
    match page {
        RowsPage::Read(page) => (page.next.unwrap(), false),
        RowsPage::Written(page) => (page.next.unwrap(), true),
    }
}

#[tokio::test]
async fn cursors_hide_row_numbers_of_rows_in_memory_as_they_do_of_others() {
    let city = protection::city().await;
    city.trees(Visibility::City).await;
    protection::protect(&city, 0, protection::only(&["Eiche"])).await;
    let seventh = Cursor {
        sort_value: None,
        row: 7,
    };
    *city.engine.next.lock().unwrap() = Some(seventh.clone());
    let (read, is_in_memory) = next(&city, &neighbour(), &page()).await;
    assert!(!is_in_memory && read.row != 7, "{read:?}");

    *city.memory.page.lock().unwrap() = Some(WrittenPage {
        rows: "[]".to_owned(),
        total: None,
        next: Some(seventh.clone()),
    });
    let (written, is_in_memory) = next(&city, &neighbour(), &page()).await;
    assert!(is_in_memory);
    assert_eq!(written, read, "one page may follow the other");
    let further = PageRequest {
        after: Some(written),
        ..page()
    };
    next(&city, &neighbour(), &further).await;
    let asked = city.memory.asked.lock().unwrap().pop().unwrap();
    assert_eq!(asked.after, Some(seventh.clone()));

    // From whom nothing is held back, nothing is hidden.
    assert_eq!(next(&city, &colleague(), &page()).await, (seventh, true));
}

#[tokio::test]
async fn rows_in_memory_are_on_record_and_refused_like_others() {
    let city = protection::city().await;
    city.trees(Visibility::Office).await;
    *city.memory.page.lock().unwrap() = Some(WrittenPage {
        rows: "[]".to_owned(),
        total: None,
        next: Some(Cursor {
            sort_value: None,
            row: 1,
        }),
    });
    let before = city.audit().await.len();
    for _request in 0..2 {
        assert!(next(&city, &colleague(), &page()).await.1);
    }
    // Once a day, as every reading is.
    assert_eq!(city.audit().await.len(), before + 1);
    let name = "umwelt.baeume".parse().unwrap();
    assert!(city.hub.open_table(&neighbour(), &name).await.is_err());
}
