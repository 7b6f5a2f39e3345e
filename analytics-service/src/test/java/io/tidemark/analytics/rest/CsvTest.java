package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.folder.Shares.Other;
import io.tidemark.analytics.folder.Shares.Share;
import io.tidemark.analytics.folder.Shares.Sum;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTest {
    private final Csv csv = new Csv(new ObjectMapper());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain          | plain",
                "a,b            | \"a,b\"",
                "say \"hi\"     | \"say \"\"hi\"\"\"",
                "`two\nlines`   | `\"two\nlines\"`",
                "=HYPERLINK(1,2)| \"'=HYPERLINK(1,2)\"",
                "+1             | '+1",
                "-1             | '-1",
                "@SUM           | '@SUM",
                "`\tx`          | `'\tx`",
                "a=b            | a=b",
                "``             | ``"
            })
    void textsStayTexts(String key, String field) {
        StringBuilder table = new StringBuilder();

        csv.write(answer(key), line -> table.append(new String(line, StandardCharsets.UTF_8)));

        assertThat(table.toString())
                .isEqualTo("key,entries,sizeBytes,allocatedBytes,share\r\n" + field + ",1,-2,3,0.5\r\n");
    }

    private static SharesAnswer answer(String key) {
        return new SharesAnswer(
                "owner",
                List.of(new Share(key, 1, -2, 3, 0.5)),
                new Other(0, 0, 0, 0, 0),
                new Sum(0, 0, 0),
                new Basis(List.of(), true, List.of(), List.of(), false, null));
    }
}
