-- Rights to read the rows of a dataset that were granted to a person or an organisation, for a purpose. A grant that ended
-- stays: it says under what somebody read.

create table hw.hw_grant (
    id uuid primary key,
    dataset_id uuid not null references hw.hw_dataset (id),
    account_id uuid references hw.hw_account (id),
    organisation_id uuid references hw.hw_organisation (id),
    purpose text not null,
    legal_basis text not null,
    reference text,
    granted_by uuid references hw.hw_account (id),
    granted_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    check ((account_id is null) <> (organisation_id is null))
);

create index hw_grant_by_dataset on hw.hw_grant (dataset_id);
create index hw_grant_by_account on hw.hw_grant (account_id);
create index hw_grant_by_organisation on hw.hw_grant (organisation_id);

-- The grant by which a reading was allowed, or that was given or taken back.
alter table hw.hw_audit add column grant_id uuid;
