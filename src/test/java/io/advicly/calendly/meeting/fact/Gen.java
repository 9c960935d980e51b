package io.advicly.calendly.meeting.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.advicly.calendly.meeting.detail.DetailAge;
import io.advicly.calendly.meeting.detail.Details;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random values out of few, so that ties happen; and orders.
public final class Gen {

    private final Random random;

    public Gen(long seed) {
        random = new Random(seed);
    }

    public boolean coin() {
        return random.nextBoolean();
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    @Nullable String maybe(String... values) {
        int index = random.nextInt(values.length + 1);
        return index == values.length ? null : values[index];
    }

    MeetingFacts meeting() {
        boolean active = coin();
        int updated = below(3);
        return new MeetingFacts(
                maybe("A", "B"),
                active,
                Said.minute(below(2)),
                Said.minute(5 + below(2)),
                maybe("{\"type\":\"zoom\"}", "{\"join_url\":\"https://join\",\"type\":\"zoom\"}"),
                coin() ? "[]" : "[{\"uri\":\"host\"}]",
                Said.minute(updated),
                coin(),
                told(),
                told(),
                active ? maybe("pending") : null,
                details(updated));
    }

    InviteeFacts invitee() {
        boolean active = coin();
        int updated = below(3);
        return new InviteeFacts(
                "uri",
                maybe("a@example.test"),
                maybe("A", "B"),
                maybe("Europe/Paris"),
                active,
                coin(),
                maybe("old"),
                maybe("new"),
                coin(),
                maybe("{\"reason\":\"x\"}", "{\"reason\":\"y\"}"),
                coin() ? "[]" : "[1]",
                maybe("{}"),
                Said.minute(below(2)),
                Said.minute(updated),
                coin(),
                told(),
                told(),
                active
                        ? maybe("pending")
                        : maybe(InviteeFacts.UNLISTED, "active", doubt(), doubt()),
                coin() ? Said.minute(below(2)) : null,
                details(updated));
    }

    /// Of a cancellation that is in doubt. In rows from before it does not say when it was told.
    private String doubt() {
        return Doubt.told(told(), coin() ? "active" : "pending");
    }

    /// Some fields, of some ages; now and then one whose notes must not be stored.
    ///
    /// @param updated none is of later
    public Details details(int updated) {
        Details all = Details.NONE;
        for (String field : List.of("event_type", "invitees_counter", "meeting_notes_plain")) {
            if (coin()) {
                all = all.merge(Details.of(Map.of(field, value()), age(updated)));
            }
        }
        return below(4) == 0 ? all.withoutNotes() : all;
    }

    private JsonNode value() {
        String text = maybe("A", "B");
        return text == null ? NullNode.getInstance() : TextNode.valueOf(text);
    }

    private DetailAge age(int updated) {
        return new DetailAge(Said.minute(below(updated + 1)), coin(), told());
    }

    /// Soon after, or clearly later.
    private Instant told() {
        return Said.minute(below(3) + (coin() ? DetailAge.LAG.toMinutes() : 0));
    }

    /// About half of the items, in some order.
    public <T> List<T> someOf(List<T> items) {
        List<T> some = new ArrayList<>();
        for (T item : items) {
            if (coin()) {
                some.add(item);
            }
        }
        Collections.shuffle(some, random);
        return some;
    }

    /// The items in some order, some of them several times.
    public <T> List<T> shuffledWithRepeats(List<T> items) {
        List<T> all = new ArrayList<>(items);
        for (T item : items) {
            if (coin()) {
                all.add(item);
            }
        }
        Collections.shuffle(all, random);
        return all;
    }
}
