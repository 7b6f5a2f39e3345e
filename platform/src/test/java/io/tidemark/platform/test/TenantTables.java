package io.tidemark.platform.test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// How the database of the service under test keeps tenants apart.
///
/// @param service its connections, with the rights that it has itself
public record TenantTables(DataSource service) {
    private static final String TABLES = """
            select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
                and %s order by 1
            """;

    /// Those that no forced row-level security with a policy keeps, partitions included: they must be nobody's.
    public List<String> nobodys() throws SQLException {
        return texts(TABLES.formatted("""
                not (c.relrowsecurity and c.relforcerowsecurity
                    and exists (select from pg_policy p where p.polrelid = c.oid))"""));
    }

    /// Those of all others that show a row to who does not say for whom; none where tenants are kept apart.
    public List<String> openToNobody() throws SQLException {
        List<String> open = new ArrayList<>();
        for (String table : texts(TABLES.formatted("c.relforcerowsecurity and not c.relispartition"))) {
            if (!texts("select count(*) from \"" + table + '"').equals(List.of("0"))) {
                open.add(table);
            }
        }
        return open;
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = service.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
