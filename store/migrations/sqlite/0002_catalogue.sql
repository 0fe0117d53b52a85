-- What the hub remembers beside the manifest: whose data it is, where it came from, what was wrong with it.

create table hw_organisation (
    id text primary key,
    slug text not null unique,
    name text not null,
    description text not null,
    kind text not null,
    contact text,
    schema_id integer unique
) strict;

create table hw_account (
    id text primary key,
    email text not null unique,
    name text not null,
    administrator integer not null,
    language text not null,
    password_hash text
) strict;

create table hw_membership (
    account_id text not null references hw_account (id),
    position integer not null,
    organisation_id text not null references hw_organisation (id),
    role text not null,
    primary key (account_id, position)
) strict;

create table hw_session (
    token blob primary key,
    account_id text not null references hw_account (id),
    expires_at text not null
) strict;

create index hw_session_by_end on hw_session (expires_at);

create table hw_setup_token (
    place integer primary key check (place = 1),
    token blob not null,
    expires_at text not null
) strict;

create table hw_saved_query (
    id text primary key,
    owner_id text not null references hw_account (id),
    title text not null,
    sql_text text not null,
    saved_at text not null
) strict;

create index hw_saved_query_by_owner on hw_saved_query (owner_id, saved_at);

create table hw_dataset (
    id text primary key,
    organisation_id text not null references hw_organisation (id),
    slug text not null,
    title text not null,
    description text not null,
    tags text not null,
    theme text,
    licence text,
    contact text,
    visibility text not null,
    state text not null,
    source text not null,
    created_at text not null,
    updated_at text not null,
    recipe text not null,
    changed integer not null unique,
    unique (organisation_id, slug)
) strict;

create index hw_dataset_by_source on hw_dataset (organisation_id, source);
create index hw_dataset_by_organisation on hw_dataset (organisation_id, id);
create index hw_dataset_by_circle on hw_dataset (organisation_id, visibility, state);

-- Counts every change of any dataset; the search index catches up by it.
create table hw_change (
    place integer primary key check (place = 1),
    last integer not null
) strict;

insert into hw_change (place, last) values (1, 0);

create table hw_delivery (
    id text primary key,
    dataset_id text not null references hw_dataset (id),
    file_name text not null,
    content text not null,
    size_bytes integer not null,
    received_at text not null,
    account_id text,
    outcome text not null
) strict;

create index hw_delivery_by_dataset on hw_delivery (dataset_id, received_at, id);
create index hw_delivery_by_content on hw_delivery (content);

create table hw_finding (
    delivery_id text not null references hw_delivery (id),
    position integer not null,
    severity text not null,
    code text not null,
    table_name text,
    row_number integer,
    column_name text,
    place_count integer not null,
    parameters text not null,
    primary key (delivery_id, position)
) strict;

create table hw_version (
    id text primary key,
    dataset_id text not null references hw_dataset (id),
    number integer not null,
    snapshot_id integer not null unique references ducklake_snapshot (snapshot_id),
    delivery_id text not null references hw_delivery (id),
    format text not null,
    created_at text not null,
    row_count integer not null,
    errors integer not null,
    warnings integer not null,
    change text not null,
    unique (dataset_id, number)
) strict;

create table hw_table (
    id text primary key,
    dataset_id text not null references hw_dataset (id),
    lake_table_id integer not null unique
) strict;

create index hw_table_by_dataset on hw_table (dataset_id);

-- A SQL name belongs to the dataset that used it first, also after the table has ended.
create table hw_table_name (
    organisation_id text not null references hw_organisation (id),
    sql_name text not null,
    dataset_id text not null references hw_dataset (id),
    primary key (organisation_id, sql_name)
) strict;

create table hw_table_version (
    version_id text not null references hw_version (id),
    table_id text not null references hw_table (id),
    position integer not null,
    sql_name text not null,
    name text not null,
    row_count integer not null,
    dialect text not null,
    header_line integer not null,
    header_rows integer not null,
    footer_rows integer not null,
    set_aside integer not null,
    primary key (version_id, table_id)
) strict;

-- Like the manifest's columns, valid from one snapshot to another, with what the manifest has no place for.
create table hw_column (
    table_id text not null references hw_table (id),
    column_id integer not null,
    begin_snapshot integer not null,
    end_snapshot integer,
    position integer not null,
    name text not null,
    label text not null,
    column_type text not null,
    semantic_type text,
    confidence real not null,
    unit text,
    primary key (table_id, column_id, begin_snapshot)
) strict;

create index hw_column_by_table on hw_column (table_id, end_snapshot);

create table hw_file (
    version_id text not null references hw_version (id),
    table_id text not null references hw_table (id),
    position integer not null,
    path text not null,
    row_count integer not null,
    size_bytes integer not null,
    footer_bytes integer not null,
    content text not null,
    null_counts text not null,
    primary key (version_id, table_id, position)
) strict;

create table hw_statistics (
    version_id text not null references hw_version (id),
    table_id text not null references hw_table (id),
    by_column text not null,
    primary key (version_id, table_id)
) strict;

-- Who did what. No foreign keys: an entry outlives the things it names.
create table hw_audit (
    entry integer primary key autoincrement,
    at text not null,
    action text not null,
    account_id text,
    dataset_id text,
    allowed integer not null,
    rule text not null
) strict;

-- Offices and weeks, never persons: dataset, organisation (the nil UUID is the public), ISO week as year × 100 + week.
create table hw_usage (
    dataset_id text not null references hw_dataset (id),
    week integer not null,
    organisation_id text not null,
    uses integer not null,
    primary key (dataset_id, week, organisation_id)
) strict;

-- Holds a row only inside a transaction of ours; see 0003.
create table hw_ticket (
    purpose text not null
) strict;
