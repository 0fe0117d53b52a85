-- Who an account is among the people of a provider of identities. Never by an address: that is given to somebody else one day.

create table hw_external_identity (
    issuer text not null,
    subject text not null,
    account_id text not null references hw_account (id),
    linked_at text not null,
    primary key (issuer, subject),
    unique (account_id, issuer)
) strict;

-- Where a session was signed in, if not here: what ends there ends here.
alter table hw_session add column issuer text;
alter table hw_session add column subject text;
alter table hw_session add column external_id text;

create index hw_session_by_identity on hw_session (issuer, subject);

-- Who from outside was invited to read what, what for and until when. An invitation that ended stays: it says why somebody read.

create table hw_invitation (
    id text primary key,
    secret blob not null unique,
    organisation_id text not null references hw_organisation (id),
    email text not null,
    as_reader integer not null,
    purpose text not null,
    legal_basis text not null,
    reference text,
    invited_by text references hw_account (id),
    invited_at text not null,
    link_expires_at text not null,
    ends_at text not null,
    account_id text references hw_account (id),
    accepted_at text,
    revoked_at text
) strict;

create index hw_invitation_by_organisation on hw_invitation (organisation_id, invited_at);

create table hw_invitation_dataset (
    invitation_id text not null references hw_invitation (id),
    dataset_id text not null references hw_dataset (id),
    grant_id text references hw_grant (id),
    primary key (invitation_id, dataset_id)
) strict;

-- Accounts of people from outside, and when each ends by itself.
create table hw_guest (
    account_id text primary key references hw_account (id),
    ends_at text not null
) strict;
