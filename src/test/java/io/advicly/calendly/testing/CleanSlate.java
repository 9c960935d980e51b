package io.advicly.calendly.testing;

/// What tests of the service as a whole begin with: others have left behind whom they connected,
/// and all of them share the sandbox's few accounts.
public final class CleanSlate {

    private CleanSlate() {}

    /// Nobody has ever connected, and Calendly is as it was in the beginning.
    public static void startOver() {
        Calendar.reset();
        Dump.executeUndisturbed(
                "TRUNCATE calendly_organizations, calendar_connections,"
                        + " calendly_webhook_subscriptions, delivery_gaps, oauth_states, leases, retired_tokens,"
                        + " events, event_drafts, connection_tellings, connection_looks,"
                        + " subscription_tellings CASCADE");
        // Append-only for everybody who does not go round it.
        Dump.execute("ALTER TABLE audit_events DISABLE TRIGGER USER");
        Dump.execute("TRUNCATE audit_events");
        Dump.execute("ALTER TABLE audit_events ENABLE TRIGGER USER");
    }
}
