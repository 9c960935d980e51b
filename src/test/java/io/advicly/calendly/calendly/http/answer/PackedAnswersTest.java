package io.advicly.calendly.calendly.http.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.calendly.Packed;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer may be packed, whether that was asked for or not.
class PackedAnswersTest {

    /// Whatever is configured (`calendly.http.max-answer`).
    private static final int MOST = 100_000;

    private static final byte[] BODY = "{\"a\": \"\u00e4\"}".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", " GZip "})
    void isUnpacked(String encoding) throws IOException {
        assertRead(reply(encoding, Packed.gzip(BODY)));
    }

    @Test
    void isUnpackedWhereItIsDeflated() throws IOException {
        assertRead(reply("deflate", Packed.deflate(BODY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "identity", "br", ""})
    void isReadAsItIsWhereItIsNotPackedAfterAll(String encoding) {
        assertRead(reply(encoding, BODY));
    }

    @Test
    void isNoneWhereItEndsEarlyOrIsPackedOtherwise() throws IOException {
        byte[] packed = Packed.gzip(BODY);

        assertNone(reply("gzip", Arrays.copyOf(packed, packed.length - 12)));
        assertNone(reply("br", packed));
        assertNone(reply("gzip, gzip", packed));
    }

    /// A thousand times larger than it comes.
    @Test
    void isNoneWhereItWouldFillTheMemory() throws IOException {
        byte[] large = new byte[MOST];
        Arrays.fill(large, (byte) ' ');
        System.arraycopy(BODY, 0, large, 0, BODY.length);
        byte[] larger = Arrays.copyOf(large, MOST + 1);
        larger[MOST] = ' ';

        assertRead(reply("gzip", Packed.gzip(large)));
        byte[] packed = Packed.gzip(larger);
        assertThatThrownBy(() -> reply("gzip", packed)).isInstanceOf(AnswerTooLargeException.class);
    }

    /// Else a token that could not be revoked would pass for one that is.
    @Test
    void isNotNothingWhereItCannotBeUnpacked() throws IOException {
        byte[] packed = Packed.gzip(new byte[0]);

        assertThat(reply("gzip", packed).isEmpty()).isTrue();
        assertThat(reply("gzip", Arrays.copyOf(packed, 9)).isEmpty()).isFalse();
        assertThat(reply("gzip", new byte[0]).isEmpty()).isTrue();
    }

    private static Reply reply(String encoding, byte[] body) {
        return Reply.of(200, Map.of("content-encoding", encoding)::get, body, MOST);
    }

    private static void assertRead(Reply reply) {
        assertThat(reply.json().path("a").asText()).isEqualTo("\u00e4");
    }

    private static void assertNone(Reply reply) {
        assertThat(reply.json().isMissingNode()).isTrue();
        assertThat(reply.isEmpty()).isFalse();
    }
}
