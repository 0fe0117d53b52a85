-- The hub is the only writer of the manifest: every change needs a ticket, which our transactions insert first and
-- delete before they commit. Readers notice nothing.

create trigger hw_only_writer_metadata_insert before insert on ducklake_metadata
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_metadata_update before update on ducklake_metadata
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_metadata_delete before delete on ducklake_metadata
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_snapshot_insert before insert on ducklake_snapshot
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_snapshot_update before update on ducklake_snapshot
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_snapshot_delete before delete on ducklake_snapshot
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_schema_insert before insert on ducklake_schema
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_schema_update before update on ducklake_schema
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_schema_delete before delete on ducklake_schema
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_table_insert before insert on ducklake_table
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_table_update before update on ducklake_table
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_table_delete before delete on ducklake_table
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_column_insert before insert on ducklake_column
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_column_update before update on ducklake_column
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_column_delete before delete on ducklake_column
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_data_file_insert before insert on ducklake_data_file
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_data_file_update before update on ducklake_data_file
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_data_file_delete before delete on ducklake_data_file
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_file_column_stats_insert before insert on ducklake_file_column_stats
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_file_column_stats_update before update on ducklake_file_column_stats
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

create trigger hw_only_writer_file_column_stats_delete before delete on ducklake_file_column_stats
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'hebewerk is the only writer of this catalogue');
end;

-- Statistics of whole tables are not versioned: readers would apply them to old versions and answer wrongly.
create trigger hw_no_table_column_stats before insert on ducklake_table_column_stats
begin
    select raise(abort, 'statistics of whole tables stay empty');
end;

-- The audit is append-only. Retention, when it comes, takes a ticket and leaves a record.
create trigger hw_audit_stands before update on hw_audit
begin
    select raise(abort, 'the audit is append-only');
end;

create trigger hw_audit_stays before delete on hw_audit
when not exists (select 1 from hw_ticket)
begin
    select raise(abort, 'the audit is append-only');
end;
