package io.advicly.calendly.sandbox.state.people;

import java.util.Locale;

/** A member's role in an organization (OAS: {@code owner|admin|user}). */
public enum SandboxRole {
    OWNER,
    ADMIN,
    USER;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Owners and admins may see and do everything in their organization. */
    public boolean governs() {
        return this != USER;
    }
}
