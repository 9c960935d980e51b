package io.advicly.calendly.sandbox.record;

import java.util.List;

/** What an event type asks, where it asks for more than a text. */
public record CustomQuestion(
        String name, String type, boolean required, List<String> choices, boolean includeOther) {}
