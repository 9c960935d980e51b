package io.advicly.calendly.meeting.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Ann Lee, Ann Lee and Bob Ross, [erased] and Bob Ross",
                "ann lee, Talk: ANN   LEE, Talk: [erased]",
                "Ann, Ann and Anna, [erased] and Anna",
                "Ann Lee, Ann Smith and Bob Lee, Ann Smith and Bob Lee",
                "O'Brien, Meeting o'brien's team, Meeting [erased]'s team",
                "Zoë, zoe\u0308 & Max, [erased] & Max",
                "Ann, Ann and ann, [erased] and [erased]",
                "!!!, !!! and Bob, !!! and Bob",
            })
    void goWhereTheyStandAndNothingElseDoes(String name, String text, String left) {
        assertThat(Names.without(text, Set.of(Names.words(name)))).isEqualTo(left);
        assertThat(Names.without(left, Set.of(Names.words(name)))).isEqualTo(left);
    }

    @Test
    void everyRunOfWordsMayBeOne() {
        assertThat(Names.in("Ann Lee, Bob"))
                .containsExactlyInAnyOrder(
                        "ann", "lee", "bob", "ann lee", "lee bob", "ann lee bob");
        assertThat(Names.in(null)).isEmpty();
    }

    @Test
    void aLongTextTakesNoLongTime() {
        String text = "a ".repeat(500_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> {
                    assertThat(Names.in(text)).hasSize(8);
                    assertThat(Names.without(text, Set.of("a b", "c"))).isEqualTo(text);
                });
    }
}
