-- Keys that stay in people's devices (WebAuthn). Kept is the public half; the counter tells a copy.

create table hw_passkey (
    id text primary key,
    account_id text not null references hw_account (id),
    name text not null,
    credential blob not null unique,
    public_key blob not null,
    algorithm integer not null,
    counter integer not null,
    added_at text not null,
    used_at text
) strict;

create index hw_passkey_by_account on hw_passkey (account_id);
