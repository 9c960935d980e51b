package io.advicly.calendly.subscription.knowledge;

import java.util.Set;
import java.util.UUID;

/// A connection as far as the subscriptions of an organization are concerned. Pure.
///
/// @param account the URI of its account
/// @param alive whether its grant can be used
/// @param active whether it was connected before: deliveries that it misses are a gap
/// @param refused whether nothing is created with its grant, as Calendly has refused to lately
/// @param troubled whether nothing is created with it only because it cannot be used right now
/// @param neededElsewhere whether its grant has something left to do in another organization
/// @param mayNotDelete rows whose subscription Calendly has refused to delete with its grant lately
public record Member(
        UUID connection,
        String account,
        Stay stay,
        boolean alive,
        boolean active,
        Role role,
        boolean refused,
        boolean troubled,
        boolean neededElsewhere,
        Set<UUID> mayNotDelete) {

    public Member {
        mayNotDelete = Set.copyOf(mayNotDelete);
    }

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
        return new Member(
                connection,
                account,
                stay,
                alive,
                active,
                role,
                true,
                troubled,
                neededElsewhere,
                mayNotDelete);
    }

    /// Wants deliveries, and its grant can be used for them.
    public boolean lives() {
        return stays() && alive;
    }

    /// Its grant is ended as soon as nothing needs it: what it does not do now it never does.
    public boolean isLeaving() {
        return stay == Stay.CLOSING;
    }

    public boolean isAdmin() {
        return alive && stay != Stay.ELSEWHERE && role == Role.ADMIN;
    }

    public boolean has(String accountUri) {
        return account.equals(accountUri);
    }
}
