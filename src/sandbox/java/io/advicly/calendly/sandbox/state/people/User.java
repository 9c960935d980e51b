package io.advicly.calendly.sandbox.state.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A Calendly account together with its one membership: a user belongs to exactly one organization
 * at a time (COMM 145, 5080).
 */
public record User(
        String id,
        String name,
        String email,
        String timezone,
        String organizationId,
        SandboxRole role,
        List<String> formerOrganizationIds,
        Instant createdAt,
        Instant updatedAt) {

    /** Another organization makes another membership, so its id carries both. */
    public String membershipId() {
        return organizationId + "-" + id;
    }

    public boolean governs(String organization) {
        return organizationId.equals(organization) && role.governs();
    }

    public User withRole(SandboxRole newRole, Instant now) {
        return new User(
                id,
                name,
                email,
                timezone,
                organizationId,
                newRole,
                formerOrganizationIds,
                createdAt,
                now);
    }

    public User movedTo(String organization, SandboxRole newRole, Instant now) {
        List<String> former = new ArrayList<>(formerOrganizationIds);
        former.add(organizationId);
        return new User(id, name, email, timezone, organization, newRole, former, createdAt, now);
    }
}
