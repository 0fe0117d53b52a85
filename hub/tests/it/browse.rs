//! Pages of a table.

use crate::city::City;
use futures::FutureExt as _;
use hebewerk_hub::ports::PageRequest;
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
