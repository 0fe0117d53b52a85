-- What was corrected from when on. Offices, not persons: who did it stands in the audit.
create table hw_recipe (
    dataset_id text not null references hw_dataset (id),
    position integer not null,
    delivery_id text references hw_delivery (id),
    changed_at text not null,
    by_office integer not null,
    recipe text not null,
    primary key (dataset_id, position)
) strict;

insert into hw_recipe (dataset_id, position, delivery_id, changed_at, by_office, recipe)
select id, 1, null, updated_at, 1, recipe
from hw_dataset
where recipe <> '{"tables":[]}';
