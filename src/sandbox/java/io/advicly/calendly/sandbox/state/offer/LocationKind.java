package io.advicly.calendly.sandbox.state.offer;

import java.util.Locale;

/** Where a meeting takes place (OAS 5728-6196). */
public enum LocationKind {
    PHYSICAL,
    CUSTOM,
    ASK_INVITEE,
    INBOUND_CALL,
    OUTBOUND_CALL,
    GOOGLE_CONFERENCE,
    ZOOM,
    GOTOMEETING,
    MICROSOFT_TEAMS_CONFERENCE,
    WEBEX_CONFERENCE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Conferences get their {@code join_url} only some time after the booking, and no webhook
     * tells.
     */
    public boolean conference() {
        return switch (this) {
            case PHYSICAL, CUSTOM, ASK_INVITEE, INBOUND_CALL, OUTBOUND_CALL -> false;
            case GOOGLE_CONFERENCE,
                    ZOOM,
                    GOTOMEETING,
                    MICROSOFT_TEAMS_CONFERENCE,
                    WEBEX_CONFERENCE ->
                    true;
        };
    }
}
