package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.record.CallbackUrls;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How Calendly describes a subscription, where that may not be as we asked. Pure.
///
/// What is created anew with the same words would be described in the same way, by the answer of
/// its creation or by a list: to replace it changes nothing.
public final class AsTold {

    private AsTold() {}

    /// What is kept of a creation: what was asked for, and how that was answered.
    ///
    /// @param events that were asked for
    /// @param address that was asked for
    public static String of(Collection<String> events, String address, WebhookSubscription told) {
        return asked(events, address)
                + "%s at %s".formatted(words(told.events()), place(told.callbackUrl()));
    }

    private static String asked(Collection<String> events, String address) {
        return "%s at %s > ".formatted(words(events), place(address));
    }

    /// Whether it is described just as it was asked for.
    public static boolean isAsAsked(
            Collection<String> events, String address, WebhookSubscription told) {
        return told.events().containsAll(events)
                && CallbackUrls.isSame(address, told.callbackUrl());
    }

    /// Whether it was created by asking for this, however that was answered. Calendly changes no
    /// subscription afterwards.
    ///
    /// @param kept of its creation; null where that is not known
    static boolean wasAskedFor(Collection<String> events, String address, @Nullable String kept) {
        return kept != null && kept.startsWith(asked(events, address));
    }

    /// Whether it leads to this address, or to one that ends with the same token: it may be told
    /// with another host, and nobody else's ends so.
    public static boolean isAt(String address, WebhookSubscription told) {
        return token(address).equals(token(told.callbackUrl()));
    }

    private static String token(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String words(Collection<String> events) {
        return String.join(" ", new TreeSet<>(events));
    }

    /// Without the token, which is a secret of a kind.
    private static String place(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }
}
