-- Snapshots that are still to be compared with the one before them.
create table comparison_due (
    snapshot_id   uuid primary key references snapshot (id) on delete cascade,
    registered_at timestamptz not null
);
create index comparison_due_in_order on comparison_due (registered_at, snapshot_id);
insert into comparison_due select id, registered_at from snapshot;

create table delta (
    to_id         uuid primary key references snapshot (id) on delete cascade,
    from_id       uuid             not null,
    server        text             not null,
    root          text             not null,
    to_started_at timestamptz      not null,
    changed_share double precision not null,
    mass_change   boolean          not null,
    computed_at   timestamptz      not null,
    summary       text             not null
);

create index delta_by_root on delta (server, root, to_started_at desc);
