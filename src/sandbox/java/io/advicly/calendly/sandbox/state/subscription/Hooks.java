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

    private final Table<SandboxSubscription> subscriptions;
    private final Table<SandboxDelivery> deliveries;
    private final Index<SandboxSubscription> byOrganization;
    private final Index<SandboxDelivery> bySubscription;

    public Hooks(Tables tables) {
        subscriptions =
                tables.add("subscriptions", SandboxSubscription.class, SandboxSubscription::id);
        deliveries = tables.add("deliveries", SandboxDelivery.class, SandboxDelivery::id);
        byOrganization =
                subscriptions.indexBy(
                        hook -> List.of(hook.organizationId()),
                        Comparator.comparing(SandboxSubscription::createdAt));
        bySubscription =
                deliveries.indexBy(
                        delivery -> List.of(delivery.subscriptionId()),
                        Comparator.comparingLong(SandboxDelivery::number));
    }

    public Table<SandboxSubscription> subscriptions() {
        return subscriptions;
    }

    public Table<SandboxDelivery> deliveries() {
        return deliveries;
    }

    /** Oldest first. */
    public NavigableSet<SandboxSubscription> subscriptionsOf(String organization) {
        return byOrganization.get(organization);
    }

    public NavigableSet<SandboxDelivery> deliveriesTo(String subscription) {
        return bySubscription.get(subscription);
    }

    public void add(SandboxDelivery delivery) {
        deliveries.put(delivery);
        if (deliveries.size() > REMEMBERED) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Iterator<SandboxDelivery> oldestFirst = deliveries.all().iterator();
        SandboxDelivery oldest = oldestFirst.next();
        if (!oldest.state().open()) {
            deliveries.remove(oldest.id());
        }
    }
}
