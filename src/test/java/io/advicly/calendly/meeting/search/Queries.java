package io.advicly.calendly.meeting.search;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Questions for meetings.
public final class Queries {

    private static final Map<String, BiConsumer<MeetingParameters, String>> PARAMETERS =
            Map.of(
                    "status", (wanted, text) -> wanted.status = text,
                    "from", (wanted, text) -> wanted.from = text,
                    "to", (wanted, text) -> wanted.to = text,
                    "event_uri", (wanted, text) -> wanted.eventUri = text,
                    "event_type", (wanted, text) -> wanted.eventType = text,
                    "invitee_email", (wanted, text) -> wanted.inviteeEmail = text,
                    "host", (wanted, text) -> wanted.host = text,
                    "updated_since", (wanted, text) -> wanted.updatedSince = text,
                    "limit", (wanted, text) -> wanted.limit = text,
                    "cursor", (wanted, text) -> wanted.cursor = text);

    private Queries() {}

    /// As many as there may be on a page.
    public static MeetingQuery all() {
        return of(wanted -> wanted.limit = "200");
    }

    public static MeetingQuery of(Consumer<MeetingParameters> what) {
        MeetingParameters wanted = new MeetingParameters();
        what.accept(wanted);
        return MeetingQuery.parse(wanted);
    }

    public static void put(MeetingParameters wanted, Map<String, String> values) {
        values.forEach(
                (name, text) -> Objects.requireNonNull(PARAMETERS.get(name)).accept(wanted, text));
    }
}
