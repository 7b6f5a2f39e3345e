package io.tidemark.auth.token;

import io.tidemark.auth.right.ScopeForm;
import io.tidemark.auth.right.TokenRights;
import io.tidemark.auth.right.TokenRights.Part;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Rights in part, as the claim `grants` has them; `docs/architecture.md` is its contract.
final class GrantsClaim {
    static final ProblemCode TOO_MANY_SCOPES =
            new ProblemCode("too-many-scopes", 422, "The rights of this account do not fit into a token");

    private GrantsClaim() {}

    static List<Map<String, String>> of(TokenRights rights) {
        if (rights.parts().size() > TokenRights.MAX_PARTS) {
            throw new ProblemException(
                    TOO_MANY_SCOPES,
                    "This account has rights in " + rights.parts().size() + " scopes, and a token holds "
                            + TokenRights.MAX_PARTS + "; groups of servers make them fewer");
        }
        return rights.parts().stream().map(GrantsClaim::of).toList();
    }

    private static Map<String, String> of(Part part) {
        ScopeForm scope = ScopeForm.of(part.scope());
        Map<String, String> claim = new LinkedHashMap<>();
        claim.put("effect", part.effect().toString());
        claim.put(
                "scope",
                part.permissions().stream().sorted().map(Object::toString).collect(Collectors.joining(" ")));
        put(claim, "kind", scope.kind());
        put(claim, "name", scope.name());
        put(claim, "path", scope.path());
        put(claim, "owner", scope.owner());
        return claim;
    }

    private static void put(Map<String, String> claim, String name, @Nullable String value) {
        if (value != null) {
            claim.put(name, value);
        }
    }
}
