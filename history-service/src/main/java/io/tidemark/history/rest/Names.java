package io.tidemark.history.rest;

import io.tidemark.history.group.GroupName;
import io.tidemark.history.policy.PolicyKind;
import io.tidemark.history.policy.Target;
import io.tidemark.history.sample.Resolution;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/// Names in addresses.
final class Names {

    private Names() {}

    static ServerName server(String text) {
        return parsed("server", () -> new ServerName(text));
    }

    static GroupName group(String text) {
        return parsed("group", () -> new GroupName(text));
    }

    static Target target(String text) {
        return parsed("target", () -> Target.parse(text));
    }

    static PolicyKind kind(String text) {
        return PolicyKind.ifValid(text)
                .orElseThrow(() -> ProblemException.field("kind", "must be scan, sampling, retention or price"));
    }

    static Resolution resolution(String word) {
        return Arrays.stream(Resolution.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("resolution", "must be raw, hour or day"));
    }

    static ProblemException unknownServer(ServerName name) {
        return new ProblemException(
                new ProblemCode("server-not-found", 404, "There is no such server"),
                "No server named '" + name + "' was heard of");
    }

    private static <T> T parsed(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.field(field, String.valueOf(e.getMessage()));
        }
    }
}
