-- Datasets of other catalogues, as those describe them. They are metadata: no versions, no rows, nothing of ours.
-- What vanished at its source stays as a mark, so that it is known when it comes back; `changed` only ever grows.

create table hw.hw_foreign (
    id uuid primary key,
    connection_id uuid not null,
    key text not null,
    record text not null,
    content text not null,
    twin text not null,
    harvest uuid not null,
    changed bigint not null,
    first_seen_at timestamptz not null,
    changed_at timestamptz not null,
    gone_at timestamptz
);

create unique index hw_foreign_by_change on hw.hw_foreign (changed);
create index hw_foreign_by_connection on hw.hw_foreign (connection_id, harvest);
create index hw_foreign_by_twin on hw.hw_foreign (twin);

-- By which identifiers they are known elsewhere too.
create table hw.hw_foreign_identifier (
    foreign_id uuid not null,
    identifier text not null,
    primary key (foreign_id, identifier)
);

create index hw_foreign_identifier_by_identifier on hw.hw_foreign_identifier (identifier);

-- Records of the newest harvest that were not taken over.
create table hw.hw_foreign_rejected (
    connection_id uuid not null,
    place bigint not null,
    name text not null,
    reason text not null,
    primary key (connection_id, place)
);
