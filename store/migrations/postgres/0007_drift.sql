-- Versions that wait for somebody to accept them, at most one for each dataset. The manifest knows nothing of them; the
-- files they name are theirs all the same, and no sweep may take them.
create table hw.hw_held (
    dataset_id uuid primary key references hw.hw_dataset (id),
    delivery_id uuid not null unique references hw.hw_delivery (id),
    number bigint not null,
    rows_before bigint not null,
    rows_after bigint not null,
    drifts text not null,
    version text not null,
    tables text not null,
    recipe text not null,
    message text not null
);

-- Whether deliveries become current whatever they do otherwise than the version before.
alter table hw.hw_dataset add column takes_all boolean not null default false;
