-- Series that are taken over from elsewhere, piece by piece; `done_until` is where the next piece begins.
create table backfill (
    id            uuid primary key,
    source        text        not null,
    state         text        not null,
    done_until    timestamptz not null,
    read          bigint      not null,
    fresh         bigint      not null,
    problem       text,
    created_by    text        not null,
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    claimed_until timestamptz
);
create index backfill_newest on backfill (created_at desc, id desc);
