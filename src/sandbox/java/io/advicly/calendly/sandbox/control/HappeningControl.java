package io.advicly.calendly.sandbox.control;

import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.delivery.News;
import io.advicly.calendly.sandbox.happening.Happenings;
import io.advicly.calendly.sandbox.happening.Wish;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.Uris;
import org.jspecify.annotations.Nullable;

/** {@code /_control/happenings}: what happens at Calendly besides bookings. */
final class HappeningControl {
    private final World world;
    private final Deliveries deliveries;
    private final Happenings happenings;

    HappeningControl(World world, Uris uris, Deliveries deliveries) {
        this.world = world;
        this.deliveries = deliveries;
        this.happenings = new Happenings(world, uris);
    }

    SandboxReply happen(Call call) {
        Order order = new Order(call.json(), "event", "account", "id", "name", "email", "active");
        String event = order.text("event", "");
        if (!happenings.events().contains(event)) {
            throw Order.wrong("event wants one of " + happenings.events());
        }
        String id = order.text("id");
        if (id == null && !event.endsWith(".created")) {
            throw Order.wrong("id is missing: which one?");
        }
        News news = happenings.make(event, wish(order, id));
        if (news == null) {
            throw Order.missing(id == null ? "routing form with an event type" : id);
        }
        int heard = deliveries.tell(news);
        return SandboxReply.json(
                201,
                Json.object()
                        .put("event", event)
                        .put("id", news.subjectId())
                        .put("uri", news.payload().path("uri").asText())
                        .put("deliveries", heard));
    }

    private Wish wish(Order order, @Nullable String id) {
        String account = order.text("account", "ada");
        User user = world.directory().users().find(account);
        if (user == null) {
            throw Order.missing("account " + account);
        }
        Boolean active = order.has("active") ? order.flag("active", true) : null;
        return new Wish(user, id, order.text("name"), order.text("email"), active);
    }
}
