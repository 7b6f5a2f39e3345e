package io.tidemark.history.store;

/// The statements over samples that no entity query can say.
final class SampleSql {

    private static final String ROWS = """
            jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(
                server text, volume text, device text, type text, at timestamptz, "sizeBytes" bigint,
                "usedBytes" bigint, "freeBytes" bigint, "availableBytes" bigint, inodes bigint, "inodesFree" bigint)
            """;

    /// Servers of a batch, always in the same order: two batches never wait for each other in a circle.
    static final String SEEN = """
            insert into server (name, first_seen_at, last_seen_at)
            select distinct r.server, cast(:now as timestamptz), cast(:now as timestamptz) from %s order by r.server
            on conflict (name) do update set first_seen_at = coalesce(server.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(server.last_seen_at, excluded.last_seen_at)
            """.formatted(ROWS);

    static final String VOLUMES = """
            insert into volume (server, name) select distinct r.server, r.volume from %s order by r.server, r.volume
            on conflict do nothing
            """.formatted(ROWS);

    /// Answers each server that had something new, how much, and the newest time of it.
    static final String INSERT = """
            with fresh as (
                insert into sample (server, volume, at, device, type, size_bytes, used_bytes, free_bytes,
                    available_bytes, inodes, inodes_free)
                select r.server, r.volume, r.at, r.device, r.type, r."sizeBytes", r."usedBytes", r."freeBytes",
                    r."availableBytes", r.inodes, r."inodesFree" from %s order by r.server, r.volume, r.at
                on conflict do nothing returning server, at)
            select server, count(*), max(at) from fresh group by server order by server
            """.formatted(ROWS);

    static final String LATEST = """
            select newest.* from volume v cross join lateral (
                select * from sample s where s.server = v.server and s.volume = v.name
                order by s.at desc limit 1) newest
            where cast(:server as text) is null or v.server = :server
            order by newest.server, newest.volume
            """;

    static final String DAILY = """
            with days as (
                select server, volume, cast(at at time zone 'UTC' as date) as day, max(at) as last_at,
                    min(used_bytes) as min_used, max(used_bytes) as max_used, count(*) as samples
                from sample
                where (cast(:server as text) is null or server = :server)
                  and (cast(:volume as text) is null or volume = :volume)
                  and at >= :from and at < :to
                group by 1, 2, 3 order by 1, 2, 3 limit :limit)
            select d.server, d.volume, d.day, s.size_bytes, s.used_bytes, s.available_bytes, d.min_used, d.max_used,
                d.samples
            from days d join sample s on s.server = d.server and s.volume = d.volume and s.at = d.last_at
            order by d.server, d.volume, d.day
            """;

    private SampleSql() {}
}
