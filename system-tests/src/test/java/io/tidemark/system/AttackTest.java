package io.tidemark.system;

import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// Tries every operation of every service with every wrong token and with every built-in role. What is expected stands
/// in one table; an operation without a line there fails. Requests that are let in do nothing: their names are nobody's
/// and their bodies are broken.
@ExtendWith(RunningStack.class)
class AttackTest {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int HEADER_TOO_LARGE = 431;
    /// A stream of events may be silent at first: who waits was let in.
    private static final int WAITING = 0;

    private final HttpClient http = client();
    private final AccessTable table = new AccessTable();
    private final List<Operation> operations = Operation.all();

    @Test
    void theTableHasALineForEveryOperationAndNoOther(Started stack) {
        Map<String, String> tokens = tokens(stack);

        List<String> missing = operations.stream()
                .filter(operation -> !table.knows(operation))
                .map(operation -> operation.name() + " " + whoIsLetIn(stack, operation, tokens))
                .toList();
        Set<String> gone = new TreeSet<>(table.operations());
        gone.removeAll(operations.stream().map(Operation::name).collect(Collectors.toSet()));

        assertThat(missing)
                .as(
                        "Add these lines to %s, after checking that they are what is meant (they say who is let in now)",
                        AccessTable.FILE)
                .isEmpty();
        assertThat(gone)
                .as("Remove these lines from %s: no contract has them", AccessTable.FILE)
                .isEmpty();
        assertThat(operations).hasSizeGreaterThan(40);
    }

    @Test
    void nothingThatIsNotPublicAnswersWithoutATokenOrWithAWrongOne(Started stack) {
        Forge forge = new Forge(SignedIn.administrator(stack), stack.layout());
        List<String> open = new ArrayList<>();
        for (Operation operation : operations) {
            if (!table.isPublic(operation)) {
                if (status(http, stack, operation, null) != UNAUTHORIZED) {
                    open.add(operation.name() + " without a token");
                }
                for (WrongToken wrong : WrongToken.values()) {
                    if (!isRefused(stack, operation, wrong, wrong.of(forge))) {
                        open.add(operation.name() + " with " + wrong);
                    }
                }
            }
        }

        assertThat(open).isEmpty();
    }

    /// What makes the test above mean something: the same forge with nothing wrong is let in.
    @Test
    void theTokenThatTheWrongOnesAreMadeOfIsAccepted(Started stack) {
        Forge forge = new Forge(SignedIn.administrator(stack), stack.layout());
        String right = forge.signed(forge.header(), forge.claims().toString());

        for (Service service : Service.values()) {
            assertThat(operations.stream()
                            .filter(o -> o.service() == service && !table.isPublic(o))
                            .filter(o -> table.lets("administrator", o))
                            .map(o -> status(http, stack, o, right))
                            .filter(status -> status == UNAUTHORIZED || status == FORBIDDEN))
                    .as(service.title())
                    .isEmpty();
        }
    }

    @Test
    void everyRoleIsLetInWhereTheTableSaysSoAndNowhereElse(Started stack) {
        Map<String, String> tokens = tokens(stack);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            for (String role : AccessTable.ROLES) {
                int status = status(http, stack, operation, tokens.get(role));
                boolean letIn = status != FORBIDDEN && status != UNAUTHORIZED;
                if (table.knows(operation) && letIn != table.lets(role, operation)) {
                    wrong.add(operation.name() + ": " + role + (letIn ? " is let in" : " is kept out") + " (" + status
                            + ")");
                }
            }
        }

        assertThat(wrong)
                .as("mend the service, or its line in %s", AccessTable.FILE)
                .isEmpty();
    }

    private boolean isRefused(Started stack, Operation operation, WrongToken wrong, String token) {
        return wrong == WrongToken.OVERSIZE
                ? isTooLarge(stack, operation, token)
                : status(http, stack, operation, token) == UNAUTHORIZED;
    }

    /// What does not even fit into a request may also be cut off, and the connection with it: it gets one of its own.
    private static boolean isTooLarge(Started stack, Operation operation, String token) {
        try (HttpClient once = client()) {
            int status = status(once, stack, operation, token);
            return status == UNAUTHORIZED || status == HEADER_TOO_LARGE;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private String whoIsLetIn(Started stack, Operation operation, Map<String, String> tokens) {
        if (status(http, stack, operation, null) != UNAUTHORIZED) {
            return AccessTable.PUBLIC;
        }
        List<String> roles = AccessTable.ROLES.stream()
                .filter(role -> status(http, stack, operation, tokens.get(role)) != FORBIDDEN)
                .toList();
        return roles.equals(AccessTable.ROLES) ? AccessTable.ANYONE : String.join(" ", roles);
    }

    private static Map<String, String> tokens(Started stack) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String role : AccessTable.ROLES) {
            tokens.put(role, SignedIn.as(role, stack));
        }
        return tokens;
    }

    private static int status(HttpClient client, Started stack, Operation operation, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(stack.layout().address(operation.service()) + operation.somewhere()))
                .timeout(Duration.ofSeconds(4))
                .method(operation.method(), broken(operation));
        if (!operation.contentType().isEmpty()) {
            request.header("Content-Type", operation.contentType());
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (HttpTimeoutException e) {
            return WAITING;
        } catch (IOException e) {
            throw new UncheckedIOException(operation.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static BodyPublisher broken(Operation operation) {
        return operation.contentType().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{");
    }
}
