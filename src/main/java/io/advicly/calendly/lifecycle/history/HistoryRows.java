package io.advicly.calendly.lifecycle.history;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads rows of what happened. Every statement has the columns `at`, `kind`, `what`, `id`, `actor`
/// and `details`, a JSON object as text.
final class HistoryRows {

    private HistoryRows() {}

    static History.Happened happened(Row row, boolean persons) {
        String kind = row.getString("kind");
        String what = row.getString("what");
        String text = row.getString("details");
        JsonObject details = text == null ? new JsonObject() : new JsonObject(text);
        Instant at = row.getOffsetDateTime("at").toInstant();
        return new History.Happened(
                at,
                kind,
                what,
                says(kind, what, details, persons),
                row.getString("id"),
                isWell(kind, what, details),
                row.getString("actor"),
                null,
                null,
                null);
    }

    private static String says(String kind, String what, JsonObject details, boolean persons) {
        return switch (kind) {
            case "audit" -> AuditWords.says(what, details, persons);
            case "delivery" -> delivery(what, details);
            case "sync" -> sync(details);
            case "grant" ->
                    what.equals("renewed")
                            ? "Calendly renewed the grant."
                            : "Calendly did not renew the grant" + error(details) + ".";
            default -> event(what, details);
        };
    }

    private static String delivery(String what, JsonObject details) {
        String state = details.getString("state", "");
        return "Calendly delivered %s; %s%s."
                .formatted(
                        what.isEmpty() ? "something" : what,
                        switch (state) {
                            case "processed" -> "it was worked off";
                            case "ignored" -> "it changed no meeting";
                            case "dead" -> "it was given up";
                            default -> "it waits to be worked off";
                        },
                        error(details));
    }

    private static String sync(JsonObject details) {
        String kind = details.getString("kind", "");
        return switch (details.getString("state", "")) {
            case "done" ->
                    "The calendar was read (%s): %d meetings."
                            .formatted(kind, details.getInteger("meetings", 0));
            case "failed" ->
                    "The calendar could not be read (%s)%s.".formatted(kind, error(details));
            default -> "The calendar is being read (%s)%s.".formatted(kind, error(details));
        };
    }

    private static String event(String type, JsonObject details) {
        int sent = details.getInteger("sent", 0);
        return "The product was told %s%s."
                .formatted(
                        type.toLowerCase(Locale.ROOT),
                        sent == 0
                                ? ", by the feed"
                                : sent == 1
                                        ? ", and a destination has it"
                                        : ", and %d destinations have it".formatted(sent));
    }

    private static boolean isWell(String kind, String what, JsonObject details) {
        return switch (kind) {
            case "audit" -> AuditWords.isWell(what);
            case "grant" -> what.equals("renewed");
            case "event" ->
                    !what.endsWith("needs_reconnect")
                            && !what.endsWith("degraded")
                            && !what.endsWith("failed");
            default ->
                    !details.getString("state", "").equals("dead")
                            && !details.getString("state", "").equals("failed");
        };
    }

    private static String error(JsonObject details) {
        @Nullable String error = details.getString("error");
        return error == null || error.isBlank() ? "" : ": " + error.replaceFirst("\\.$", "");
    }
}
