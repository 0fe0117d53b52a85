-- Where somebody is signed in. Of a session from before nobody knows since when and with what: whoever has one signs in once
-- more.

drop table hw.hw_session;

create table hw.hw_session (
    token bytea primary key,
    id uuid not null unique,
    account_id uuid not null references hw.hw_account (id),
    browser text not null,
    system text not null,
    opened_at timestamptz not null,
    used_at timestamptz not null,
    expires_at timestamptz not null
);

create index hw_session_by_end on hw.hw_session (expires_at);
create index hw_session_by_account on hw.hw_session (account_id);

-- With what programs come: in the name of a person or of an organisation. A key that ended stays: the audit names it.

create table hw.hw_access_key (
    id uuid primary key,
    secret bytea not null unique,
    name text not null,
    account_id uuid references hw.hw_account (id),
    organisation_id uuid references hw.hw_organisation (id),
    rights text not null,
    is_restricted boolean not null,
    made_by uuid not null references hw.hw_account (id),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz,
    check ((account_id is null) <> (organisation_id is null))
);

create index hw_access_key_by_account on hw.hw_access_key (account_id);
create index hw_access_key_by_organisation on hw.hw_access_key (organisation_id);

-- The datasets a key is restricted to; no reference, so that one that is gone makes no key wider.
create table hw.hw_access_key_dataset (
    key_id uuid not null references hw.hw_access_key (id),
    dataset_id uuid not null,
    primary key (key_id, dataset_id)
);

-- The key with which something was done, or that was made or taken back.
alter table hw.hw_audit add column key_id uuid;

-- What is asked for beside the password. The secret is sealed with a key that lies beside the catalogue; the last step says
-- which code was used, so that none is used twice.

create table hw.hw_second_factor (
    account_id uuid primary key references hw.hw_account (id),
    sealed text not null,
    started_at timestamptz not null,
    confirmed_at timestamptz,
    last_step bigint not null
);

create table hw.hw_recovery_code (
    account_id uuid not null references hw.hw_account (id),
    code bytea not null,
    primary key (account_id, code)
);
