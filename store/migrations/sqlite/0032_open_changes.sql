-- What everybody may know, in the order in which it changed: one row a dataset that is public, or was. Of one that is
-- not public any more nothing is kept but when that came about; one that never was has no row. The numbers are of their own:
-- gaps in those of all changes would tell how much is done in what is closed.

create table hw_open_change (
    dataset_id text primary key references hw_dataset (id),
    changed integer not null,
    at text not null,
    version integer not null,
    is_open integer not null
) strict;

create unique index hw_open_change_by_change on hw_open_change (changed);
create index hw_open_change_by_time on hw_open_change (at, changed);

-- Of those closed before, the public ones that were withdrawn are known; others left no trace here.
insert into hw_open_change (dataset_id, changed, at, version, is_open)
select d.id, row_number() over (order by d.changed), d.updated_at,
       coalesce((select max(v.number) from hw_version v where v.dataset_id = d.id), 0),
       case when d.state = 'withdrawn' then 0 else 1 end
from hw_dataset d
where d.visibility = 'public';
