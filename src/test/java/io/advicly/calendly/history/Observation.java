package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that can be seen at one time: at Calendly, at the service's API, and in its tables.
///
/// @param bookings what stands in the calendars, each invitee
/// @param members accounts as Calendly has them now, by id
/// @param living refresh tokens that are good, by account
/// @param states what each user is answered by `GET /api/calendly/connection`
/// @param meetings of each user: status by event URI
/// @param connections rows: user, account, status, whether there is a refresh token
/// @param subscriptions rows: organization, last part of the callback URL, state, scope, account
/// @param retired refresh tokens that are still to be revoked: user, account
/// @param creations calls that created a subscription, as the sandbox received them
/// @param deletions calls that deleted a subscription, as the sandbox received them
record Observation(
        List<JsonNode> hooks,
        List<String> allHooks,
        List<JsonNode> bookings,
        Map<String, JsonNode> members,
        Map<String, Integer> living,
        List<JsonNode> states,
        List<Map<String, List<String>>> meetings,
        List<List<String>> connections,
        List<List<String>> subscriptions,
        List<List<String>> pendingSyncs,
        List<List<String>> retired,
        List<JsonNode> tokenCalls,
        List<JsonNode> creations,
        List<JsonNode> deletions) {

    private static final List<Integer> GONE = List.of(200, 204, 404, 410);

    static Observation of(World world) {
        Map<String, JsonNode> members = new HashMap<>();
        world.membersAtCalendly().forEach(it -> members.put(it.get("id").asText(), it));
        List<JsonNode> hooks = new ArrayList<>();
        world.organizations().forEach(it -> hooks.addAll(world.hooks(it)));
        Tables tables = new Tables(world);
        return new Observation(
                hooks,
                allHooks(world),
                bookings(world),
                members,
                living(world),
                states(world),
                meetings(world),
                tables.connections(),
                tables.subscriptions(),
                tables.pendingSyncs(),
                tables.retiredGrants(),
                calls(world, "token"),
                calls(world, "webhook_create"),
                calls(world, "webhook_delete"));
    }

    private static List<JsonNode> bookings(World world) {
        return world.organizations().stream()
                .flatMap(it ->
                        world
                                .site()
                                .calendly()
                                .list(
                                        "/_control/bookings?limit=1000&organization=" + it,
                                        "bookings")
                                .stream())
                .toList();
    }

    private static List<JsonNode> calls(World world, String endpoint) {
        return world.site()
                .calendly()
                .list("/_control/requests?limit=100000&endpoint=" + endpoint, "requests");
    }

    /// What the users' answers say of the account that they are connected with.
    String accountOf(int user) {
        return last(states.get(user).at("/account/uri").asText(""));
    }

    String statusOf(int user) {
        return states.get(user).get("status").asText();
    }

    String organizationOf(String account) {
        JsonNode member = members.get(account);
        return member == null ? "" : member.get("organization").asText();
    }

    boolean governs(String account) {
        JsonNode member = members.get(account);
        return member != null && !member.get("role").asText().equals("user");
    }

    /// Whether a living grant may list an account's subscriptions, or the organization's.
    boolean canBeListed(String organization, String account) {
        return connections.stream()
                .filter(it -> it.get(3).equals("t") && !it.get(2).equals("NEEDS_RECONNECT"))
                .map(it -> it.get(1))
                .filter(it -> organizationOf(it).equals(organization))
                .filter(it -> living.getOrDefault(it, 0) > 0)
                .anyMatch(it -> governs(it) || it.equals(account));
    }

    /// Whether Calendly has said that somebody may not delete it.
    boolean isDeletionRefused(String hook) {
        return isDeletionAnswered(hook, List.of(400, 403, 422));
    }

    /// Whether Calendly has refused somebody there a subscription of their own: another's is all
    /// that they have.
    boolean isCreationRefused(String organization) {
        return creations.stream()
                .filter(it -> List.of(400, 403).contains(it.get("status").asInt()))
                .anyMatch(it -> organizationOf(it.path("account").asText("")).equals(organization));
    }

    /// Whether Calendly has said to somebody who was moved away that there is none.
    boolean isDeletionDenied(String hook) {
        return isDeletionAnswered(hook, List.of(404));
    }

    /// Whether Calendly has said that it is gone, which was made up.
    boolean isSaidToBeGone(String hook) {
        return deletions.stream()
                .filter(it -> it.path("fault").isTextual())
                .filter(it -> GONE.contains(it.get("status").asInt()))
                .anyMatch(it -> last(it.get("path").asText()).equals(hook));
    }

    private boolean isDeletionAnswered(String hook, List<Integer> answers) {
        return deletions.stream()
                .filter(it -> answers.contains(it.get("status").asInt()))
                .anyMatch(it -> last(it.get("path").asText()).equals(hook));
    }

    /// Whether an account's grant may have died with an answer that was lost on purpose.
    boolean mayHaveLostGrant(Ledger ledger, String organization) {
        return tokenCalls.stream()
                .filter(it -> isLost(ledger, it))
                .anyMatch(it -> organizationOf(it.path("account").asText("")).equals(organization));
    }

    /// Whether a call's answer was lost that may have been a good one.
    boolean isLost(Ledger ledger, JsonNode call) {
        return call.path("fault").isTextual()
                && call.get("status").asInt() != 200
                && !ledger.isHarmless(call.get("fault").asText());
    }

    static String last(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private static List<String> allHooks(World world) {
        List<String> all = new ArrayList<>();
        for (String organization : world.organizations()) {
            world.site()
                    .calendly()
                    .list(
                            "/_control/subscriptions?limit=1000&organization=" + organization,
                            "subscriptions")
                    .forEach(it -> all.add(it.get("id").asText()));
        }
        return all;
    }

    private static Map<String, Integer> living(World world) {
        Map<String, Integer> living = new HashMap<>();
        for (String account : world.accounts()) {
            living.put(
                    account,
                    world
                            .site()
                            .calendly()
                            .list("/_control/grants?limit=1000&account=" + account, "grants")
                            .stream()
                            .filter(it -> !it.get("revoked").asBoolean())
                            .mapToInt(it -> it.get("refresh_tokens_alive").asInt())
                            .sum());
        }
        return living;
    }

    private static List<JsonNode> states(World world) {
        List<JsonNode> states = new ArrayList<>();
        for (int user = 0; user < world.people().size(); user++) {
            states.add(get(world, user, "/api/calendly/connection"));
        }
        return states;
    }

    private static List<Map<String, List<String>>> meetings(World world) {
        List<Map<String, List<String>>> all = new ArrayList<>();
        for (int user = 0; user < world.people().size(); user++) {
            Map<String, List<String>> mine = new HashMap<>();
            get(world, user, "/api/meetings?limit=200")
                    .required("meetings")
                    .forEach(it ->
                            mine.computeIfAbsent(
                                            it.get("calendly_event_uri").asText(),
                                            event -> new ArrayList<>())
                                    .add(it.get("status").asText()));
            all.add(mine);
        }
        return all;
    }

    private static JsonNode get(World world, int user, String path) {
        Http.Reply reply =
                world.noted(
                        "GET " + path,
                        world.people()
                                .get(user)
                                .at(world.site().replicas().reachable(user % 2).orElseThrow())
                                .get(path));
        return reply.expect(200).body();
    }
}
