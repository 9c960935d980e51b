package io.advicly.calendly.sandbox.happening;

import io.advicly.calendly.sandbox.state.people.User;
import org.jspecify.annotations.Nullable;

/**
 * How something is to happen.
 *
 * @param account to whom, where something new comes
 * @param id to what, where something changes or goes
 */
public record Wish(
        User account,
        @Nullable String id,
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean active) {
    String name(String otherwise) {
        return name == null ? otherwise : name;
    }

    String email(String otherwise) {
        return email == null ? otherwise : email;
    }
}
