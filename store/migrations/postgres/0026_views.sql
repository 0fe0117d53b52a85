-- Views people save, `sichten.<name>`, with everything they once were.

create table hw.hw_view (
    id uuid primary key,
    name text not null unique,
    organisation_id uuid not null references hw.hw_organisation (id),
    edition bigint not null,
    created_at timestamptz not null,
    created_by uuid references hw.hw_account (id)
);

-- What a view asked at one time. `definition`, `parameters` and `sources` are read as a whole only.
create table hw.hw_view_edition (
    view_id uuid not null references hw.hw_view (id) on delete cascade,
    number bigint not null,
    title text not null,
    description text not null,
    visibility text not null,
    definition text not null,
    parameters text not null,
    sources text not null,
    saved_at timestamptz not null,
    saved_by uuid references hw.hw_account (id),
    primary key (view_id, number)
);

-- Pages put together of views, figures and texts. `parts` is read as a whole only.
create table hw.hw_overview (
    id uuid primary key,
    name text not null unique,
    organisation_id uuid not null references hw.hw_organisation (id),
    edition bigint not null,
    title text not null,
    visibility text not null,
    parts text not null,
    saved_at timestamptz not null,
    saved_by uuid references hw.hw_account (id)
);
