package io.advicly.calendly.sandbox;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.page.Template;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;
import java.util.Map;

/** {@code /}: what this is and where to go. */
final class FrontPage {
    private final World world;
    private final Uris uris;

    FrontPage(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("front", "/", this::show),
                Endpoint.get("favicon", "/favicon.ico", call -> SandboxReply.empty(204)));
    }

    private SandboxReply show(Call call) {
        return SandboxReply.html(
                200,
                Template.page(
                        "front",
                        "Welcome",
                        Map.of(
                                "base", uris.ownBase(),
                                "organizations", "" + world.directory().organizations().size(),
                                "accounts", "" + world.directory().users().size(),
                                "event_types", "" + world.calendar().eventTypes().size(),
                                "events", "" + world.calendar().events().size(),
                                "subscriptions", "" + world.hooks().subscriptions().size(),
                                "deliveries", "" + world.hooks().deliveries().size())));
    }
}
