package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Its delivery is the whole organization's; the event is not.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class WhoHasAnEventTest {

    @Test
    void isWhomItLeadsTo() {
        Operated operated = Operated.begin();
        Person alan = Person.newcomer();
        var _ = alan.connect("alan");
        await().untilAsserted(() ->
                assertThat(alan.connection().get("status").asText()).isEqualTo("active"));
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(
                        () -> assertThat(Ours.meeting(operated.olivia(), booking)).isNotNull());

        for (String known : List.of(booking.event(), booking.invitee())) {
            JsonNode found =
                    operated.list(
                            "/api/admin/diagnosis?q=" + URLEncoder.encode(known, UTF_8),
                            "connections");
            assertThat(found.findValuesAsText("user_id")).containsExactly(operated.olivia().user());
        }
    }
}
