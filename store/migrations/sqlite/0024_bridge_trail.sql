-- What is remembered of bridges over time: the name of the view each of them is, how it stood and what was counted, how
-- often offices walked over it, and which dataset keeps the values that people put together by hand.

-- A name is given once and stays with its bridge: statements of people hold it.
create table hw_bridge_view (
    bridge_id text primary key references hw_bridge (id) on delete cascade,
    name text not null unique
) strict;

-- How a bridge stood from then on. `told_at`: when those who look after a bank were told that it bears no longer.
create table hw_bridge_state (
    bridge_id text not null references hw_bridge (id) on delete cascade,
    at text not null,
    state text not null,
    told_at text
) strict;

create index hw_bridge_state_by_bridge on hw_bridge_state (bridge_id);

insert into hw_bridge_state (bridge_id, at, state)
select id, found_at, 'suggested'
from hw_bridge;

insert into hw_bridge_state (bridge_id, at, state)
select id, coalesce(decided_at, found_at), case state when 'rejected' then 'rejected' else 'accepted' end
from hw_bridge
where state <> 'suggested';

insert into hw_bridge_state (bridge_id, at, state, told_at)
select id, measured_at, state, measured_at
from hw_bridge
where state = 'decayed';

-- What was counted of a bridge that was taken over, once for each pair of versions.
create table hw_bridge_measure (
    bridge_id text not null references hw_bridge (id) on delete cascade,
    left_version integer not null,
    right_version integer not null,
    at text not null,
    measure text not null,
    primary key (bridge_id, left_version, right_version)
) strict;

insert into hw_bridge_measure (bridge_id, left_version, right_version, at, measure)
select id, json_extract(accepted, '$.left_version'), json_extract(accepted, '$.right_version'),
       coalesce(decided_at, measured_at), accepted
from hw_bridge
where accepted is not null;

insert into hw_bridge_measure (bridge_id, left_version, right_version, at, measure)
select id, json_extract(measure, '$.left_version'), json_extract(measure, '$.right_version'), measured_at, measure
from hw_bridge
where accepted is not null
on conflict (bridge_id, left_version, right_version) do nothing;

-- Answers over the view of a bridge. Offices are counted, not persons; the nil identity stands for the public.
create table hw_bridge_use (
    bridge_id text not null references hw_bridge (id) on delete cascade,
    week integer not null,
    organisation_id text not null,
    uses integer not null,
    primary key (bridge_id, week, organisation_id)
) strict;

-- The dataset that keeps which values of a bridge people put together: those of the left bank with a partner on the
-- right, or the other way round.
create table hw_bridge_mapping (
    bridge_id text primary key references hw_bridge (id) on delete cascade,
    dataset_id text not null references hw_dataset (id),
    of_left integer not null
) strict;

-- Names and mappings are held in memory together with the bridges: whoever changes them counts as if the bridge had changed.
create trigger hw_bridge_view_comes after insert on hw_bridge_view
begin
    update hw_bridge_mark set revision = revision + 1 where id = 1;
end;

create trigger hw_bridge_mapping_comes after insert on hw_bridge_mapping
begin
    update hw_bridge_mark set revision = revision + 1 where id = 1;
end;

create trigger hw_bridge_mapping_changes after update on hw_bridge_mapping
begin
    update hw_bridge_mark set revision = revision + 1 where id = 1;
end;

create trigger hw_bridge_mapping_goes after delete on hw_bridge_mapping
begin
    update hw_bridge_mark set revision = revision + 1 where id = 1;
end;
