package io.tidemark.auth.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.right.RightsFacts;
import io.tidemark.auth.right.ScopeForm;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.right.Window;
import io.tidemark.auth.role.RoleRules;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// What a change is about, before or after it, as JSON. Secrets and their hashes are never in it.
public final class Sides {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Sides() {}

    /// What these facts say of what the change changes; null where they say nothing.
    static @Nullable String of(RightsFacts facts, RightsChange change) {
        return switch (change) {
            case RightsChange.SetAccountRoles set ->
                facts.accounts().containsKey(set.account())
                        ? sorted(facts.accounts().get(set.account())).toString()
                        : null;
            case RightsChange.PutRole put -> of(facts.roles().get(put.role().name()));
            case RightsChange.RemoveRole remove -> of(facts.roles().get(remove.name()));
            case RightsChange.PutGroup put -> of(facts.groups().get(put.group().name()));
            case RightsChange.RemoveGroup remove -> of(facts.groups().get(remove.name()));
            case RightsChange.Give give -> of(facts.assignments().get(give.id()));
            case RightsChange.Withdraw withdraw -> of(facts.assignments().get(withdraw.id()));
        };
    }

    /// An account without its password.
    public static String of(Account account) {
        ObjectNode side = JSON.createObjectNode();
        side.set("roles", sorted(account.roles()));
        side.put("disabled", account.disabled());
        side.put("mustChangePassword", account.mustChange());
        return side.toString();
    }

    /// A key without its text and its hash.
    public static String of(ApiKey key) {
        ObjectNode side = JSON.createObjectNode();
        side.put("id", key.id());
        side.put("holder", key.holder().toString());
        side.set("scope", sorted(key.scope()));
        side.put("label", key.label());
        Instant end = key.expiresAt();
        if (end != null) {
            side.put("expiresAt", end.toString());
        }
        return side.toString();
    }

    /// That a password is another now, and nothing of either.
    public static String ofPassword(boolean mustChange) {
        return JSON.createObjectNode()
                .put("password", "set")
                .put("mustChangePassword", mustChange)
                .toString();
    }

    /// Whether sign-ins ask for one-time codes.
    public static String ofCodes(boolean on) {
        return JSON.createObjectNode().put("oneTimeCodes", on).toString();
    }

    /// Any names, such as of groups.
    public static String of(Collection<?> names) {
        return sorted(names).toString();
    }

    /// Fields of something else, by name.
    public static String of(Map<String, ?> fields) {
        return JSON.valueToTree(new TreeMap<>(fields)).toString();
    }

    private static @Nullable String of(@Nullable RoleRules role) {
        if (role == null) {
            return null;
        }
        ObjectNode side = JSON.createObjectNode();
        side.put("description", role.description());
        side.set("permissions", sorted(role.allowed()));
        side.set("denied", sorted(role.denied()));
        side.set("included", sorted(role.included()));
        return side.toString();
    }

    private static @Nullable String of(@Nullable UserGroup group) {
        if (group == null) {
            return null;
        }
        ObjectNode side = JSON.createObjectNode();
        side.put("description", group.description());
        side.set("users", sorted(group.users()));
        side.set("groups", sorted(group.groups()));
        return side.toString();
    }

    private static @Nullable String of(@Nullable Assignment assignment) {
        if (assignment == null) {
            return null;
        }
        Window window = assignment.window();
        ObjectNode side = JSON.createObjectNode();
        side.put("holder", assignment.holder().toString());
        side.put("role", assignment.role().value());
        side.set("scope", JSON.valueToTree(ScopeForm.of(assignment.scope())));
        if (!window.from().equals(Instant.MIN)) {
            side.put("from", window.from().toString());
        }
        if (!window.until().equals(Instant.MAX)) {
            side.put("until", window.until().toString());
        }
        return side.toString();
    }

    private static ArrayNode sorted(Collection<?> all) {
        ArrayNode array = JSON.createArrayNode();
        all.stream().map(Object::toString).sorted().forEach(array::add);
        return array;
    }
}
