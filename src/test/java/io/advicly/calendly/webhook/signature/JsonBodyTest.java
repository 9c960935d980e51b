package io.advicly.calendly.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {\"a\":[1,{\"b\":null}]}\n", "[]", "1", "\"Zoë\""})
    void oneValueIsJson(String body) {
        assertThat(JsonBody.isJson(body.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{}}", "{} {}", "{\"a\":}", "a=b", "<a/>", "{'a':1}", "[1,]"})
    void anythingElseIsNot(String body) {
        assertThat(JsonBody.isJson(body.getBytes(UTF_8))).isFalse();
    }

    @Test
    void bytesThatAreNoTextAreNotJson() {
        assertThat(JsonBody.isJson(new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'})).isFalse();
    }

    /// Calendly has signed it: whatever is odd in it, nobody else has it.
    @ParameterizedTest
    @MethodSource("odd")
    void whatIsOddIsJsonAllTheSame(String body) {
        assertThat(JsonBody.isJson(body.getBytes(UTF_8))).isTrue();
        assertThat(createdBy("{\"a\":" + body + ",\"created_by\":\"ada\"}")).hasValue("ada");
    }

    private static List<String> odd() {
        return List.of(
                "{\"x\\ud83d\":1}",
                "9".repeat(100_000),
                "[" + "9".repeat(1_001) + ",1e" + "1".repeat(1_001) + "]",
                "{\"" + "n".repeat(60_000) + "\":1}",
                "[".repeat(5_000) + "]".repeat(5_000),
                "{\"\\udc00\":" + "9".repeat(1_001) + "}");
    }

    @Test
    void aMarkOfItsEncodingIsNoPartOfIt() {
        assertThat(JsonBody.isJson("\ufeff{\"x\\ud83d\":1}".getBytes(UTF_8))).isTrue();
        assertThat(JsonBody.isJson("{\"x\":1}".getBytes(UTF_16))).isTrue();
        assertThat(JsonBody.isJson("\ufeff".getBytes(UTF_8))).isFalse();
    }

    @Test
    void endlessNestingIsNotFollowed() {
        assertThat(JsonBody.isJson("[".repeat(100_000).getBytes(UTF_8))).isFalse();
    }

    @Test
    void theCreatorIsReadFromTheEnvelopeOnly() {
        assertThat(createdBy("{\"payload\":{\"created_by\":\"inner\"},\"created_by\":\"outer\"}"))
                .hasValue("outer");
        assertThat(createdBy("{\"payload\":{\"created_by\":\"inner\"}}")).isEmpty();
        assertThat(createdBy("{\"created_by\":null}")).isEmpty();
        assertThat(createdBy("{\"created_by\":{\"created_by\":\"inner\"}}")).isEmpty();
        assertThat(createdBy("[\"created_by\"]")).isEmpty();
        assertThat(createdBy("{\"a\":")).isEmpty();
        assertThat(createdBy("{\"created_by\":\"a\\u0000\"}")).isEmpty();
        assertThat(createdBy("{\"created_by\":\"\\u0000a\"}")).isEmpty();
    }

    private static Optional<String> createdBy(String body) {
        return JsonBody.createdBy(body.getBytes(UTF_8));
    }
}
