create table rule (
    id              text primary key,
    name            text             not null,
    measure         text             not null check (measure in ('USED_SHARE', 'FREE_BYTES', 'FREE_INODES_SHARE')),
    threshold       double precision not null,
    clear_threshold double precision not null,
    severity        text             not null check (severity in ('WARNING', 'CRITICAL')),
    hold_seconds    bigint           not null check (hold_seconds >= 0),
    server_pattern  text             not null,
    volume_pattern  text             not null,
    enabled         boolean          not null,
    version         bigint           not null check (version >= 1)
);

-- An alert outlives its rule: it carries what the rule said, and no foreign key.
create table alert (
    id          uuid primary key,
    rule_id     text             not null,
    server      text             not null,
    volume      text             not null,
    rule_name   text             not null,
    severity    text             not null check (severity in ('WARNING', 'CRITICAL')),
    measure     text             not null check (measure in ('USED_SHARE', 'FREE_BYTES', 'FREE_INODES_SHARE')),
    threshold   double precision not null,
    phase       text             not null check (phase in ('PENDING', 'FIRING', 'RESOLVED')),
    since       timestamptz      not null,
    read_at     timestamptz      not null,
    reading     double precision not null,
    fired_at    timestamptz check ((fired_at is null) = (phase = 'PENDING')),
    resolved_at timestamptz check ((resolved_at is not null) = (phase = 'RESOLVED')),
    resolution  text check ((resolution is not null) = (phase = 'RESOLVED'))
);

create unique index alert_open on alert (rule_id, server, volume) where phase <> 'RESOLVED';
create index alert_newest on alert (since desc, id desc);
create index alert_read on alert (read_at);

create table last_pass (
    id                integer primary key check (id = 1),
    at                timestamptz not null,
    volumes           integer     not null,
    stale_volumes     integer     not null,
    newest_reading_at timestamptz,
    source_failure    text
);

insert into rule values
    ('used-share-warning', 'Volume mostly full', 'USED_SHARE', 0.85, 0.83, 'WARNING', 300, '*', '*', true, 1),
    ('used-share-critical', 'Volume nearly full', 'USED_SHARE', 0.95, 0.93, 'CRITICAL', 300, '*', '*', true, 1),
    ('free-inodes-warning', 'Few inodes left', 'FREE_INODES_SHARE', 0.10, 0.12, 'WARNING', 300, '*', '*', true, 1);
