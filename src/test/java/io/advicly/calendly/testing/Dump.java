package io.advicly.calendly.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Everything that stands in the database of the service under test, as text.
public final class Dump {

    private Dump() {}

    public static String ofEverything() {
        StringBuilder all = new StringBuilder();
        for (String table :
                column(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
            // Bodies are bytes: as text they would be hex, in which no secret is found.
            String row =
                    table.equals("calendly_webhook_deliveries")
                            ? "t::text || convert_from(t.body, 'UTF8')"
                            : "t::text";
            column("SELECT " + row + " FROM " + table + " t")
                    .forEach(line -> all.append(table).append(' ').append(line).append('\n'));
        }
        return all.toString();
    }

    /// The first column of every row.
    public static List<String> column(String sql) {
        try (Connection connection = DriverManager.getConnection(Surroundings.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /// Runs one statement, for what a test cannot wait for.
    public static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(Surroundings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    public static long count(String table) {
        return Long.parseLong(column("SELECT count(*) FROM " + table).getFirst());
    }
}
