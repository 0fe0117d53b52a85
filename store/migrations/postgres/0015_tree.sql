-- The organisation above: roles there hold here too, unless this one is sealed, and then nobody outside reads.
alter table hw.hw_organisation add column parent_id uuid references hw.hw_organisation (id);
alter table hw.hw_organisation add column sealed boolean not null default false;

create index hw_organisation_by_parent on hw.hw_organisation (parent_id);
