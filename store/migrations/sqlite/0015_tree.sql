-- The organisation above: roles there hold here too, unless this one is sealed, and then nobody outside reads.
alter table hw_organisation add column parent_id text references hw_organisation (id);
alter table hw_organisation add column sealed integer not null default 0;

create index hw_organisation_by_parent on hw_organisation (parent_id);
