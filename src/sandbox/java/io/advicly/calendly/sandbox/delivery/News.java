package io.advicly.calendly.sandbox.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/**
 * Something that subscriptions may want to hear.
 *
 * @param subjectId what it is about
 * @param userIds whose it is: their own subscriptions hear it, and those of their groups
 */
public record News(
        String event,
        String subjectId,
        String organizationId,
        Collection<String> userIds,
        ObjectNode payload) {}
