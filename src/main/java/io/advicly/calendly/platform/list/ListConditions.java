package io.advicly.calendly.platform.list;

import io.advicly.calendly.platform.text.CleanText;
import io.quarkus.panache.common.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The conditions of a list: those that are asked for, all of which must hold.
public final class ListConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Parameters parameters = new Parameters();

    /// @param value null for no such condition
    public ListConditions equal(String field, @Nullable Object value) {
        if (value instanceof String text && !CleanText.isClean(text)) {
            // PostgreSQL has no such text: nothing equals it, and asking would fail.
            conditions.add("1 = 0");
        } else if (value != null) {
            conditions.add(field + " = :" + field);
            var _ = parameters.and(field, value);
        }
        return this;
    }

    /// @param condition HQL with the parameter `name`
    /// @param value null for no such condition
    public ListConditions where(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            var _ = parameters.and(name, value);
        }
        return this;
    }

    /// @param condition HQL without parameters; null for no such condition
    public ListConditions that(@Nullable String condition) {
        if (condition != null) {
            conditions.add("(" + condition + ")");
        }
        return this;
    }

    /// Found by any of several fields.
    ///
    /// @param condition with the parameter `name`, and with `name` and `Begin` for a LIKE whose
    ///   escape is `!`, of the text in lower case
    /// @param text null for no such condition
    public ListConditions anyOf(String condition, String name, @Nullable String text) {
        if (text != null && !CleanText.isClean(text)) {
            conditions.add("1 = 0");
        } else if (text != null && !text.isBlank()) {
            String wanted = text.strip();
            conditions.add("(" + condition + ")");
            var _ =
                    parameters
                            .and(name, wanted)
                            .and(name + "Begin", begin(wanted.toLowerCase(Locale.ROOT)));
        }
        return this;
    }

    private static String begin(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /// For a list that is ordered by `timeField` and id, the latest first.
    ///
    /// @param end where the page before ended; null for the first page
    public ListConditions before(String timeField, @Nullable Cursor end) {
        if (end != null) {
            conditions.add(
                    "%1$s <= :cursorTime and (%1$s < :cursorTime or id < :cursorId)"
                            .formatted(timeField));
            var _ = parameters.and("cursorTime", end.time()).and("cursorId", end.id());
        }
        return this;
    }

    /// HQL: conditions and order.
    public String latestFirst(String timeField) {
        return (conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions))
                + " order by %s desc, id desc".formatted(timeField);
    }

    public Parameters parameters() {
        return parameters;
    }
}
