package io.advicly.calendly.sandbox.state.people;

import java.util.List;

/**
 * A group inside an organization; only there so that subscriptions of scope {@code group} have
 * something to name.
 */
public record Group(String id, String organizationId, String name, List<String> userIds) {}
