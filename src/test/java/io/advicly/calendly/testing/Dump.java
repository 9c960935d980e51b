package io.advicly.calendly.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Everything that stands in the database of the service under test, as text, but for the rows that
/// are only there to be locked.
public final class Dump {

    private Dump() {}

    public static String ofEverything() {
        StringBuilder all = new StringBuilder();
        for (String table :
                column(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                                + " AND table_type = 'BASE TABLE'"
                                + " AND table_name <> 'meeting_lock_rows'")) {
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

    /// Runs one statement, for what a test cannot wait for. For a statement that locks whole
    /// tables, while the service goes on working with them: PostgreSQL ends one of two who wait for
    /// each other, and it may be this one.
    public static void executeUndisturbed(String sql) {
        await().ignoreExceptionsMatching(Dump::isDeadlock)
                .until(() -> {
                    execute(sql);
                    return true;
                });
    }

    private static boolean isDeadlock(Throwable failure) {
        return failure.getCause() instanceof SQLException sql && "40P01".equals(sql.getSQLState());
    }

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
