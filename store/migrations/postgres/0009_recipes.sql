-- What was corrected from when on. Offices, not persons: who did it stands in the audit.
create table hw.hw_recipe (
    dataset_id uuid not null references hw.hw_dataset (id),
    position bigint not null,
    delivery_id uuid references hw.hw_delivery (id),
    changed_at timestamptz not null,
    by_office boolean not null,
    recipe text not null,
    primary key (dataset_id, position)
);

insert into hw.hw_recipe (dataset_id, position, delivery_id, changed_at, by_office, recipe)
select id, 1, null, updated_at, true, recipe
from hw.hw_dataset
where recipe <> '{"tables":[]}';
