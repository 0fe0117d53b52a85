-- Who watches over the record: an account of its own right, beside those that run the hub.
alter table hw.hw_account add column officer boolean not null default false;

-- What an entry says besides: where it came in, whose right was used, which version, how many rows, and of a removal up to
-- which entry. Entries from before have none of it.
alter table hw.hw_audit add column door text;
alter table hw.hw_audit add column office_id uuid;
alter table hw.hw_audit add column version bigint;
alter table hw.hw_audit add column row_count bigint;
alter table hw.hw_audit add column until_entry bigint;

-- BLAKE3 over the hash of the entry before and the bytes of this one (docs/decisions/0020).
alter table hw.hw_audit add column hash bytea;

-- The number is part of what is hashed and is given with the head, so that none is skipped.
alter table hw.hw_audit alter column entry drop identity;

create index hw_audit_by_account on hw.hw_audit (account_id, entry);
create index hw_audit_by_subject on hw.hw_audit (subject_id, entry);
create index hw_audit_by_dataset on hw.hw_audit (dataset_id, entry);
create index hw_audit_by_time on hw.hw_audit (at, entry);

-- The newest entry. It moves in the transaction that writes one; its row is what writers wait for.
create table hw.hw_audit_head (
    place bigint primary key check (place = 1),
    entry bigint not null,
    hash bytea not null
);

insert into hw.hw_audit_head (place, entry, hash) values (1, 0, decode(repeat('00', 32), 'hex'));

-- The last entry that was removed after its time, on whose hash the oldest one that is kept builds.
create table hw.hw_audit_checkpoint (
    place bigint primary key check (place = 1),
    entry bigint not null,
    hash bytea not null,
    removed_at timestamptz not null
);

-- An entry gets its hash once, when it is written or, if it is older than the chain, when the chain begins.
drop trigger hw_audit_stands on hw.hw_audit;

create trigger hw_audit_stands before update on hw.hw_audit
for each row when (old.hash is not null) execute function hw.refuse_rewriting();

create trigger hw_audit_stays before delete or truncate on hw.hw_audit
for each statement execute function hw.refuse_rewriting();
