-- Who watches over the record: an account of its own right, beside those that run the hub.
alter table hw_account add column officer integer not null default 0;

-- What an entry says besides: where it came in, whose right was used, which version, how many rows, and of a removal up to
-- which entry. Entries from before have none of it.
alter table hw_audit add column door text;
alter table hw_audit add column office_id text;
alter table hw_audit add column version integer;
alter table hw_audit add column row_count integer;
alter table hw_audit add column until_entry integer;

-- BLAKE3 over the hash of the entry before and the bytes of this one (docs/decisions/0020).
alter table hw_audit add column hash blob;

create index hw_audit_by_account on hw_audit (account_id, entry);
create index hw_audit_by_subject on hw_audit (subject_id, entry);
create index hw_audit_by_dataset on hw_audit (dataset_id, entry);
create index hw_audit_by_time on hw_audit (at, entry);

-- The newest entry. It moves in the transaction that writes one.
create table hw_audit_head (
    place integer primary key check (place = 1),
    entry integer not null,
    hash blob not null
) strict;

insert into hw_audit_head (place, entry, hash) values (1, 0, zeroblob(32));

-- The last entry that was removed after its time, on whose hash the oldest one that is kept builds.
create table hw_audit_checkpoint (
    place integer primary key check (place = 1),
    entry integer not null,
    hash blob not null,
    removed_at text not null
) strict;

-- An entry gets its hash once, when it is written or, if it is older than the chain, when the chain begins.
drop trigger hw_audit_stands;

create trigger hw_audit_stands before update on hw_audit
when old.hash is not null
begin
    select raise(abort, 'the audit is append-only');
end;
