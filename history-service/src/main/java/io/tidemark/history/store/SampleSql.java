package io.tidemark.history.store;

/// The statements over samples.
final class SampleSql {

    private static final String ROWS = """
            jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(
                server text, volume text, device text, type text, filesystem text, at timestamptz, "sizeBytes" bigint,
                "usedBytes" bigint, "freeBytes" bigint, "availableBytes" bigint, inodes bigint, "inodesFree" bigint)
            """;

    private static final String DAYS = "jsonb_array_elements_text(cast(cast(:days as text) as jsonb))";

    private static final String GIVEN = """
            given as materialized (
                select v.server, v.id as volume_id, r.at, src.id as source_id, r."sizeBytes", r."usedBytes",
                    r."freeBytes", r."availableBytes", r.inodes, r."inodesFree"
                from %s
                join volume v on v.server = r.server and v.name = r.volume
                join volume_source src on src.tenant = tenant_of(r.server) and md5(src.device) = md5(r.device) and md5(src.type) = md5(r.type)
                    and md5(coalesce(src.filesystem, '')) = md5(coalesce(r.filesystem, '')))
            """.formatted(ROWS);

    /// How a reading stands in lists.
    private static final String SAMPLE = """
            v.server, v.name, src.device, src.type, src.filesystem, s.at, s.size_bytes, s.used_bytes, s.free_bytes,
                s.available_bytes, s.inodes, s.inodes_free
            """;

    static final String OPEN = """
            select count(*) from %s as e(day) where not sample_partition(cast(e.day as date))
            """.formatted(DAYS);

    /// Whoever writes a day's file waits until this transaction ends, and the other way round.
    static final String SHARE_DAYS = """
            select count(*) from (
                select pg_advisory_xact_lock_shared(21, cast(e.day as date) - date '2000-01-01') from %s as e(day)) locks
            """.formatted(DAYS);

    static final String FILES = """
            select a.file from sample_archive a join %s as e(day) on a.day = cast(e.day as date)
            """.formatted(DAYS);

    static final String ARCHIVES = """
            select day, file, rows, bytes, sha256, coalesce((
                    select string_agg(array_to_string(s.servers, ','), ',' order by s.tenant)
                    from sample_archive_servers s where s.day = a.day), ''), made_at
            from sample_archive a where day between :from and :to order by day
            """;

    /// Servers of a batch, always in the same order: two batches never wait for each other in a
    /// circle, and batches
    /// of one server go one after the other.
    static final String SEEN = """
            insert into server (name, first_seen_at, last_seen_at)
            select distinct r.server, cast(:now as timestamptz), cast(:now as timestamptz) from %s order by r.server
            on conflict (name) do update set first_seen_at = coalesce(server.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(server.last_seen_at, excluded.last_seen_at)
            """.formatted(ROWS);

    /// Looks first: a row that is there already must not use up a number.
    static final String VOLUMES = """
            insert into volume (server, name) select distinct r.server, r.volume from %s
            where not exists (select from volume v where v.server = r.server and v.name = r.volume)
            order by r.server, r.volume on conflict do nothing
            """.formatted(ROWS);

    static final String SOURCES = """
            insert into volume_source (tenant, device, type, filesystem)
            select distinct tenant_of(r.server), r.device, r.type, r.filesystem from %s
            where not exists (select from volume_source s where s.tenant = tenant_of(r.server)
                and md5(s.device) = md5(r.device) and md5(s.type) = md5(r.type) and md5(coalesce(s.filesystem, '')) = md5(coalesce(r.filesystem, '')))
            order by 1, 2, 3, 4 on conflict do nothing
            """.formatted(ROWS);

    static final String RESTORE = """
            with %s
            insert into sample select volume_id, at, source_id, "sizeBytes", "usedBytes", "freeBytes",
                "availableBytes", inodes, "inodesFree" from given order by volume_id, at
            on conflict do nothing
            """.formatted(GIVEN);

    /// Answers each server that had something new, how much, the newest time of it, and the days of volumes whose
    /// marks must be found anew because something newer was known.
    static final String INSERT = """
            with %s, closed as materialized (
                select distinct d.volume_id, d.at from given g
                join sample_gone gone on gone.server = g.server and g.at < gone.before
                join sample_day d on d.volume_id = g.volume_id and d.at = date_trunc('day', g.at, 'UTC')
                where d.samples <> (select count(*) from sample s where s.volume_id = d.volume_id
                    and s.at >= d.at and s.at < d.at + interval '24 hours')),
            fresh as (
                insert into sample
                select volume_id, at, source_id, "sizeBytes", "usedBytes", "freeBytes", "availableBytes", inodes,
                    "inodesFree"
                from given g where not exists (select from closed c
                    where c.volume_id = g.volume_id and c.at = date_trunc('day', g.at, 'UTC'))
                order by volume_id, at
                on conflict do nothing returning sample as s),
            ordered as materialized (
                select (s).volume_id from fresh left join sample_latest l on l.volume_id = (s).volume_id
                group by 1 having min((s).at) > coalesce(max(l.at), '-infinity')),
            hours as (%s),
            days as (%s),
            newest as (
                insert into sample_latest as l
                select (z).* from (select (array_agg(s order by (s).at desc))[1] as z from fresh
                    group by (s).volume_id order by (s).volume_id) last
                on conflict (volume_id) do update set at = excluded.at, source_id = excluded.source_id,
                    size_bytes = excluded.size_bytes, used_bytes = excluded.used_bytes,
                    free_bytes = excluded.free_bytes, available_bytes = excluded.available_bytes,
                    inodes = excluded.inodes, inodes_free = excluded.inodes_free
                where l.at < excluded.at),
            marks as (
                insert into sample_mark
                select (b).volume_id, (b).at, sample_mark_kind(a, b), (a).at, (a).source_id, (b).source_id,
                    (a).size_bytes, (b).size_bytes, (a).used_bytes, (b).used_bytes
                from (
                    select s as b, coalesce(lag(s) over (partition by (s).volume_id order by (s).at), known.row) as a
                    from fresh join ordered o on o.volume_id = (s).volume_id
                    left join (select volume_id, cast(row(l.*) as sample) as row from sample_latest l) known
                        on known.volume_id = (s).volume_id) steps
                where sample_mark_kind(a, b) is not null)
            select v.server, count(*), max((s).at), cast(jsonb_agg(distinct jsonb_build_object('volume', v.id,
                    'day', date_trunc('day', (s).at, 'UTC'))) filter (where o.volume_id is null) as text)
            from fresh join volume v on v.id = (s).volume_id left join ordered o on o.volume_id = v.id
            group by v.server order by v.server
            """.formatted(GIVEN, rollUp("hour"), rollUp("day"));

    private static final String LATE = """
            with late as (
                select l.volume as volume_id, l.day from jsonb_to_recordset(cast(cast(:late as text) as jsonb))
                    as l(volume integer, day timestamptz))
            """;

    private static final String NEXT_DAY = """
            (select * from sample_day d where d.volume_id = late.volume_id and d.at > late.day order by d.at limit 1)
            """;

    static final String FORGET_MARKS = LATE + """
            delete from sample_mark m using late left join lateral %s next on true
            where m.volume_id = late.volume_id
              and (m.at >= late.day and m.at < late.day + interval '24 hours' or m.at = next.first_at)
            """.formatted(NEXT_DAY);

    /// The readings of the days, the last one before each and the first one after.
    static final String FIND_MARKS = LATE + """
            , points as (
                select late.day, s.at, s from late join sample s on s.volume_id = late.volume_id
                    and s.at >= late.day and s.at < late.day + interval '24 hours'
                union all
                select late.day, d.last_at, cast(row(d.volume_id, d.last_at, d.last_source_id, d.size_bytes,
                    d.last_used, 0, 0, 0, 0) as sample)
                from late cross join lateral (select * from sample_day d where d.volume_id = late.volume_id
                    and d.at < late.day order by d.at desc limit 1) d
                union all
                select late.day, d.first_at, cast(row(d.volume_id, d.first_at, d.first_source_id, d.first_size,
                    d.first_used, 0, 0, 0, 0) as sample)
                from late cross join lateral %s d)
            insert into sample_mark
            select (b).volume_id, (b).at, sample_mark_kind(a, b), (a).at, (a).source_id, (b).source_id,
                (a).size_bytes, (b).size_bytes, (a).used_bytes, (b).used_bytes
            from (select s as b, lag(s) over (partition by (s).volume_id, day order by at) as a from points) steps
            where sample_mark_kind(a, b) is not null
            on conflict do nothing
            """.formatted(NEXT_DAY);

    static final String LATEST = """
            select %s from sample_latest s join volume v on v.id = s.volume_id
                join volume_source src on src.id = s.source_id
            where cast(:server as text) is null or v.server = :server
            order by v.server, v.name
            """.formatted(SAMPLE);

    private static final String MEANT = """
            s.at >= :from and s.at < :to
              and (:tenant = '*' or tenant_of(v.server) = :tenant)
              and (cast(:server as text) is null or v.server = :server)
              and (cast(:volume as text) is null or v.name = :volume)
            """;

    private static final String BEHIND = """
              and (s.at, v.server collate "C", v.name collate "C") > (:afterAt, :afterServer, :afterVolume)
            """;

    /// As UTF-8 sorts, whatever the database is set to: lists from files are merged into these.
    private static final String IN_ORDER = """
            order by s.at, v.server collate "C", v.name collate "C" limit :limit
            """;

    static final String DAILY = """
            select v.server, v.name, cast(d.at at time zone 'UTC' as date), d.size_bytes, d.last_used,
                d.available_bytes, d.min_used, d.max_used, d.samples
            from sample_day d join volume v on v.id = d.volume_id
            where d.at >= :from and d.at < :to
              and (:tenant = '*' or tenant_of(v.server) = :tenant)
              and (cast(:server as text) is null or v.server = :server)
              and (cast(:volume as text) is null or v.name = :volume)
            order by v.server, v.name, d.at limit :limit
            """;

    static final String MARKS = """
            select v.server, v.name, s.at, s.kind, s.before_at, b.device, b.type, b.filesystem, s.before_size,
                s.before_used, a.device as after_device, a.type as after_type, a.filesystem as after_filesystem,
                s.after_size, s.after_used
            from sample_mark s join volume v on v.id = s.volume_id join volume_source b on b.id = s.before_source_id
                join volume_source a on a.id = s.after_source_id
            where %s %s
            """.formatted(MEANT, IN_ORDER);

    private SampleSql() {}

    /// A page of readings.
    static String page(boolean behind) {
        return """
                select %s from sample s join volume v on v.id = s.volume_id
                    join volume_source src on src.id = s.source_id
                where %s %s %s
                """.formatted(SAMPLE, MEANT, behind ? BEHIND : "", IN_ORDER);
    }

    /// A page of hours or days.
    static String buckets(String unit, boolean behind) {
        return """
                select v.server, v.name, s.at, s.samples, s.first_at, s.last_at, s.first_used, s.last_used,
                    s.min_used, s.max_used, round(s.sum_used / s.samples), s.size_bytes, s.free_bytes,
                    s.available_bytes, s.inodes, s.inodes_free
                from sample_%s s join volume v on v.id = s.volume_id
                where %s %s %s
                """.formatted(unit, MEANT, behind ? BEHIND : "", IN_ORDER);
    }

    /// Brings what is new into the hours or days it belongs to.
    private static String rollUp(String unit) {
        return """
                insert into sample_%1$s as h
                select volume_id, bucket, samples, (a).source_id, (z).source_id, (a).at, (z).at, (a).used_bytes,
                    (z).used_bytes, min_used, max_used, sum_used, (a).size_bytes, (z).size_bytes, (z).free_bytes,
                    (z).available_bytes, (z).inodes, (z).inodes_free
                from (
                    select (s).volume_id, date_trunc('%1$s', (s).at, 'UTC') as bucket, count(*) as samples,
                        min((s).used_bytes) as min_used, max((s).used_bytes) as max_used,
                        sum((s).used_bytes) as sum_used, (array_agg(s order by (s).at))[1] as a,
                        (array_agg(s order by (s).at desc))[1] as z
                    from fresh group by 1, 2 order by 1, 2) grouped
                on conflict (volume_id, at) do update set
                    samples = h.samples + excluded.samples,
                    min_used = least(h.min_used, excluded.min_used),
                    max_used = greatest(h.max_used, excluded.max_used),
                    sum_used = h.sum_used + excluded.sum_used,
                    (first_source_id, first_at, first_used, first_size) = (
                        select f.* from (values
                            (h.first_source_id, h.first_at, h.first_used, h.first_size),
                            (excluded.first_source_id, excluded.first_at, excluded.first_used, excluded.first_size))
                            as f(source, at, used, size) order by f.at limit 1),
                    (last_source_id, last_at, last_used, size_bytes, free_bytes, available_bytes, inodes,
                        inodes_free) = (
                        select l.* from (values
                            (h.last_source_id, h.last_at, h.last_used, h.size_bytes, h.free_bytes, h.available_bytes,
                                h.inodes, h.inodes_free),
                            (excluded.last_source_id, excluded.last_at, excluded.last_used, excluded.size_bytes,
                                excluded.free_bytes, excluded.available_bytes, excluded.inodes, excluded.inodes_free))
                            as l(source, at, used, size, free, available, inodes, inodes_free)
                        order by l.at desc limit 1)
                """.formatted(unit);
    }
}
