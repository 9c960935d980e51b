package io.advicly.calendly.subscription.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTest {

    private static final SubscriptionOwner ACME =
            new SubscriptionOwner.Organization("https://api.calendly.com/organizations/ACME");

    /// Or the second would be one too many, and whatever is one too many is deleted.
    @Test
    void whatIsListedTwiceIsThereOnce() {
        var listed =
                new SubscriptionLists.Listed.All(
                        ACME,
                        List.of(
                                read("one", true),
                                read("other", true),
                                new ListedSubscription.Unreadable("odd", null),
                                read("one", false)));

        assertThat(listed.readable())
                .containsExactly(subscription("one", false), subscription("other", true));
        assertThat(listed.unreadable())
                .containsExactly(new ListedSubscription.Unreadable("odd", null));
    }

    private static ListedSubscription read(String uri, boolean active) {
        return new ListedSubscription.Read(subscription(uri, active));
    }

    private static WebhookSubscription subscription(String uri, boolean active) {
        return new WebhookSubscription(
                uri,
                "https://service.test/hooks",
                ACME,
                List.of("invitee.created"),
                active,
                null,
                null);
    }
}
