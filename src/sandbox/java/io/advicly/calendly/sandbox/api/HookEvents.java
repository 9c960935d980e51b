package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.subscription.HookScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events can be subscribed to, by which subscription scope, with which OAuth scope
 * (calendly-api.md 1.8).
 */
final class HookEvents {
    private static final Set<HookScope> ANY = EnumSet.allOf(HookScope.class);
    private static final Map<String, Rule> RULES =
            Map.of(
                    "invitee", new Rule(ANY, "scheduled_events:read"),
                    "invitee_no_show", new Rule(ANY, "scheduled_events:read"),
                    "event_type", new Rule(ANY, "event_types:read"),
                    "routing_form_submission",
                            new Rule(EnumSet.of(HookScope.ORGANIZATION), "routing_forms:read"),
                    "meeting_recap", new Rule(EnumSet.of(HookScope.USER), "meeting_recaps:read"),
                    "contact", new Rule(ANY, "contacts:read"));
    private static final Map<String, List<String>> VERBS =
            Map.of(
                    "invitee", List.of("created", "canceled"),
                    "invitee_no_show", List.of("created", "deleted"),
                    "event_type", List.of("created", "updated", "deleted"),
                    "routing_form_submission", List.of("created"),
                    "meeting_recap", List.of("created", "updated", "deleted"),
                    "contact", List.of("created", "updated", "deleted"));

    private HookEvents() {}

    static boolean known(String event) {
        int dot = event.indexOf('.');
        return dot > 0
                && VERBS.getOrDefault(event.substring(0, dot), List.of())
                        .contains(event.substring(dot + 1));
    }

    static boolean offered(String event, HookScope scope) {
        return rule(event).scopes().contains(scope);
    }

    /**
     * One event without its scope fails the whole create (n8n PR #33286; for mixed lists our
     * reading).
     */
    static boolean allowed(String event, ApiCaller caller) {
        return caller.may(rule(event).oauthScope());
    }

    /** What a free plan still refuses since November 2026 (RN 2026-11-03, RN 2026-11-19). */
    static boolean wantsPlan(String event) {
        return event.startsWith("routing_form_submission.") || event.startsWith("meeting_recap.");
    }

    private static Rule rule(String event) {
        Rule rule = RULES.get(event.substring(0, event.indexOf('.')));
        if (rule == null) {
            throw new IllegalArgumentException("unknown event " + event);
        }
        return rule;
    }

    private record Rule(Set<HookScope> scopes, String oauthScope) {}
}
