-- Bridges from the fine to the coarse: how they climb, and the dataset of the table between both banks, if there is one.

alter table hw_bridge add column climb text;
alter table hw_bridge add column middle_dataset_id text references hw_dataset (id);

create index hw_bridge_by_middle on hw_bridge (middle_dataset_id);

-- What is counted of a bridge is counted anew where the table between changes; 0 where there is none.
create table hw_bridge_measure_over (
    bridge_id text not null references hw_bridge (id) on delete cascade,
    left_version integer not null,
    middle_version integer not null,
    right_version integer not null,
    at text not null,
    measure text not null,
    primary key (bridge_id, left_version, middle_version, right_version)
) strict;

insert into hw_bridge_measure_over (bridge_id, left_version, middle_version, right_version, at, measure)
select bridge_id, left_version, 0, right_version, at, measure
from hw_bridge_measure;

drop table hw_bridge_measure;

alter table hw_bridge_measure_over rename to hw_bridge_measure;
