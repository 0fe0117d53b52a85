-- The DuckLake 1.0 manifest. Names, types and the order of columns are part of the format: other readers insert
-- and read by position. Statistics of whole tables stay empty for ever (they are not versioned; see 0003).

create table ducklake_metadata (
    key text not null,
    value text not null,
    scope text,
    scope_id integer
) strict;

create table ducklake_snapshot (
    snapshot_id integer primary key,
    snapshot_time text,
    schema_version integer,
    next_catalog_id integer,
    next_file_id integer
) strict;

create table ducklake_snapshot_changes (
    snapshot_id integer primary key,
    changes_made text,
    author text,
    commit_message text,
    commit_extra_info text
) strict;

create table ducklake_schema (
    schema_id integer primary key,
    schema_uuid text,
    begin_snapshot integer,
    end_snapshot integer,
    schema_name text,
    path text,
    path_is_relative integer
) strict;

create table ducklake_table (
    table_id integer,
    table_uuid text,
    begin_snapshot integer,
    end_snapshot integer,
    schema_id integer,
    table_name text,
    path text,
    path_is_relative integer
) strict;

create table ducklake_view (
    view_id integer,
    view_uuid text,
    begin_snapshot integer,
    end_snapshot integer,
    schema_id integer,
    view_name text,
    dialect text,
    sql text,
    column_aliases text
) strict;

create table ducklake_column (
    column_id integer,
    begin_snapshot integer,
    end_snapshot integer,
    table_id integer,
    column_order integer,
    column_name text,
    column_type text,
    initial_default text,
    default_value text,
    nulls_allowed integer,
    parent_column integer,
    default_value_type text,
    default_value_dialect text
) strict;

create table ducklake_data_file (
    data_file_id integer primary key,
    table_id integer,
    begin_snapshot integer,
    end_snapshot integer,
    file_order integer,
    path text,
    path_is_relative integer,
    file_format text,
    record_count integer,
    file_size_bytes integer,
    footer_size integer,
    row_id_start integer,
    partition_id integer,
    encryption_key text,
    mapping_id integer,
    partial_max integer
) strict;

create table ducklake_file_column_stats (
    data_file_id integer,
    table_id integer,
    column_id integer,
    column_size_bytes integer,
    value_count integer,
    null_count integer,
    min_value text,
    max_value text,
    contains_nan integer,
    extra_stats text
) strict;

create table ducklake_table_stats (
    table_id integer,
    record_count integer,
    next_row_id integer,
    file_size_bytes integer
) strict;

create table ducklake_tag (
    object_id integer,
    begin_snapshot integer,
    end_snapshot integer,
    key text,
    value text
) strict;

create table ducklake_column_tag (
    table_id integer,
    column_id integer,
    begin_snapshot integer,
    end_snapshot integer,
    key text,
    value text
) strict;

create table ducklake_schema_versions (
    begin_snapshot integer,
    schema_version integer,
    table_id integer
) strict;

create table ducklake_files_scheduled_for_deletion (
    data_file_id integer,
    path text,
    path_is_relative integer,
    schedule_start text
) strict;

create table ducklake_table_column_stats (
    table_id integer,
    column_id integer,
    contains_null integer,
    contains_nan integer,
    min_value text,
    max_value text,
    extra_stats text
) strict;

create table ducklake_delete_file (
    delete_file_id integer primary key,
    table_id integer,
    begin_snapshot integer,
    end_snapshot integer,
    data_file_id integer,
    path text,
    path_is_relative integer,
    format text,
    delete_count integer,
    file_size_bytes integer,
    footer_size integer,
    encryption_key text,
    partial_max integer
) strict;

create table ducklake_file_variant_stats (
    data_file_id integer,
    table_id integer,
    column_id integer,
    variant_path text,
    shredded_type text,
    column_size_bytes integer,
    value_count integer,
    null_count integer,
    min_value text,
    max_value text,
    contains_nan integer,
    extra_stats text
) strict;

create table ducklake_partition_info (
    partition_id integer,
    table_id integer,
    begin_snapshot integer,
    end_snapshot integer
) strict;

create table ducklake_partition_column (
    partition_id integer,
    table_id integer,
    partition_key_index integer,
    column_id integer,
    transform text
) strict;

create table ducklake_file_partition_value (
    data_file_id integer,
    table_id integer,
    partition_key_index integer,
    partition_value text
) strict;

create table ducklake_inlined_data_tables (
    table_id integer,
    table_name text,
    schema_version integer
) strict;

create table ducklake_column_mapping (
    mapping_id integer,
    table_id integer,
    type text
) strict;

create table ducklake_name_mapping (
    mapping_id integer,
    column_id integer,
    source_name text,
    target_field_id integer,
    parent_column integer,
    is_partition integer
) strict;

create table ducklake_macro (
    schema_id integer,
    macro_id integer,
    macro_name text,
    begin_snapshot integer,
    end_snapshot integer
) strict;

create table ducklake_macro_impl (
    macro_id integer,
    impl_id integer,
    dialect text,
    sql text,
    type text
) strict;

create table ducklake_macro_parameters (
    macro_id integer,
    impl_id integer,
    column_id integer,
    parameter_name text,
    parameter_type text,
    default_value text,
    default_value_type text
) strict;

create table ducklake_sort_info (
    sort_id integer,
    table_id integer,
    begin_snapshot integer,
    end_snapshot integer
) strict;

create table ducklake_sort_expression (
    sort_id integer,
    table_id integer,
    sort_key_index integer,
    expression text,
    dialect text,
    sort_direction text,
    null_order text
) strict;

-- Readers of the format bring no indexes of their own; these keep a commit independent of the number of versions.
create index ducklake_table_by_id on ducklake_table (table_id, end_snapshot);
create index ducklake_table_by_name on ducklake_table (schema_id, table_name);
create index ducklake_column_by_table on ducklake_column (table_id, end_snapshot);
create index ducklake_data_file_by_table on ducklake_data_file (table_id, end_snapshot);
create index ducklake_file_column_stats_by_file on ducklake_file_column_stats (data_file_id);
create unique index ducklake_table_stats_by_table on ducklake_table_stats (table_id);
