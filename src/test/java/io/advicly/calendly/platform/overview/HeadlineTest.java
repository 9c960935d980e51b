package io.advicly.calendly.platform.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    private static final Overview.Attention SOMETHING =
            new Overview.Attention(
                    "2 deliveries were given up.", "See why.", "/api/admin/deliveries?state=dead");

    @Test
    void saysThatAllIsWell() {
        assertThat(Headline.of(List.of(), 0, 1))
                .isEqualTo("All is well: one user is connected, and nothing waits.");
        assertThat(Headline.of(List.of(), 1, 0))
                .isEqualTo(
                        "All is well: 0 users are connected, and one delivery is being worked off.");
        assertThat(Headline.of(List.of(), 7, 90))
                .isEqualTo(
                        "All is well: 90 users are connected, and 7 deliveries are being worked off.");
    }

    @Test
    void saysHowMuchNeedsAttention() {
        assertThat(Headline.of(List.of(SOMETHING), 3, 4)).isEqualTo("One thing needs attention.");
        assertThat(Headline.of(List.of(SOMETHING, SOMETHING), 3, 4))
                .isEqualTo("2 things need attention.");
    }
}
