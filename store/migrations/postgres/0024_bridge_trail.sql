-- What is remembered of bridges over time: the name of the view each of them is, how it stood and what was counted, how
-- often offices walked over it, and which dataset keeps the values that people put together by hand.

-- A name is given once and stays with its bridge: statements of people hold it.
create table hw.hw_bridge_view (
    bridge_id uuid primary key references hw.hw_bridge (id) on delete cascade,
    name text not null unique
);

-- How a bridge stood from then on. `told_at`: when those who look after a bank were told that it bears no longer.
create table hw.hw_bridge_state (
    bridge_id uuid not null references hw.hw_bridge (id) on delete cascade,
    at timestamptz not null,
    state text not null,
    told_at timestamptz
);

create index hw_bridge_state_by_bridge on hw.hw_bridge_state (bridge_id);

insert into hw.hw_bridge_state (bridge_id, at, state)
select id, found_at, 'suggested'
from hw.hw_bridge;

insert into hw.hw_bridge_state (bridge_id, at, state)
select id, coalesce(decided_at, found_at), case state when 'rejected' then 'rejected' else 'accepted' end
from hw.hw_bridge
where state <> 'suggested';

insert into hw.hw_bridge_state (bridge_id, at, state, told_at)
select id, measured_at, state, measured_at
from hw.hw_bridge
where state = 'decayed';

-- What was counted of a bridge that was taken over, once for each pair of versions.
create table hw.hw_bridge_measure (
    bridge_id uuid not null references hw.hw_bridge (id) on delete cascade,
    left_version bigint not null,
    right_version bigint not null,
    at timestamptz not null,
    measure text not null,
    primary key (bridge_id, left_version, right_version)
);

insert into hw.hw_bridge_measure (bridge_id, left_version, right_version, at, measure)
select id, cast(cast(accepted as json) ->> 'left_version' as bigint), cast(cast(accepted as json) ->> 'right_version' as bigint),
       coalesce(decided_at, measured_at), accepted
from hw.hw_bridge
where accepted is not null;

insert into hw.hw_bridge_measure (bridge_id, left_version, right_version, at, measure)
select id, cast(cast(measure as json) ->> 'left_version' as bigint), cast(cast(measure as json) ->> 'right_version' as bigint), measured_at, measure
from hw.hw_bridge
where accepted is not null
on conflict (bridge_id, left_version, right_version) do nothing;

-- Answers over the view of a bridge. Offices are counted, not persons; the nil identity stands for the public.
create table hw.hw_bridge_use (
    bridge_id uuid not null references hw.hw_bridge (id) on delete cascade,
    week bigint not null,
    organisation_id uuid not null,
    uses bigint not null,
    primary key (bridge_id, week, organisation_id)
);

-- The dataset that keeps which values of a bridge people put together: those of the left bank with a partner on the
-- right, or the other way round.
create table hw.hw_bridge_mapping (
    bridge_id uuid primary key references hw.hw_bridge (id) on delete cascade,
    dataset_id uuid not null references hw.hw_dataset (id),
    of_left boolean not null
);

-- Names and mappings are held in memory together with the bridges: whoever changes them counts as if the bridge had changed.
create function hw.count_change_beside_bridge() returns trigger language plpgsql as $$
begin
    update hw.hw_bridge_mark set revision = revision + 1 where id = 1;
    return null;
end;
$$;

create trigger hw_bridge_view_changes after insert or update or delete on hw.hw_bridge_view
for each statement execute function hw.count_change_beside_bridge();

create trigger hw_bridge_mapping_changes after insert or update or delete on hw.hw_bridge_mapping
for each statement execute function hw.count_change_beside_bridge();
