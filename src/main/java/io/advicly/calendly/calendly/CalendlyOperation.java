package io.advicly.calendly.calendly;

import java.util.Locale;

/// The calls of the port, as metrics and log lines name them.
public enum CalendlyOperation {
    EXCHANGE_CODE,
    REFRESH,
    REVOKE,
    GET_ACCOUNT,
    LIST_SUBSCRIPTIONS,
    CREATE_SUBSCRIPTION,
    GET_SUBSCRIPTION,
    DELETE_SUBSCRIPTION,
    LIST_EVENTS,
    GET_EVENT,
    LIST_INVITEES;

    /// The value of the tag and of the log field.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
