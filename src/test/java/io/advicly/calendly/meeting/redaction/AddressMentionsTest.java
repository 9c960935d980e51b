package io.advicly.calendly.meeting.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.meeting.detail.AddressMentions;
import io.advicly.calendly.security.identity.EmailAddress;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMentionsTest {

    private static final EmailAddress GRACE = new EmailAddress("grace+x@example.test");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    grace+x@example.test | [erased]
                    GRACE+X@Example.Test | [erased]
                    Write to Grace+x@example.test. | Write to [erased].
                    <grace+x@example.test>, others | <[erased]>, others
                    ...grace+x@example.test... | ...[erased]...
                    **grace+x@example.test** | **[erased]**
                    mailto:grace+x@example.test | mailto:[erased]
                    https://x.test/?email=grace%2Bx%40example.test&a=b | https://x.test/?email=[erased]&a=b
                    a@b.test grace+x@example.test | a@b.test [erased]
                    """)
    void areReplaced(String before, String after) {
        assertThat(AddressMentions.without(before, Set.of(GRACE))).isEqualTo(after);
        assertThat(AddressMentions.in(before)).contains(GRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notgrace+x@example.test",
                "grace+x@example.test.org",
                "my.grace+x@example.test",
                "grace@example.test",
                "100%40",
                "grace+x at example.test",
                "$1 \\ grace+x@other.test"
            })
    void areNotMistaken(String text) {
        assertThat(AddressMentions.without(text, Set.of(GRACE))).isEqualTo(text);
        assertThat(AddressMentions.in(text)).doesNotContain(GRACE);
    }

    @Test
    void areFoundInTheWholeOfAStrangeAddress() {
        EmailAddress strange = new EmailAddress("a&b/c@example.test");
        assertThat(AddressMentions.in("A&B/c@example.test")).contains(strange);
        assertThat(AddressMentions.without("A&B/c@example.test", Set.of(strange)))
                .isEqualTo("[erased]");
    }

    @Test
    void areReplacedAnywhereInJson() throws Exception {
        JsonNode before =
                JSON.readTree(
                        """
                        {"a":["grace+x@example.test",1,null,{"b":"to Grace\\u002bx\\u0040example.test"}],
                         "grace+x@example.test":true,"hosts":[{"email":"grace+x@example.test"}]}\
                        """);
        assertThat(AddressMentions.without(before, Set.of(GRACE), Set.of("hosts")))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"a":["[erased]",1,null,{"b":"to [erased]"}],"[erased]":true,
                                 "hosts":[{"email":"grace+x@example.test"}]}\
                                """));
        assertThat(AddressMentions.in(before)).containsExactly(GRACE);
    }

    @Test
    void nothingMentionsNobody() {
        assertThat(AddressMentions.in((String) null)).isEmpty();
        assertThat(AddressMentions.in((JsonNode) null)).isEmpty();
    }

    /// A mebibyte without an end took minutes where the search began anew at each letter.
    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "%40", "a@"})
    void longTextsAreSearchedOnce(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        Assertions.assertThatCode(() ->
                        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                                Duration.ofSeconds(30), () -> AddressMentions.in(text)))
                .doesNotThrowAnyException();
    }
}
