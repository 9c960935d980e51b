package io.advicly.calendly.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsCheckTest {

    private static final String MEETINGS = "invitee.created,invitee.canceled";

    @Test
    void theDefaultsAreGood() {
        assertThat(complaints(Map.of())).isEmpty();
    }

    @Test
    void oneThatIsNotKnownMayBeNew() {
        assertThat(complaints(MEETINGS + ",event_type.updated,something.happened")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Invitee.Created", "invitee", "invitee_created", "invitee.created;a.b", "*"})
    void whatIsNoNameOfAnEventIsTold(String odd) {
        assertThat(complaints(MEETINGS + "," + odd))
                .singleElement()
                .asString()
                .startsWith("calendly.webhook.events must be names of events")
                .contains('"' + odd + '"');
    }

    @Test
    void whatAnOrganizationsSubscriptionCannotHaveIsTold() {
        assertThat(complaints(MEETINGS + ",meeting_recap.created"))
                .singleElement()
                .asString()
                .startsWith("calendly.webhook.events must not have meeting_recap.created");
    }

    @Test
    void fewerMayBeWanted() {
        assertThat(complaints("invitee.created")).isEmpty();
    }

    private static List<String> complaints(String events) {
        return complaints(Map.of("calendly.webhook.events", events));
    }

    private static List<String> complaints(Map<String, String> configured) {
        return new EventsCheck(
                        new SmallRyeConfigBuilder()
                                .withMapping(SubscriptionSettings.class)
                                .withConverter(Duration.class, 100, new DurationConverter())
                                .withDefaultValues(configured)
                                .build()
                                .getConfigMapping(SubscriptionSettings.class))
                .complaints();
    }
}
