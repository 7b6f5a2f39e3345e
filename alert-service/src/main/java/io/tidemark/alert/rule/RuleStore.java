package io.tidemark.alert.rule;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/// Keeps the rules. Every stage fails when the database cannot be reached; nothing has changed then.
public interface RuleStore {

    /// Rules in the order of their ids, beginning behind the given one.
    CompletionStage<List<Rule>> list(@Nullable RuleId after, int limit);

    CompletionStage<Optional<Rule>> find(RuleId id);

    /// Stores the rule if its id is free; otherwise the older one that has it stays as it is.
    CompletionStage<Added> add(Rule rule);

    /// Puts the rule in the place of the one with its id, if that one has the expected version or any
    /// is welcome (empty). The stored version is the replaced one plus one, whatever the rule says.
    CompletionStage<Written> replace(Rule rule, OptionalLong expectedVersion);

    /// Removes the rule if it has the expected version or any is welcome (empty).
    CompletionStage<Written> remove(RuleId id, OptionalLong expectedVersion);

    /// What became of a new rule.
    ///
    /// @param isNew whether nothing had its id
    /// @param rule that has the id now
    record Added(boolean isNew, Rule rule) {}

    /// How a write ended.
    sealed interface Written {
        /// It is done; the rule as it was before, and as it is now, or as it was last when it was
        /// removed.
        record Done(Rule before, Rule rule) implements Written {}

        /// There is no such rule.
        record Missing() implements Written {}

        /// Somebody else changed the rule first.
        record Outdated(long currentVersion) implements Written {}
    }
}
