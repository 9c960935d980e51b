package io.advicly.calendly.meeting.detail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// [Details] for whoever only shows them: what is not said, and what is said to be nothing, is
/// null.
public record ShownDetails(JsonNode all) {

    /// @param stored null where nothing is known
    public static ShownDetails of(@Nullable String stored) {
        return of(Storable.parse(stored));
    }

    public static ShownDetails of(@Nullable JsonNode stored) {
        return new ShownDetails(Objects.requireNonNullElse(stored, MissingNode.getInstance()));
    }

    @Nullable
    public JsonNode value(String name) {
        JsonNode value = all.path(name);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    @Nullable
    public String text(String name) {
        return all.path(name).textValue();
    }

    @Nullable
    public Instant time(String name) {
        String text = text(name);
        return text == null ? null : Instant.parse(text);
    }
}
