package io.advicly.calendly.webhook;

import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/// How PostgreSQL would carry out a statement.
@ApplicationScoped
class QueryPlans {

    private final DataSource database;

    QueryPlans(DataSource database) {
        this.database = database;
    }

    /// Also by a plan that is made for any values: after some calls PostgreSQL may keep one.
    List<String> both(String sql, Tuple parameters) {
        return List.of(
                plan("force_custom_plan", sql, parameters),
                plan("force_generic_plan", sql, parameters));
    }

    private String plan(String mode, String sql, Tuple parameters) {
        String values =
                IntStream.range(0, parameters.size())
                        .mapToObj(parameters::getValue)
                        .map(QueryPlans::literal)
                        .collect(Collectors.joining(", "));
        String execute = "wanted" + (values.isEmpty() ? "" : "(" + values + ")");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + mode);
            statement.execute("PREPARE wanted AS " + sql);
            try (ResultSet rows = statement.executeQuery("EXPLAIN EXECUTE " + execute)) {
                StringBuilder plan = new StringBuilder(mode).append('\n');
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            } finally {
                statement.execute("DEALLOCATE wanted");
                statement.execute("RESET plan_cache_mode");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static String literal(Object value) {
        return value instanceof Object[] all
                ? Arrays.stream(all)
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "'{", "}'"))
                : "'" + value + "'";
    }
}
