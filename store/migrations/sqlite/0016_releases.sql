-- What became public, on which evidence, and who answered for it. Nothing is removed. Under a standing approval a release is
-- written before its delivery: nothing is public without one.

create table hw_release (
    id text primary key,
    dataset_id text not null references hw_dataset (id),
    delivery_id text not null,
    version integer not null,
    state text not null,
    choice text not null,
    checks text not null,
    note text,
    standing integer not null,
    under_id text references hw_release (id),
    applied_by text references hw_account (id),
    applied_at text not null,
    decided_by text references hw_account (id),
    decided_at text,
    reason text,
    withdrawn_by text references hw_account (id),
    withdrawn_at text
) strict;

create index hw_release_by_dataset on hw_release (dataset_id, applied_at);
create index hw_release_waiting on hw_release (state, applied_at);
