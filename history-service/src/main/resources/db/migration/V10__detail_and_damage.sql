-- How much of a snapshot is kept, since when some of it is damaged, and when all of it was last read and found right.
alter table snapshot add column detail text not null default 'full';
alter table snapshot add column damaged_at timestamptz;
alter table snapshot add column checked_at timestamptz;

create index snapshot_to_check on snapshot (checked_at nulls first, id);
create index snapshot_damaged on snapshot (server, id) where damaged_at is not null;

-- What retention did and what it is doing: a step is prepared, then removing (what it takes away can be seen no
-- longer), then done; or undone, where it came to nothing. Rows are never removed.
create table retention_step (
    id          bigint generated always as identity primary key,
    snapshot_id uuid        not null,
    server      text        not null,
    root        text        not null,
    started_at  timestamptz not null,
    from_detail text        not null,
    to_detail   text        not null,
    frees_bytes bigint      not null,
    reason      text        not null,
    asked_by    text        not null,
    client      text        not null,
    state       text        not null,
    prepared_at timestamptz not null,
    ended_at    timestamptz,
    audited_at  timestamptz
);
create index retention_step_open on retention_step (id) where ended_at is null;
create index retention_step_to_audit on retention_step (id) where ended_at is not null and audited_at is null;
create index retention_step_by_server on retention_step (server, id desc);

-- Work that only one replica does at a time.
create table lease (
    name       text primary key,
    holder     text        not null,
    held_until timestamptz not null
);
