-- Readings are kept in one partition a UTC day, with short rows: the names of volumes and of what is mounted there
-- stand once.
alter table sample rename to sample_before;
alter index sample_pkey rename to sample_before_pkey;
drop index sample_by_time;
alter table sample_before drop constraint sample_server_volume_fkey;

alter table volume add column id integer generated always as identity;
alter table volume add constraint volume_by_id unique (id);

create table volume_source (
    id         integer generated always as identity primary key,
    device     text not null,
    type       text not null,
    filesystem text
);
-- Digests, because the texts may be longer than an index takes.
create unique index volume_source_once on volume_source (md5(device), md5(type), md5(coalesce(filesystem, '')));

create table sample (
    volume_id       integer     not null,
    at              timestamptz not null,
    source_id       integer     not null,
    size_bytes      bigint      not null,
    used_bytes      bigint      not null,
    free_bytes      bigint      not null,
    available_bytes bigint      not null,
    inodes          bigint      not null,
    inodes_free     bigint      not null,
    primary key (volume_id, at)
) partition by range (at);
create index sample_by_time on sample (at);

create function sample_partition_name(day date) returns text language sql immutable
    return 'sample_' || to_char(day::timestamp, 'YYYYMMDD');

-- Makes the partition of a day where it is missing; false where there are too many. Attaching, unlike creating as a
-- partition, lets readers and writers go on.
create function sample_has_partition(name text) returns boolean language sql stable as $$
    select exists (select from pg_class c join pg_inherits i on i.inhrelid = c.oid
        where i.inhparent = 'sample'::regclass and c.relname = name)
$$;

create function sample_partition(day date) returns boolean language plpgsql as $$
declare
    name text := sample_partition_name(day);
begin
    -- Asked of the catalogue's tables: what a name stands for is remembered from before the last lock was waited for.
    if sample_has_partition(name) then
        return true;
    end if;
    perform pg_advisory_xact_lock(20, 0);
    if sample_has_partition(name) then
        return true;
    end if;
    if (select count(*) from pg_inherits where inhparent = 'sample'::regclass) >= 2000 then
        return false;
    end if;
    execute format('create table %I (like sample including defaults including constraints)', name);
    execute format('alter table sample attach partition %I for values from (%L) to (%L)', name,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    return true;
end $$;

create table sample_hour (
    volume_id       integer     not null,
    at              timestamptz not null,
    samples         integer     not null,
    first_source_id integer     not null,
    last_source_id  integer     not null,
    first_at        timestamptz not null,
    last_at         timestamptz not null,
    first_used      bigint      not null,
    last_used       bigint      not null,
    min_used        bigint      not null,
    max_used        bigint      not null,
    sum_used        numeric     not null,
    first_size      bigint      not null,
    size_bytes      bigint      not null,
    free_bytes      bigint      not null,
    available_bytes bigint      not null,
    inodes          bigint      not null,
    inodes_free     bigint      not null,
    primary key (volume_id, at)
);
create index sample_hour_by_time on sample_hour (at);
create table sample_day (like sample_hour including all);

-- The newest reading of each volume, so that it is known without looking through readings and after they are gone.
create table sample_latest (like sample including all) with (fillfactor = 50);
alter table sample_latest drop constraint sample_latest_pkey;
drop index if exists sample_latest_at_idx;
alter table sample_latest add primary key (volume_id);

create table sample_mark (
    volume_id        integer     not null,
    at               timestamptz not null,
    kind             text        not null,
    before_at        timestamptz not null,
    before_source_id integer     not null,
    after_source_id  integer     not null,
    before_size      bigint      not null,
    after_size       bigint      not null,
    before_used      bigint      not null,
    after_used       bigint      not null,
    primary key (volume_id, at)
);
create index sample_mark_by_time on sample_mark (at);

-- What happened to the volume between two neighbouring readings; null where nothing did. The README has the rules.
create function sample_mark_kind(before sample, after sample) returns text language sql stable as $$
    select case
        when before.source_id <> after.source_id and exists (
            select from volume_source b, volume_source a
            where b.id = before.source_id and a.id = after.source_id
              and case when a.filesystem is null or b.filesystem is null
                       then (a.device, a.type) <> (b.device, b.type)
                       else a.filesystem <> b.filesystem end) then 'replaced'
        when abs(after.size_bytes - before.size_bytes) > before.size_bytes / 1000 then 'resized'
        when after.used_bytes <= before.used_bytes / 10
            and before.used_bytes - after.used_bytes >= after.size_bytes / 20
            and before.used_bytes > after.used_bytes then 'reset'
    end
$$;

-- Days whose readings stand in a file of the store.
create table sample_archive (
    day     date primary key,
    file    text        not null,
    rows    bigint      not null,
    bytes   bigint      not null,
    sha256  text        not null,
    servers text[]      not null,
    made_at timestamptz not null
);

-- Before this time a retention policy may have taken readings of the server away.
create table sample_gone (
    server text primary key references server (name),
    before timestamptz not null
);

select sample_partition(day)
from (select distinct cast(at at time zone 'UTC' as date) as day from sample_before) days;

insert into volume_source (device, type) select distinct device, type from sample_before;

insert into sample
select v.id, b.at, s.id, b.size_bytes, b.used_bytes, b.free_bytes, b.available_bytes, b.inodes, b.inodes_free
from sample_before b join volume v on v.server = b.server and v.name = b.volume
    join volume_source s on s.device = b.device and s.type = b.type;

drop table sample_before;

insert into sample_hour
select volume_id, bucket, samples, (a).source_id, (z).source_id, (a).at, (z).at, (a).used_bytes, (z).used_bytes,
    min_used, max_used, sum_used, (a).size_bytes, (z).size_bytes, (z).free_bytes, (z).available_bytes, (z).inodes,
    (z).inodes_free
from (
    select volume_id, date_trunc('hour', at, 'UTC') as bucket, count(*) as samples, min(used_bytes) as min_used,
        max(used_bytes) as max_used, sum(used_bytes) as sum_used, (array_agg(s order by at))[1] as a,
        (array_agg(s order by at desc))[1] as z
    from sample s group by 1, 2) grouped;

insert into sample_day
select volume_id, bucket, samples, (a).source_id, (z).source_id, (a).at, (z).at, (a).used_bytes, (z).used_bytes,
    min_used, max_used, sum_used, (a).size_bytes, (z).size_bytes, (z).free_bytes, (z).available_bytes, (z).inodes,
    (z).inodes_free
from (
    select volume_id, date_trunc('day', at, 'UTC') as bucket, count(*) as samples, min(used_bytes) as min_used,
        max(used_bytes) as max_used, sum(used_bytes) as sum_used, (array_agg(s order by at))[1] as a,
        (array_agg(s order by at desc))[1] as z
    from sample s group by 1, 2) grouped;

insert into sample_latest
select distinct on (volume_id) * from sample order by volume_id, at desc;

insert into sample_mark
select (b).volume_id, (b).at, sample_mark_kind(a, b), (a).at, (a).source_id, (b).source_id, (a).size_bytes,
    (b).size_bytes, (a).used_bytes, (b).used_bytes
from (select s as b, lag(s) over (partition by volume_id order by at) as a from sample s) steps
where a is not null and sample_mark_kind(a, b) is not null;
