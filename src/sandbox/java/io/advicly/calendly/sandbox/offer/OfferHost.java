package io.advicly.calendly.sandbox.offer;

import io.advicly.calendly.sandbox.api.Gate;
import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;

/** The API's endpoints of this package, with the OAuth scope that each call needs. */
public final class OfferHost {
    private final Gate gate;
    private final Schedules schedules;
    private final BusyTimes busyTimes;
    private final AvailableTimes availableTimes;
    private final Places places;
    private final Links links;
    private final Shares shares;
    private final InviteeCreation invitees;

    public OfferHost(World world, Uris uris, Gate gate, Bookings bookings) {
        this.gate = gate;
        Openings openings = new Openings(world);
        schedules = new Schedules(world, uris);
        busyTimes = new BusyTimes(world, uris);
        availableTimes = new AvailableTimes(world, uris, openings);
        places = new Places(world, uris);
        links = new Links(world, uris);
        shares = new Shares(world, links);
        invitees = new InviteeCreation(world, uris, bookings, openings);
    }

    public List<Endpoint> endpoints() {
        String availability = "availability:read";
        String schedule = "/user_availability_schedules";
        return List.of(
                gate.get("availability_schedules", schedule, availability, schedules::list),
                gate.get("availability_schedule", schedule + "/:id", availability, schedules::one),
                gate.get("busy_times", "/user_busy_times", availability, busyTimes::list),
                gate.get(
                        "available_times",
                        "/event_type_available_times",
                        "event_types:read",
                        availableTimes::list),
                gate.get("locations", "/locations", "locations:read", places::list),
                gate.post(
                        "scheduling_link_create",
                        "/scheduling_links",
                        "scheduling_links:write",
                        links::create),
                gate.post("share_create", "/shares", "shares:write", shares::create),
                gate.post(
                        "invitee_create", "/invitees", "scheduled_events:write", invitees::create));
    }
}
