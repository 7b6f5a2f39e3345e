-- Who wants which snapshot kept, and who lifted that; rows are never removed.
create table snapshot_hold (
    id          bigint generated always as identity primary key,
    snapshot_id uuid        not null,
    server      text        not null,
    kind        text        not null,
    reason      text        not null,
    placed_by   text        not null,
    placed_at   timestamptz not null,
    lifted_by   text,
    lifted_at   timestamptz
);

create unique index snapshot_hold_once on snapshot_hold (snapshot_id, kind) where lifted_at is null;
create index snapshot_hold_by_server on snapshot_hold (server) where lifted_at is null;
