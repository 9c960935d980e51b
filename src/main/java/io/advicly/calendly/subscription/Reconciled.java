package io.advicly.calendly.subscription;

import io.advicly.calendly.platform.Entry;

/// How a reconcile ended. Calendly being away is a failure, not a result.
public sealed interface Reconciled {

    /// What the journal is told: no URL token, no key.
    Entry addTo(Entry entry);

    /// Exactly one good subscription of ours is left, unless `left` could not be deleted yet.
    record Healthy(Subscription subscription, boolean created, int deleted, int left)
            implements Reconciled {

        @Override
        public Entry addTo(Entry entry) {
            return entry.with("result", "healthy")
                    .with("subscription", String.valueOf(subscription.webhookUri()))
                    .with("scope", subscription.scope())
                    .with("created", created)
                    .with("deleted", deleted)
                    .with("left", left);
        }
    }

    /// The organization's plan does not allow subscriptions: meetings come by sync alone.
    record PlanNotAllowed(String message) implements Reconciled {

        @Override
        public Entry addTo(Entry entry) {
            return entry.with("result", "plan_not_allowed");
        }
    }

    /// The connection's grant is gone; somebody has to consent again.
    record ConsentNeeded() implements Reconciled {

        @Override
        public Entry addTo(Entry entry) {
            return entry.with("result", "consent_needed");
        }
    }
}
