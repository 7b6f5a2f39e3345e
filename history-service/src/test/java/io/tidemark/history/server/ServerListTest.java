package io.tidemark.history.server;

import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ServerListTest {

    @Test
    void readsServersAndTags() {
        String csv = "server,role,location\r\nweb-1,web,vienna\r\ndb-1,db,\r\n";

        List<TagChange> changes = ServerList.read(csv);

        assertThat(changes)
                .containsExactly(
                        new TagChange(new ServerName("web-1"), Map.of("role", "web", "location", "vienna"), Set.of()),
                        new TagChange(new ServerName("db-1"), Map.of("role", "db"), Set.of("location")));
    }

    @Test
    void readsQuotedCellsWithCommasQuotesAndBlankLines() {
        String csv = "\ufeffserver,department\n\n\"web-1\",\"Research, \"\"new\"\"\"\n";

        List<TagChange> changes = ServerList.read(csv);

        assertThat(changes.getFirst().set()).containsExactly(Map.entry("department", "Research, \"new\""));
    }

    @Test
    void namesEveryWrongLine() {
        String csv = "server,role\nweb 1,web\nweb-2,web,more\nweb-3,web\nweb-3,db\n";

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> ServerList.read(csv));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("line 2", "line 3", "line 5");
        assertThat(refused.errors().get(1).message()).isEqualTo("has 3 fields, the first line names 2");
    }

    @Test
    void numbersLinesAsAnEditorDoesBehindACellOfTwoLines() {
        String csv = "server,role\n\"web-1\",\"two\nlines\"\nweb-2\n";

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> ServerList.read(csv));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("line 2", "line 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|body",
                "name,role|line 1",
                "server,Role|line 1",
                "server,role,role|line 1",
                "'server,role\nweb-1,\"open'|body",
                "'server,role\nweb-1,\"a\"b'|body"
            })
    void refusesAListThatCannotBeRead(String csv, String field) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> ServerList.read(csv));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void changesOnlyTheTagsThatAreNamed() {
        TagChange change = new TagChange(new ServerName("a"), Map.of("role", "db"), Set.of("rack"));

        Tags changed = change.applyTo(new Tags(Map.of("role", "web", "rack", "7", "site", "vienna")));

        assertThat(changed.values()).containsExactly(Map.entry("role", "db"), Map.entry("site", "vienna"));
    }
}
