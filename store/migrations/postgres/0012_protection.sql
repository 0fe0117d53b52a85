-- What is held back of a dataset, from whom and why: what holds now, and what was laid down before.
alter table hw.hw_dataset add column protection text not null default '{}';

create table hw.hw_protection (
    dataset_id uuid not null references hw.hw_dataset (id),
    number bigint not null,
    changed_at timestamptz not null,
    account_id uuid references hw.hw_account (id),
    protection text not null,
    primary key (dataset_id, number)
);

-- Columns of a version in which personal data were found. Of versions from before nothing is known.
alter table hw.hw_version add column personal text not null default '[]';

-- Whether a grant also holds for what is held back from others.
alter table hw.hw_grant add column covers_protected boolean not null default false;
