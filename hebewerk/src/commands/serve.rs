//! `hebewerk serve`.

use crate::cli::ServeArgs;
use crate::config::Config;
use crate::context::Context;
use crate::exit::Done;
use crate::folder::{self, Following};
use crate::home::Home;
use crate::output;
use crate::secret_file;
use crate::tls;
use crate::wiring::{self, Wired};
use anyhow::Context as _;
use hebewerk_model::{Door, Language, Principal};
use hebewerk_web::{OfferedQuestion, SparqlSettings, WebSettings, WebState};
use hebewerk_words::{Value, t_with};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::SignalKind;

/// What to serve.
pub(crate) struct Serving {
    pub(crate) home: Home,
    pub(crate) config: Config,
    pub(crate) wired: Wired,
    pub(crate) listen: SocketAddr,
    pub(crate) watch: Option<PathBuf>,
    pub(crate) language: Language,
}

/// Serves pages and interfaces until a signal ends it.
pub(crate) async fn run(context: &Context, args: &ServeArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let serving = Serving {
        listen: args.listen.unwrap_or(config.server.listen),
        watch: args.watch.clone(),
        language: context.language,
        home,
        config,
        wired,
    };
    serve(serving).await
}

/// Listens, says where, and serves.
pub(crate) async fn serve(serving: Serving) -> anyhow::Result<Done> {
    let listener = TcpListener::bind(serving.listen)
        .await
        .with_context(|| format!("cannot listen on {}", serving.listen))?;
    let address = listener.local_addr()?;
    let base =
        serving
            .config
            .server
            .base_url
            .clone()
            .unwrap_or_else(|| match serving.config.server.tls {
                Some(_) => format!("https://{address}"),
                None => format!("http://{address}"),
            });
    let sending_on = match &serving.config.server.tls {
        Some(tls) => tls::send_on(&serving.config, tls, address).await?,
        None => None,
    };
    let stop = stop_signal();
    serving.wired.hub.sweep_staging_at_start().await;
    announce(&serving, base.trim_end_matches('/')).await?;
    let watching = serving.watch.as_ref().map(|path| {
        tokio::spawn(folder::follow(Following {
            hub: Arc::new(serving.wired.hub.through(Door::Folder)),
            folder: path.clone(),
            home: serving.home.clone(),
            config: serving.config.watch.clone(),
        }))
    });
    let clock = Arc::new(serving.wired.hub.through(Door::Clock));
    let upkeep = tokio::spawn(upkeep(
        clock.clone(),
        serving.wired.store.clone(),
        serving.wired.lake.clone(),
    ));
    let fetching = tokio::spawn(fetch(clock.clone()));
    let reminding = tokio::spawn(remind(clock.clone()));
    let telling = tokio::spawn(tell(clock.clone()));
    let bridging = tokio::spawn(find_bridges(clock.clone()));
    let watching_record = tokio::spawn(watch_record(clock));
    let metrics = hebewerk_web::record_metrics().context("figures cannot be gathered")?;
    let mut settings = settings(&serving.config)?;
    settings.certificate = tls::certificate(&serving.config)?;
    let refreshing = settings
        .certificate
        .clone()
        .map(|certificate| tokio::spawn(tls::keep_fresh(certificate)));
    let state = WebState::new(serving.wired.hub.clone(), settings).with_metrics(metrics);
    hebewerk_web::serve(listener, state, stop).await?;
    if let Some(besides) = refreshing {
        besides.abort();
    }
    if let Some(sending_on) = sending_on {
        sending_on.abort();
    }
    upkeep.abort();
    fetching.abort();
    reminding.abort();
    telling.abort();
    bridging.abort();
    watching_record.abort();
    if let Some(watching) = watching {
        watching.abort();
    }
    serving.wired.close().await;
    drop(serving.home);
    Ok(Done::Whole)
}

/// Says how to begin and where; the address comes last, so that whoever waits for it has read everything.
async fn announce(serving: &Serving, base: &str) -> anyhow::Result<()> {
    if let Some(token) = serving.wired.hub.offer_setup().await? {
        let link = format!("{base}/einrichten/{}", token.0);
        let link = [("link", Value::from(link.as_str()))];
        output::line(&t_with(serving.language, "cli-serve-setup", &link))?;
    }
    let address = [("address", Value::from(base))];
    output::line(&t_with(serving.language, "cli-serve-address", &address))
}

/// What must happen after a start and once a day, without making anybody wait: the index catches up, expired
/// sessions and files no version names are swept.
async fn upkeep(
    hub: std::sync::Arc<hebewerk_hub::Hub>,
    store: std::sync::Arc<hebewerk_store::Store>,
    lake: std::sync::Arc<hebewerk_lake::Lake>,
) {
    let mut days = tokio::time::interval(std::time::Duration::from_hours(24));
    loop {
        days.tick().await;
        if let Err(error) = hub.refresh_index().await {
            tracing::warn!(%error, "search index is behind the catalogue");
        }
        if let Err(error) = hub.refresh_foreign_index().await {
            tracing::warn!(%error, "the index of foreign records is behind the catalogue");
        }
        if let Err(error) = hub.forget_expired_sessions().await {
            tracing::warn!(%error, "expired sessions could not be removed");
        }
        if let Err(error) = hub.forget_old_notices().await {
            tracing::warn!(%error, "old notices could not be removed");
        }
        match hub.close_ended_guests().await {
            Ok(0) => {}
            Ok(accounts) => tracing::info!(accounts, "accounts of guests have ended"),
            Err(error) => tracing::warn!(%error, "accounts of guests could not be closed"),
        }
        let swept = match store.named_files().await {
            Ok(named) => hebewerk_hub::ports::RowFiles::sweep(lake.as_ref(), &named)
                .await
                .map_err(anyhow::Error::from),
            Err(error) => Err(error.into()),
        };
        match swept {
            Ok(files) if files > 0 => tracing::info!(files, "removed files that no version names"),
            Ok(_none) => {}
            Err(error) => {
                tracing::warn!(%error, "files that no version names could not be removed");
            }
        }
    }
}

/// Notes how far the audit has come, outside the catalogue, and once a day checks its chain, removes what has had its
/// time and says the head in the log, which may lie on another machine.
async fn watch_record(hub: Arc<hebewerk_hub::Hub>) {
    const LOOKS_A_DAY: u64 = 24 * 12;
    let mut looks = tokio::time::interval(std::time::Duration::from_mins(5));
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for look in 0_u64.. {
        looks.tick().await;
        if look % LOOKS_A_DAY == 0 {
            match hub.forget_old_audit().await {
                Ok(0) => {}
                Ok(entries) => tracing::info!(entries, "old entries of the audit were removed"),
                Err(error) => tracing::warn!(%error, "old entries of the audit stay"),
            }
            match hub.check_audit(&Principal::Operator, &[]).await {
                Ok(check) => tracing::info!(head = %check.head, "the audit was checked"),
                Err(error) => tracing::warn!(%error, "the audit could not be checked"),
            }
        }
        if let Err(error) = hub.note_audit_head().await {
            tracing::warn!(%error, "the head of the audit could not be noted");
        }
    }
}

/// Looks at the clock of connections again and again.
async fn fetch(hub: std::sync::Arc<hebewerk_hub::Hub>) {
    if let Err(error) = hub.close_unfinished_fetches().await {
        tracing::warn!(%error, "fetches of the last run could not be closed");
    }
    let mut looks = tokio::time::interval(std::time::Duration::from_secs(10));
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        if let Err(error) = hub.fetch_due().await {
            tracing::warn!(%error, "connections could not be fetched");
        }
    }
}

/// Looks at what changed in the catalogue, so that bridges appear unasked. What fails is looked at again.
async fn find_bridges(hub: Arc<hebewerk_hub::Hub>) {
    let mut looks = tokio::time::interval(std::time::Duration::from_secs(2));
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut failures = 0_u32;
    loop {
        looks.tick().await;
        match hub.follow_bridges().await {
            Ok(_followed) => failures = 0,
            Err(error) => {
                failures += 1;
                tracing::warn!(%error, failures, "bridges are behind the catalogue");
                // A disk that is full is not fuller for being asked again at once.
                let pause = std::time::Duration::from_secs(10 * u64::from(failures.min(60)));
                tokio::time::sleep(pause).await;
            }
        }
    }
}

/// Looks at what people subscribed to, and sends the letters about it. What fails is looked at again.
async fn tell(hub: Arc<hebewerk_hub::Hub>) {
    let mut looks = tokio::time::interval(std::time::Duration::from_secs(2));
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        let told = match hub.follow_subscriptions().await {
            Ok(_told) => hub.post_notices().await,
            Err(error) => Err(error),
        };
        if let Err(error) = told {
            tracing::warn!(%error, "what people subscribed to could not be looked at");
            // A disk that is full is not fuller for being asked again at once.
            tokio::time::sleep(std::time::Duration::from_mins(1)).await;
        }
    }
}

/// Reminds of connections that have become late.
async fn remind(hub: std::sync::Arc<hebewerk_hub::Hub>) {
    let mut looks = tokio::time::interval(std::time::Duration::from_mins(10));
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        if let Err(error) = hub.remind_of_late().await {
            tracing::warn!(%error, "nobody could be reminded of late connections");
        }
    }
}

/// How the catalogue answers SPARQL, if it does.
fn sparql(config: &Config) -> anyhow::Result<Option<SparqlSettings>> {
    if !config.open_data.sparql {
        return Ok(None);
    }
    Ok(Some(SparqlSettings {
        executable: wiring::executable()?,
        time: std::time::Duration::from_secs(config.limits.sparql_seconds),
        memory_bytes: config.limits.sparql_memory_mb << 20,
        most_solutions: config.limits.sparql_rows,
    }))
}

fn settings(config: &Config) -> anyhow::Result<WebSettings> {
    let base_url = config
        .server
        .base_url
        .as_ref()
        .map(|base| base.parse::<url::Url>())
        .transpose()
        .context("server.base_url is no address")?;
    let ground_map = config.map.tiles_url.as_ref().map(|tiles_url| {
        hebewerk_web::GroundMap::new(tiles_url, &config.map.attribution)
            .context("map.tiles_url is no address of tiles with {z}, {x} and {y}")
    });
    let embed_in = config.server.embed_in.iter().map(|site| {
        let site = site.parse::<url::Url>()?;
        Ok(site.origin().ascii_serialization())
    });
    let embed_in: Result<Vec<String>, url::ParseError> = embed_in.collect();
    Ok(WebSettings {
        city_name: config.city.name.clone(),
        hub_title: config.city.title.clone(),
        contact: config.city.contact.clone(),
        security_contact: config.city.security_contact.clone(),
        operator: Some(config.city.operator.clone()).filter(|operator| !operator.is_empty()),
        imprint: config.city.imprint.clone(),
        privacy: config.city.privacy.clone(),
        accessibility: config.city.accessibility.clone(),
        secure_cookies: config.server.tls.is_some()
            || base_url
                .as_ref()
                .is_some_and(|base| base.scheme() == "https"),
        base_url,
        open_data: hebewerk_web::OpenData {
            place: config.open_data.place.clone(),
            extent: config
                .open_data
                .extent
                .map(hebewerk_exchange::records::Extent::new)
                .transpose()
                .context("open_data.extent is no box of west, south, east, north")?,
            contributor: config.open_data.contributor.clone(),
            legacy: config.open_data.legacy,
        },
        ground_map: ground_map.transpose()?,
        sparql: sparql(config)?,
        embed_in: embed_in.context("server.embed_in names no address")?,
        questions: config
            .questions
            .iter()
            .map(|question| OfferedQuestion {
                title: question.title.clone(),
                sql: question.sql.clone(),
            })
            .collect(),
        upload_limit_bytes: config.server.upload_limit_mb << 20,
        trusted_proxies: config.server.trusted_proxies,
        most_connections_per_address: config.server.connections_per_address,
        metrics_token: secret_file::either(
            (
                "server.metrics_token",
                config.server.metrics_token.as_deref(),
            ),
            (
                "server.metrics_token_file",
                config.server.metrics_token_file.as_deref(),
            ),
        )?,
        hsts_subdomains: config.server.hsts_subdomains,
        metrics_open: config.server.metrics_open,
        ..WebSettings::default()
    })
}

/// Ends with Ctrl+C or SIGTERM, heard from the moment of the call: whoever was told the address may stop the server.
pub(crate) fn stop_signal() -> impl Future<Output = ()> {
    let terminate = heard(SignalKind::terminate(), "SIGTERM");
    let interrupt = heard(SignalKind::interrupt(), "Ctrl+C");
    async {
        tokio::select! {
            () = terminate => {}
            () = interrupt => {}
        }
        tracing::info!("stopping");
    }
}

fn heard(kind: SignalKind, name: &'static str) -> impl Future<Output = ()> {
    let signal = tokio::signal::unix::signal(kind);
    async move {
        match signal {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::warn!(%error, name, "a signal cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    }
}
