-- Versions that wait for somebody to accept them, at most one for each dataset. The manifest knows nothing of them; the
-- files they name are theirs all the same, and no sweep may take them.
create table hw_held (
    dataset_id text primary key references hw_dataset (id),
    delivery_id text not null unique references hw_delivery (id),
    number integer not null,
    rows_before integer not null,
    rows_after integer not null,
    drifts text not null,
    version text not null,
    tables text not null,
    recipe text not null,
    message text not null
) strict;

-- Whether deliveries become current whatever they do otherwise than the version before.
alter table hw_dataset add column takes_all integer not null default 0;
