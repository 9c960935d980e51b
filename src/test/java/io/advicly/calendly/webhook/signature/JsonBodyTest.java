package io.advicly.calendly.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
