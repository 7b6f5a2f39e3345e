package io.tidemark.forecast.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.Outcome.InsufficientHistory;
import io.tidemark.forecast.capacity.Outcome.Ready;
import io.tidemark.forecast.source.VolumeId;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Rows of `forecast`.
@ApplicationScoped
class ForecastRepository implements PanacheRepositoryBase<ForecastEntity, UUID> {

    private static final String KEEP = """
            insert into forecast (id, server, volume, day, made_at, status, document)
            values (:id, :server, :volume, :day, :madeAt, :status, :document)
            on conflict (server, volume, day) do update set
                made_at = excluded.made_at, status = excluded.status, document = excluded.document
            where forecast.made_at <= excluded.made_at
            """;

    private static final String NEWEST =
            "day = (select max(o.day) from ForecastEntity o where o.server = f.server and o.volume = f.volume)";

    @TenantTransaction
    Uni<Integer> keep(Forecast forecast) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(KEEP)
                        .setParameter("id", UUID.randomUUID())
                        .setParameter("server", forecast.id().server())
                        .setParameter("volume", forecast.id().volume())
                        .setParameter("day", forecast.day())
                        .setParameter("madeAt", forecast.madeAt())
                        .setParameter("status", status(forecast))
                        .setParameter("document", ForecastDocument.write(forecast))
                        .executeUpdate());
    }

    /// The newest rows of volumes on these servers, other volumes of theirs included.
    @TenantTransaction
    Uni<List<ForecastEntity>> newestOn(Collection<String> servers) {
        return list(
                "from ForecastEntity f where f.server in :servers and f." + NEWEST,
                Map.<String, Object>of("servers", servers));
    }

    @TenantTransaction
    Uni<List<ForecastEntity>> page(
            @Nullable String server, @Nullable String volume, @Nullable VolumeId after, int limit) {
        var query = new StringBuilder("from ForecastEntity f where f." + NEWEST);
        var values = new HashMap<String, Object>();
        if (server != null) {
            query.append(" and f.server = :server");
            values.put("server", server);
        }
        if (volume != null) {
            query.append(" and f.volume = :volume");
            values.put("volume", volume);
        }
        if (after != null) {
            query.append(" and (f.server > :afterServer or f.server = :afterServer and f.volume > :afterVolume)");
            values.put("afterServer", after.server());
            values.put("afterVolume", after.volume());
        }
        return find(query + " order by f.server, f.volume", values)
                .page(0, limit)
                .list();
    }

    @TenantTransaction
    Uni<Long> removeBefore(LocalDate day) {
        return delete("day < ?1", day);
    }

    private static String status(Forecast forecast) {
        return switch (forecast.outcome()) {
            case Ready _ -> "ready";
            case InsufficientHistory _ -> "insufficient-history";
        };
    }
}
