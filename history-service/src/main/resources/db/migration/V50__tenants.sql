-- Whose something is stands in its name: behind the '@', or it is the default tenant's.
create function tenant_of(name text) returns text language sql immutable parallel safe
    return case when strpos(name, '@') = 0 then 'default' else split_part(name, '@', -1) end;

-- Whether the tenant for which this transaction is made may see what is that tenant's; '*' stands for all of them.
create function visible_to_tenant(tenant text) returns boolean language sql stable parallel safe
    return coalesce(current_setting('tidemark.tenant', true) = '*'
        or current_setting('tidemark.tenant', true) = tenant, false);

-- Snapshots: of one tenant the newest, and the newest of each root, are found by an index as those of all are.
alter table snapshot add column tenant text generated always as (tenant_of(server)) stored;
create index snapshot_newest_of_tenant on snapshot (tenant, started_at desc, id desc);
create index snapshot_newest_by_root_of_tenant on snapshot (tenant, server, root, started_at desc, id desc);

alter table snapshot_part add column server text;
update snapshot_part p set server = s.server from snapshot s where s.id = p.snapshot_id;
alter table snapshot_part alter column server set not null;

-- The list of each tenant has a version of its own: what happens to others' does not change it.
alter table snapshot_head drop column single;
alter table snapshot_head add column tenant text not null default 'default';
alter table snapshot_head alter column tenant drop default;
alter table snapshot_head add primary key (tenant);

drop trigger snapshot_came_or_went on snapshot;
drop trigger snapshot_changed on snapshot;
drop function snapshot_changed();

create function snapshots_changed() returns trigger language plpgsql as $$
begin
    insert into snapshot_head as h (tenant, version) select distinct tenant, 1 from changed order by 1
    on conflict (tenant) do update set version = h.version + 1;
    return null;
end
$$;

create trigger snapshots_came after insert on snapshot referencing new table as changed
    for each statement execute function snapshots_changed();
create trigger snapshots_went after delete on snapshot referencing old table as changed
    for each statement execute function snapshots_changed();

-- That it was read and found right changes no list.
create function snapshot_changed() returns trigger language plpgsql as $$
begin
    insert into snapshot_head as h (tenant, version) values (new.tenant, 1)
    on conflict (tenant) do update set version = h.version + 1;
    return null;
end
$$;

create trigger snapshot_changed after update on snapshot
    for each row when ((old.detail, old.damaged_at) is distinct from (new.detail, new.damaged_at))
    execute function snapshot_changed();

-- Groups and policies of each tenant change one at a time, whatever others do.
alter table settings_head drop column single;
alter table settings_head add column tenant text not null default 'default';
alter table settings_head alter column tenant drop default;
alter table settings_head add primary key (tenant);

-- Events are numbered for each tenant, so that nobody counts those of others. The numbers of the default tenant go on
-- from the ids that there were.
create table event_place (
    tenant text primary key,
    number bigint not null
);
insert into event_place select 'default', id from event_head;

alter table event add column server text;
update event set server = coalesce(data::jsonb ->> 'server', subject);
alter table event alter column server set not null;
alter table event add column number bigint;
update event set number = id;
alter table event alter column number set not null;
alter table event add column tenant text generated always as (tenant_of(server)) stored;
create unique index event_of_tenant on event (tenant, number);

-- What is mounted where is a tenant's too, though its texts stand once.
alter table volume_source add column tenant text not null default 'default';
alter table volume_source alter column tenant drop default;
drop index volume_source_once;
create unique index volume_source_once
    on volume_source (tenant, md5(device), md5(type), md5(coalesce(filesystem, '')));

-- Whose readings a day's file has. The file is nobody's.
create table sample_archive_servers (
    day     date   not null references sample_archive (day) on delete cascade,
    tenant  text   not null,
    servers text[] not null,
    primary key (day, tenant)
);
insert into sample_archive_servers select day, 'default', servers from sample_archive;
alter table sample_archive drop column servers;

alter table backfill add column tenant text not null default 'default';
alter table backfill alter column tenant drop default;
-- Callers choose the ids: one that another tenant took is free for everybody else.
alter table backfill drop constraint backfill_pkey;
alter table backfill add primary key (tenant, id);

-- A table under forced row-level security: its owner sees no more than others.
create procedure under_tenants(name text, expression text) language plpgsql as $$
begin
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy of_tenant on %I using (%s)', name, expression);
end
$$;

do $$
declare
    named record;
begin
    for named in select * from (values
        ('server', 'tenant_of(name)'),
        ('server_group', 'tenant_of(name)'),
        ('policy', 'tenant_of(target)'),
        ('snapshot', 'tenant'),
        ('snapshot_part', 'tenant_of(server)'),
        ('snapshot_hold', 'tenant_of(server)'),
        ('snapshot_head', 'tenant'),
        ('settings_head', 'tenant'),
        ('retention_step', 'tenant_of(server)'),
        ('delta', 'tenant_of(server)'),
        ('event', 'tenant'),
        ('event_place', 'tenant'),
        ('volume', 'tenant_of(server)'),
        ('volume_source', 'tenant'),
        ('sample_gone', 'tenant_of(server)'),
        ('sample_archive_servers', 'tenant'),
        ('backfill', 'tenant')) as t(name, tenant)
    loop
        call under_tenants(named.name, format('visible_to_tenant(%s)', named.tenant));
    end loop;
end
$$;

call under_tenants('comparison_due',
    'visible_to_tenant(''*'') or exists (select from snapshot s where s.id = snapshot_id)');

-- Readings have no name of their own. Partitions are looked at by themselves only where somebody names them.
create function sample_is_visible() returns text language sql immutable parallel safe
    return 'visible_to_tenant(''*'') or exists (select from volume v where v.id = volume_id)';

do $$
declare
    partition text;
begin
    for partition in
        select i.inhrelid::regclass::text from pg_inherits i where i.inhparent = 'sample'::regclass
        union all values ('sample'), ('sample_hour'), ('sample_day'), ('sample_latest'), ('sample_mark')
    loop
        call under_tenants(partition, sample_is_visible());
    end loop;
end
$$;

-- Makes the partition of a day where it is missing; false where there are too many. Attaching, unlike creating as a
-- partition, lets readers and writers go on. The service owns no table, so it is done in the owner's name.
create or replace function sample_partition(day date) returns boolean language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    name text := public.sample_partition_name(day);
begin
    -- Asked of the catalogue's tables: what a name stands for is remembered from before the last lock was waited for.
    if public.sample_has_partition(name) then
        return true;
    end if;
    perform pg_advisory_xact_lock(20, 0);
    if public.sample_has_partition(name) then
        return true;
    end if;
    if (select count(*) from pg_inherits where inhparent = 'public.sample'::regclass) >= 2000 then
        return false;
    end if;
    execute format('create table public.%I (like public.sample including defaults including constraints)', name);
    call public.under_tenants(name, public.sample_is_visible());
    execute format('alter table public.sample attach partition public.%I for values from (%L) to (%L)', name,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    return true;
end $$;

-- Takes a day's readings of all tenants away, whose file is written.
create or replace function sample_drop(day date) returns void language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if not visible_to_tenant('*') then
        raise exception 'a day''s readings are taken away for all tenants or for none';
    end if;
    execute format('drop table if exists public.%I', public.sample_partition_name(day));
end $$;
