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
