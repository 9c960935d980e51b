package io.advicly.calendly.destination;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// What the columns of a destination say, to backends and to operators alike.
public final class DestinationColumns {

    private DestinationColumns() {}

    /// Held back by itself comes before failing, and an order to pause before both.
    public static String state(Row row) {
        if (row.getBoolean("paused")) {
            return "paused";
        }
        if (row.getValue("held_at") != null) {
            return "held";
        }
        return row.getValue("failing_since") == null ? "active" : "failing";
    }

    public static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
