package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Who may see and delete what is an organization's, and is well connected.
record Governors(World world) {

    /// An owner or admin in it whose grant the service holds, and Calendly takes.
    Optional<String> living(String organization) {
        return new Tables(world)
                .connections().stream()
                        .filter(it -> it.get(2).equals("ACTIVE") && it.get(3).equals("t"))
                        .map(it -> it.get(1))
                        .filter(world.accounts()::contains)
                        .filter(it -> governs(it, organization) && hasGrant(it))
                        .findFirst();
    }

    private boolean governs(String account, String organization) {
        JsonNode member = world.atCalendly(account);
        return member.get("organization").asText().equals(organization)
                && !member.get("role").asText().equals("user");
    }

    private boolean hasGrant(String account) {
        return world
                .site()
                .calendly()
                .list("/_control/grants?limit=1000&account=" + account, "grants")
                .stream()
                .anyMatch(Governors::isAlive);
    }

    private static boolean isAlive(JsonNode grant) {
        return !grant.get("revoked").asBoolean() && grant.get("refresh_tokens_alive").asInt() > 0;
    }
}
