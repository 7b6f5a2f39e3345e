package io.tidemark.forecast.store;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.forecast.rest.FakeHistory;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class PanacheLeaseTest {

    private final PanacheLease one = new PanacheLease();
    private final PanacheLease other = new PanacheLease();

    @Test
    void oneHoldsItAndMayRenewIt() {
        assertThat(one.take("held", Duration.ofMinutes(5))).isTrue();
        assertThat(other.take("held", Duration.ofMinutes(5))).isFalse();
        assertThat(one.take("held", Duration.ofMinutes(5))).isTrue();
    }

    @Test
    void theOtherTakesItWhenItsTimeIsOver() {
        assertThat(one.take("over", Duration.ZERO)).isTrue();
        assertThat(other.take("over", Duration.ofMinutes(5))).isTrue();
        assertThat(one.take("over", Duration.ofMinutes(5))).isFalse();
    }

    @Test
    void leasesOfDifferentNamesDoNotMeet() {
        assertThat(one.take("first", Duration.ofMinutes(5))).isTrue();
        assertThat(other.take("second", Duration.ofMinutes(5))).isTrue();
    }
}
