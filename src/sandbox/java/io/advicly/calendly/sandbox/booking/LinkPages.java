package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.record.BookingLink;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import java.util.List;

/** {@code /d/…}: single-use links and shares, which are spent with the booking. */
public final class LinkPages {
    private static final String PATH = "/d/:link/:type";

    private final World world;
    private final BookingPages pages;
    private final BookingViews views;

    public LinkPages(World world, BookingPages pages) {
        this.world = world;
        this.pages = pages;
        this.views = new BookingViews(world);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("link", PATH, this::form),
                Endpoint.post("link_post", PATH, this::book));
    }

    private SandboxReply form(Call call) {
        return SandboxReply.html(200, views.form(offered(link(call)), call.path()));
    }

    private SandboxReply book(Call call) {
        BookingLink link = link(call);
        SandboxReply booked = pages.book(call, offered(link));
        world.offers().links().put(link.asUsed());
        return booked;
    }

    private BookingLink link(Call call) {
        BookingLink link = world.offers().links().find(call.segment("link"));
        if (link == null || link.used()) {
            throw BookingPages.problem(404, "This link is not valid any more.");
        }
        return link;
    }

    private SandboxEventType offered(BookingLink link) {
        SandboxEventType type = world.calendar().eventTypes().find(link.eventTypeId());
        if (type == null || !type.bookable()) {
            throw BookingPages.problem(404, "There is nothing to book under this address.");
        }
        SandboxEventType named = link.name() == null ? type : type.named(link.name());
        return link.minutes() == null ? named : named.lasting(link.minutes());
    }
}
