-- What data of several houses that are not open were joined for, and on which legal basis. Nothing is removed: this is the
-- record of processing activities (DSGVO Art. 30).
create table hw_purpose (
    id text primary key,
    account_id text references hw_account (id),
    key_id text references hw_access_key (id),
    office_id text references hw_organisation (id),
    purpose text not null,
    legal_basis text not null,
    reference text,
    houses text not null,
    datasets text not null,
    stated_at text not null,
    until text not null
) strict;

create index hw_purpose_by_account on hw_purpose (account_id, until);

-- The purpose under which data were joined.
alter table hw_audit add column purpose_id text;
