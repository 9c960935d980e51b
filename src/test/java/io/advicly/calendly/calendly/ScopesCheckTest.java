package io.advicly.calendly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.settings.CalendlyCheck;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesCheckTest {

    private static final String GOOD = "users:read scheduled_events:read webhooks:write";

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                GOOD + " webhooks:read organizations:read",
                "  users:write   scheduled_events:write webhooks:write ",
                "default",
                ""
            })
    void whatCalendlyDocumentsIsGood(String scopes) {
        assertThat(complaints(scopes)).isEmpty();
    }

    @Test
    void theDefaultIsGood() {
        assertThat(new CalendlyCheck(TestSettings.calendly(REQUIRED)).complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "Users:read", "users:read,webhooks:read", "\"users:read\""})
    void whatIsNoScopeIsTold(String odd) {
        assertThat(complaints(GOOD + " " + odd))
                .singleElement()
                .asString()
                .startsWith("calendly.scopes must be scopes such as users:read")
                .contains('"' + odd + '"');
    }

    @Test
    void fewerMayBeWanted() {
        assertThat(complaints("users:read webhooks:read")).isEmpty();
    }

    private static final String[] REQUIRED = {
        "calendly.client-id", "a",
        "calendly.client-secret", "b",
        "calendly.public-url", "https://us.example.test"
    };

    private static List<String> complaints(String scopes) {
        String[] all = Arrays.copyOf(REQUIRED, REQUIRED.length + 2);
        all[REQUIRED.length] = "calendly.scopes";
        all[REQUIRED.length + 1] = scopes;
        return new CalendlyCheck(TestSettings.calendly(all)).complaints();
    }
}
