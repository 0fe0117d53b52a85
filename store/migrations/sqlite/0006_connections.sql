-- Systems from which the hub fetches. Secrets are sealed by the hub; the key is not in this database.

create table hw_connection (
    id text primary key,
    organisation_id text not null references hw_organisation (id),
    name text not null,
    connector text not null,
    settings text not null,
    visibility text not null,
    every_minutes integer not null,
    promised_minutes integer,
    paused integer not null,
    secrets text not null,
    memory text,
    next_at text,
    failures integer not null default 0,
    created_at text not null,
    updated_at text not null
) strict;

create index hw_connection_by_organisation on hw_connection (organisation_id);
create index hw_connection_by_time on hw_connection (next_at);

-- What each fetch brought. No value of the data and no secret is ever written here.
create table hw_connection_run (
    id text primary key,
    connection_id text not null references hw_connection (id) on delete cascade,
    started_at text not null,
    ended_at text,
    outcome text not null,
    problem text,
    details text not null,
    bytes integer not null,
    deliveries text not null
) strict;

create index hw_connection_run_by_connection on hw_connection_run (connection_id, started_at);
