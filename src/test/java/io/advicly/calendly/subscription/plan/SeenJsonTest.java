package io.advicly.calendly.subscription.plan;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.EVENTS;
import static io.advicly.calendly.subscription.knowledge.Situations.admin;
import static io.advicly.calendly.subscription.knowledge.Situations.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.record.Subscription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeenJsonTest {

    @Test
    void showsOursHoweverManyOthersThereAre() {
        Subscription ours = row("zz-ours", ACME, admin("ada"));
        List<WebhookSubscription> listed =
                Stream.concat(
                                IntStream.range(0, 500).mapToObj(SeenJsonTest::foreign),
                                Stream.of(Situations.hook(ours)))
                        .toList();
        Observation seen =
                Situations.of(List.of(admin("ada")), List.of(ours), Map.of(ACME, listed));

        JsonObject json =
                new JsonObject(SeenJson.of(seen, SubscriptionPlanner.plan(seen), Map.of()));

        JsonArray shown = json.getJsonArray("listed");
        assertThat(shown).hasSize(50);
        assertThat(shown.getJsonObject(0).getString("uri")).isEqualTo("zz-ours");
        assertThat(shown.getJsonObject(0).getBoolean("ours")).isTrue();
        assertThat(shown.getJsonObject(1).getBoolean("ours")).isFalse();
        assertThat(Instant.parse(json.getString("at"))).isEqualTo(seen.at());
    }

    private static WebhookSubscription foreign(int number) {
        return new WebhookSubscription(
                "foreign" + number,
                "https://other.example.com/" + number,
                ACME,
                EVENTS,
                true,
                null,
                null);
    }
}
