-- What became public, on which evidence, and who answered for it. Nothing is removed. Under a standing approval a release is
-- written before its delivery: nothing is public without one.

create table hw.hw_release (
    id uuid primary key,
    dataset_id uuid not null references hw.hw_dataset (id),
    delivery_id uuid not null,
    version bigint not null,
    state text not null,
    choice text not null,
    checks text not null,
    note text,
    standing boolean not null,
    under_id uuid references hw.hw_release (id),
    applied_by uuid references hw.hw_account (id),
    applied_at timestamptz not null,
    decided_by uuid references hw.hw_account (id),
    decided_at timestamptz,
    reason text,
    withdrawn_by uuid references hw.hw_account (id),
    withdrawn_at timestamptz
);

create index hw_release_by_dataset on hw.hw_release (dataset_id, applied_at);
create index hw_release_waiting on hw.hw_release (state, applied_at);
