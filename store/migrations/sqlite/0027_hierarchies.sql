-- Bridges from the fine to the coarse: how they climb, and the dataset of the table between both banks, if there is one.

alter table hw_bridge add column climb text;
alter table hw_bridge add column middle_dataset_id text references hw_dataset (id);

create index hw_bridge_by_middle on hw_bridge (middle_dataset_id);
