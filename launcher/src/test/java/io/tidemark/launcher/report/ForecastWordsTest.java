package io.tidemark.launcher.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForecastWordsTest {
    @Test
    void saysHowMuchHistoryIsMissing() throws JsonProcessingException {
        String json = "{\"status\":\"insufficient-history\",\"daysOfHistory\":1,\"daysNeeded\":14}";

        assertThat(ForecastWords.of(new ObjectMapper().readTree(json)))
                .containsExactly("not enough history yet: 1 day of 14; 13 more needed");
    }

    @Test
    void saysWhenTheVolumeIsExpectedToFill() throws JsonProcessingException {
        String json = """
                {"status":"ready","growthBytesPerDay":1073741824,"model":"theta",
                 "full":{"status":"expected","earliest":"2027-01-01","median":"2027-02-01","latest":"2027-04-01"}}
                """;

        assertThat(ForecastWords.of(new ObjectMapper().readTree(json)))
                .containsExactly(
                        "full around 2027-02-01 (between 2027-01-01 and 2027-04-01)", "+1.0 GiB a day, model theta");
    }
}
