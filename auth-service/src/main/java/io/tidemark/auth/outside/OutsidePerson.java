package io.tidemark.auth.outside;

import io.tidemark.auth.account.AccountName.Source;

import java.util.Set;

/// Somebody as another system knows them. Only issuer and subject say who it is: names are given to others
/// in time.
///
/// @param issuer the system
/// @param subject never given to anybody else there
/// @param name as people know it
/// @param groups as they are called there
/// @param withCode whether a second factor was asked for there
public record OutsidePerson(
        Source source, String issuer, String subject, String name, Set<String> groups, boolean withCode) {
    static final int MAX_SUBJECT = 255;

    public OutsidePerson {
        groups = Set.copyOf(groups);
        if (source == Source.LOCAL || issuer.isBlank() || subject.isBlank() || subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException("nobody can be known by this issuer and subject");
        }
    }
}
