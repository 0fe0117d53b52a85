-- Systems from which the hub fetches. Secrets are sealed by the hub; the key is not in this database.

create table hw.hw_connection (
    id uuid primary key,
    organisation_id uuid not null references hw.hw_organisation (id),
    name text not null,
    connector text not null,
    settings text not null,
    visibility text not null,
    every_minutes bigint not null,
    promised_minutes bigint,
    paused boolean not null,
    secrets text not null,
    memory text,
    next_at timestamptz,
    failures bigint not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create index hw_connection_by_organisation on hw.hw_connection (organisation_id);
create index hw_connection_by_time on hw.hw_connection (next_at);

-- What each fetch brought. No value of the data and no secret is ever written here.
create table hw.hw_connection_run (
    id uuid primary key,
    connection_id uuid not null references hw.hw_connection (id) on delete cascade,
    started_at timestamptz not null,
    ended_at timestamptz,
    outcome text not null,
    problem text,
    details text not null,
    bytes bigint not null,
    deliveries text not null
);

create index hw_connection_run_by_connection on hw.hw_connection_run (connection_id, started_at);
