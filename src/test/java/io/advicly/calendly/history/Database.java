package io.advicly.calendly.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The service's database, as an operator sees it. Holds one connection: a history looks hundreds
/// of times, and a new one each time would take more of the machine than the service does.
final class Database implements AutoCloseable {

    private final String jdbcUrl;
    private @Nullable Connection connection;

    Database(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /// Something that is done with a statement.
    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    /// Every row as its columns, null as an empty text.
    List<List<String>> rows(String sql) {
        return done(statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<List<String>> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(columns(rows));
                }
                return all;
            }
        });
    }

    void execute(List<String> statements) {
        var _ =
                done(statement -> {
                    for (String sql : statements) {
                        statement.execute(sql);
                    }
                    return true;
                });
    }

    private static List<String> columns(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            String value = row.getString(column);
            columns.add(value == null ? "" : value);
        }
        return columns;
    }

    /// Once more with a new connection: the server may have been killed since.
    private synchronized <T> T done(Work<T> work) {
        try {
            return attempted(work);
        } catch (SQLException lost) {
            close();
        }
        try {
            return attempted(work);
        } catch (SQLException failed) {
            close();
            throw new IllegalStateException(failed);
        }
    }

    private <T> T attempted(Work<T> work) throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(jdbcUrl);
        }
        try (Statement statement = connection.createStatement()) {
            return work.with(statement);
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // It was to be closed.
            }
            connection = null;
        }
    }
}
