-- The hub is the only writer of the manifest: every change needs a ticket, which our transactions insert first and
-- delete before they commit. Readers notice nothing. People get a role that may only select from schema lake.
create function hw.refuse_foreign_writer() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from hw.hw_ticket) then
        raise exception 'hebewerk is the only writer of this catalogue';
    end if;
    return null;
end;
$$;

create trigger hw_only_writer_metadata before insert or update or delete or truncate on lake.ducklake_metadata
for each statement execute function hw.refuse_foreign_writer();

create trigger hw_only_writer_snapshot before insert or update or delete or truncate on lake.ducklake_snapshot
for each statement execute function hw.refuse_foreign_writer();

create trigger hw_only_writer_schema before insert or update or delete or truncate on lake.ducklake_schema
for each statement execute function hw.refuse_foreign_writer();

create trigger hw_only_writer_table before insert or update or delete or truncate on lake.ducklake_table
for each statement execute function hw.refuse_foreign_writer();

create trigger hw_only_writer_column before insert or update or delete or truncate on lake.ducklake_column
for each statement execute function hw.refuse_foreign_writer();

create trigger hw_only_writer_data_file before insert or update or delete or truncate on lake.ducklake_data_file
for each statement execute function hw.refuse_foreign_writer();

create trigger hw_only_writer_file_column_stats before insert or update or delete or truncate on lake.ducklake_file_column_stats
for each statement execute function hw.refuse_foreign_writer();

-- Statistics of whole tables are not versioned: readers would apply them to old versions and answer wrongly.
create function hw.refuse_table_column_stats() returns trigger language plpgsql as $$
begin
    raise exception 'statistics of whole tables stay empty';
end;
$$;

create trigger hw_no_table_column_stats before insert on lake.ducklake_table_column_stats
for each statement execute function hw.refuse_table_column_stats();

-- The audit is append-only. Retention, when it comes, takes a ticket and leaves a record.
create function hw.refuse_rewriting() returns trigger language plpgsql as $$
begin
    if tg_op <> 'DELETE' or not exists (select 1 from hw.hw_ticket) then
        raise exception 'the audit is append-only';
    end if;
    return null;
end;
$$;

create trigger hw_audit_stands before update or delete or truncate on hw.hw_audit
for each statement execute function hw.refuse_rewriting();
