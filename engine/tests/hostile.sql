select lpad(baumart, 2147483647, 'ä') from umwelt.baum
select rpad(baumart, 2147483647, 'ä') from umwelt.baum
select lpad('x', 2147483647)
select repeat(baumart, 3000000000) from umwelt.baum
select repeat('x', 2147483647)
select repeat(repeat('x', 1000000), 1000000)
select repeat(repeat(repeat('x', 100000), 10), 10)
select array_repeat('x', 2000000000)
select array_repeat(array_repeat('x', 100000), 100000)
select array_repeat(nummer, 2000000000) from umwelt.baum
select list_repeat(1, 9223372036854775807)
select array_resize([1], 2000000000, 7)
select array_resize([1], 9223372036854775807)
select range(3000000000)
select range(0, 9223372036854775807, 1)
select generate_series(1, 9223372036854775807)
select generate_series(-9223372036854775808, 9223372036854775807)
select generate_series(nummer, nummer * 100000000) from umwelt.baum
select unnest(generate_series(1, 2000000000))
select generate_series(timestamp '0001-01-01', timestamp '9999-12-31', interval '1 microsecond')
select generate_series(date '0001-01-01', date '9999-12-31', interval '1 day')
select * from generate_series(1, 1000000000000) order by 1
select * from range(1, 1000000000000)
select replace(repeat('a', 1000000), 'a', repeat('b', 1000000))
select replace(repeat('ab', 100000), '', repeat('b', 100000))
select regexp_replace(repeat('a', 100000), '', repeat('b', 100000), 'g')
select regexp_replace(repeat('a', 100000), 'a', repeat('b', 100000), 'g')
select concat(repeat('x', 1000000), repeat('y', 1000000), repeat('z', 1000000)) from umwelt.baum a, umwelt.baum b
select string_agg(repeat('x', 1000000), ',') from umwelt.baum a, umwelt.baum b
select array_agg(repeat('x', 100000)) from umwelt.baum a, umwelt.baum b, umwelt.baum c
select array_to_string(array_repeat('x', 100000), repeat('y', 100000))
select translate(repeat('a', 1000000), 'a', 'b')
select overlay(repeat('a', 1000000) placing repeat('b', 1000000) from 2)
select to_hex(9223372036854775807), encode(repeat('x', 1000000), 'hex')
select baumart ~ '(a+)+$' from umwelt.baum
select repeat('a', 50000) ~ '(a|aa)+$'
select regexp_like(repeat('a', 10000), '((a{0,1000}){0,1000}){0,1000}')
select regexp_match('x', repeat('(', 100000))
select baumart like repeat('%a', 100000) from umwelt.baum
select '' like repeat('%', 500000)
select levenshtein(repeat('a', 100000), repeat('b', 100000))
select find_in_set('x', repeat('x,', 500000))
select cast(-9223372036854775808 as bigint) / -1
select -9223372036854775808 / -1
select 9223372036854775807 + 1
select nummer / 0 from umwelt.baum
select nummer % 0 from umwelt.baum
select power(10, 400), exp(10000), factorial(20)
select factorial(100)
select gcd(-9223372036854775808, -9223372036854775808), lcm(9223372036854775807, 9223372036854775806)
select cast('1e400' as double), cast('nan' as double)
select cast(99999999999999999999999999999999999999 as decimal(38, 0)) * 10
select date '9999-12-31' + interval '1000000 years'
select timestamp '9999-12-31' + interval '99999999 days'
select to_timestamp(9223372036854775807)
select date_bin(interval '0 seconds', timestamp '2020-01-01')
select date_trunc('nonsense', timestamp '2020-01-01')
select to_char(timestamp '2020-01-01', repeat('%Y', 100000))
select make_date(99999999, 1, 1)
select chr(-1)
select chr(1114112)
select substr('x', -9223372036854775808, 9223372036854775807)
select left('x', -9223372036854775808), right('x', -9223372036854775808)
select split_part('a,b', ',', -9223372036854775808)
select array_slice([1,2,3], -9223372036854775808, 9223372036854775807, -9223372036854775808)
select array_element([1], -9223372036854775808)
select nth_value(nummer, 9223372036854775807) over () from umwelt.baum
select lag(nummer, -9223372036854775808) over () from umwelt.baum
select ntile(9223372036854775807) over () from umwelt.baum
select sum(nummer) over (rows between 9223372036854775807 preceding and 9223372036854775807 following) from umwelt.baum
select approx_percentile_cont(0.5, 1000000000) within group (order by umfang) from umwelt.baum
select nummer from umwelt.baum limit 9223372036854775807 offset 9223372036854775807
select nummer from umwelt.baum limit -1
select count(*) from umwelt.baum a, umwelt.baum b, umwelt.baum c, umwelt.baum d, umwelt.baum e
select a.*, b.*, c.* from umwelt.baum a, umwelt.baum b, umwelt.baum c order by 1, 2, 3
select distinct a.nummer * b.nummer * c.nummer + random() from umwelt.baum a, umwelt.baum b, umwelt.baum c
select count(distinct random()) from umwelt.baum a, umwelt.baum b, umwelt.baum c
with recursive r as (select 1 as n union all select n + 1 from r) select count(*) from r
with recursive r as (select 'x' as t union all select t || t from r) select max(length(t)) from r
with a as (select * from umwelt.baum), b as (select x.* from a x, a y, a z) select count(*) from b x, b y
select * from umwelt.baum where nummer in (select nummer from umwelt.baum where nummer in (select nummer from umwelt.baum))
explain select * from umwelt.baum
explain analyze select * from umwelt.baum
explain verbose select * from umwelt.baum
show all
show tables
show columns from umwelt.baum
show functions
describe umwelt.baum
select * from information_schema.tables
select * from information_schema.columns
select * from information_schema.views
select * from information_schema.df_settings
select * from pg_catalog.pg_tables
select current_setting('x')
set datafusion.execution.batch_size = 1
set datafusion.catalog.information_schema = true; select * from information_schema.tables
reset all
create external table t stored as parquet location '/etc/passwd'
create external table t stored as csv location 'file:///etc/passwd'
create table t as select * from umwelt.baum
create view v as select * from umwelt.baum
create function f() returns int return 1
create schema s
drop table umwelt.baum
drop schema umwelt cascade
insert into umwelt.baum select * from umwelt.baum
update umwelt.baum set nummer = 0
delete from umwelt.baum
merge into umwelt.baum using umwelt.baum b on true when matched then delete
truncate table umwelt.baum
copy (select * from umwelt.baum) to '/var/tmp/x.parquet'
copy umwelt.baum to 's3://bucket/x' stored as csv
prepare p as select 1
execute p(1)
begin
commit
grant all on umwelt.baum to public
set role admin
call sys()
load 'x.so'
install httpfs
attach 'x.db'
pragma table_info('x')
use umwelt
kill 1
analyze table umwelt.baum compute statistics
select * from '/etc/passwd'
select * from 'data/o1/umwelt-baum/x.parquet'
select * from "../raw"
select * from read_parquet('/etc/passwd')
select * from parquet_metadata('x')
select * from hebewerk.umwelt.baum
select * from umwelt."baum@0"
select * from umwelt."baum@99999999999999999999"
select * from umwelt."baum'; drop table x; --"
select input_file_name() from umwelt.baum
select file_row_index() from umwelt.baum
select arrow_metadata(nummer) from umwelt.baum
select _zeile from umwelt.baum
select "_zeile" from umwelt.baum
select * from umwelt.baum order by _zeile
select umwelt.baum._zeile from umwelt.baum
select * from umwelt.baum for update
select * into t from umwelt.baum
select * from umwelt.baum tablesample (10 percent)
select * from umwelt.baum for system_time as of timestamp '2020-01-01'
select * from table(range(10))
select * from lateral (select * from umwelt.baum) x
from umwelt.baum |> where nummer > 1 |> select nummer
select 1; select 2
select 1;;;; drop table x
select
select * from
select * from umwelt.
select * from umwelt.baum where
'unterminated
"unterminated
/* unterminated
$$unterminated
select /*+ hint */ 1
select 'a' 'b' U&'\0041' X'41' E'\n'
select ::int
select ?
select $1
select :name
select @@version
select {fn now()}
select [1,2,[3,[4,[5]]]]
select map(['a'], [1]), struct(1, 'x'), named_struct('a', 1)
select array_transform([1,2], x -> x + 1)
select cast(x as nonsense) from umwelt.baum
select cast(baumart as int[]) from umwelt.baum
select arrow_cast(nummer, 'Dictionary(Int8, Utf8)') from umwelt.baum
select arrow_cast(nummer, 'Nonsense(((((') from umwelt.baum
select grouping(nummer) from umwelt.baum group by cube(nummer, baumart, bezirk, hoehe, umfang, gefaellt, gepflanzt, uhrzeit, kontrolle, gemeldet)
select count(*) from umwelt.baum group by rollup(nummer, baumart), cube(bezirk, hoehe), grouping sets ((umfang), ())
select * from umwelt.baum a full join umwelt.baum b on a.nummer < b.nummer full join umwelt.baum c on b.nummer > c.nummer
select * from umwelt.baum natural join umwelt.baum natural join umwelt.baum natural join umwelt.baum
select (select (select (select (select max(nummer) from umwelt.baum))))
select (select nummer from umwelt.baum) from umwelt.baum
select * from umwelt.baum a where nummer = (select b.nummer from umwelt.baum b where b.bezirk = a.bezirk)
select nummer, unnest([1,2,3]), unnest([4,5]) from umwelt.baum
select unnest(unnest(array_repeat(array_repeat(1, 1000), 1000))) from umwelt.baum
select sum(nummer) over (order by nummer range between interval '1 day' preceding and current row) from umwelt.baum
select first_value(repeat('x', 1000000)) over (partition by nummer) from umwelt.baum
select norm_alle(repeat('Straße-ß ', 100000)) from umwelt.baum
select norm_alle(norm_alle(norm_strasse(repeat('str.', 1000000))))
select norm_umlaute(repeat('ẞ', 400000)), norm_trennzeichen(repeat('1-', 500000)) from umwelt.baum a, umwelt.baum b
select norm_datum(repeat('1', 1000000)), norm_monat(repeat('m ', 500000)), norm_hausnummer(repeat('1 ', 500000)) from umwelt.baum
