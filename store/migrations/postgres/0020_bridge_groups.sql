-- What is shown of bridges is held in memory: whoever holds it asks for those that changed since. One row, counted by the
-- database, so that no writer can forget it; its lock keeps a lower number from being seen after a higher one.
create table hw.hw_bridge_mark (
    id bigint primary key,
    revision bigint not null
);

insert into hw.hw_bridge_mark (id, revision) values (1, 1);

alter table hw.hw_bridge add column revision bigint not null default 1;

create index hw_bridge_by_revision on hw.hw_bridge (revision);

create function hw.count_bridge_change() returns trigger language plpgsql as $$
begin
    update hw.hw_bridge_mark set revision = revision + 1 where id = 1;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.revision := (select revision from hw.hw_bridge_mark where id = 1);
    return new;
end;
$$;

create trigger hw_bridge_changes before insert or update or delete on hw.hw_bridge
for each row execute function hw.count_bridge_change();

-- Sketches of several columns together, made where they may be a key: derived, as those of single columns are.
create table hw.hw_tuple_sketch (
    dataset_id uuid not null references hw.hw_dataset (id),
    table_name text not null,
    columns text not null,
    prints bytea not null,
    primary key (dataset_id, table_name, columns)
);
