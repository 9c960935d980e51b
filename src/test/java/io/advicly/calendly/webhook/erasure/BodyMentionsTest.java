package io.advicly.calendly.webhook.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.identity.EmailAddress;
import io.advicly.calendly.testing.Gen;
import io.advicly.calendly.webhook.Samples;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyMentionsTest {

    private static final List<String> ADDRESSES =
            List.of(
                    "guest@example.test",
                    "plusone@example.test",
                    "grace+x@example.test",
                    "a&b/c@example.test",
                    "i\u0307lker@örnek.test",
                    "100%@example.test",
                    "ada@example.test");

    private static final List<String> NAMES =
            List.of(
                    "event",
                    "payload",
                    "email",
                    "event_memberships",
                    "event_guests",
                    "scheduled_event",
                    "answer");

    private static final List<String> EVENTS =
            List.of("invitee.created", "invitee_no_show.created", "contact.created", "");

    static Stream<Long> seeds() {
        return Gen.seeds(3_000);
    }

    @Test
    void areTheAddressesOfInviteesAndGuestsAndNotOfHosts() {
        assertThat(said(Samples.bytes("invitee.created")))
                .containsExactlyInAnyOrder("guest@example.test", "plusone@example.test");
    }

    @Test
    void ofNobodyAreNone() {
        assertThat(BodyMentions.of("{\"event\":\"invitee.created\"}".getBytes(UTF_8))).isEmpty();
    }

    /// However it is written, and where: an erasure that would change a body finds it.
    @ParameterizedTest
    @MethodSource("seeds")
    void areAllThatAnErasureWouldTakeOut(long seed) {
        byte[] body = body(new Gen(seed));
        Set<String> said = said(body);
        for (String address : ADDRESSES) {
            if (BodyErasure.of(body, Set.of(new EmailAddress(address))).isPresent()) {
                assertThat(said).as(new String(body, UTF_8)).contains(address);
            }
        }
    }

    /// And what is left mentions none of it.
    @ParameterizedTest
    @MethodSource("seeds")
    void loseWhatIsErased(long seed) {
        byte[] body = body(new Gen(seed));
        for (String address : ADDRESSES) {
            BodyErasure.of(body, Set.of(new EmailAddress(address)))
                    .ifPresent(left ->
                            assertThat(said(left))
                                    .as(new String(body, UTF_8))
                                    .doesNotContain(address));
        }
    }

    @Test
    void areNotLookedForInWhatIsUncommonlyLong() {
        String many =
                IntStream.range(0, 101)
                        .mapToObj(number -> "\"g" + number + "@example.test\"")
                        .collect(Collectors.joining(",", "[", "]"));
        assertThat(BodyMentions.of(many.getBytes(UTF_8))).isNull();
        assertThat(BodyMentions.of(new byte[70_000])).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@", "@a", "%40", "a@b.", "a@b ", "[", "\"a@b\","})
    void areFoundInATimeThatGrowsWithTheBodyAlone(String piece) {
        byte[] body = piece.repeat(60_000 / piece.length()).getBytes(UTF_8);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> BodyMentions.of(body));
    }

    @Test
    void leaveOutWhatNobodyCanAskFor() {
        assertThat(said("\"a\\u0000b@example.test\"".getBytes(UTF_8)))
                .noneMatch(address -> address.indexOf(0) >= 0);
    }

    private static Set<String> said(byte[] body) {
        return Arrays.stream(Objects.requireNonNull(BodyMentions.of(body)).split(" ", -1))
                .collect(Collectors.toSet());
    }

    private static byte[] body(Gen gen) {
        String json = "{\"event\":\"" + gen.oneOf(EVENTS) + "\",\"payload\":" + value(gen, 3) + "}";
        return switch (gen.upTo(10)) {
            case 0 -> json.substring(0, json.length() - 1).getBytes(UTF_8);
            case 1 -> value(gen, 2).getBytes(UTF_8);
            case 2 -> json.getBytes(ISO_8859_1);
            default -> json.getBytes(UTF_8);
        };
    }

    private static String value(Gen gen, int depth) {
        return switch (gen.upTo(depth == 0 ? 1 : 4)) {
            case 0 -> "\"" + text(gen) + "\"";
            case 1 ->
                    gen.listOf(3, () -> value(gen, depth - 1)).stream()
                            .collect(Collectors.joining(",", "[", "]"));
            default ->
                    gen.listOf(4, () -> "\"" + name(gen) + "\":" + value(gen, depth - 1)).stream()
                            .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String name(Gen gen) {
        return gen.upTo(8) == 0 ? text(gen) : gen.oneOf(NAMES);
    }

    private static String text(Gen gen) {
        String address = gen.oneOf(ADDRESSES);
        String written =
                switch (gen.upTo(6)) {
                    case 0 -> address.toUpperCase(Locale.ROOT);
                    case 1 -> "write to " + address + ".";
                    case 2 -> "https://x.test/?e=" + URLEncoder.encode(address, UTF_8) + "&a=b";
                    case 3 -> address.replace("@", "\\u0040");
                    case 4 -> " " + address + "\\n";
                    default -> address;
                };
        return gen.chance() ? written : "nobody";
    }
}
