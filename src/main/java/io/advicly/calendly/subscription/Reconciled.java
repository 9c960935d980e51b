package io.advicly.calendly.subscription;

/// How a reconcile ended. Calendly being away is a failure, not a result.
public sealed interface Reconciled {

    /// Exactly one good subscription of ours is left, unless `left` could not be deleted yet.
    record Healthy(Subscription subscription, boolean created, int deleted, int left)
            implements Reconciled {}

    /// The organization's plan does not allow subscriptions: meetings come by sync alone.
    record PlanNotAllowed(String message) implements Reconciled {}

    /// The connection's grant is gone; somebody has to consent again.
    record ConsentNeeded() implements Reconciled {}
}
