package io.advicly.calendly.sandbox.delivery;

import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.people.Group;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.subscription.SandboxDelivery;
import io.advicly.calendly.sandbox.state.subscription.SandboxDeliveryState;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import io.advicly.calendly.sandbox.wire.Uris;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells every subscription that wants to hear it, at most once, what happened. */
public final class Deliveries {
    private final World world;
    private final Payloads payloads;
    private final Health health;
    private final ScaledClock clock;
    private final Transmission transmission;
    private final Dispatcher dispatcher;
    private long number;

    public Deliveries(Vertx vertx, World world, Uris uris) {
        this.world = world;
        payloads = new Payloads(world, uris);
        health = new Health(world);
        clock = new ScaledClock(world);
        transmission = new Transmission(vertx, world, new Sender(vertx, world), clock, health);
        dispatcher = new Dispatcher(vertx, world, transmission);
    }

    public void publish(String event, SandboxInvitee invitee) {
        SandboxScheduledEvent booked = world.calendar().events().get(invitee.eventId());
        for (SandboxSubscription hook :
                List.copyOf(world.hooks().subscriptionsOf(booked.organizationId()))) {
            if (hook.active() && hook.events().contains(event) && hears(hook, booked.hostIds())) {
                String body = Json.text(payloads.payload(event, invitee, hook.creatorId()));
                send(create(hook.id(), event, invitee.id(), body, null));
            }
        }
    }

    /** As many as hear it. */
    public int tell(News news) {
        int heard = 0;
        for (SandboxSubscription hook :
                List.copyOf(world.hooks().subscriptionsOf(news.organizationId()))) {
            if (hook.active()
                    && hook.events().contains(news.event())
                    && hears(hook, news.userIds())) {
                String body =
                        Json.text(
                                payloads.envelope(news.event(), hook.creatorId(), news.payload()));
                send(create(hook.id(), news.event(), news.subjectId(), body, null));
                heard++;
            }
        }
        return heard;
    }

    /** The same bytes once more, as a delivery of its own. */
    public SandboxDelivery redeliver(SandboxDelivery past) {
        SandboxDelivery again =
                create(
                        past.subscriptionId(),
                        past.event(),
                        past.inviteeId(),
                        past.body(),
                        past.id());
        dispatcher.go(again);
        return again;
    }

    public int release() {
        return dispatcher.release();
    }

    /** Lets the switches that were just changed have their effect on what is already under way. */
    public void switchesChanged() {
        clock.now();
        if (!world.switches().on(Switch.HOLD_DELIVERIES)
                && world.switches().number(Switch.REORDER_DELIVERIES) == 0) {
            dispatcher.release();
        }
        transmission.rearm();
    }

    public void advance(long millis) {
        clock.advance(millis);
        transmission.rearm();
    }

    public void disable(SandboxSubscription hook) {
        health.disable(hook);
    }

    public void deleted(SandboxSubscription hook) {
        health.drop(hook.id());
    }

    public void forget() {
        dispatcher.forget();
        transmission.rearm();
    }

    /** After a restart: what was on its way goes on its way again. */
    public void resume() {
        List<SandboxDelivery> known = List.copyOf(world.hooks().deliveries().all());
        number = known.stream().mapToLong(SandboxDelivery::number).max().orElse(0);
        for (SandboxDelivery delivery : known) {
            switch (delivery.state()) {
                case OVERTAKEN, WAITING, SENDING -> dispatcher.go(delivery);
                case HELD, RETRYING, DELIVERED, FAILED, DROPPED -> {}
            }
        }
        transmission.rearm();
    }

    private void send(SandboxDelivery delivery) {
        dispatcher.dispatch(delivery);
        long copies = world.switches().number(Switch.DUPLICATE_DELIVERIES);
        for (int i = 0; i < copies; i++) {
            dispatcher.dispatch(
                    create(
                            delivery.subscriptionId(),
                            delivery.event(),
                            delivery.inviteeId(),
                            delivery.body(),
                            delivery.id()));
        }
    }

    private SandboxDelivery create(
            String hook, String event, String invitee, String body, @Nullable String duplicateOf) {
        return new SandboxDelivery(
                world.newId(),
                ++number,
                hook,
                event,
                invitee,
                body,
                SandboxDeliveryState.WAITING,
                0,
                null,
                List.of(),
                duplicateOf,
                world.now());
    }

    private boolean hears(SandboxSubscription hook, Collection<String> userIds) {
        return switch (hook.scope()) {
            case ORGANIZATION -> true;
            case USER -> hook.userId() != null && userIds.contains(hook.userId());
            case GROUP -> inGroup(world.directory().groups().find(hook.groupId()), userIds);
        };
    }

    private static boolean inGroup(@Nullable Group group, Collection<String> userIds) {
        return group != null && userIds.stream().anyMatch(group.userIds()::contains);
    }
}
