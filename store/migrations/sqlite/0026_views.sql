-- Views people save, `sichten.<name>`, with everything they once were.

create table hw_view (
    id text primary key,
    name text not null unique,
    organisation_id text not null references hw_organisation (id),
    edition integer not null,
    created_at text not null,
    created_by text references hw_account (id)
) strict;

-- What a view asked at one time. `definition`, `parameters` and `sources` are read as a whole only.
create table hw_view_edition (
    view_id text not null references hw_view (id) on delete cascade,
    number integer not null,
    title text not null,
    description text not null,
    visibility text not null,
    definition text not null,
    parameters text not null,
    sources text not null,
    saved_at text not null,
    saved_by text references hw_account (id),
    primary key (view_id, number)
) strict;

-- Pages put together of views, figures and texts. `parts` is read as a whole only.
create table hw_overview (
    id text primary key,
    name text not null unique,
    organisation_id text not null references hw_organisation (id),
    edition integer not null,
    title text not null,
    visibility text not null,
    parts text not null,
    saved_at text not null,
    saved_by text references hw_account (id)
) strict;
