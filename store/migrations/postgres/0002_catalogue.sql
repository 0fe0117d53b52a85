-- What the hub remembers beside the manifest: whose data it is, where it came from, what was wrong with it.

create schema if not exists hw;

create table hw.hw_organisation (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    description text not null,
    kind text not null,
    contact text,
    schema_id bigint unique
);

create table hw.hw_account (
    id uuid primary key,
    email text not null unique,
    name text not null,
    administrator boolean not null,
    language text not null,
    password_hash text
);

create table hw.hw_membership (
    account_id uuid not null references hw.hw_account (id),
    position bigint not null,
    organisation_id uuid not null references hw.hw_organisation (id),
    role text not null,
    primary key (account_id, position)
);

create table hw.hw_session (
    token bytea primary key,
    account_id uuid not null references hw.hw_account (id),
    expires_at timestamptz not null
);

create index hw_session_by_end on hw.hw_session (expires_at);

create table hw.hw_setup_token (
    place bigint primary key check (place = 1),
    token bytea not null,
    expires_at timestamptz not null
);

create table hw.hw_saved_query (
    id uuid primary key,
    owner_id uuid not null references hw.hw_account (id),
    title text not null,
    sql_text text not null,
    saved_at timestamptz not null
);

create index hw_saved_query_by_owner on hw.hw_saved_query (owner_id, saved_at);

create table hw.hw_dataset (
    id uuid primary key,
    organisation_id uuid not null references hw.hw_organisation (id),
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
    created_at timestamptz not null,
    updated_at timestamptz not null,
    recipe text not null,
    changed bigint not null unique,
    unique (organisation_id, slug)
);

create index hw_dataset_by_source on hw.hw_dataset (organisation_id, source);
create index hw_dataset_by_organisation on hw.hw_dataset (organisation_id, id);
create index hw_dataset_by_circle on hw.hw_dataset (organisation_id, visibility, state);

-- Counts every change of any dataset; the search index catches up by it.
create table hw.hw_change (
    place bigint primary key check (place = 1),
    last bigint not null
);

insert into hw.hw_change (place, last) values (1, 0);

create table hw.hw_delivery (
    id uuid primary key,
    dataset_id uuid not null references hw.hw_dataset (id),
    file_name text not null,
    content text not null,
    size_bytes bigint not null,
    received_at timestamptz not null,
    account_id uuid,
    outcome text not null
);

create index hw_delivery_by_dataset on hw.hw_delivery (dataset_id, received_at, id);
create index hw_delivery_by_content on hw.hw_delivery (content);

create table hw.hw_finding (
    delivery_id uuid not null references hw.hw_delivery (id),
    position bigint not null,
    severity text not null,
    code text not null,
    table_name text,
    row_number bigint,
    column_name text,
    place_count bigint not null,
    parameters text not null,
    primary key (delivery_id, position)
);

create table hw.hw_version (
    id uuid primary key,
    dataset_id uuid not null references hw.hw_dataset (id),
    number bigint not null,
    snapshot_id bigint not null unique references lake.ducklake_snapshot (snapshot_id),
    delivery_id uuid not null references hw.hw_delivery (id),
    format text not null,
    created_at timestamptz not null,
    row_count bigint not null,
    errors bigint not null,
    warnings bigint not null,
    change text not null,
    unique (dataset_id, number)
);

create table hw.hw_table (
    id uuid primary key,
    dataset_id uuid not null references hw.hw_dataset (id),
    lake_table_id bigint not null unique
);

create index hw_table_by_dataset on hw.hw_table (dataset_id);

-- A SQL name belongs to the dataset that used it first, also after the table has ended.
create table hw.hw_table_name (
    organisation_id uuid not null references hw.hw_organisation (id),
    sql_name text not null,
    dataset_id uuid not null references hw.hw_dataset (id),
    primary key (organisation_id, sql_name)
);

create table hw.hw_table_version (
    version_id uuid not null references hw.hw_version (id),
    table_id uuid not null references hw.hw_table (id),
    position bigint not null,
    sql_name text not null,
    name text not null,
    row_count bigint not null,
    dialect text not null,
    header_line bigint not null,
    header_rows bigint not null,
    footer_rows bigint not null,
    set_aside bigint not null,
    primary key (version_id, table_id)
);

-- Like the manifest's columns, valid from one snapshot to another, with what the manifest has no place for.
create table hw.hw_column (
    table_id uuid not null references hw.hw_table (id),
    column_id bigint not null,
    begin_snapshot bigint not null,
    end_snapshot bigint,
    position bigint not null,
    name text not null,
    label text not null,
    column_type text not null,
    semantic_type text,
    confidence double precision not null,
    unit text,
    primary key (table_id, column_id, begin_snapshot)
);

create index hw_column_by_table on hw.hw_column (table_id, end_snapshot);

create table hw.hw_file (
    version_id uuid not null references hw.hw_version (id),
    table_id uuid not null references hw.hw_table (id),
    position bigint not null,
    path text not null,
    row_count bigint not null,
    size_bytes bigint not null,
    footer_bytes bigint not null,
    content text not null,
    null_counts text not null,
    primary key (version_id, table_id, position)
);

create table hw.hw_statistics (
    version_id uuid not null references hw.hw_version (id),
    table_id uuid not null references hw.hw_table (id),
    by_column text not null,
    primary key (version_id, table_id)
);

-- Who did what. No foreign keys: an entry outlives the things it names.
create table hw.hw_audit (
    entry bigint generated always as identity primary key,
    at timestamptz not null,
    action text not null,
    account_id uuid,
    dataset_id uuid,
    allowed boolean not null,
    rule text not null
);

-- Offices and weeks, never persons: dataset, organisation (the nil UUID is the public), ISO week as year × 100 + week.
create table hw.hw_usage (
    dataset_id uuid not null references hw.hw_dataset (id),
    week bigint not null,
    organisation_id uuid not null,
    uses bigint not null,
    primary key (dataset_id, week, organisation_id)
);

-- Holds a row only inside a transaction of ours; see 0003.
create table hw.hw_ticket (
    purpose text not null
);
