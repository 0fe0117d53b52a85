-- Keys that stay in people's devices (WebAuthn). Kept is the public half; the counter tells a copy.

create table hw.hw_passkey (
    id uuid primary key,
    account_id uuid not null references hw.hw_account (id),
    name text not null,
    credential bytea not null unique,
    public_key bytea not null,
    algorithm bigint not null,
    counter bigint not null,
    added_at timestamptz not null,
    used_at timestamptz
);

create index hw_passkey_by_account on hw.hw_passkey (account_id);
