use crate::city::{columns, dataset, minute, table, umwelt, version};
use crate::place::Place;
use hebewerk_hub::ports::{Datasets, Versions};
use hebewerk_model::{Recipe, TableRecipe};

on_both_databases! {
    a_recipe_is_remembered_when_a_version_changes_it,
}

fn recipe(delimiter: &str) -> Recipe {
    Recipe {
        tables: vec![TableRecipe {
            delimiter: Some(delimiter.to_owned()),
            ..TableRecipe::default()
        }],
    }
}

async fn a_recipe_is_remembered_when_a_version_changes_it(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let recipes = [
        Recipe::default(),
        recipe(";"),
        recipe(";"),
        Recipe::default(),
    ];
    for (number, recipe) in (1..).zip(recipes) {
        let table = table(&trees, 1, "baeume", columns(), number.into());
        let mut new = version(&trees, number, vec![table]);
        new.recipe = recipe;
        if number == 4 {
            new.event.account = None;
        }
        store.commit(new).await.unwrap();
    }
    let history = store.recipes(trees.id, 9).await.unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|change| (change.at, change.by_office, change.recipe.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (minute(4), false, Recipe::default()),
            (minute(2), true, recipe(";"))
        ]
    );
    assert_eq!(store.recipes(trees.id, 1).await.unwrap().len(), 1);
}
