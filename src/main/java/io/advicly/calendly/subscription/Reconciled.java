package io.advicly.calendly.subscription;

/// How a reconcile ended. Calendly being away is a failure, not a result.
public sealed interface Reconciled {

    /// For the canonical log line: no URL token, no key.
    String summary();

    /// Exactly one good subscription of ours is left, unless `left` could not be deleted yet.
    record Healthy(Subscription subscription, boolean created, int deleted, int left)
            implements Reconciled {

        @Override
        public String summary() {
            return "result=healthy subscription=%s scope=%s created=%s deleted=%d left=%d"
                    .formatted(
                            subscription.webhookUri(),
                            subscription.scope(),
                            created,
                            deleted,
                            left);
        }
    }

    /// The organization's plan does not allow subscriptions: meetings come by sync alone.
    record PlanNotAllowed(String message) implements Reconciled {

        @Override
        public String summary() {
            return "result=plan_not_allowed";
        }
    }

    /// The connection's grant is gone; somebody has to consent again.
    record ConsentNeeded() implements Reconciled {

        @Override
        public String summary() {
            return "result=consent_needed";
        }
    }
}
