package io.advicly.calendly.sandbox.record;

import java.util.List;

/**
 * Somebody's working hours.
 *
 * @param usual the schedule that counts; others are there to be chosen
 */
public record AvailabilitySchedule(
        String id,
        String userId,
        String name,
        String timezone,
        boolean usual,
        List<AvailabilityRule> rules) {}
