package io.advicly.calendly.sandbox.seed;

import static io.advicly.calendly.sandbox.state.offer.EventKind.COLLECTIVE;
import static io.advicly.calendly.sandbox.state.offer.EventKind.GROUP;
import static io.advicly.calendly.sandbox.state.offer.EventKind.ONE_TO_ONE;
import static io.advicly.calendly.sandbox.state.offer.EventKind.ROUND_ROBIN;

import io.advicly.calendly.sandbox.state.booking.Calendar;
import io.advicly.calendly.sandbox.state.offer.EventKind;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.offer.Standing;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Something to book for every kind of event and every kind of location. */
final class SeedEventTypes {
    private static final List<String> QUESTIONS = List.of("What shall we discuss?");

    private final Calendar calendar;
    private final Instant at;
    private int number;

    SeedEventTypes(Calendar calendar, Instant at) {
        this.calendar = calendar;
        this.at = at;
    }

    void plant() {
        acme();
        special();
        put("globex", "gina-intro", "Globex Intro", ONE_TO_ONE, LocationKind.ZOOM, "gina");
        put(
                "globex",
                "greg-intro",
                "Greg's Intro",
                ONE_TO_ONE,
                LocationKind.GOOGLE_CONFERENCE,
                "greg");
        put("globex", "globex-workshop", "Globex Workshop", GROUP, LocationKind.PHYSICAL, "gina");
        put("freebie", "fred-intro", "Freebie Intro", ONE_TO_ONE, LocationKind.CUSTOM, "fred");
    }

    private void acme() {
        put("acme", "ada-intro", "30 Minute Intro", ONE_TO_ONE, LocationKind.ZOOM, "ada");
        put("acme", "ada-office", "Office Visit", ONE_TO_ONE, LocationKind.PHYSICAL, "ada");
        put("acme", "ada-call", "Call You Back", ONE_TO_ONE, LocationKind.OUTBOUND_CALL, "ada");
        put(
                "acme",
                "alan-demo",
                "Product Demo",
                ONE_TO_ONE,
                LocationKind.GOOGLE_CONFERENCE,
                "alan");
        put("acme", "mia-chat", "Call Mia", ONE_TO_ONE, LocationKind.INBOUND_CALL, "mia");
        put("acme", "mia-ask", "Wherever You Like", ONE_TO_ONE, LocationKind.ASK_INVITEE, "mia");
        put("acme", "max-visit", "At the Fair", ONE_TO_ONE, LocationKind.CUSTOM, "max");
        put("acme", "max-plain", "No Location", ONE_TO_ONE, null, "max");
        put(
                "acme",
                "acme-webinar",
                "Acme Webinar",
                GROUP,
                LocationKind.MICROSOFT_TEAMS_CONFERENCE,
                "alan");
        put(
                "acme",
                "acme-panel",
                "Meet the Team",
                COLLECTIVE,
                LocationKind.WEBEX_CONFERENCE,
                "ada",
                "alan",
                "mia");
        put(
                "acme",
                "acme-robin",
                "First Free Expert",
                ROUND_ROBIN,
                LocationKind.GOTOMEETING,
                "mia",
                "max");
    }

    /** One of each that only some lists and pages show. */
    private void special() {
        put("acme", "ada-choices", "Guided Tour", ONE_TO_ONE, LocationKind.CUSTOM, "ada");
        ask("ada-choices", SeedOffers.QUESTIONS);
        put("acme", "ada-secret", "VIP Line", ONE_TO_ONE, LocationKind.ZOOM, "ada");
        change("ada-secret", Standing::asSecret);
        put("acme", "ada-paused", "Paused", ONE_TO_ONE, LocationKind.ZOOM, "ada");
        change("ada-paused", Standing::inactive);
        put("acme", "ada-gone", "Long Gone", ONE_TO_ONE, LocationKind.ZOOM, "ada");
        change("ada-gone", standing -> standing.deleted(at.plusSeconds(3600)));
        put("acme", "acme-managed", "Managed Demo", ONE_TO_ONE, LocationKind.ZOOM, "mia");
        change("acme-managed", Standing::asManaged);
    }

    private void change(String id, UnaryOperator<Standing> change) {
        SandboxEventType type = calendar.eventTypes().get(id);
        calendar.eventTypes().put(type.with(change.apply(type.standing())));
    }

    private void ask(String id, List<String> questions) {
        SandboxEventType type = calendar.eventTypes().get(id);
        calendar.eventTypes().put(type.asking(questions));
    }

    private void put(
            String organization,
            String id,
            String name,
            EventKind kind,
            @Nullable LocationKind location,
            String... hosts) {
        calendar.eventTypes()
                .put(
                        new SandboxEventType(
                                id,
                                organization,
                                name,
                                kind,
                                30,
                                List.of(hosts),
                                location,
                                location == null ? null : place(location),
                                kind == GROUP ? 10 : 1,
                                QUESTIONS,
                                at.plusSeconds(++number),
                                Standing.usual(at.plusSeconds(number)).at(number - 1)));
    }

    private static @Nullable String place(LocationKind kind) {
        return switch (kind) {
            case PHYSICAL -> "1 Example Street, Testville";
            case CUSTOM -> "Booth 12";
            case ASK_INVITEE -> "Wherever the invitee said";
            case INBOUND_CALL -> "+1 202-555-0100";
            case OUTBOUND_CALL,
                    GOOGLE_CONFERENCE,
                    ZOOM,
                    GOTOMEETING,
                    MICROSOFT_TEAMS_CONFERENCE,
                    WEBEX_CONFERENCE ->
                    null;
        };
    }
}
