//! `hebewerk demo`: invents a city, lifts it and serves it.

mod grants;
mod protections;
mod releases;
mod story;

use crate::cli::DemoArgs;
use crate::commands::init::for_city;
use crate::commands::serve::{Serving, serve};
use crate::config::Config;
use crate::context::Context;
use crate::exit::Done;
use crate::home::Home;
use crate::trouble::Trouble;
use crate::wiring::{self, Wired};
use crate::{output, progress};
use anyhow::{Context as _, anyhow, bail};
use hebewerk_demo::{CatalogueDataset, Change, City, CityCatalogue, DemoRole, Scale};
use hebewerk_hub::ports::{Clock as _, SystemClock};
use hebewerk_hub::{Corrections, Destination, NewAccount, OnDrift, TakeIn};
use hebewerk_model::{
    Description, Details, Licence, Membership, Organisation, OrganisationId, OrganisationKind,
    Principal, Role, Slug, Theme,
};
use hebewerk_words::{Value, t, t_with};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Says which city is invented here, from the first moment on.
const CITY: &str = "demo-city";
/// Says that everything was lifted; a demo that was interrupted begins anew.
const READY: &str = "demo-ready";

/// Invents, lifts and serves; the second time only serves.
pub(crate) async fn run(context: &Context, args: &DemoArgs) -> anyhow::Result<Done> {
    let scale = if args.small {
        Scale::Small
    } else {
        Scale::Full
    };
    let city = match args.city {
        0 => hebewerk_demo::musterstadt(scale),
        number => {
            let [first, second] = hebewerk_demo::neighbours(scale);
            if number == 1 { first } else { second }
        }
    };
    refuse_other_hubs(&context.data, &city)?;
    // First of all: a directory with settings and without this mark is somebody's hub.
    std::fs::create_dir_all(&context.data)?;
    std::fs::write(context.data.join(CITY), city.slug)?;
    let home = Home::make(&context.data, &settings(&city))?;
    let _lock = home.lock()?;
    let config = Config::read(&home.config())?;
    let wired = wiring::open(&home, &config).await?;
    let folder = home.root.join("stadt");
    if !home.root.join(READY).exists() {
        Lifting::begin(context, &wired, &city, folder.clone())
            .await?
            .run()
            .await?;
        let today = hebewerk_words::date::local(SystemClock.now()).date();
        grants::give(&wired, &city, today).await?;
        protections::lay_down(&wired, &city).await?;
        releases::release(&wired, &city, &hebewerk_demo::catalogue(&city)).await?;
        story::keep(&wired, &city).await?;
        std::fs::write(home.root.join(READY), city.slug)?;
    }
    say_logins(context, &city)?;
    if args.no_serve {
        wired.close().await;
        return Ok(Done::Whole);
    }
    serve(Serving {
        listen: ([127, 0, 0, 1], args.port).into(),
        watch: Some(folder),
        language: context.language,
        home,
        config,
        wired,
    })
    .await
}

/// A demo stays within its own directory: one that holds a real hub, or another city, is left alone.
fn refuse_other_hubs(data: &Path, city: &City) -> anyhow::Result<()> {
    // A demo made before cities had their mark says its city where it says that it is ready.
    let is = [CITY, READY]
        .iter()
        .find_map(|mark| std::fs::read_to_string(data.join(mark)).ok());
    match is {
        Some(is) if is.trim() == city.slug => Ok(()),
        Some(is) => bail!(Trouble::OtherCity {
            place: data.to_owned(),
            is: is.trim().to_owned(),
        }),
        None if data.join("config.toml").exists() => bail!(Trouble::NoDemo(data.to_owned())),
        None => Ok(()),
    }
}

/// Settings with the texts a real operator would write.
fn settings(city: &City) -> String {
    let contact = format!("contact = \"daten@{}.example\"", city.slug);
    let text = "Diese Stadt, ihre Ämter und ihre Menschen sind erfunden. Der Hub läuft zur Probe auf dieser Maschine.";
    for_city(city.name)
        .replacen("# contact = \"daten@musterstadt.example\"", &contact, 1)
        .replacen(
            "operator = \"\"",
            "operator = \"Amt für Digitalisierung, Rathausplatz 1\"",
            1,
        )
        .replacen("imprint = \"\"", &format!("imprint = \"{text}\""), 1)
        .replacen("privacy = \"\"", &format!("privacy = \"{text}\""), 1)
        + &questions()
}

/// The questions of the demo as settings.
fn questions() -> String {
    story::OFFERED.iter().fold(String::new(), |text, question| {
        let title = toml::Value::String(question.title.to_owned());
        let sql = question.sql;
        format!("{text}\n[[questions]]\ntitle = {title}\nsql = '''\n{sql}'''\n")
    })
}

fn say_logins(context: &Context, city: &City) -> anyhow::Result<()> {
    output::line(&t(context.language, "cli-demo-logins"))?;
    let header = ["email", "password", "organisation", "role"]
        .map(|key| t(context.language, &format!("cli-demo-{key}")).into_owned());
    let rows: Vec<Vec<String>> = hebewerk_demo::accounts(city)
        .into_iter()
        .map(|account| {
            let role = hebewerk_words::code(context.language, "role", account.role.code());
            vec![
                account.email,
                account.password,
                account.organisation.to_owned(),
                role.into_owned(),
            ]
        })
        .collect();
    output::table(&header, &rows)
}

/// A city on its way into the hub.
struct Lifting<'a> {
    context: &'a Context,
    wired: &'a Wired,
    city: &'a City,
    folder: PathBuf,
    catalogue: CityCatalogue,
    organisations: HashMap<&'static str, Organisation>,
}

impl<'a> Lifting<'a> {
    /// Makes the organisations and accounts.
    async fn begin(
        context: &'a Context,
        wired: &'a Wired,
        city: &'a City,
        folder: PathBuf,
    ) -> anyhow::Result<Self> {
        let catalogue = hebewerk_demo::catalogue(city);
        let mut organisations = HashMap::new();
        for entry in &catalogue.organisations {
            let slug: Slug = entry.slug.parse()?;
            let known = wired.hub.organisation(entry.slug).await.ok();
            let organisation = Organisation {
                id: known.map_or_else(|| wired.hub.new_organisation_id(), |known| known.id),
                slug,
                name: entry.name.clone(),
                description: entry.description.clone(),
                kind: entry.kind,
                contact: Some(entry.contact.clone()),
                parent: None,
                sealed: entry.kind == OrganisationKind::Statistics,
            };
            let saved = wired
                .hub
                .save_organisation(&Principal::Operator, organisation)
                .await?;
            organisations.insert(entry.slug, saved);
        }
        let lifting = Self {
            context,
            wired,
            city,
            folder,
            catalogue,
            organisations,
        };
        lifting.make_accounts().await?;
        Ok(lifting)
    }

    async fn make_accounts(&self) -> anyhow::Result<()> {
        let operator = Principal::Operator;
        let known = self.wired.hub.accounts(&operator).await?;
        for account in hebewerk_demo::accounts(self.city) {
            let id = known
                .iter()
                .find(|known| known.email.as_str() == account.email)
                .map(|known| known.id);
            let membership = |organisation: OrganisationId| Membership {
                organisation,
                role: match account.role {
                    DemoRole::Reader | DemoRole::Officer => Role::Reader,
                    DemoRole::Owner => Role::Owner,
                    DemoRole::Gatekeeper => Role::Gatekeeper,
                    DemoRole::Steward | DemoRole::Administrator => Role::Steward,
                },
            };
            // One gatekeeper for the whole city: a small house has none of its own.
            let houses = self.organisations.iter().filter(|(slug, _house)| {
                account.role == DemoRole::Gatekeeper || **slug == account.organisation
            });
            let memberships = houses.map(|(_slug, house)| membership(house.id));
            let new = NewAccount {
                id,
                email: account.email,
                name: account.name.to_owned(),
                password: Some(account.password),
                administrator: account.role == DemoRole::Administrator,
                officer: account.role == DemoRole::Officer,
                memberships: memberships.collect(),
            };
            let saved = self.wired.hub.save_account(&operator, new).await?;
            // They stand in the terminal, and whoever shows the demo signs in as several people.
            self.wired
                .hub
                .let_password_last(&operator, saved.id)
                .await?;
        }
        Ok(())
    }

    /// Writes and lifts every state of the city in turn.
    async fn run(&self) -> anyhow::Result<()> {
        let later = hebewerk_demo::deliveries(self.city);
        let words = t(self.context.language, "cli-demo-inventing");
        let bar = progress::bar(self.catalogue.datasets.len() as u64);
        bar.set_message(words.into_owned());
        let (city, folder) = (self.city.clone(), self.folder.clone());
        let writing = bar.clone();
        tokio::task::spawn_blocking(move || {
            hebewerk_demo::write(&city, &folder, &mut |step| {
                writing.set_position(step.number as u64);
                writing.set_message(step.file.to_owned());
            })
        })
        .await??;
        bar.set_position(0);
        let first = first_day(&later)?;
        for dataset in &self.catalogue.datasets {
            self.lift(dataset, first, &bar).await?;
            bar.inc(1);
        }
        for state in 2..=hebewerk_demo::states(self.city) {
            hebewerk_demo::write_state(self.city, &self.folder, state, &mut |_step| {})?;
            for delivery in later.iter().filter(|delivery| delivery.state == state) {
                let at = morning(&delivery.date)?;
                match delivery.change {
                    Change::Replaced => self.lift(self.entry(&delivery.path())?, at, &bar).await?,
                    Change::Removed => self.withdraw(delivery.organisation, delivery.file).await?,
                }
            }
        }
        bar.finish_and_clear();
        let values = [
            ("city", Value::from(self.city.name)),
            (
                "datasets",
                Value::from(self.catalogue.datasets.len() as u64),
            ),
        ];
        output::line(&t_with(self.context.language, "cli-demo-lifted", &values))
    }

    fn entry(&self, path: &Path) -> anyhow::Result<&CatalogueDataset> {
        self.catalogue
            .datasets
            .iter()
            .find(|dataset| dataset.path() == path)
            .ok_or_else(|| anyhow!("the demo city delivers {} without an entry", path.display()))
    }

    fn owner(&self, slug: &str) -> anyhow::Result<&Organisation> {
        self.organisations
            .get(slug)
            .with_context(|| format!("the demo city has no organisation {slug}"))
    }

    async fn lift(
        &self,
        dataset: &CatalogueDataset,
        at: Timestamp,
        bar: &indicatif::ProgressBar,
    ) -> anyhow::Result<()> {
        let request = TakeIn {
            organisation: self.owner(dataset.organisation)?.clone(),
            into: Destination::BySource(crate::folder::source(dataset.organisation, dataset.file)),
            file: self.folder.join(dataset.path()),
            file_name: dataset.file.to_owned(),
            corrections: Corrections::Kept,
            description: Some(description(dataset)),
            visibility: Some(dataset.visibility),
            received_at: Some(at),
            // The city tells what happened, not what somebody is still to decide.
            on_drift: OnDrift::Accept,
        };
        let stages = progress::stages(bar, dataset.file, self.context.language);
        self.wired
            .hub
            .take_in(&Principal::Operator, request, Arc::clone(&stages))
            .await
            .with_context(|| dataset.file.to_owned())?;
        Ok(())
    }

    async fn withdraw(&self, organisation: &str, file: &str) -> anyhow::Result<()> {
        let owner = self.owner(organisation)?.id;
        let source = crate::folder::source(organisation, file);
        self.wired
            .hub
            .withdraw_source(&Principal::Operator, owner, &source)
            .await?;
        Ok(())
    }
}

fn description(dataset: &CatalogueDataset) -> Description {
    Description {
        title: dataset.title.clone(),
        text: dataset.description.clone(),
        // The subjects of the EU are coarse: waste and parks are one. The finer one stays a word to find by.
        tags: dataset
            .tags
            .iter()
            .chain((!dataset.tags.contains(&dataset.theme.name)).then_some(&dataset.theme.name))
            .map(|tag| (*tag).to_owned())
            .collect(),
        theme: Some(Theme(dataset.theme.eu_code.to_owned())),
        licence: dataset.licence.map(|licence| Licence(licence.to_owned())),
        contact: Some(dataset.contact.clone()),
        details: Details::default(),
    }
}

/// The working day before the first later delivery; a fixed day for cities without one.
fn first_day(later: &[hebewerk_demo::Delivery]) -> anyhow::Result<Timestamp> {
    match later.first() {
        Some(delivery) => Ok(morning(&delivery.date)? - jiff::SignedDuration::from_hours(24)),
        None => morning("2026-11-16"),
    }
}

/// Ten past six in the morning in Berlin, when offices' night jobs are done.
fn morning(day: &str) -> anyhow::Result<Timestamp> {
    let day: Date = day.parse()?;
    let zone = hebewerk_words::date::zone().clone();
    Ok(day.at(6, 10, 0, 0).to_zoned(zone)?.timestamp())
}
