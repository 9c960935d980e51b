package io.advicly.calendly.subscription.knowledge;

import java.util.UUID;

/// A connection as far as the subscriptions of an organization are concerned.
///
/// @param account the URI of its account
/// @param alive whether its grant can be used
/// @param active whether it was connected before: deliveries that it misses are a gap
/// @param refused whether Calendly has refused to create subscriptions with its grant lately
/// @param neededElsewhere whether its grant has something left to do in another organization
public record Member(
        UUID connection,
        String account,
        Stay stay,
        boolean alive,
        boolean active,
        Role role,
        boolean refused,
        boolean neededElsewhere) {

    /// Whether the connection goes on.
    public enum Stay {
        /// Connected, being connected, or waiting for a new consent.
        STAYING,
        /// Let go by its user; its grant lives until nothing needs it any more.
        CLOSING,
        /// Its account was moved to another organization.
        ELSEWHERE
    }

    public boolean stays() {
        return stay == Stay.STAYING;
    }

    /// The same, asked to create nothing.
    public Member notAsked() {
        return new Member(connection, account, stay, alive, active, role, true, neededElsewhere);
    }

    /// Wants deliveries, and its grant can be used for them.
    public boolean lives() {
        return stays() && alive;
    }

    public boolean isAdmin() {
        return alive && stay != Stay.ELSEWHERE && role == Role.ADMIN;
    }

    public boolean has(String accountUri) {
        return account.equals(accountUri);
    }
}
