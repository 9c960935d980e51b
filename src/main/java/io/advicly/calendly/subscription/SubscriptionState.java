package io.advicly.calendly.subscription;

/// Where a subscription stands.
public enum SubscriptionState {
    /// The intent is stored; Calendly may or may not know of it.
    PENDING,
    /// Calendly delivers.
    ACTIVE,
    /// Calendly has given up on it; it has to be replaced.
    DISABLED,
    /// The organization's plan does not allow subscriptions.
    PLAN_NOT_ALLOWED,
    /// Gone at Calendly.
    DELETED,
    /// Alive at Calendly, but no living grant can delete it.
    ORPHANED
}
