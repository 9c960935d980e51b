package io.advicly.calendly.subscription.knowledge;

/// What an account may do in its organization, as far as Calendly's answers have shown.
public enum Role {
    /// Owner or admin: may list and have the organization's subscription.
    ADMIN,
    /// Anybody else: may have a subscription of its own.
    MEMBER,
    /// Nobody has asked for a day.
    UNKNOWN
}
