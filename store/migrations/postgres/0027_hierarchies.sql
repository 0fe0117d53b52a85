-- Bridges from the fine to the coarse: how they climb, and the dataset of the table between both banks, if there is one.

alter table hw.hw_bridge add column climb text;
alter table hw.hw_bridge add column middle_dataset_id uuid references hw.hw_dataset (id);

create index hw_bridge_by_middle on hw.hw_bridge (middle_dataset_id);
