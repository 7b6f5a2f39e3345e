package io.tidemark.alert.evaluation;

import io.tidemark.platform.tenant.Tenancy;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// For whose sake an evaluation is made: everybody's where the clock asks for it, else of those of whom
/// something is new. All rules are evaluated each time; but only they are told that there was an
/// evaluation, so that nobody sees by its time that something came in from another tenant.
///
/// @param tenancies `*` stands for all
public record Occasion(Set<Tenancy> tenancies) {
    /// The clock asks.
    public static final Occasion CLOCK = new Occasion(Set.of(Tenancy.ALL));

    public Occasion {
        tenancies = Set.copyOf(tenancies);
    }

    /// Something of these is new.
    public static Occasion of(Tenancy tenancy) {
        return new Occasion(Set.of(tenancy));
    }

    /// One evaluation for all of these.
    static Occasion of(Collection<Occasion> asked) {
        Stream<Tenancy> all = asked.stream().flatMap(one -> one.tenancies().stream());
        return new Occasion(all.collect(Collectors.toUnmodifiableSet()));
    }

    public boolean concerns(Tenancy tenancy) {
        return tenancies.contains(Tenancy.ALL) || tenancies.contains(tenancy);
    }
}
