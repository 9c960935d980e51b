package io.advicly.calendly.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/// Everything that stands in any column of any table, whatever its type, but for the rows that are
/// only there to be locked.
@ApplicationScoped
public class Contents {

    private static final String COLUMNS =
            """
            SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
            AND t.table_name <> 'meeting_lock_rows'\
            """;

    private final DataSource database;

    Contents(DataSource database) {
        this.database = database;
    }

    /// The places that hold this text, in any case: `table.column`, once for each row.
    public List<String> holding(String text) {
        List<String> places = new ArrayList<>();
        for (List<String> column : query(COLUMNS, 3)) {
            String shown =
                    column.get(2).equals("bytea")
                            ? "encode(\"%s\", 'escape')".formatted(column.get(1))
                            : "\"%s\"::text".formatted(column.get(1));
            String found =
                    "SELECT 1 FROM \"%s\" WHERE strpos(lower(%s), '%s') > 0"
                            .formatted(column.get(0), shown, text.toLowerCase(Locale.ROOT));
            query(found, 1).forEach(row -> places.add(column.get(0) + "." + column.get(1)));
        }
        return places;
    }

    private List<List<String>> query(String sql, int columns) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
