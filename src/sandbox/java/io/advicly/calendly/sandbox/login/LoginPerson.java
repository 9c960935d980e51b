package io.advicly.calendly.sandbox.login;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom the login's page signs in, each with other rights. */
enum LoginPerson {
    ADMIN("adam", "Adam Admin", "may do everything", "calendly-admin"),
    VIEWER("vera", "Vera Viewer", "may look, and sees no persons", "calendly-viewer"),
    USER("uma", "Uma User", "a user of the product, and no operator", "");

    private final String subject;
    private final String fullName;
    private final String rights;
    private final String group;

    LoginPerson(String subject, String fullName, String rights, String group) {
        this.subject = subject;
        this.fullName = fullName;
        this.rights = rights;
        this.group = group;
    }

    String subject() {
        return subject;
    }

    String fullName() {
        return fullName;
    }

    String rights() {
        return rights;
    }

    List<String> groups() {
        return group.isEmpty() ? List.of() : List.of(group);
    }

    static @Nullable LoginPerson find(@Nullable String subject) {
        return Arrays.stream(values())
                .filter(it -> it.subject.equals(subject))
                .findFirst()
                .orElse(null);
    }
}
