package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// (a) and (b): what stands at Calendly.
final class SubscriptionInvariants {

    private static final Set<String> EVENTS =
            Set.of(
                    "invitee.created",
                    "invitee.canceled",
                    "invitee_no_show.created",
                    "invitee_no_show.deleted");

    private final World world;
    private final Observation seen;

    SubscriptionInvariants(World world, Observation seen) {
        this.world = world;
        this.seen = seen;
    }

    /// At either scope: a refusal is remembered, so that an admin may have one of its own.
    List<String> eachStayingAccountIsServed() {
        List<String> violations = new ArrayList<>();
        for (String account : stayingWithGrant()) {
            if (serving(account).isEmpty()) {
                violations.add(
                        "(a) %s in %s is connected and has no subscription that serves it"
                                .formatted(account, seen.organizationOf(account)));
            }
        }
        return violations;
    }

    /// One that nobody may delete may stand beside the one that serves: nothing can be done.
    List<String> noneIsSuperfluous() {
        List<String> violations = new ArrayList<>();
        for (JsonNode hook : seen.hooks()) {
            if (!removable(hook)) {
                continue;
            }
            if (world.stale().contains(hook.get("id").asText())) {
                violations.add("(a) is from earlier times and not deleted: " + told(hook));
            } else if (!isGood(hook)) {
                violations.add("(a) is no good and not deleted: " + told(hook));
            } else if (staying().stream().noneMatch(it -> serves(hook, it))) {
                violations.add("(a) serves nobody and is not deleted: " + told(hook));
            }
        }
        for (String account : staying()) {
            List<JsonNode> doubled = serving(account).stream().filter(this::removable).toList();
            if (doubled.size() > 1) {
                violations.add(
                        "(a) %s is served %d times: %s"
                                .formatted(
                                        account,
                                        doubled.size(),
                                        doubled.stream().map(this::told).toList()));
            }
        }
        return violations;
    }

    /// Where nobody stays there is none, save one that was out of reach before the last one left:
    /// some account there had lost its rights or its grant, or was served by it alone as Calendly
    /// had refused it one of its own, or to tell what it has, or Calendly has refused to delete it;
    /// and the row says so. One from earlier times, or with another's address, or of which Calendly
    /// has said that it is gone, is only found where an owner or admin connects.
    List<String> noneIsLeftBehind() {
        List<String> violations = new ArrayList<>();
        for (JsonNode hook : seen.hooks()) {
            String organization = organization(hook);
            String id = hook.get("id").asText();
            boolean refused =
                    world.history().refusesDeletions()
                            || world.history().refusesLists()
                            || seen.isCreationRefused(organization);
            boolean excused =
                    world.ledger().isWeakened(organization)
                            || seen.mayHaveLostGrant(world.ledger(), organization)
                            || (refused
                                    && seen.isDeletionRefused(id)
                                    && !world.ledger().isToGo(id));
            if (!world.stale().contains(id)
                    && !world.ledger().isPlanted(id)
                    && !seen.isSaidToBeGone(id)
                    && !peopled(organization)
                    && !(excused && states(hook).contains("ORPHANED"))
                    && !(world.ledger().isWeakened(organization) && seen.isDeletionDenied(id))) {
                violations.add("(a) nobody stays in its organization: " + told(hook));
            }
        }
        return violations;
    }

    /// What somebody may delete who is well connected, in organizations where nobody is in trouble:
    /// what others have left there cannot be kept for anybody.
    List<String> deletable() {
        return seen.hooks().stream()
                .filter(it -> isWell(organization(it)))
                .filter(this::removable)
                .map(it -> it.get("id").asText())
                .toList();
    }

    private boolean isWell(String organization) {
        boolean nothingLost =
                !world.ledger().isWeakened(organization)
                        && !seen.mayHaveLostGrant(world.ledger(), organization)
                        && !world.ledger().isAnythingKilled()
                        && !world.history().refusesLists();
        return nothingLost
                && IntStream.range(0, world.people().size())
                        .filter(this::isConnected)
                        .filter(user ->
                                seen.organizationOf(seen.accountOf(user)).equals(organization))
                        .allMatch(user ->
                                seen.statusOf(user).equals("active")
                                        && !world.ledger().isLacking(user));
    }

    private boolean isConnected(int user) {
        return !List.of("not_connected", "disconnected").contains(seen.statusOf(user));
    }

    /// Who needs to consent again keeps what may still deliver. What was lost behind our back, or
    /// with a move, cannot be had again without a grant.
    List<String> nobodyWhoMayComeBackIsCutOff() {
        List<String> violations = new ArrayList<>();
        for (int user = 0; user < world.people().size(); user++) {
            String account = seen.accountOf(user);
            boolean waits =
                    seen.statusOf(user).equals("needs_reconnect")
                            && world.ledger().told(user) instanceof Ledger.Told.Connected
                            && !world.ledger().hasMoved(account);
            if (waits && !isServed(account)) {
                deletedUnder(user, account).forEach(violations::add);
            }
        }
        return violations;
    }

    /// Whether Calendly delivers what is booked with the account.
    ///
    /// What was made under another configuration delivers as well.
    boolean isServed(String account) {
        return seen.hooks().stream()
                .filter(SubscriptionInvariants::isActive)
                .filter(it -> !world.stale().contains(it.get("id").asText()))
                .anyMatch(it -> serves(it, account));
    }

    List<String> foreignOnesAreUntouched() {
        return world.foreign().stream()
                .filter(it -> !seen.allHooks().contains(it))
                .map(it -> "(b) the foreign subscription " + it + " is gone")
                .toList();
    }

    private List<String> deletedUnder(int user, String account) {
        Ledger ledger = world.ledger();
        List<String> served =
                ledger.seen().entrySet().stream()
                        .filter(it -> served(it.getValue(), account))
                        .map(Map.Entry::getKey)
                        .toList();
        if (served.stream().anyMatch(ledger::isSpoiled)) {
            return List.of();
        }
        return seen.deletions().stream()
                .filter(it -> it.get("status").asInt() == 204)
                .filter(it -> served.contains(Observation.last(it.get("path").asText())))
                .filter(it -> Instant.parse(it.get("at").asText()).isAfter(ledger.toldAt(user)))
                .map(it ->
                        "(a) %s needs to consent again, and what served it was deleted: %s"
                                .formatted(account, it.get("path").asText()))
                .toList();
    }

    private boolean served(Ledger.Hook hook, String account) {
        return hook.organization().equals(seen.organizationOf(account))
                && (hook.scope().equals("organization") || hook.user().equals(account));
    }

    private List<JsonNode> serving(String account) {
        return seen.hooks().stream()
                .filter(this::isGood)
                .filter(it -> !world.stale().contains(it.get("id").asText()))
                .filter(it -> serves(it, account))
                .toList();
    }

    private boolean isGood(JsonNode hook) {
        Set<String> events = new HashSet<>();
        hook.get("events").forEach(it -> events.add(it.asText()));
        return isActive(hook) && world.isAtOurAddress(hook) && events.containsAll(EVENTS);
    }

    private static boolean isActive(JsonNode hook) {
        return hook.get("state").asText().equals("active");
    }

    private boolean serves(JsonNode hook, String account) {
        return organization(hook).equals(seen.organizationOf(account))
                && (hook.get("scope").asText().equals("organization")
                        || owner(hook).equals(account));
    }

    /// Whether one of our living grants may delete it.
    private boolean removable(JsonNode hook) {
        return seen.connections().stream()
                .filter(it -> it.get(3).equals("t") && !it.get(2).equals("NEEDS_RECONNECT"))
                .map(it -> it.get(1))
                .filter(it -> seen.living().getOrDefault(it, 0) > 0)
                .filter(it -> seen.organizationOf(it).equals(organization(hook)))
                .anyMatch(it ->
                        seen.governs(it)
                                || (hook.get("scope").asText().equals("user")
                                        && owner(hook).equals(it)));
    }

    /// Accounts of which somebody is told to be connected, well or not.
    private Set<String> staying() {
        return accounts(Set.of("active", "degraded", "needs_reconnect"));
    }

    private Set<String> stayingWithGrant() {
        Set<String> accounts = accounts(Set.of("active", "degraded"));
        accounts.removeIf(it -> seen.living().getOrDefault(it, 0) == 0);
        return accounts;
    }

    private Set<String> accounts(Set<String> states) {
        Set<String> accounts = new TreeSet<>();
        for (int user = 0; user < world.people().size(); user++) {
            if (states.contains(seen.statusOf(user))) {
                accounts.add(seen.accountOf(user));
            }
        }
        return accounts;
    }

    /// Where its accounts are, or where the service had to leave those whose grant is dead: nobody
    /// can tell it that they were moved.
    private boolean peopled(String organization) {
        return staying().stream().anyMatch(it -> seen.organizationOf(it).equals(organization))
                || seen.states().stream()
                        .filter(it -> it.get("status").asText().equals("needs_reconnect"))
                        .map(it -> it.at("/account/organization_uri").asText(""))
                        .anyMatch(it -> Observation.last(it).equals(organization));
    }

    private List<String> states(JsonNode hook) {
        String token = Observation.last(hook.get("callback_url").asText());
        return seen.subscriptions().stream()
                .filter(it -> it.get(1).equals(token))
                .map(it -> it.get(2))
                .toList();
    }

    private String told(JsonNode hook) {
        return "%s subscription %s of %s%s, %s at Calendly, row %s"
                .formatted(
                        hook.get("scope").asText(),
                        hook.get("id").asText(),
                        organization(hook),
                        owner(hook).isEmpty() ? "" : " for " + owner(hook),
                        hook.get("state").asText(),
                        states(hook));
    }

    private static String organization(JsonNode hook) {
        return hook.get("organization_id").asText();
    }

    private static String owner(JsonNode hook) {
        return hook.path("user").isTextual() ? Observation.last(hook.get("user").asText()) : "";
    }
}
