-- Where somebody is signed in. Of a session from before nobody knows since when and with what: whoever has one signs in once
-- more.

drop table hw_session;

create table hw_session (
    token blob primary key,
    id text not null unique,
    account_id text not null references hw_account (id),
    browser text not null,
    system text not null,
    opened_at text not null,
    used_at text not null,
    expires_at text not null
) strict;

create index hw_session_by_end on hw_session (expires_at);
create index hw_session_by_account on hw_session (account_id);

-- With what programs come: in the name of a person or of an organisation. A key that ended stays: the audit names it.

create table hw_access_key (
    id text primary key,
    secret blob not null unique,
    name text not null,
    account_id text references hw_account (id),
    organisation_id text references hw_organisation (id),
    rights text not null,
    is_restricted integer not null,
    made_by text not null references hw_account (id),
    made_at text not null,
    expires_at text not null,
    used_at text,
    revoked_at text,
    check ((account_id is null) <> (organisation_id is null))
) strict;

create index hw_access_key_by_account on hw_access_key (account_id);
create index hw_access_key_by_organisation on hw_access_key (organisation_id);

-- The datasets a key is restricted to; no reference, so that one that is gone makes no key wider.
create table hw_access_key_dataset (
    key_id text not null references hw_access_key (id),
    dataset_id text not null,
    primary key (key_id, dataset_id)
) strict;

-- The key with which something was done, or that was made or taken back.
alter table hw_audit add column key_id text;

-- What is asked for beside the password. The secret is sealed with a key that lies beside the catalogue; the last step says
-- which code was used, so that none is used twice.

create table hw_second_factor (
    account_id text primary key references hw_account (id),
    sealed text not null,
    started_at text not null,
    confirmed_at text,
    last_step integer not null
) strict;

create table hw_recovery_code (
    account_id text not null references hw_account (id),
    code blob not null,
    primary key (account_id, code)
) strict;
