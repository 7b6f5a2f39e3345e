package io.tidemark.scan.identity;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// auth-service by its contract: a token lets one key in, and asking again with the same is answered alike. It can lose
/// an answer after it has acted.
final class FakeAuth implements AuthService {

    final List<String> asked = new ArrayList<>();
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    boolean losesAnswers;
    boolean refusesRenewals;
    boolean away;

    private final Set<String> tokens = new HashSet<>();
    private final Map<String, String> usedBy = new HashMap<>();
    private final Map<String, String> good = new HashMap<>();
    private final Map<String, String> replacedBy = new HashMap<>();

    void offer(String token) {
        tokens.add(token);
    }

    void end(String key) {
        good.remove(key);
    }

    /// The keys that sign in as this agent.
    List<String> keysOf(String clientId) {
        return good.entrySet().stream()
                .filter(e -> e.getValue().equals(clientId))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void enrol(String token, String server, String key) {
        answer("enrol " + server);
        String user = key + " " + server;
        if (!tokens.contains(token) || !usedBy.getOrDefault(token, user).equals(user)) {
            throw refused();
        }
        usedBy.put(token, user);
        good.put(key, "scan@" + server);
        loseAnswer();
    }

    @Override
    public Granted signIn(String clientId, String key) {
        answer("sign in " + clientId);
        if (!clientId.equals(good.get(key))) {
            throw refused();
        }
        return new Granted("token of " + key, now.plus(Duration.ofMinutes(15)));
    }

    @Override
    public void renew(String accessToken, String keyId, String next) {
        answer("renew " + keyId);
        if (refusesRenewals) {
            throw refused();
        }
        String old = accessToken.substring("token of ".length());
        @Nullable String before = replacedBy.putIfAbsent(old, next);
        if (before != null && !before.equals(next)) {
            throw refused();
        }
        good.put(next, good.getOrDefault(old, ""));
        loseAnswer();
    }

    private void answer(String question) {
        if (away) {
            throw new ServiceUnavailable("auth does not answer");
        }
        asked.add(question);
    }

    private void loseAnswer() {
        if (losesAnswers) {
            losesAnswers = false;
            throw new ServiceUnavailable("the connection broke");
        }
    }

    private static ServiceRefused refused() {
        return new ServiceRefused("refused", new Problem("about:blank", "x", 401, "invalid", "x", List.of()));
    }
}
