package io.advicly.calendly.sandbox.wire;

import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.setting.Switches;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes resource URIs on the base that the switch {@code uri_base} says, and reads ids out of URIs
 * on any base.
 *
 * <p>By default the base is the sandbox itself, so that a client that follows a URI or a {@code
 * next_page} comes back here.
 */
public final class Uris {
    private static final Pattern RESOURCE =
            Pattern.compile("https?://[^/?#]+/(scheduled_events/[^/?#]+/)?([a-z_]+)/([^/?#]+)");

    private final Switches switches;
    private final Supplier<String> ownBase;

    public Uris(Switches switches, Supplier<String> ownBase) {
        this.switches = switches;
        this.ownBase = ownBase;
    }

    /** Where the sandbox's pages are, whatever the resources pretend to be. */
    public String ownBase() {
        return ownBase.get();
    }

    public String base() {
        String chosen = switches.text(Switch.URI_BASE);
        return chosen.isEmpty() ? ownBase() : chosen.replaceAll("/+$", "");
    }

    public String uri(String collection, String id) {
        return base() + "/" + collection + "/" + id;
    }

    public String user(String id) {
        return uri("users", id);
    }

    public String organization(String id) {
        return uri("organizations", id);
    }

    public String event(String id) {
        return uri("scheduled_events", id);
    }

    public String invitee(SandboxInvitee invitee) {
        return event(invitee.eventId()) + "/invitees/" + invitee.id();
    }

    /**
     * The id in a URI of that collection, or null when it is none: on any base, but nothing than
     * the collection and the id behind it, and for invitees their event. Bare ids are not accepted
     * by Calendly either.
     */
    public static @Nullable String id(String collection, String uri) {
        Matcher matcher = RESOURCE.matcher(uri);
        return matcher.matches()
                        && matcher.group(2).equals(collection)
                        && (matcher.group(1) != null) == collection.equals("invitees")
                ? matcher.group(3)
                : null;
    }
}
