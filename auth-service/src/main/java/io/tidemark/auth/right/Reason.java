package io.tidemark.auth.right;

import io.tidemark.auth.account.RoleName;

import java.util.List;

/// Why somebody may or may not do something.
///
/// @param assignment what was given
/// @param groups how the user comes to it, from the user's own group upward; empty where it was given to the user
/// @param roles the role that was given, then the roles that include each other down to the one with the rule
public record Reason(Effect effect, Assignment assignment, List<GroupName> groups, List<RoleName> roles) {}
