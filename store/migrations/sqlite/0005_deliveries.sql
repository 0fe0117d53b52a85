-- The order in which deliveries were recorded: the clock may go back.
alter table hw_delivery add column arrival integer not null default 0;

-- Version of the reader that looked at it; 0 when another look may see more.
alter table hw_delivery add column reader integer not null default 0;

-- Whether its recipe left something out: then the raw file says more than the tables. Nobody noted it before now.
alter table hw_delivery add column leaves_out integer not null default 1;

update hw_delivery
set arrival = (
    select count(*)
    from hw_delivery other
    where other.dataset_id = hw_delivery.dataset_id
      and (other.received_at, other.id) <= (hw_delivery.received_at, hw_delivery.id)
);

update hw_delivery
set leaves_out = 0
where dataset_id in (select id from hw_dataset where recipe not like '%"skip":true%');

drop index hw_delivery_by_dataset;

create unique index hw_delivery_by_arrival on hw_delivery (dataset_id, arrival);

-- Another one after every restore: what was derived from a catalogue is worth nothing beside an older copy of it.
alter table hw_change add column epoch text;
