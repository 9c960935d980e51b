package io.advicly.calendly.subscription;

import io.advicly.calendly.platform.start.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Events that a subscription can have (docs/calendly-api.md 1.8): one that it cannot fails every
/// create, everybody's. Names that are not known may be new ones of Calendly's. Pure.
@ApplicationScoped
public class EventsCheck implements ConfigurationCheck {

    private static final Pattern NAME = Pattern.compile("[a-z_]+\\.[a-z_]+");

    private static final List<String> OF_MEETINGS = List.of("invitee.created", "invitee.canceled");

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
        if (!settings.events().containsAll(OF_MEETINGS)) {
            complaints.add(
                    "calendly.webhook.events must have %s: meetings are made of them"
                            .formatted(String.join(" and ", OF_MEETINGS)));
        }
        return complaints;
    }
}
