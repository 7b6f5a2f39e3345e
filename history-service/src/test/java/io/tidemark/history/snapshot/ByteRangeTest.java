package io.tidemark.history.snapshot;

import io.tidemark.history.snapshot.ByteRange.Partial;
import io.tidemark.history.snapshot.ByteRange.Unsatisfiable;
import io.tidemark.history.snapshot.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,0", "bytes=2-5,2,5", "bytes=2-,2,9", "bytes=2-99,2,9", "bytes=-3,7,9", "bytes=-99,0,9"})
    void answersTheBytesThatAreThere(String field, long first, long last) {
        ByteRange.Request request = ByteRange.parse(Optional.of(field), 10);

        assertThat(request).isEqualTo(new Partial(new ByteRange(first, last)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void refusesRangesBehindTheEnd(String field) {
        ByteRange.Request request = ByteRange.parse(Optional.of(field), 10);

        assertThat(request).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", ""})
    void passesOverFieldsItDoesNotUnderstand(String field) {
        ByteRange.Request request = ByteRange.parse(Optional.of(field), 10);

        assertThat(request).isEqualTo(new Whole());
    }

    @Test
    void answersTheWholeFileWithoutField() {
        assertThat(ByteRange.parse(Optional.empty(), 10)).isEqualTo(new Whole());
    }
}
