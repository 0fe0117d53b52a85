-- Datasets of other catalogues, as those describe them. They are metadata: no versions, no rows, nothing of ours.
-- What vanished at its source stays as a mark, so that it is known when it comes back; `changed` only ever grows.

create table hw_foreign (
    id text primary key,
    connection_id text not null,
    key text not null,
    record text not null,
    content text not null,
    twin text not null,
    harvest text not null,
    changed integer not null,
    first_seen_at text not null,
    changed_at text not null,
    gone_at text
) strict;

create unique index hw_foreign_by_change on hw_foreign (changed);
create index hw_foreign_by_connection on hw_foreign (connection_id, harvest);
create index hw_foreign_by_twin on hw_foreign (twin);

-- By which identifiers they are known elsewhere too.
create table hw_foreign_identifier (
    foreign_id text not null,
    identifier text not null,
    primary key (foreign_id, identifier)
) strict;

create index hw_foreign_identifier_by_identifier on hw_foreign_identifier (identifier);

-- Records of the newest harvest that were not taken over.
create table hw_foreign_rejected (
    connection_id text not null,
    place integer not null,
    name text not null,
    reason text not null,
    primary key (connection_id, place)
) strict;
