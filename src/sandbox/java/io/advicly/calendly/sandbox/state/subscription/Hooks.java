package io.advicly.calendly.sandbox.state.subscription;

import io.advicly.calendly.sandbox.state.table.Index;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;

/** Subscriptions and what was sent to them. */
public final class Hooks {
    /**
     * Finished deliveries beyond this many are forgotten, so that a long benchmark does not fill
     * the heap.
     */
    private static final int REMEMBERED = 20_000;

    private final Table<Subscription> subscriptions;
    private final Table<Delivery> deliveries;
    private final Index<Subscription> byOrganization;
    private final Index<Delivery> bySubscription;

    public Hooks(Tables tables) {
        subscriptions = tables.add("subscriptions", Subscription.class, Subscription::id);
        deliveries = tables.add("deliveries", Delivery.class, Delivery::id);
        byOrganization =
                subscriptions.indexBy(
                        hook -> List.of(hook.organizationId()),
                        Comparator.comparing(Subscription::createdAt));
        bySubscription =
                deliveries.indexBy(
                        delivery -> List.of(delivery.subscriptionId()),
                        Comparator.comparingLong(Delivery::number));
    }

    public Table<Subscription> subscriptions() {
        return subscriptions;
    }

    public Table<Delivery> deliveries() {
        return deliveries;
    }

    /** Oldest first. */
    public NavigableSet<Subscription> subscriptionsOf(String organization) {
        return byOrganization.get(organization);
    }

    public NavigableSet<Delivery> deliveriesTo(String subscription) {
        return bySubscription.get(subscription);
    }

    public void add(Delivery delivery) {
        deliveries.put(delivery);
        if (deliveries.size() > REMEMBERED) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Iterator<Delivery> oldestFirst = deliveries.all().iterator();
        Delivery oldest = oldestFirst.next();
        if (!oldest.state().open()) {
            deliveries.remove(oldest.id());
        }
    }
}
