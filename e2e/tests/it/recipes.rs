//! What is corrected once holds for the next delivery, through the whole program.

use anyhow::{Result, ensure};
use hebewerk_e2e::{Home, Server};
use serde_json::{Value, json};

fn take_in(home: &Home, text: &str, recipe: Option<&Value>) -> Result<()> {
    let file = home.write("masten.csv", text)?;
    let mut arguments = vec!["take-in".to_owned(), "--organisation".to_owned()];
    arguments.extend(["umwelt", "--visibility", "public"].map(str::to_owned));
    if let Some(recipe) = recipe {
        let path = home.write("rezept.json", recipe.to_string())?;
        arguments.extend(["--recipe".to_owned(), path.display().to_string()]);
    }
    arguments.push(file.display().to_string());
    home.done(arguments)?;
    Ok(())
}

fn unit(server: &Server, column: &str) -> Result<Value> {
    let path = "/api/v1/datasets/umwelt/masten/tables/masten";
    let table: Value = serde_json::from_str(&server.visitor()?.page(path)?)?;
    let columns = table["columns"].as_array().cloned().unwrap_or_default();
    let found = columns.into_iter().find(|known| known["name"] == column);
    Ok(found.unwrap_or_default()["unit"].clone())
}

#[test]
fn a_reference_system_and_an_escape_hold_for_the_next_delivery() -> Result<()> {
    let home = Home::new()?;
    let masts = |rows: u32| {
        let lines = (0..rows).map(|row| {
            let (east, north) = (3_390_000 + row * 10, 5_820_000 + row * 10);
            format!("{row};\"Mast ^\"{row}^\"; alt\";{east};{north}\n")
        });
        format!("Nr;Name;Rechtswert;Hochwert\n{}", lines.collect::<String>())
    };
    let column = |label: &str| json!({ "label": label, "reference_system": 31467 });
    let recipe = json!({ "tables": [{
        "escape": "^",
        "columns": [column("Rechtswert"), column("Hochwert")],
    }] });
    take_in(&home, &masts(20), Some(&recipe))?;
    take_in(&home, &masts(21), None)?;
    let names = home.sql("select count(*) as n from umwelt.masten where name like 'Mast \"%'")?;
    ensure!(names[0]["n"] == 21, "{names}");
    let server = Server::start(&home)?;
    for name in ["rechtswert", "hochwert"] {
        let unit = unit(&server, name)?;
        ensure!(unit == "EPSG:31467", "{name}: {unit}");
    }
    server.stop()
}
