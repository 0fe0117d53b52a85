//! A hub with two offices, an account in each, and what tests say about it.

use crate::fakes::{Books, Hands, Index, Memory, NoRows, Reader};
use crate::systems::{Backwards, Post, Systems};
use hebewerk_hub::ports::{
    Accounts as _, Clock as _, Event, Journal as _, Organisations as _, PageRequest, Recorded,
    SystemIdentifiers,
};
use hebewerk_hub::{
    Corrections, Destination, Hub, HubError, HubParts, OnDrift, Providers, TakeIn, TakenIn,
};
use hebewerk_lake::Lake;
use hebewerk_model::*;
use hebewerk_store::{AnchorFile, Store, StoreOptions, StoreUrl};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) struct City {
    pub(crate) hub: Arc<Hub>,
    pub(crate) systems: Arc<Systems>,
    pub(crate) post: Arc<Post>,
    pub(crate) store: Arc<Store>,
    pub(crate) reader: Arc<Reader>,
    pub(crate) index: Arc<Index>,
    pub(crate) books: Arc<Books>,
    pub(crate) clock: Arc<Hands>,
    pub(crate) engine: Arc<NoRows>,
    pub(crate) memory: Arc<Memory>,
    pub(crate) umwelt: Organisation,
    folder: TempDir,
}

fn organisation(number: u128, slug: &str) -> Organisation {
    Organisation {
        id: OrganisationId::from_uuid(Uuid::from_u128(number)),
        slug: slug.parse().unwrap(),
        name: slug.to_owned(),
        description: String::new(),
        kind: OrganisationKind::Office,
        contact: None,
        parent: None,
        sealed: false,
    }
}

pub(crate) fn person(number: u128, organisation: u128, role: Role) -> Principal {
    Principal::Person {
        account: AccountId::from_uuid(Uuid::from_u128(number)),
        administrator: false,
        officer: false,
        memberships: vec![Membership {
            organisation: OrganisationId::from_uuid(Uuid::from_u128(organisation)),
            role,
        }],
        grants: HeldGrants::default(),
    }
}

/// Maintains the data of `umwelt`.
pub(crate) fn steward() -> Principal {
    person(11, 1, Role::Steward)
}

/// Reads the data of `umwelt`.
pub(crate) fn colleague() -> Principal {
    person(12, 1, Role::Reader)
}

/// Works in another office.
pub(crate) fn neighbour() -> Principal {
    person(21, 2, Role::Steward)
}

/// The first rows of a table.
pub(crate) fn page() -> PageRequest {
    PageRequest {
        fields: Vec::new(),
        filters: Vec::new(),
        sort: None,
        after: None,
        limit: 10,
        with_total: false,
    }
}

impl City {
    pub(crate) async fn new() -> Self {
        Self::with(false, false).await
    }

    /// A hub that only those run who have a second factor.
    pub(crate) async fn strict() -> Self {
        Self::with(true, false).await
    }

    /// One in which it takes a release to make something public.
    pub(crate) async fn releasing() -> Self {
        Self::with(false, true).await
    }

    async fn with(privileged_need_second_factor: bool, releases_needed: bool) -> Self {
        let none = |_store: Arc<Store>| None;
        Self::built(
            (privileged_need_second_factor, false),
            releases_needed,
            none,
        )
        .await
    }

    /// One in which everybody who signs in here has to have a second factor.
    pub(crate) async fn of_two_factors() -> Self {
        let none = |_store: Arc<Store>| None;
        Self::built((true, true), false, none).await
    }

    /// One whose people sign in at providers, and that only those run who have a second factor.
    pub(crate) async fn with_providers(providers: impl FnOnce(Arc<Store>) -> Providers) -> Self {
        Self::built((true, false), false, |store| Some(providers(store))).await
    }

    async fn built(
        (privileged_need_second_factor, everybody_needs_second_factor): (bool, bool),
        releases_needed: bool,
        providers: impl FnOnce(Arc<Store>) -> Option<Providers>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lake = Arc::new(Lake::open(&folder.path().join("lake")).unwrap());
        let url = StoreUrl::Sqlite(folder.path().join("catalogue.db"));
        let options = StoreOptions::new(url, "/srv/lake");
        let store = Arc::new(Store::open(&options).await.unwrap());
        let umwelt = organisation(1, "umwelt");
        store.save(&umwelt, &[]).await.unwrap();
        store.save(&organisation(2, "sport"), &[]).await.unwrap();
        let books = Arc::new(Books {
            store: store.clone(),
            are_full: AtomicBool::new(false),
        });
        let (reader, index, clock) = (
            Arc::new(Reader::default()),
            Arc::new(Index::default()),
            Arc::new(Hands::default()),
        );
        let engine = Arc::new(NoRows::default());
        let memory = Arc::new(Memory::default());
        let systems = Arc::new(Systems::default());
        let post = Arc::new(Post::default());
        let hub = Hub::new(HubParts {
            organisations: store.clone(),
            datasets: store.clone(),
            versions: store.clone(),
            grants: store.clone(),
            releases: store.clone(),
            bridges: store.clone(),
            bridge_trail: store.clone(),
            joint_uses: store.clone(),
            releases_needed,
            held: store.clone(),
            accounts: store.clone(),
            access_keys: store.clone(),
            second_factors: store.clone(),
            passkeys: store.clone(),
            invitations: store.clone(),
            providers: providers(store.clone()),
            sessions: store.clone(),
            saved_queries: store.clone(),
            views: store.clone(),
            overviews: store.clone(),
            subscriptions: store.clone(),
            notices: store.clone(),
            notice_feeds: store.clone(),
            connections: store.clone(),
            connectors: systems.clone(),
            foreigns: store.clone(),
            vault: Arc::new(Backwards),
            mail: Some(post.clone()),
            journal: books.clone(),
            trail: store.clone(),
            anchors: Arc::new(AnchorFile::at(folder.path().join("audit-heads"))),
            subjects: store.clone(),
            erasures: store.clone(),
            purposes: store.clone(),
            audit_days: HubParts::AUDIT_DAYS,
            raw: lake.clone(),
            rows: lake.clone(),
            reader: reader.clone(),
            topics: index.clone(),
            index: index.clone(),
            foreign_index: Arc::new(Index::default()),
            engine: engine.clone(),
            prepared: memory.clone(),
            clock: clock.clone(),
            identifiers: Arc::new(SystemIdentifiers),
            staging: folder.path().join("staging"),
            privileged_need_second_factor,
            everybody_needs_second_factor,
            question_limits: HubParts::QUESTION_LIMITS,
            page_limits: HubParts::PAGE_LIMITS,
            download_limits: HubParts::DOWNLOAD_LIMITS,
        });
        Self {
            hub: Arc::new(hub),
            systems,
            post,
            store,
            reader,
            index,
            books,
            clock,
            engine,
            memory,
            umwelt,
            folder,
        }
    }

    /// What tests write to the audit beside what they do.
    pub(crate) fn event(&self) -> Event {
        Event::new(self.clock.now(), "add_account", "operator", Door::Command)
    }

    /// The day it is.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        let now = self.clock.now();
        now.to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    /// Gives the steward an account: the clock looks it up.
    pub(crate) async fn steward_is_known(&self) -> AccountId {
        let Principal::Person {
            account: id,
            administrator,
            memberships,
            ..
        } = steward()
        else {
            unreachable!("the steward is a person")
        };
        let account = Account {
            id,
            email: "pflege@umwelt.example".parse().unwrap(),
            name: "Kai".to_owned(),
            administrator,
            officer: false,
            memberships,
            language: Language::De,
            closed_at: None,
        };
        self.store.add(&account, "x", &self.event()).await.unwrap();
        id
    }

    /// Gives somebody an account, so that what they do can be on record.
    pub(crate) async fn account_of(&self, principal: &Principal) {
        let id = principal.account().expect("a person");
        let account = Account {
            id,
            email: format!("{id}@stadt.example").parse().unwrap(),
            name: "Kim".to_owned(),
            administrator: false,
            officer: false,
            memberships: principal.memberships().to_vec(),
            language: Language::De,
            closed_at: None,
        };
        self.store.add(&account, "x", &self.event()).await.unwrap();
    }

    /// A file that holds the names of these tables, for everybody in the office.
    pub(crate) fn file(&self, name: &str, tables: &[&str]) -> TakeIn {
        let file = self.folder.path().join("incoming");
        std::fs::write(&file, tables.join("\n")).unwrap();
        TakeIn {
            organisation: self.umwelt.clone(),
            into: Destination::BySource(format!("folder:umwelt/{name}")),
            file,
            file_name: name.to_owned(),
            corrections: Corrections::Kept,
            description: None,
            visibility: None,
            received_at: None,
            on_drift: OnDrift::Accept,
        }
    }

    pub(crate) async fn try_take_in(&self, request: TakeIn) -> Result<TakenIn, HubError> {
        let silent = Arc::new(|_stage: &'static str, _done: u64, _of: u64| {});
        self.hub.take_in(&steward(), request, silent).await
    }

    pub(crate) async fn take_in(&self, request: TakeIn) -> TakenIn {
        self.try_take_in(request).await.expect("it is taken in")
    }

    /// A dataset named `baeume` with one table, which this circle may read.
    pub(crate) async fn trees(&self, visibility: Visibility) -> TakenIn {
        let mut request = self.file("Bäume.csv", &["Bäume"]);
        request.visibility = Some(visibility);
        self.take_in(request).await
    }

    /// Newest audit entries, newest first: action, dataset, allowed.
    pub(crate) async fn audit(&self) -> Vec<Recorded> {
        self.books.newest(100).await.unwrap()
    }
}

/// Corrections that leave out who reported a tree.
pub(crate) fn without_person(table: &str) -> Recipe {
    Recipe {
        tables: vec![TableRecipe {
            table: table.to_owned(),
            columns: vec![ColumnRecipe {
                label: "meldende_person".to_owned(),
                skip: true,
                ..ColumnRecipe::default()
            }],
            ..TableRecipe::default()
        }],
    }
}
