package io.advicly.calendly.sandbox.record;

/** From and to, as {@code HH:mm} in the schedule's time zone. */
public record Interval(String from, String to) {}
