-- Rights to read the rows of a dataset that were granted to a person or an organisation, for a purpose. A grant that ended
-- stays: it says under what somebody read.

create table hw_grant (
    id text primary key,
    dataset_id text not null references hw_dataset (id),
    account_id text references hw_account (id),
    organisation_id text references hw_organisation (id),
    purpose text not null,
    legal_basis text not null,
    reference text,
    granted_by text references hw_account (id),
    granted_at text not null,
    expires_at text,
    revoked_at text,
    check ((account_id is null) <> (organisation_id is null))
) strict;

create index hw_grant_by_dataset on hw_grant (dataset_id);
create index hw_grant_by_account on hw_grant (account_id);
create index hw_grant_by_organisation on hw_grant (organisation_id);

-- The grant by which a reading was allowed, or that was given or taken back.
alter table hw_audit add column grant_id text;
