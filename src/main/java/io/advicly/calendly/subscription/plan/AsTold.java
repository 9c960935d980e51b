package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.record.CallbackUrls;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How Calendly describes a subscription that it has just created, where that is not as we asked.
/// Pure.
///
/// What is created anew would be described in the same way: to replace it changes nothing.
public final class AsTold {

    private AsTold() {}

    /// @param events that were asked for
    /// @param address that was asked for
    /// @return null where it is just what was asked for
    public static @Nullable String of(
            Collection<String> events, String address, WebhookSubscription told) {
        if (told.events().containsAll(events) && CallbackUrls.isSame(address, told.callbackUrl())) {
            return null;
        }
        return "%s at %s > %s at %s"
                .formatted(
                        words(events),
                        place(address),
                        words(told.events()),
                        place(told.callbackUrl()));
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
