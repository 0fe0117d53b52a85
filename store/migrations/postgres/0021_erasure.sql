-- That something was erased (DSGVO Art. 17); what it was is nowhere. Until the last file is gone, `files` and `contents`
-- name what is still to be removed, so that a start after a crash goes on.
create table hw.hw_erasure (
    id uuid primary key,
    dataset_id uuid not null references hw.hw_dataset (id),
    scope text not null,
    reason text not null,
    account_id uuid references hw.hw_account (id),
    at timestamptz not null,
    versions text not null,
    raw_files bigint not null,
    files text not null,
    contents text not null,
    finished_at timestamptz
);

create index hw_erasure_by_dataset on hw.hw_erasure (dataset_id, at);

-- Deliveries whose raw file was erased. Their hash stays: the same bytes must not come in again.
alter table hw.hw_delivery add column erased_at timestamptz;
