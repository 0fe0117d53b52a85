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
