package io.advicly.calendly.lifecycle.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody knows is recognised by how it looks.
class ClueTest {

    @ParameterizedTest
    @CsvSource({
        "olivia, NAME",
        "auth0|62f, NAME",
        "olivia@example.test, ADDRESS",
        "1c9d3a52-7e0c-4f43-9f0f-1f2f3f4f5f6f, ID",
        "https://api.calendly.com/users/AAA, ACCOUNT",
        "http://localhost:8090/organizations/AAA, ORGANIZATION",
        "https://api.calendly.com/scheduled_events/AAA, EVENT",
        "https://api.calendly.com/scheduled_events/AAA/invitees/BBB, INVITEE",
        "https://api.calendly.com/webhook_subscriptions/AAA, HOOK",
        "https://api.calendly.com/users/AAA/more, NAME",
        "https://example.com/else/AAA, NAME",
    })
    void isRecognised(String text, String kind) {
        assertThat(Clue.read("  " + text + " ").kind()).hasToString(kind);
    }

    @Test
    void anInviteeNamesItsEventToo() {
        String event = "https://api.calendly.com/scheduled_events/AAA";

        assertThat(Clue.read(event + "/invitees/BBB").event()).isEqualTo(event);
        assertThat(Clue.read(event).event()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000"})
    void nothingIsNoClue(String text) {
        assertThatThrownBy(() -> Clue.read(text)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void aBookIsNoClue() {
        assertThatThrownBy(() -> Clue.read("x".repeat(1_001))).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> Clue.read(null)).isInstanceOf(HttpProblem.class);
    }
}
