package io.advicly.calendly.subscription.record;

/// Where a subscription stands.
public enum SubscriptionState {
    /// The intent is stored; Calendly may or may not know of it.
    PENDING,
    /// Calendly delivers.
    ACTIVE,
    /// It delivers no more, and has not been replaced yet.
    DISABLED,
    /// The organization's plan does not allow it.
    PLAN_NOT_ALLOWED,
    /// Calendly has refused to create it.
    REFUSED,
    /// Gone at Calendly.
    DELETED,
    /// Maybe alive at Calendly, but no living grant can delete it.
    ORPHANED
}
