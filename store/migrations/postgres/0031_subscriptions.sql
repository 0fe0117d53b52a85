-- Who wants to be told when something changes, and what they were told. Notices hold no titles and no values: both are
-- looked up when they are read, with the rights of their reader.

create table hw.hw_subscription (
    id uuid primary key,
    account_id uuid not null references hw.hw_account (id),
    kind text not null,
    dataset_id uuid,
    view_name text,
    line_column text,
    line_side text,
    line_value text,
    by_mail boolean not null,
    begun_at timestamptz not null,
    ended_at timestamptz,
    stand text,
    is_failing boolean not null,
    due bigint not null
);

create index hw_subscription_by_account on hw.hw_subscription (account_id);
create index hw_subscription_by_due on hw.hw_subscription (due) where due > 0;

-- What a subscription stands on: datasets whose change makes it due, and views whose change does.
create table hw.hw_subscription_source (
    subscription_id uuid not null references hw.hw_subscription (id) on delete cascade,
    dataset_id uuid,
    view_name text
);

create index hw_subscription_source_by_subscription on hw.hw_subscription_source (subscription_id);
create index hw_subscription_source_by_dataset on hw.hw_subscription_source (dataset_id);
create index hw_subscription_source_by_view on hw.hw_subscription_source (view_name);

-- One row: up to which change of the catalogue subscriptions were made due.
create table hw.hw_subscription_mark (
    place bigint primary key,
    changed bigint not null
);

insert into hw.hw_subscription_mark (place, changed)
select 1, last from hw.hw_change where place = 1;

create table hw.hw_notice (
    id uuid primary key,
    account_id uuid not null references hw.hw_account (id),
    kind text not null,
    dataset_id uuid,
    view_name text,
    line_column text,
    line_side text,
    line_value text,
    version bigint,
    at timestamptz not null,
    is_read boolean not null,
    posting text not null,
    attempts bigint not null,
    next_at timestamptz
);

create index hw_notice_by_account on hw.hw_notice (account_id, at);
create index hw_notice_by_posting on hw.hw_notice (next_at) where posting = 'waiting';

-- Links at which notices are read without signing in. Kept is the hash of the secret in the link.
create table hw.hw_notice_feed (
    account_id uuid primary key references hw.hw_account (id),
    id uuid not null,
    secret bytea not null unique,
    made_at timestamptz not null
);
