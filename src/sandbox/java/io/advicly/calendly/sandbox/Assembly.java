package io.advicly.calendly.sandbox;

import io.advicly.calendly.sandbox.api.ApiHost;
import io.advicly.calendly.sandbox.backend.DemoBackend;
import io.advicly.calendly.sandbox.booking.BookingPages;
import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.booking.LinkPages;
import io.advicly.calendly.sandbox.control.ControlApi;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.fault.Faults;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.Mount;
import io.advicly.calendly.sandbox.http.RequestLog;
import io.advicly.calendly.sandbox.login.Login;
import io.advicly.calendly.sandbox.oauth.AuthHost;
import io.advicly.calendly.sandbox.offer.OfferHost;
import io.advicly.calendly.sandbox.office.OfficeHost;
import io.advicly.calendly.sandbox.seed.Seed;
import io.advicly.calendly.sandbox.session.DemoSessions;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.Uris;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Puts the parts together. Built, and from then on used, on the event loop. */
final class Assembly {
    private final World world;
    private final Seed seed;
    private final Deliveries deliveries;
    private final Router router;

    Assembly(Vertx vertx, World world, Seed seed, Supplier<String> base) {
        this.world = world;
        this.seed = seed;
        Uris uris = new Uris(world.switches(), base);
        Faults faults = new Faults();
        RequestLog log = new RequestLog();
        deliveries = new Deliveries(vertx, world, uris);
        Bookings bookings = new Bookings(world, deliveries);
        AuthHost auth = new AuthHost(world, uris);
        ApiHost api = new ApiHost(world, uris, deliveries, bookings);
        OfferHost offers = new OfferHost(world, uris, api.gate(), bookings);
        OfficeHost office = new OfficeHost(world, uris, api.gate(), api.paging(), deliveries);
        Login login = new Login(world, base);
        BookingPages pages = new BookingPages(world, bookings);
        DemoBackend backend = new DemoBackend(world);
        Runnable reset = () -> reset(faults, log, auth, api, backend);
        ControlApi control =
                new ControlApi(
                        new ControlApi.Parts(world, uris, faults, log, deliveries, bookings),
                        names(
                                auth.endpoints(),
                                api.endpoints(),
                                offers.endpoints(),
                                office.endpoints()),
                        reset);
        router =
                new Mount(vertx, world, faults, log)
                        .observed(auth.endpoints())
                        .observed(api.endpoints())
                        .observed(offers.endpoints())
                        .observed(office.endpoints())
                        .plain(control.endpoints())
                        .plain(backend.endpoints())
                        .plain(login.endpoints())
                        .later(new DemoSessions(vertx, world, login)::mount)
                        .plain(pages.endpoints())
                        .plain(new LinkPages(world, pages).endpoints())
                        .plain(new FrontPage(world, uris).endpoints())
                        .finish();
    }

    private void reset(
            Faults faults, RequestLog log, AuthHost auth, ApiHost api, DemoBackend backend) {
        faults.clear();
        log.clear();
        auth.forgetLimits();
        api.forgetLimits();
        backend.forget();
        plant();
    }

    Router router() {
        return router;
    }

    void plant() {
        world.clear();
        deliveries.forget();
        seed.plant(world);
    }

    /** Goes on where a former sandbox stopped. */
    void resume() {
        seed.renew(world);
        deliveries.resume();
    }

    @SafeVarargs
    private static Set<String> names(List<Endpoint>... all) {
        Set<String> names = new TreeSet<>(Set.of("refresh", "exchange", "unknown"));
        for (List<Endpoint> endpoints : all) {
            endpoints.stream().map(Endpoint::name).forEach(names::add);
        }
        return names;
    }
}
