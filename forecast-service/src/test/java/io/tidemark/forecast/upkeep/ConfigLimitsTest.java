package io.tidemark.forecast.upkeep;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigLimitsTest {

    @Test
    void theDefaultsAreWithinBounds() {
        assertThatCode(() -> ConfigLimits.check(Bench.config(Map.of()))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    history-url    | ftp://history  | must be an http or https address with a host, not ftp://history
                    history-url    | history:8083   | must be an http or https address with a host, not history:8083
                    history-days   | 13             | must be from 14 to 3650, not 13
                    workers        | 0              | must be from 1 to 64, not 0
                    check-every    | PT59S          | must be from PT1M to PT24H, not PT59S
                    check-delay    | PT-1S          | must be from PT0S to PT24H, not PT-1S
                    keep-days      | 0              | must be from 1 to 36500, not 0
                    retry-after    | PT0S           | must be from PT1S to PT1H, not PT0S
                    metric-volumes | -1             | must be from 0 to 100000, not -1
                    """)
    void namesWhatIsOutOfBounds(String name, String value, String rule) {
        ForecastConfig config = Bench.config(Map.of("forecast." + name, value));

        assertThatThrownBy(() -> ConfigLimits.check(config)).hasMessage("forecast." + name + " " + rule);
    }
}
