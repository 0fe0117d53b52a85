-- Whether a grant is for statistics only: counts with noise, and no row.
alter table hw.hw_grant add column statistics_only boolean not null default false;
