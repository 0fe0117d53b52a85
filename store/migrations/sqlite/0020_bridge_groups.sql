-- What is shown of bridges is held in memory: whoever holds it asks for those that changed since. One row, counted by the
-- database, so that no writer can forget it.
create table hw_bridge_mark (
    id integer primary key,
    revision integer not null
) strict;

insert into hw_bridge_mark (id, revision) values (1, 1);

alter table hw_bridge add column revision integer not null default 1;

create index hw_bridge_by_revision on hw_bridge (revision);

create trigger hw_bridge_comes after insert on hw_bridge
begin
    update hw_bridge_mark set revision = revision + 1 where id = 1;
    update hw_bridge set revision = (select revision from hw_bridge_mark where id = 1) where id = new.id;
end;

create trigger hw_bridge_changes after update on hw_bridge
when new.revision = old.revision
begin
    update hw_bridge_mark set revision = revision + 1 where id = 1;
    update hw_bridge set revision = (select revision from hw_bridge_mark where id = 1) where id = new.id;
end;

create trigger hw_bridge_goes after delete on hw_bridge
begin
    update hw_bridge_mark set revision = revision + 1 where id = 1;
end;

-- Sketches of several columns together, made where they may be a key: derived, as those of single columns are.
create table hw_tuple_sketch (
    dataset_id text not null references hw_dataset (id),
    table_name text not null,
    columns text not null,
    prints blob not null,
    primary key (dataset_id, table_name, columns)
) strict;
