package io.advicly.calendly.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.webhook.Samples;
import io.advicly.calendly.webhook.Signer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The vectors in `samples/signature-vectors.json`: every sentence of its lists is a case here.
class SignatureVectorsTest {

    private static final JsonNode VECTORS = read();
    private static final String KEY = VECTORS.get("key").asText();
    private static final String T = VECTORS.get("t").asText();
    private static final String BODY = VECTORS.get("body").asText();
    private static final String V1 = VECTORS.get("v1").asText();
    private static final String HEADER = "t=" + T + ",v1=" + V1;

    /// A delivery; what is not said is as in the vectors.
    private record Delivery(List<String> headers, String body, String key, long secondsLater) {

        static Delivery original() {
            return new Delivery(List.of(HEADER), BODY, KEY, 0);
        }

        Delivery headers(String... values) {
            return new Delivery(List.of(values), body, key, secondsLater);
        }

        Delivery body(String changed) {
            return new Delivery(headers, changed, key, secondsLater);
        }

        Delivery key(String changed) {
            return new Delivery(headers, body, changed, secondsLater);
        }

        Delivery later(long seconds) {
            return new Delivery(headers, body, key, seconds);
        }

        Verdict verdict() {
            return SignatureVerifier.verify(
                    SignatureHeader.parse(headers),
                    body.getBytes(UTF_8),
                    List.of(SecretString.of(key)),
                    Instant.ofEpochSecond(Long.parseLong(T)).plusSeconds(secondsLater),
                    Duration.ofHours(25));
        }
    }

    private static final Map<String, Delivery> REJECT =
            Map.of(
                    "other key order or white space", Delivery.original().body(BODY + " "),
                    "a trailing newline added to the body", Delivery.original().body(BODY + "\n"),
                    "no t", Delivery.original().headers("v1=" + V1),
                    "no v1", Delivery.original().headers("t=" + T),
                    "t in milliseconds", inMilliseconds(),
                    "t older than the tolerance", Delivery.original().later(90_001),
                    "t further in the future than the tolerance", Delivery.original().later(-181),
                    "an empty key", Delivery.original().key(""),
                    "the header sent twice", Delivery.original().headers(HEADER, HEADER));

    private static final Map<String, Delivery> ACCEPT =
            Map.of(
                    "two v1 values of which one matches",
                    Delivery.original().headers(HEADER + ",v1=" + "ab".repeat(32)),
                    "unknown extra pairs such as v2=",
                    Delivery.original().headers("v0=old," + HEADER + ",v2=" + "cd".repeat(32)),
                    "upper-case hex",
                    Delivery.original().headers("t=" + T + ",v1=" + V1.toUpperCase(Locale.ROOT)));

    static Set<String> rejected() {
        return listed("must_reject");
    }

    static Set<String> accepted() {
        return listed("must_accept");
    }

    @Test
    void theOriginalIsAccepted() {
        assertThat(Delivery.original().verdict()).isEqualTo(new Verdict.Accepted(0, false));
    }

    @Test
    void everyListedCaseIsTested() {
        assertThat(REJECT).containsOnlyKeys(rejected());
        assertThat(ACCEPT).containsOnlyKeys(accepted());
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejects(String vector) {
        assertThat(Objects.requireNonNull(REJECT.get(vector)).verdict())
                .isInstanceOf(Verdict.Rejected.class);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(String vector) {
        assertThat(Objects.requireNonNull(ACCEPT.get(vector)).verdict())
                .isEqualTo(new Verdict.Accepted(0, false));
    }

    @Test
    void keyOrderMatters() {
        String reordered = "{\"payload\":{\"name\":\"Zoë\"},\"event\":\"invitee.created\"}";
        assertThat(Delivery.original().body(reordered).verdict())
                .isInstanceOf(Verdict.Rejected.class);
    }

    /// Correctly signed, so that nothing but the unit of the time is wrong.
    private static Delivery inMilliseconds() {
        return Delivery.original().headers(Signer.header(KEY, BODY.getBytes(UTF_8), T + "000"));
    }

    private static Set<String> listed(String list) {
        return StreamSupport.stream(VECTORS.get(list).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Samples.bytes("signature-vectors"));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
