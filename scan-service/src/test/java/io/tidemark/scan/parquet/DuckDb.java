package io.tidemark.scan.parquet;

import org.duckdb.DuckDBDriver;

import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/// Another reader of Parquet, to hold ours against.
public final class DuckDb {

    private DuckDb() {}

    /// Rows of a query, each a list of its values; bytes are hexadecimal text.
    public static List<List<Object>> rows(String sql) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(plain(result.getObject(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Object plain(Object value) throws SQLException {
        return value instanceof Blob blob
                ? HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()))
                : String.valueOf(value);
    }

    /// The first column of each row, as text.
    public static List<String> texts(String sql) throws SQLException {
        return rows(sql).stream().map(row -> row.getFirst().toString()).toList();
    }
}
