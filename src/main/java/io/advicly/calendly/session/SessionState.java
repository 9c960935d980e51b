package io.advicly.calendly.session;

import java.util.Locale;

/// How far a session has come.
public enum SessionState {
    /// Nobody has gone to the consent page yet.
    OPEN,
    /// Somebody has, and is not back.
    CONSENTING,
    /// Connected: the session is used up.
    DONE,
    /// The last attempt did not end in a connection; another one may.
    FAILED;

    /// As the contract writes it, and the database.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SessionState parse(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
