-- Which columns fit together. Sketches are derived: thrown away, they are made anew from the versions. Decisions on
-- bridges are not. Sketches are hashed with a key of the hub; the samples hold values that everybody sees who may read
-- the dataset, as the frequent values of the statistics do.

create table hw.hw_sketch (
    dataset_id uuid not null references hw.hw_dataset (id),
    version bigint not null,
    table_name text not null,
    column_name text not null,
    place bigint not null,
    label text not null,
    part text,
    row_count bigint not null,
    prints bytea not null,
    sample text not null
);

create index hw_sketch_by_dataset on hw.hw_sketch (dataset_id);

-- One row: with which key and program sketches were made, and up to which change of the catalogue.
create table hw.hw_sketch_mark (
    id bigint primary key,
    form text not null,
    sequence bigint not null
);

create table hw.hw_bridge (
    id uuid primary key,
    identity text not null unique,
    kind text not null,
    left_dataset_id uuid not null references hw.hw_dataset (id),
    right_dataset_id uuid not null references hw.hw_dataset (id),
    left_side text not null,
    right_side text not null,
    measure text not null,
    state text not null,
    accepted text,
    decay text,
    found_at timestamptz not null,
    measured_at timestamptz not null,
    decided_by uuid references hw.hw_account (id),
    decided_at timestamptz
);

create index hw_bridge_by_left on hw.hw_bridge (left_dataset_id);
create index hw_bridge_by_right on hw.hw_bridge (right_dataset_id);

-- Sealed houses that take part.
create table hw.hw_bridge_consent (
    organisation_id uuid primary key references hw.hw_organisation (id),
    agreed_by uuid references hw.hw_account (id),
    agreed_at timestamptz not null
);

-- Answers that used several datasets, by pair; and all answers, by whether they used several houses. Offices are
-- counted, not persons; the nil identity stands for the public.
create table hw.hw_joint_use (
    left_dataset_id uuid not null references hw.hw_dataset (id),
    right_dataset_id uuid not null references hw.hw_dataset (id),
    week bigint not null,
    organisation_id uuid not null,
    uses bigint not null,
    primary key (left_dataset_id, right_dataset_id, week, organisation_id)
);

create table hw.hw_answer (
    week bigint not null,
    organisation_id uuid not null,
    across boolean not null,
    answers bigint not null,
    primary key (week, organisation_id, across)
);
