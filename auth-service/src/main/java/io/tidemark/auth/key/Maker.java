package io.tidemark.auth.key;

import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.auth.role.Permission;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Who asks for keys, and what they may do with those of others.
///
/// @param self whose own keys are meant where nobody else is named
/// @param proof what the caller's token belongs to: a session, a key, or nothing
/// @param opens what the caller's present token opens, everywhere or in part
/// @param reads whether keys of others may be seen
/// @param writes whether keys of others may be made and ended
public record Maker(
        Actor actor,
        KeyHolder self,
        Optional<String> proof,
        Predicate<Permission> opens,
        boolean reads,
        boolean writes) {
    /// Whether a key stands for the caller now. It must not make others: they could open more than it
    /// does.
    boolean isByKey() {
        return proof.filter(KeyText.Kind.KEY::begins).isPresent();
    }

    /// Whether the present token opens all of this: one that only serves to choose another password opens nothing.
    boolean opensAll(Set<Permission> scope) {
        return scope.stream().allMatch(opens);
    }

    /// Whether this very key stands for the caller now.
    boolean isBy(String key) {
        return proof.filter(key::equals).isPresent();
    }
}
