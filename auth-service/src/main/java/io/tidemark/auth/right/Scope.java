package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;

import java.util.Optional;

/// A place, and, where it has an owner, only what belongs to this owner there.
///
/// @param owner an owner's name; [#SELF] stands for whoever holds the right
public record Scope(Place place, Optional<String> owner) {
    public static final String SELF = "@me";
    public static final Scope EVERYTHING = new Scope(Place.EVERYTHING, Optional.empty());

    public Scope {
        owner.ifPresent(name -> Names.require("owner", name));
    }

    /// The same with the holder's own name where it says [#SELF].
    public Scope heldBy(AccountName holder) {
        return owner.filter(SELF::equals).isPresent() ? new Scope(place, Optional.of(holder.value())) : this;
    }

    public boolean contains(Target target) {
        return place.contains(target) && (owner.isEmpty() || owner.equals(target.owner()));
    }

    /// Whether whatever is in the other is in this one. Never says so wrongly.
    public boolean covers(Scope other) {
        return place.covers(other.place) && (owner.isEmpty() || owner.equals(other.owner));
    }

    /// Whether something can be in both. Never denies it wrongly.
    public boolean overlaps(Scope other) {
        boolean sameOwner = owner.isEmpty() || other.owner.isEmpty() || owner.equals(other.owner);
        return sameOwner && place.overlaps(other.place);
    }
}
