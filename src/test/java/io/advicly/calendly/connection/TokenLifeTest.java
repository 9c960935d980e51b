package io.advicly.calendly.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenLifeTest {

    private static final Instant ISSUED = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void leavesFiveMinutesOfTwoHoursForTheCall() {
        TokenLife life = lasting(Duration.ofHours(2));

        assertThat(life.isFresh(ISSUED)).isTrue();
        assertThat(life.isFresh(ISSUED.plus(Duration.ofMinutes(115)).minusMillis(1))).isTrue();
        assertThat(life.isFresh(ISSUED.plus(Duration.ofMinutes(115)))).isFalse();
    }

    @Test
    void leavesATenthOfAShortLife() {
        TokenLife life = lasting(Duration.ofSeconds(20));

        assertThat(life.isFresh(ISSUED.plusMillis(17_999))).isTrue();
        assertThat(life.isFresh(ISSUED.plusMillis(18_000))).isFalse();
    }

    @Test
    void isOverWhenItExpires() {
        TokenLife life = lasting(Duration.ofSeconds(20));

        assertThat(life.isOver(ISSUED.plusMillis(19_999))).isFalse();
        assertThat(life.isOver(ISSUED.plusSeconds(20))).isTrue();
    }

    @Test
    void isRenewedRoundAShareOfItsLife() {
        TokenLife life = lasting(Duration.ofSeconds(1000));

        assertThat(life.renewAt(80, 5, 0.0)).isEqualTo(ISSUED.plusSeconds(750));
        assertThat(life.renewAt(80, 5, 0.5)).isEqualTo(ISSUED.plusSeconds(800));
        assertThat(life.renewAt(80, 5, 1.0)).isEqualTo(ISSUED.plusSeconds(850));
        assertThat(life.renewAt(80, 0, 0.0)).isEqualTo(ISSUED.plusSeconds(800));
    }

    private static TokenLife lasting(Duration length) {
        return new TokenLife(ISSUED, ISSUED.plus(length));
    }
}
