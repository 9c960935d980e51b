package io.advicly.calendly.platform.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a person should look at.
class AttentionsTest {

    @Test
    void nothingIsSaidWhereAllIsWell() {
        assertThat(Attentions.of(0, 3, Map.of("active", 7L), Map.of("active", 90L))).isEmpty();
    }

    @Test
    void eachTroubleIsASentenceWithWhatHelps() {
        assertThat(
                        Attentions.of(
                                4,
                                61,
                                Map.of(
                                        "disabled",
                                        1L,
                                        "orphaned",
                                        2L,
                                        "plan_not_allowed",
                                        3L,
                                        "refused",
                                        5L),
                                Map.of("needs_reconnect", 6L)))
                .extracting(Overview.Attention::says)
                .containsExactly(
                        "The oldest delivery has waited for 61 seconds to be worked off.",
                        "4 deliveries were given up.",
                        "1 subscriptions were disabled by Calendly and not replaced yet.",
                        "5 subscriptions were refused by Calendly.",
                        "3 subscriptions are not allowed by the organization's plan.",
                        "2 subscriptions may live at Calendly and nobody can delete them.",
                        "6 users have to connect again.");
    }
}
