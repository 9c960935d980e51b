package io.advicly.calendly.sandbox.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question of a routing form; only those that offer answers have {@code choices}. */
public record FormQuestion(
        String uuid, String name, String type, boolean required, @Nullable List<String> choices) {}
