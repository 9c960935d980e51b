package io.advicly.calendly.lifecycle.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.LinkedAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a [Chain] of a diagnosis and of what was sent. Pure.
final class ChainMaking {

    /// What is not sent for longer has a reason.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// What cannot hold where one of the first links is broken.
    private static final Set<String> CONSENT = Set.of("grant", "scope", "plan");

    private static final Set<String> NEED_CONSENT = Set.of("subscription", "last_delivery", "sync");

    private ChainMaking() {}

    static Chain make(Facts facts, Diagnosis diagnosis, Sent sent) {
        List<Diagnosis.Step> steps = new ArrayList<>(diagnosis.steps());
        steps.add(sent(facts.now(), sent));
        List<Chain.Link> links = new ArrayList<>();
        boolean noConsent = false;
        for (Diagnosis.Step step : steps) {
            noConsent |= !step.ok() && CONSENT.contains(step.step());
            links.add(
                    new Chain.Link(
                            step.step(),
                            step.ok(),
                            !step.ok() && noConsent && NEED_CONSENT.contains(step.step()),
                            step.says(),
                            step.since(),
                            step.nextAt(),
                            step.ok() ? List.of() : mends(step.step(), facts, sent)));
        }
        return chain(facts, links);
    }

    private static Chain chain(Facts facts, List<Chain.Link> links) {
        Connection connection = facts.connection();
        LinkedAccount account = connection.account();
        Chain.Link broken =
                links.stream().filter(it -> !it.ok() && !it.follows()).findFirst().orElse(null);
        return new Chain(
                connection.id(),
                connection.owner().tenantId(),
                connection.owner().userId(),
                facts.shown().status(),
                account == null ? null : account.organizationUri(),
                facts.now(),
                broken == null,
                broken == null
                        ? "Every link holds: what happens in this calendar arrives."
                        : broken.says(),
                broken == null ? null : broken.step(),
                links);
    }

    private static Diagnosis.Step sent(Instant now, Sent sent) {
        Sent.Told last = sent.last();
        if (last == null) {
            return Diagnosis.Step.good(
                    "sent", "There was nothing to tell the product's backend yet.", null);
        }
        List<Sent.To> missing = sent.destinations().stream().filter(it -> !it.delivered()).toList();
        if (sent.destinations().isEmpty()) {
            return Diagnosis.Step.good(
                    "sent",
                    "The last event, %s, is in the feed. No destination wants it: a backend without one reads the feed by itself."
                            .formatted(last.type()),
                    last.at());
        }
        if (missing.isEmpty()) {
            return Diagnosis.Step.good(
                    "sent",
                    "The last event, %s, was sent to %s."
                            .formatted(last.type(), addresses(sent.destinations())),
                    latest(sent, last));
        }
        return unsent(now, last, missing);
    }

    private static Diagnosis.Step unsent(Instant now, Sent.Told last, List<Sent.To> missing) {
        boolean waits =
                missing.stream().allMatch(it -> it.heldAt() == null && !it.paused())
                        && Duration.between(last.at(), now).compareTo(PATIENCE) < 0;
        return waits
                ? Diagnosis.Step.good(
                        "sent",
                        "The last event, %s, is being sent to %s."
                                .formatted(last.type(), addresses(missing)),
                        last.at())
                : Diagnosis.Step.bad(
                        "sent",
                        "The last event, %s, has not reached the product's backend: %s."
                                .formatted(
                                        last.type(),
                                        missing.stream()
                                                .map(ChainMaking::trouble)
                                                .collect(Collectors.joining("; "))),
                        last.at(),
                        missing.getFirst().dueAt());
    }

    private static String trouble(Sent.To to) {
        String error = to.error() == null ? "" : " (" + to.error() + ")";
        if (to.paused()) {
            return to.url() + " is paused";
        }
        if (to.heldAt() != null) {
            return to.url() + " is held: somebody has to resume it" + error;
        }
        return to.url() + (to.failingSince() == null ? " is behind" : " fails" + error);
    }

    private static @Nullable Instant latest(Sent sent, Sent.Told last) {
        return sent.destinations().stream()
                .map(Sent.To::at)
                .filter(at -> at != null)
                .max(Instant::compareTo)
                .orElse(last.at());
    }

    private static String addresses(List<Sent.To> all) {
        return all.stream().map(Sent.To::url).collect(Collectors.joining(", "));
    }

    private static List<Chain.Mend> mends(String step, Facts facts, Sent sent) {
        return switch (step) {
            case "grant" -> ofGrant(facts);
            case "scope" -> List.of(reconnect(facts));
            case "subscription", "plan", "last_delivery" -> ofOrganization(facts);
            case "projection" -> ofInbox(facts);
            case "sync" -> ofSync(facts);
            case "sent" ->
                    sent.destinations().stream()
                            .filter(it -> !it.delivered())
                            .map(ChainMaking::destination)
                            .toList();
            default -> List.of();
        };
    }

    private static List<Chain.Mend> ofGrant(Facts facts) {
        return facts.connection().status() == ConnectionStatus.ACTIVE
                        && facts.connection().hasGrant()
                ? List.of(
                        new Chain.Mend("refresh", "Renew the grant now", id(facts)),
                        reconnect(facts))
                : List.of(reconnect(facts));
    }

    private static Chain.Mend reconnect(Facts facts) {
        return new Chain.Mend("reconnect", "Make a link for connecting again", id(facts));
    }

    private static List<Chain.Mend> ofOrganization(Facts facts) {
        LinkedAccount account = facts.connection().account();
        return account == null || !facts.connection().active()
                ? List.of()
                : List.of(
                        new Chain.Mend(
                                "reconcile",
                                "Look at the organization now",
                                account.organizationUri()));
    }

    private static List<Chain.Mend> ofInbox(Facts facts) {
        String kind = facts.inbox().dead() > 0 ? "dead" : "pending";
        return facts.serving().stream()
                .map(it -> new Chain.Mend("replay", "Look at the " + kind + " ones", "" + it.id()))
                .toList();
    }

    private static List<Chain.Mend> ofSync(Facts facts) {
        return Stream.of(facts)
                .filter(it -> it.connection().status() == ConnectionStatus.ACTIVE)
                .map(it -> new Chain.Mend("sync", "Read the calendar now", id(it)))
                .toList();
    }

    private static Chain.Mend destination(Sent.To to) {
        return new Chain.Mend("destination", "Look at " + host(to.url()), "" + to.id());
    }

    private static String host(String url) {
        return url.replaceFirst("^https?://", "").replaceFirst("/.*", "").toLowerCase(Locale.ROOT);
    }

    private static String id(Facts facts) {
        return facts.connection().id().toString();
    }
}
