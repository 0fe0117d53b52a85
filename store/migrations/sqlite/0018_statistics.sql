-- Whether a grant is for statistics only: counts with noise, and no row.
alter table hw_grant add column statistics_only integer not null default 0;
