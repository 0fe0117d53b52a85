//! Files that wait to be taken in, in two tabs at once.

use crate::city::{City, steward};
use crate::fakes::Ending;
use hebewerk_hub::StagedId;
use hebewerk_model::{Failure as _, Kind};

async fn staged(city: &City) -> StagedId {
    let mut receiving = city.hub.receive(&steward(), 0, 1_000).await.unwrap();
    receiving.write(b"A").await.unwrap();
    receiving.finish("export.csv").await.unwrap()
}

#[tokio::test]
async fn a_file_thrown_away_in_two_tabs_at_once_is_gone_and_nobodys_fault() {
    let city = City::new().await;
    let id = staged(&city).await;
    let who = steward();
    let (one, other) = tokio::join!(
        city.hub.discard_upload(&who, id),
        city.hub.discard_upload(&who, id),
    );
    let late = one.and(other).unwrap_err();
    assert_eq!(
        (late.kind(), late.code()),
        (Kind::NotFound, "no_such_upload")
    );
}

#[tokio::test]
async fn an_upload_that_cannot_be_read_says_why_and_can_be_kept() {
    let city = City::new().await;
    let id = staged(&city).await;
    *city.reader.ending.lock().unwrap() = Ending::Damage;
    let look = city.hub.look_at_upload(&steward(), id).await.unwrap();
    let preview = look.preview.unwrap();
    assert!(preview.inspection.tables.is_empty());
    let found = &preview.inspection.findings[0];
    assert_eq!(found.code.as_str(), "unreadable");
    assert_eq!(found.parameters["reason"], "container");
    // What lies in the machine stays an error, and another look may have more luck.
    let id = staged(&city).await;
    *city.reader.ending.lock().unwrap() = Ending::Machine;
    assert!(city.hub.look_at_upload(&steward(), id).await.is_err());
}
