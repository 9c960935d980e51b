package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When it is believed that whoever is not listed is invited no more.
class InviteeListingTest {

    @Test
    void whereSomebodyIsListedTheOthersAreMissing() {
        assertThat(listing(Map.of(), "I").isBelieved(Said.minute(0))).isTrue();
    }

    @Test
    void whereNobodyIsListedNobodyIs() {
        assertThat(listing(Map.of()).isBelieved(Said.minute(0))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"total\": 1, \"active\": 1, \"limit\": 9} | true",
                "{\"total\": 2, \"active\": 2, \"limit\": 9} | true",
                "{\"total\": 3, \"active\": 1, \"limit\": 9} | false",
                "{\"total\": \"many\"} | true",
                "{} | true",
                "null | true"
            })
    void whereTheEventCountsMoreThanAreListedNobodyIs(String counter, boolean believed) {
        JsonNode said = NullNode.getInstance();
        if (!counter.equals("null")) {
            said = Objects.requireNonNull(Said.json(counter));
        }

        assertThat(listing(Map.of("invitees_counter", said), "I", "J").isBelieved(Said.minute(0)))
                .isEqualTo(believed);
    }

    @Test
    void whoIsForgottenAfterwardsIsNotCalledOff() {
        InviteeListing listing = listing(Map.of(), "I");

        assertThat(listing.isBelieved(Said.minute(629))).isTrue();
        assertThat(listing.isBelieved(Said.minute(630))).isFalse();
    }

    @Test
    void whereMoreAreListedThanAreRememberedNobodyIs() {
        Set<String> many =
                IntStream.range(0, InviteeListing.MOST)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.toSet());

        assertThat(listing(Map.of(), many.toArray(String[]::new)).isBelieved(Said.minute(0)))
                .isFalse();
        many.remove("0");
        assertThat(listing(Map.of(), many.toArray(String[]::new)).isBelieved(Said.minute(0)))
                .isTrue();
    }

    private static InviteeListing listing(Map<String, JsonNode> details, String... invitees) {
        ScheduledEvent event = Said.event("E", 0, true, "host");
        return new InviteeListing(
                "organization",
                new ScheduledEvent(
                        event.uri(),
                        event.name(),
                        true,
                        event.startTime(),
                        event.endTime(),
                        null,
                        event.hosts(),
                        event.updatedAt(),
                        null,
                        true,
                        details),
                Set.of(invitees),
                Said.minute(0));
    }
}
