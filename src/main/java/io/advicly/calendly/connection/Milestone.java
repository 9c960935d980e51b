package io.advicly.calendly.connection;

/// The points of flows 1 to 3 between which a process may be killed: after each of them something
/// is different at Calendly or in the database, and the next call or the sweep has to cope with it.
/// The crash test walks all of them.
public enum Milestone {
    /// Flow 1: the code is spent, the grant is in memory only.
    CODE_EXCHANGED,
    /// Flow 1: the grant is stored, its account unknown.
    GRANT_STORED,
    /// Flow 1: the old refresh token is dead, the new one in memory only.
    GRANT_REFRESHED,
    /// Flow 1: the new refresh token is stored.
    REFRESH_STORED,
    /// Flow 1: the connection knows its account.
    ACCOUNT_BOUND,
    /// Flow 2: URL token and key are stored, Calendly knows nothing.
    INTENT_STORED,
    /// Flow 2: Calendly has the subscription, we do not know its URI.
    SUBSCRIPTION_CREATED,
    /// Flow 2: the new subscription is active, old ones are still there.
    SUBSCRIPTION_ACTIVATED,
    /// Flow 2: exactly one is left, the connection is not active yet.
    SUBSCRIPTION_RECONCILED,
    /// Flow 1: the connection is active, no sync is stored.
    CONNECTION_ACTIVATED,
    /// Flow 3: the user is let go, nothing is cleaned up.
    CLOSING_STARTED,
    /// Flow 3: the subscription is handed over or deleted, the grant lives.
    SUBSCRIPTION_RELEASED,
    /// Flow 3: the grant is revoked, its tokens are still stored.
    GRANT_REVOKED
}
