package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditChain;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Filed;
import io.tidemark.platform.store.TenantTransaction;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows of the log. Appending is serialised over all replicas by an advisory lock that the transaction
/// holds to its end.
@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditEntity, AuditEntity.Place> {
    /// "audit" in ASCII: known to nothing else in this database.
    static final long LOCK = 0x6175646974L;

    private static final String KNOWN = "select name from tenant where name = any(string_to_array(:names, ' '))";

    /// Acts of other services that were asked for and have not ended. A detail begins with its trace, where it
    /// has one: so many characters.
    private static final String ENDLESS = """
            a.reason = 'asked' and a.service <> 'auth' and a.at < :asked and a.detail like '{"trace":"%' and not exists (
                select 1 from AuditEntity e where e.place.tenant = a.place.tenant and e.target = a.target
                    and e.place.sequence > a.place.sequence and e.service <> 'auth' and e.service = a.service
                    and e.subject = a.subject and e.reason <> 'asked'
                    and substring(e.detail, 1, 43) = substring(a.detail, 1, 43)
                    and (e.action = a.action or e.action = concat(a.action, '-refused')
                        or e.action = concat(a.action, '-failed')))""";

    /// Joins the caller's transaction, or makes one.
    @TenantTransaction
    Uni<Void> append(List<AuditEvent> events) {
        return file(events.stream().map(Filed::of).toList());
    }

    /// The same under other tenants than those of who did it.
    @TenantTransaction
    Uni<Void> file(List<Filed> events) {
        return locked().chain(() -> existing(events))
                .chain(tenants -> Multi.createFrom()
                        .iterable(byLog(events, tenants).entrySet())
                        .onItem()
                        .transformToUniAndConcatenate(log -> write(log.getKey(), log.getValue()))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /// Which of the tenants there are: what somebody typed as a name makes no log.
    private Uni<Set<String>> existing(List<Filed> events) {
        Set<String> named = events.stream()
                .map(filed -> filed.log().name())
                .filter(name -> !name.equals(Tenant.DEFAULT.name()))
                .collect(Collectors.toSet());
        return named.isEmpty()
                ? Uni.createFrom().item(named)
                : getSession()
                        .chain(session -> session.createNativeQuery(KNOWN, String.class)
                                .setParameter("names", String.join(" ", named))
                                .getResultList())
                        .map(Set::copyOf);
    }

    private static Map<String, List<AuditEvent>> byLog(List<Filed> events, Set<String> tenants) {
        Map<String, List<AuditEvent>> logs = new LinkedHashMap<>();
        for (Filed filed : events) {
            String log = tenants.contains(filed.log().name()) ? filed.log().name() : Tenant.DEFAULT.name();
            logs.computeIfAbsent(log, name -> new ArrayList<>()).add(filed.event());
        }
        return logs;
    }

    private Uni<Void> write(String tenant, List<AuditEvent> events) {
        return find("place.tenant = ?1 order by place.sequence desc", tenant)
                .firstResult()
                .chain(last -> persist(rows(tenant, events, last)));
    }

    @TenantTransaction
    Uni<List<AuditEntity>> newestFirst(AuditQuery query, int limit) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>();
        among("action", query.actions(), conditions, values);
        among("subject", query.subjects(), conditions, values);
        among("service", query.services(), conditions, values);
        among("client", query.clients(), conditions, values);
        among("reason", query.reasons(), conditions, values);
        beginning("target", query.targets(), conditions, values);
        query.from().ifPresent(v -> narrow("at >= :from", "from", v, conditions, values));
        query.to().ifPresent(v -> narrow("at < :to", "to", v, conditions, values));
        query.before().ifPresent(v -> narrow("place.sequence < :before", "before", v, conditions, values));
        query.endless().ifPresent(v -> narrow(ENDLESS, "asked", v, conditions, values));
        return find(
                        "from AuditEntity a where " + String.join(" and ", conditions)
                                + " order by place.sequence desc",
                        values)
                .page(0, limit)
                .list();
    }

    private static void among(String column, Set<String> wanted, List<String> conditions, Map<String, Object> values) {
        if (!wanted.isEmpty()) {
            narrow(column + " in :" + column, column, wanted, conditions, values);
        }
    }

    private static void beginning(
            String column, Set<String> wanted, List<String> conditions, Map<String, Object> values) {
        List<String> each = new ArrayList<>();
        for (String text : wanted) {
            String name = column + each.size();
            each.add("locate(:" + name + ", " + column + ") = 1");
            values.put(name, text);
        }
        if (!each.isEmpty()) {
            conditions.add("(" + String.join(" or ", each) + ")");
        }
    }

    private static void narrow(
            String condition, String name, Object value, List<String> conditions, Map<String, Object> values) {
        conditions.add(condition);
        values.put(name, value);
    }

    /// Joins the caller's transaction: from here to its end nobody else changes anything that is on record.
    Uni<Object> locked() {
        return getSession()
                .chain(session -> session.createNativeQuery("select 1 from pg_advisory_xact_lock(" + LOCK + ")")
                        .getSingleResult());
    }

    private static List<AuditEntity> rows(String tenant, List<AuditEvent> events, @Nullable AuditEntity last) {
        long sequence = last == null ? 0 : last.place.sequence();
        String previous = last == null ? AuditChain.START : HexFormat.of().formatHex(last.hash);
        Instant now = notBefore(last == null ? Instant.MIN : last.recordedAt);
        List<AuditEntity> rows = new ArrayList<>(events.size());
        for (AuditEvent event : events) {
            AuditRow row = AuditChain.append(++sequence, now, event, previous);
            rows.add(AuditEntity.of(tenant, row));
            previous = row.hash();
        }
        return rows;
    }

    /// The order of the rows is the order of their times, even where a clock was set back.
    private static Instant notBefore(Instant last) {
        Instant now = Instant.now();
        return now.isBefore(last) ? last : now;
    }
}
