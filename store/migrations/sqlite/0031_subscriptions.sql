-- Who wants to be told when something changes, and what they were told. Notices hold no titles and no values: both are
-- looked up when they are read, with the rights of their reader.

create table hw_subscription (
    id text primary key,
    account_id text not null references hw_account (id),
    kind text not null,
    dataset_id text,
    view_name text,
    line_column text,
    line_side text,
    line_value text,
    by_mail integer not null,
    begun_at text not null,
    ended_at text,
    stand text,
    is_failing integer not null,
    due integer not null
) strict;

create index hw_subscription_by_account on hw_subscription (account_id);
create index hw_subscription_by_due on hw_subscription (due) where due > 0;

-- What a subscription stands on: datasets whose change makes it due, and views whose change does.
create table hw_subscription_source (
    subscription_id text not null references hw_subscription (id) on delete cascade,
    dataset_id text,
    view_name text
) strict;

create index hw_subscription_source_by_subscription on hw_subscription_source (subscription_id);
create index hw_subscription_source_by_dataset on hw_subscription_source (dataset_id);
create index hw_subscription_source_by_view on hw_subscription_source (view_name);

-- One row: up to which change of the catalogue subscriptions were made due.
create table hw_subscription_mark (
    place integer primary key,
    changed integer not null
) strict;

insert into hw_subscription_mark (place, changed)
select 1, last from hw_change where place = 1;

create table hw_notice (
    id text primary key,
    account_id text not null references hw_account (id),
    kind text not null,
    dataset_id text,
    view_name text,
    line_column text,
    line_side text,
    line_value text,
    version integer,
    at text not null,
    is_read integer not null,
    posting text not null,
    attempts integer not null,
    next_at text
) strict;

create index hw_notice_by_account on hw_notice (account_id, at);
create index hw_notice_by_posting on hw_notice (next_at) where posting = 'waiting';

-- Links at which notices are read without signing in. Kept is the hash of the secret in the link.
create table hw_notice_feed (
    account_id text primary key references hw_account (id),
    id text not null,
    secret blob not null unique,
    made_at text not null
) strict;
