package io.advicly.calendly.subscription;

import io.advicly.calendly.platform.start.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Events that a subscription can have (docs/calendly-api.md 1.8): one that it cannot fails every
/// create, everybody's. Names that are not known may be new ones of Calendly's, and fewer than
/// meetings are made of may be wanted: what is not delivered, the nightly sync reads. Pure.
@ApplicationScoped
public class EventsCheck implements ConfigurationCheck {

    private static final Pattern NAME = Pattern.compile("[a-z_]+\\.[a-z_]+");

    /// Delivered to subscriptions of a user alone.
    private static final String OF_USERS = "meeting_recap.";

    private final SubscriptionSettings settings;

    public EventsCheck(SubscriptionSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String event : settings.events()) {
            if (!NAME.matcher(event).matches()) {
                complaints.add(
                        "calendly.webhook.events must be names of events such as invitee.created"
                                + " (one is \"%s\")".formatted(event));
            } else if (event.startsWith(OF_USERS)) {
                complaints.add(
                        "calendly.webhook.events must not have %s: Calendly refuses an organization's subscription to it"
                                .formatted(event));
            }
        }
        return complaints;
    }
}
