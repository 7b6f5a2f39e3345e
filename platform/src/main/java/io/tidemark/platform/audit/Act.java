package io.tidemark.platform.audit;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What an operation is to the audit log, from its declaration.
///
/// @param name as the log calls it: the operation's id in words, `putGroup` is `put-group`
/// @param changes whether it changes something
/// @param hands whether it always gives files or rows away, whatever is asked for
record Act(String name, boolean changes, boolean hands) {
    /// What agents deliver day and night is itself a record and would drown all else.
    private static final Set<String> DELIVERIES =
            Set.of("snapshots:write", "samples:write", "hashes:write", "audit:write");

    private static final List<String> TABLES =
            List.of("text/csv", "application/x-ndjson", "application/vnd.apache.parquet", "application/octet-stream");

    static Act of(Method method) {
        Operation operation = method.getAnnotation(Operation.class);
        String id = operation == null || operation.operationId().isEmpty() ? method.getName() : operation.operationId();
        return new Act(words(id), changes(method), hands(method));
    }

    /// Whether one of these media types is a table or a file.
    static boolean isTable(String accept) {
        return TABLES.stream().anyMatch(accept.toLowerCase(Locale.ROOT)::contains);
    }

    private static boolean changes(Method method) {
        PermissionsAllowed needed = method.getAnnotation(PermissionsAllowed.class);
        return needed != null
                && !audited(method)
                && Arrays.stream(needed.value()).anyMatch(Act::isChange);
    }

    private static boolean audited(Method method) {
        return method.isAnnotationPresent(AuditedItself.class);
    }

    private static boolean isChange(String permission) {
        return !DELIVERIES.contains(permission) && (permission.endsWith(":write") || permission.endsWith(":execute"));
    }

    private static boolean hands(Method method) {
        @Nullable Produces produces = method.getAnnotation(Produces.class);
        return produces != null && Arrays.stream(produces.value()).allMatch(Act::isTable);
    }

    private static String words(String id) {
        return id.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
