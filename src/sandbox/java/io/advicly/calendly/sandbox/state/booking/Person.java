package io.advicly.calendly.sandbox.state.booking;

import org.jspecify.annotations.Nullable;

/** Somebody who books: no Calendly account needed. */
public record Person(
        String name, String email, String timezone, @Nullable String textReminderNumber) {}
