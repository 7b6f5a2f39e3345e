package io.tidemark.alert.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.RuleId;
import io.tidemark.alert.rule.RuleStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

@ApplicationScoped
class PanacheRuleStore implements RuleStore {

    private final RuleRepository rules;
    private final Sessions sessions;

    PanacheRuleStore(RuleRepository rules, Sessions sessions) {
        this.rules = rules;
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<List<Rule>> list(@Nullable RuleId after, int limit) {
        var behind = after == null ? "" : after.text();
        return run(() -> rules.find("id > ?1 order by id", behind)
                .page(0, limit)
                .list()
                .map(found -> found.stream().map(RuleEntity::toRule).toList()));
    }

    @Override
    public CompletionStage<Optional<Rule>> find(RuleId id) {
        return run(() -> rules.findById(id.text())
                .map(found -> Optional.ofNullable(found).map(RuleEntity::toRule)));
    }

    @Override
    public CompletionStage<Added> add(Rule rule) {
        return run(() -> Locks.await(Locks.ADD_RULE)
                .chain(() -> rules.findById(rule.id().text()))
                .chain(there -> there == null
                        ? rules.persist(RuleEntity.of(rule)).map(stored -> new Added(true, stored.toRule()))
                        : Uni.createFrom().item(new Added(false, there.toRule()))));
    }

    @Override
    public CompletionStage<Written> replace(Rule rule, OptionalLong expectedVersion) {
        return write(rule.id(), expectedVersion, entity -> {
            var before = entity.toRule();
            entity.take(rule, entity.version + 1);
            return Uni.createFrom().item(new Written.Done(before, entity.toRule()));
        });
    }

    @Override
    public CompletionStage<Written> remove(RuleId id, OptionalLong expectedVersion) {
        return write(id, expectedVersion, entity -> {
            var last = entity.toRule();
            return rules.delete(entity).replaceWith(new Written.Done(last, last));
        });
    }

    private CompletionStage<Written> write(
            RuleId id, OptionalLong expectedVersion, Function<RuleEntity, Uni<Written.Done>> change) {
        return run(() -> rules.findById(id.text(), LockModeType.PESSIMISTIC_WRITE)
                .chain(entity -> writeIfCurrent(entity, expectedVersion, change)));
    }

    private <T> CompletionStage<T> run(Supplier<Uni<T>> work) {
        return sessions.run(() -> Furnishing.present().chain(() -> work.get()));
    }

    private static Uni<Written> writeIfCurrent(
            @Nullable RuleEntity entity, OptionalLong expectedVersion, Function<RuleEntity, Uni<Written.Done>> change) {
        if (entity == null) {
            return Uni.createFrom().item(new Written.Missing());
        }
        if (expectedVersion.isPresent() && expectedVersion.getAsLong() != entity.version) {
            return Uni.createFrom().item(new Written.Outdated(entity.version));
        }
        return change.apply(entity).map(done -> done);
    }
}
