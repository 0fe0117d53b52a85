-- Bridges from the fine to the coarse: how they climb, and the dataset of the table between both banks, if there is one.

alter table hw.hw_bridge add column climb text;
alter table hw.hw_bridge add column middle_dataset_id uuid references hw.hw_dataset (id);

create index hw_bridge_by_middle on hw.hw_bridge (middle_dataset_id);

-- What is counted of a bridge is counted anew where the table between changes; 0 where there is none.
alter table hw.hw_bridge_measure add column middle_version bigint not null default 0;
alter table hw.hw_bridge_measure drop constraint hw_bridge_measure_pkey;
alter table hw.hw_bridge_measure add primary key (bridge_id, left_version, middle_version, right_version);
