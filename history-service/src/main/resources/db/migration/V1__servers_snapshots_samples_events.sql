create table server (
    name          text primary key,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null
);

create table snapshot (
    id              uuid primary key,
    server          text             not null references server (name),
    root            text             not null,
    volume          text             not null,
    started_at      timestamptz      not null,
    finished_at     timestamptz      not null,
    registered_at   timestamptz      not null,
    coverage        double precision not null,
    entries         bigint           not null,
    directories     bigint           not null,
    size_bytes      bigint           not null,
    allocated_bytes bigint           not null,
    errors          bigint           not null,
    manifest_sha256 text             not null
);

-- The three ways a list is asked for: all, by server, by server and root; newest first with the id as tie-break.
create index snapshot_newest on snapshot (started_at desc, id desc);
create index snapshot_newest_by_root on snapshot (server, root, started_at desc, id desc);

create table snapshot_part (
    snapshot_id uuid   not null references snapshot (id) on delete cascade,
    file        text   not null,
    row_count   bigint not null,
    byte_count  bigint not null,
    sha256      text   not null,
    primary key (snapshot_id, file)
);

-- The volumes that have samples, so that the newest sample of each is one index probe and not a walk over all samples.
create table volume (
    server text not null references server (name),
    name   text not null,
    primary key (server, name)
);

create table sample (
    server          text        not null,
    volume          text        not null,
    at              timestamptz not null,
    device          text        not null,
    type            text        not null,
    size_bytes      bigint      not null,
    used_bytes      bigint      not null,
    free_bytes      bigint      not null,
    available_bytes bigint      not null,
    inodes          bigint      not null,
    inodes_free     bigint      not null,
    primary key (server, volume, at),
    foreign key (server, volume) references volume (server, name)
);

create index sample_by_time on sample (at, server, volume);

-- Ids are taken from one row that stays locked until commit: they rise in the order of commits and have no gaps, so a
-- reader that has seen an id has seen everything before it. A sequence promises neither.
create table event_head (
    single boolean primary key default true check (single),
    id     bigint not null
);
insert into event_head (id) values (0);

create table event (
    id      bigint primary key,
    type    text        not null,
    subject text        not null,
    at      timestamptz not null,
    data    text        not null
);
