-- Servers may be named before anything comes from them.
alter table server alter column first_seen_at drop not null;
alter table server alter column last_seen_at drop not null;
alter table server add column tags text not null default '{}';

-- Its row is locked by whoever changes groups or policies, so that each change is checked against all others.
create table settings_head (
    single  boolean primary key default true check (single),
    version bigint not null
);
insert into settings_head (version) values (0);

create table server_group (
    name        text primary key,
    description text        not null,
    priority    integer     not null,
    selector    text        not null,
    version     bigint      not null,
    changed_at  timestamptz not null,
    changed_by  text        not null
);

-- Versions are added and never rewritten; one without a document says that the policy was taken away.
create table policy (
    kind       text        not null,
    target     text        not null,
    version    bigint      not null,
    document   text,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (kind, target, version)
);
