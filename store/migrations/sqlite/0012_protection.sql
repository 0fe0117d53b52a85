-- What is held back of a dataset, from whom and why: what holds now, and what was laid down before.
alter table hw_dataset add column protection text not null default '{}';

create table hw_protection (
    dataset_id text not null references hw_dataset (id),
    number integer not null,
    changed_at text not null,
    account_id text references hw_account (id),
    protection text not null,
    primary key (dataset_id, number)
) strict;

-- Columns of a version in which personal data were found. Of versions from before nothing is known.
alter table hw_version add column personal text not null default '[]';

-- Whether a grant also holds for what is held back from others.
alter table hw_grant add column covers_protected integer not null default 0;
