-- Who an account is among the people of a provider of identities. Never by an address: that is given to somebody else one day.

create table hw.hw_external_identity (
    issuer text not null,
    subject text not null,
    account_id uuid not null references hw.hw_account (id),
    linked_at timestamptz not null,
    primary key (issuer, subject),
    unique (account_id, issuer)
);

-- Where a session was signed in, if not here: what ends there ends here.
alter table hw.hw_session add column issuer text;
alter table hw.hw_session add column subject text;
alter table hw.hw_session add column external_id text;

create index hw_session_by_identity on hw.hw_session (issuer, subject);

-- Who from outside was invited to read what, what for and until when. An invitation that ended stays: it says why somebody read.

create table hw.hw_invitation (
    id uuid primary key,
    secret bytea not null unique,
    organisation_id uuid not null references hw.hw_organisation (id),
    email text not null,
    as_reader boolean not null,
    purpose text not null,
    legal_basis text not null,
    reference text,
    invited_by uuid references hw.hw_account (id),
    invited_at timestamptz not null,
    link_expires_at timestamptz not null,
    ends_at timestamptz not null,
    account_id uuid references hw.hw_account (id),
    accepted_at timestamptz,
    revoked_at timestamptz
);

create index hw_invitation_by_organisation on hw.hw_invitation (organisation_id, invited_at);

create table hw.hw_invitation_dataset (
    invitation_id uuid not null references hw.hw_invitation (id),
    dataset_id uuid not null references hw.hw_dataset (id),
    grant_id uuid references hw.hw_grant (id),
    primary key (invitation_id, dataset_id)
);

-- Accounts of people from outside, and when each ends by itself.
create table hw.hw_guest (
    account_id uuid primary key references hw.hw_account (id),
    ends_at timestamptz not null
);
