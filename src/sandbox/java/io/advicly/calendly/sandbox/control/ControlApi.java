package io.advicly.calendly.sandbox.control;

import static io.advicly.calendly.sandbox.http.Endpoint.delete;
import static io.advicly.calendly.sandbox.http.Endpoint.get;
import static io.advicly.calendly.sandbox.http.Endpoint.patch;
import static io.advicly.calendly.sandbox.http.Endpoint.post;

import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.fault.Faults;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.RequestLog;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every route of {@code /_control}. */
public final class ControlApi {
    private final StateControl state;
    private final SwitchControl switches;
    private final PeopleControl people;
    private final AppControl apps;
    private final TokenControl tokens;
    private final FaultControl faults;
    private final RequestControl requests;
    private final SubscriptionControl subscriptions;
    private final DeliveryControl deliveries;
    private final BookingControl bookings;
    private final HappeningControl happenings;

    /** {@code endpoints} are the names that a fault can be ordered for. */
    public ControlApi(Parts parts, Set<String> endpoints, Runnable reset) {
        World world = parts.world();
        state = new StateControl(world, reset);
        switches = new SwitchControl(world, parts.deliveries());
        people = new PeopleControl(world, parts.uris(), parts.deliveries());
        apps = new AppControl(world);
        tokens = new TokenControl(world, parts.deliveries());
        faults = new FaultControl(parts.faults(), endpoints);
        requests = new RequestControl(parts.log());
        subscriptions = new SubscriptionControl(world, parts.uris(), parts.deliveries());
        deliveries = new DeliveryControl(world, parts.deliveries());
        bookings = new BookingControl(world, parts.uris(), parts.bookings());
        happenings = new HappeningControl(world, parts.uris(), parts.deliveries());
    }

    /** What the control API reaches into. */
    public record Parts(
            World world,
            Uris uris,
            Faults faults,
            RequestLog log,
            Deliveries deliveries,
            Bookings bookings) {}

    public List<Endpoint> endpoints() {
        return Stream.of(
                        aboutState(),
                        aboutPeople(),
                        aboutGrants(),
                        aboutFaults(),
                        aboutHooks(),
                        aboutBookings())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> aboutState() {
        return List.of(
                get("openapi", "/_control/openapi.json", OpenApi::show),
                post("reset", "/_control/reset", state::reset),
                post("seed", "/_control/seed", state::seed),
                get("switches", "/_control/switches", switches::show),
                patch("change_switches", "/_control/switches", switches::change),
                post("clock", "/_control/clock", switches::advance));
    }

    private List<Endpoint> aboutPeople() {
        return List.of(
                get("accounts", "/_control/accounts", people::accounts),
                patch("change_account", "/_control/accounts/:id", people::changeAccount),
                get("organizations", "/_control/organizations", people::organizations),
                patch(
                        "change_organization",
                        "/_control/organizations/:id",
                        people::changeOrganization),
                get("event_types", "/_control/event_types", people::eventTypes));
    }

    private List<Endpoint> aboutGrants() {
        return List.of(
                get("apps", "/_control/apps", apps::list),
                post("put_app", "/_control/apps", apps::put),
                post("rotate_key", "/_control/apps/:id/rotate_signing_key", apps::rotateSigningKey),
                get("grants", "/_control/grants", tokens::grants),
                post("revoke_grants", "/_control/grants/revoke", tokens::revokeGrants),
                post("expire_tokens", "/_control/tokens/expire", tokens::expire),
                post("revoke_tokens", "/_control/tokens/revoke", tokens::revoke),
                get("secrets", "/_control/secrets", tokens::secrets));
    }

    private List<Endpoint> aboutFaults() {
        return List.of(
                get("faults", "/_control/faults", faults::list),
                post("order_fault", "/_control/faults", faults::order),
                delete("clear_faults", "/_control/faults", faults::clear),
                delete("cancel_fault", "/_control/faults/:id", faults::cancel),
                get("requests", "/_control/requests", requests::list),
                delete("clear_requests", "/_control/requests", requests::clear));
    }

    private List<Endpoint> aboutHooks() {
        return List.of(
                get("subscriptions", "/_control/subscriptions", subscriptions::list),
                post("create_subscriptions", "/_control/subscriptions", subscriptions::create),
                patch("change_subscription", "/_control/subscriptions/:id", subscriptions::change),
                delete("delete_subscription", "/_control/subscriptions/:id", subscriptions::delete),
                get("deliveries", "/_control/deliveries", deliveries::list),
                post("release", "/_control/deliveries/release", deliveries::release),
                post("redeliver", "/_control/deliveries/redeliver", deliveries::redeliver));
    }

    private List<Endpoint> aboutBookings() {
        return List.of(
                get("bookings", "/_control/bookings", bookings::list),
                post("book", "/_control/bookings", bookings::book),
                post("happen", "/_control/happenings", happenings::happen),
                post("cancel", "/_control/bookings/:id/cancel", bookings::cancel),
                post("reschedule", "/_control/bookings/:id/reschedule", bookings::reschedule),
                post("mark_no_show", "/_control/bookings/:id/no_show", bookings::markNoShow),
                delete("unmark_no_show", "/_control/bookings/:id/no_show", bookings::unmarkNoShow));
    }
}
