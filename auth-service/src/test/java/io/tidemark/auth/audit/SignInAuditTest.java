package io.tidemark.auth.audit;

import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.SignIn;
import io.tidemark.auth.token.SignIn.Result;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SignInAuditTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<AuditEvent> rows = new ArrayList<>();
    private final List<AuditEvent> counted = new ArrayList<>();
    private final SignInAudit audit = new SignInAudit(log(), counted::add);

    @Test
    void everySignInThatWasLookedAtIsARow() {
        audit.record(signIn("alice", Result.ACCEPTED));
        audit.record(signIn("alice", Result.WRONG_SECRET));

        assertThat(rows)
                .containsExactly(
                        event("sign-in", "alice", "accepted"), event("sign-in-refused", "alice", "wrong-secret"));
        assertThat(counted).isEmpty();
    }

    @Test
    void signInsThatWereNotLookedAtAreCountedInsteadOfWrittenOneByOne() {
        audit.record(signIn("alice", Result.SLOWED_DOWN));

        assertThat(counted).containsExactly(event("sign-in-refused", "alice", "slowed-down"));
        assertThat(rows).isEmpty();
    }

    @Test
    void refreshTokensThatNeverWereAnyAreCountedToo() {
        audit.record(new SignIn(NOON, GrantType.REFRESH_TOKEN, "*", "127.0.0.1", Result.UNKNOWN));

        assertThat(counted).hasSize(1);
        assertThat(rows).isEmpty();
    }

    @Test
    void aNameThatCanBeNoneIsLeftOutBecausePeopleTypePasswordsThere() {
        audit.record(signIn("My Secret Password!", Result.UNKNOWN));

        assertThat(rows).extracting(AuditEvent::subject).containsExactly("*");
    }

    private AuditLog log() {
        return new AuditLog() {
            @Override
            public void file(List<Filed> events) {
                events.forEach(filed -> rows.add(filed.event()));
            }

            @Override
            public List<AuditRow> find(AuditQuery query, int limit) {
                return List.of();
            }
        };
    }

    private static SignIn signIn(String subject, Result result) {
        return new SignIn(NOON, GrantType.PASSWORD, subject, "127.0.0.1", result);
    }

    private static AuditEvent event(String action, String subject, String reason) {
        return AuditEvent.own(NOON, action, subject, "127.0.0.1", reason, "grant_type=password");
    }
}
