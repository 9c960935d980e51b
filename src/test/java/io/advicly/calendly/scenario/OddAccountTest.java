package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calendly says something odd of the account that somebody connects: they are told how it ended,
/// as are their later calls, and all is well once it says what it should.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OddAccountTest {

    /// Nothing makes it shorter: PostgreSQL compresses what repeats itself, in indexes too.
    private static final String ENDLESS = noise();

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "uri | 7",
                "uri | null",
                "uri | \"no URI\"",
                "uri | \"https://api.calendly.com/users/\"",
                "uri | \"https://api.calendly.com/users/ENDLESS\"",
                "uri | \"\\u0000\"",
                "current_organization | null",
                "current_organization | {}",
                "current_organization | \"\"",
                "current_organization | \"https://api.calendly.com/organizations/ENDLESS\"",
                "current_organization | \"https://api.calendly.com/users/ada\"",
                "name | \"ENDLESS\"",
                "name | [7]",
                "email | \"ENDLESS@example.test\"",
                "email | {}",
                "email | \"\\u0000\\ud800\"",
                "timezone | \"ENDLESS\"",
                "timezone | false",
                "'' | null",
                "'' | 7",
                "'' | []",
            })
    void endsInAnAnswerAndIsMended(String field, String value) throws IOException {
        mangle(field, value);
        Person person = Person.newcomer();

        assertThat(person.connect("ada").getQuery()).startsWith("calendly=");

        assertAnswered(person);
        Calendar.clearFaults();
        await().untilAsserted(() -> {
            Ours.makeDue();
            if (!isActive(person)) {
                consentWhereNeeded(person);
            }
            assertThat(isActive(person)).isTrue();
        });
    }

    private static void assertAnswered(Person person) {
        assertThat(person.post("/api/calendly/connection", Map.of()).status())
                .isIn(200, 409, 502, 503);
        assertThat(person.get("/api/calendly/connection").status()).isEqualTo(200);
        assertThat(person.get("/api/meetings").status()).isEqualTo(200);
    }

    private static boolean isActive(Person person) {
        return person.connection().get("status").asText().equals("active");
    }

    private static void consentWhereNeeded(Person person) {
        Http.Reply reply = person.post("/api/calendly/connection", Map.of());
        if (reply.status() == 200 && reply.body().has("authorization_url")) {
            person.connect("ada");
        }
    }

    private static String noise() {
        byte[] bytes = new byte[50_000];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void mangle(String field, String value) throws IOException {
        Map<String, @Nullable Object> mangle = new HashMap<>();
        if (!field.isEmpty()) {
            mangle.put("field", field);
        }
        mangle.put("value", Http.JSON.readTree(value.replace("ENDLESS", ENDLESS)));
        Calendar.fault(Map.of("endpoint", "users_me", "times", -1, "mangle", mangle));
    }
}
