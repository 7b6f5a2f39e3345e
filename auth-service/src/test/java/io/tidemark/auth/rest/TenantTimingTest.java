package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// Whether a name is taken in another tenant cannot be told from how long the answer takes. Questions
/// for one that is and one that is not go out in pairs, in a random order; how often the first takes
/// longer is a matter of chance where nothing tells them apart, however loaded the machine is. (A sign-in
/// knows no tenants: `SignInGuardTest` holds it against names that nobody has.)
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class TenantTimingTest {
    private static final int PAIRS = 300;

    /// Five standard deviations of the share of 300 fair throws, which those of the order are, whatever else the
    /// machine does: one of the three is so far off by chance in less than one of 100,000 runs.
    private static final double MOST = 0.145;

    private static String asker = "";

    private static String asker() {
        if (asker.isEmpty()) {
            asker = TenantSteps.tenant("asking");
            TenantSteps.furnish(TenantSteps.tenant("timed"), "@timed");
        }
        return asker;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users/NAME/rights", "/api/users/NAME/sessions", "/api/users/NAME/one-time-codes"})
    void aNameThatAnotherTenantHasCostsWhatNoNameCosts(String path) {
        double share = shareOfSlower(path, "eve@timed", "eva@timed");

        assertThat(share).isBetween(0.5 - MOST, 0.5 + MOST);
    }

    @Test
    void aDifferenceWouldBeSeen() {
        double share = shareOfSlower("/api/users/NAME/rights", "root@asking", "rood@asking");

        assertThat(share).isGreaterThan(0.5 + MOST);
    }

    /// How often the first name takes longer than the second.
    private static double shareOfSlower(String path, String one, String other) {
        String token = asker();
        Random order = new Random(7);
        for (int i = 0; i < PAIRS / 5; i++) {
            nanos(token, path, one);
            nanos(token, path, other);
        }
        int slower = 0;
        for (int i = 0; i < PAIRS; i++) {
            boolean first = order.nextBoolean();
            long before = nanos(token, path, first ? one : other);
            long after = nanos(token, path, first ? other : one);
            slower += (first ? before > after : after > before) ? 1 : 0;
        }
        return (double) slower / PAIRS;
    }

    private static long nanos(String token, String path, String name) {
        long begin = System.nanoTime();
        TenantSteps.get(token, path.replace("NAME", name)).statusCode();
        return System.nanoTime() - begin;
    }
}
