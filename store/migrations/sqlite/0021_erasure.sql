-- That something was erased (DSGVO Art. 17); what it was is nowhere. Until the last file is gone, `files` and `contents`
-- name what is still to be removed, so that a start after a crash goes on.
create table hw_erasure (
    id text primary key,
    dataset_id text not null references hw_dataset (id),
    scope text not null,
    reason text not null,
    account_id text references hw_account (id),
    at text not null,
    versions text not null,
    raw_files integer not null,
    files text not null,
    contents text not null,
    finished_at text
) strict;

create index hw_erasure_by_dataset on hw_erasure (dataset_id, at);

-- Deliveries whose raw file was erased. Their hash stays: the same bytes must not come in again.
alter table hw_delivery add column erased_at text;
