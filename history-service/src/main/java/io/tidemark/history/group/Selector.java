package io.tidemark.history.group;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tidemark.history.server.Tags;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Chooses servers by their tags. In JSON each kind is known by its field.
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Selector.And.class),
    @JsonSubTypes.Type(Selector.Or.class),
    @JsonSubTypes.Type(Selector.Not.class),
    @JsonSubTypes.Type(Selector.Tagged.class),
    @JsonSubTypes.Type(Selector.InGroup.class)
})
public sealed interface Selector {

    /// All of them; an empty list chooses every server.
    record And(List<Selector> and) implements Selector {
        public And {
            and = copy("and", and);
        }
    }

    /// At least one of them; an empty list chooses no server.
    record Or(List<Selector> or) implements Selector {
        public Or {
            or = copy("or", or);
        }
    }

    /// Every server but those.
    record Not(Selector not) implements Selector {
        public Not {
            require("not", not);
        }
    }

    /// Servers whose tag has one of these values.
    record Tagged(String tag, Set<String> in) implements Selector {
        public Tagged {
            require("tag", tag);
            require("in", in);
            if (in.isEmpty()) {
                throw new IllegalArgumentException("in must have at least one value");
            }
            Tags.requireKey(tag);
            for (String value : in) {
                Tags.requireValue(tag, value);
            }
            in = java.util.Collections.unmodifiableSet(new TreeSet<>(in));
        }
    }

    /// The servers of another group.
    record InGroup(GroupName group) implements Selector {
        public InGroup {
            require("group", group);
        }
    }

    /// @param inGroup whether the server is in another group
    default boolean chooses(Tags tags, Predicate<GroupName> inGroup) {
        return switch (this) {
            case And(List<Selector> all) -> all.stream().allMatch(one -> one.chooses(tags, inGroup));
            case Or(List<Selector> any) -> any.stream().anyMatch(one -> one.chooses(tags, inGroup));
            case Not(Selector not) -> !not.chooses(tags, inGroup);
            case Tagged(String tag, Set<String> in) ->
                tags.value(tag).filter(in::contains).isPresent();
            case InGroup(GroupName group) -> inGroup.test(group);
        };
    }

    /// The groups it names.
    default Stream<GroupName> groups() {
        return switch (this) {
            case And(List<Selector> all) -> all.stream().flatMap(Selector::groups);
            case Or(List<Selector> any) -> any.stream().flatMap(Selector::groups);
            case Not(Selector not) -> not.groups();
            case Tagged _ -> Stream.empty();
            case InGroup(GroupName group) -> Stream.of(group);
        };
    }

    /// How many parts it has, itself and all inside.
    default int parts() {
        return switch (this) {
            case And(List<Selector> all) ->
                1 + all.stream().mapToInt(Selector::parts).sum();
            case Or(List<Selector> any) ->
                1 + any.stream().mapToInt(Selector::parts).sum();
            case Not(Selector not) -> 1 + not.parts();
            case Tagged _, InGroup _ -> 1;
        };
    }

    private static List<Selector> copy(String field, List<Selector> selectors) {
        require(field, selectors);
        selectors.forEach(one -> require(field, one));
        return List.copyOf(selectors);
    }

    /// JSON may lack what a record needs.
    private static void require(String field, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " must be given");
        }
    }
}
