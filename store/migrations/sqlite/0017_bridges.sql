-- Which columns fit together. Sketches are derived: thrown away, they are made anew from the versions. Decisions on
-- bridges are not. Sketches are hashed with a key of the hub; the samples hold values that everybody sees who may read
-- the dataset, as the frequent values of the statistics do.

create table hw_sketch (
    dataset_id text not null references hw_dataset (id),
    version integer not null,
    table_name text not null,
    column_name text not null,
    place integer not null,
    label text not null,
    part text,
    row_count integer not null,
    prints blob not null,
    sample text not null
) strict;

create index hw_sketch_by_dataset on hw_sketch (dataset_id);

-- One row: with which key and program sketches were made, and up to which change of the catalogue.
create table hw_sketch_mark (
    id integer primary key,
    form text not null,
    sequence integer not null
) strict;

create table hw_bridge (
    id text primary key,
    identity text not null unique,
    kind text not null,
    left_dataset_id text not null references hw_dataset (id),
    right_dataset_id text not null references hw_dataset (id),
    left_side text not null,
    right_side text not null,
    measure text not null,
    state text not null,
    accepted text,
    decay text,
    found_at text not null,
    measured_at text not null,
    decided_by text references hw_account (id),
    decided_at text
) strict;

create index hw_bridge_by_left on hw_bridge (left_dataset_id);
create index hw_bridge_by_right on hw_bridge (right_dataset_id);

-- Sealed houses that take part.
create table hw_bridge_consent (
    organisation_id text primary key references hw_organisation (id),
    agreed_by text references hw_account (id),
    agreed_at text not null
) strict;

-- Answers that used several datasets, by pair; and all answers, by whether they used several houses. Offices are
-- counted, not persons; the nil identity stands for the public.
create table hw_joint_use (
    left_dataset_id text not null references hw_dataset (id),
    right_dataset_id text not null references hw_dataset (id),
    week integer not null,
    organisation_id text not null,
    uses integer not null,
    primary key (left_dataset_id, right_dataset_id, week, organisation_id)
) strict;

create table hw_answer (
    week integer not null,
    organisation_id text not null,
    across integer not null,
    answers integer not null,
    primary key (week, organisation_id, across)
) strict;
