package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Carries steps out.
final class Performer {

    private static final List<String> API =
            List.of(
                    "webhook_create",
                    "webhook_list",
                    "webhook_get",
                    "webhook_delete",
                    "users_me",
                    "scheduled_events",
                    "invitees");

    private final World world;
    private final Errands errands;
    private final MorePerformer more;

    Performer(World world) {
        this.world = world;
        errands = new Errands(world);
        more = new MorePerformer(world);
    }

    void perform(Step step) {
        switch (step) {
            case Step.Connect it -> errands.connect(it.user(), account(it.account()), it.replica());
            case Step.ConnectWithout it ->
                    errands.connectWithout(
                            it.user(), account(it.account()), it.replica(), it.scopes());
            case Step.Switch it ->
                    errands.changeAccount(it.user(), account(it.account()), it.replica());
            case Step.Disconnect it -> errands.disconnect(it.user(), it.purge(), it.replica());
            case Step.EverybodyLeaves _ -> everybodyLeaves();
            case Step.SyncNow it -> errands.sync(it.user(), it.replica());
            case Step.Book it -> {
                var _ = book(account(it.account()));
            }
            case Step.BookOften it -> bookOften(it);
            case Step.Cancel it -> cancel(it.booking());
            case Step.Reschedule it -> reschedule(it.booking());
            case Step.Role it -> changeRole(account(it.account()), it.admin());
            case Step.Move it -> move(account(it.account()));
            case Step.Revoke it -> revoke(account(it.account()));
            case Step.Spoil it -> spoil(it);
            case Step.Expire it -> calendly("/_control/tokens/expire", account(it.account()));
            case Step.Fail it -> order(it.trouble(), it.trouble().at(it.endpoint(), it.times()));
            case Step.Sick it -> makeSick(it);
            case Step.Plan it -> allow(world.organization(it.organization()), it.allowed());
            case Step.FaultsEnd _ -> endFaults();
            case Step.DatabaseAway it -> databaseAway(it);
            case Step.KillDuring it -> killDuring(it);
            case Step.Together it -> together(it);
            case Step.Restart it -> restart(it.replica());
            case Step.TimePasses _ -> letTimePass();
            case Step.Pause it -> Waiting.millis(it.millis());
            case Step.More it -> more.perform(it);
        }
        see();
    }

    void endFaults() {
        world.site().calendly().call("DELETE", "/_control/faults", null);
        world.organizations().forEach(it -> allow(it, true));
    }

    /// What somebody may delete who leaves now has to be gone afterwards. Nobody is asked what
    /// there is where all processes were killed before.
    void everybodyLeaves() {
        if (world.site().databaseIsThere() && world.site().replicas().reachable(0).isPresent()) {
            Observation seen = Observation.of(world);
            new SubscriptionInvariants(world, seen).deletable().forEach(world.ledger()::mustGo);
        }
        for (int user = 0; user < world.people().size(); user++) {
            errands.disconnect(user, false, user % 2);
        }
    }

    private void order(Trouble trouble, Map<String, Object> fault) {
        String id = world.site().calendly().post("/_control/faults", fault).required("id").asText();
        if (!trouble.isDone()) {
            world.ledger().harmless(id);
        }
    }

    private void makeSick(Step.Sick it) {
        for (String endpoint : it.token() ? List.of("refresh") : API) {
            order(it.trouble(), it.trouble().at(endpoint, it.times(), account(it.account())));
        }
    }

    private void allow(String organization, boolean subscriptions) {
        world.site()
                .calendly()
                .call(
                        "PATCH",
                        "/_control/organizations/" + organization,
                        Map.of("webhooks_allowed", subscriptions));
    }

    void letTimePass() {
        world.site().awaitDatabase();
        for (String account : world.accounts()) {
            calendly("/_control/tokens/expire", account);
        }
        world.site().calendly().post("/_control/clock", Map.of("advance_seconds", 3600));
        new Tables(world).letTimePass();
    }

    Ledger.Booking book(String account) {
        Instant begun = world.now();
        JsonNode made =
                world.site()
                        .calendly()
                        .post(
                                "/_control/bookings",
                                Map.of("event_type", account + "-intro", "name", "Grace Guest"));
        return remember(made, account, begun);
    }

    private void bookOften(Step.BookOften it) {
        for (int booking = 0; booking < it.times(); booking++) {
            var _ = book(account(it.account()));
            Waiting.millis(it.millis());
        }
    }

    private Ledger.Booking remember(JsonNode made, String account, Instant begun) {
        Ledger.Booking booking =
                new Ledger.Booking(
                        made.get("event").asText(),
                        made.get("invitee_id").asText(),
                        account,
                        made.get("organization").asText(),
                        begun);
        world.ledger().booked(booking);
        return booking;
    }

    private void cancel(int number) {
        Ledger.Booking booking = booking(number);
        if (!world.ledger().isCanceled(booking)) {
            calendly(booking, "/cancel");
            world.ledger().canceled(booking);
        }
    }

    private void reschedule(int number) {
        Ledger.Booking booking = booking(number);
        if (!world.ledger().isCanceled(booking)) {
            Instant begun = world.now();
            JsonNode made = calendly(booking, "/reschedule");
            world.ledger().canceled(booking);
            var _ = remember(made, booking.account(), begun);
        }
    }

    private Ledger.Booking booking(int number) {
        List<Ledger.Booking> all = world.ledger().bookings();
        return all.get(number % all.size());
    }

    private JsonNode calendly(Ledger.Booking booking, String what) {
        return world.site()
                .calendly()
                .post("/_control/bookings/" + booking.invitee() + what, Map.of("reason", "Ill"));
    }

    private void calendly(String path, String account) {
        world.site().calendly().post(path, Map.of("account", account));
    }

    private void changeRole(String account, boolean admin) {
        change(account, Map.of("role", admin ? "admin" : "user"));
        if (!admin) {
            world.ledger().weakened(world.atCalendly(account).get("organization").asText());
        }
    }

    private void move(String account) {
        String from = world.atCalendly(account).get("organization").asText();
        String to =
                world.organizations().stream()
                        .filter(it -> !it.equals(from))
                        .findFirst()
                        .orElseThrow();
        world.ledger().moved(account, from);
        change(account, Map.of("organization", to));
    }

    private void change(String account, Map<String, String> what) {
        world.site().calendly().call("PATCH", "/_control/accounts/" + account, what);
    }

    private void revoke(String account) {
        calendly("/_control/grants/revoke", account);
        world.ledger().weakened(world.atCalendly(account).get("organization").asText());
    }

    private void spoil(Step.Spoil it) {
        List<JsonNode> hooks = world.hooks(world.organization(it.organization()));
        if (hooks.isEmpty()) {
            return;
        }
        String id = hooks.get(it.which() % hooks.size()).get("id").asText();
        world.ledger().spoiled(id);
        String path = "/_control/subscriptions/" + id;
        if (it.delete()) {
            world.site().calendly().call("DELETE", path, null);
        } else {
            world.site().calendly().call("PATCH", path, Map.of("state", "disabled"));
        }
    }

    private void databaseAway(Step.DatabaseAway it) {
        world.ledger().outage(world.now());
        world.site().databaseAway(it.killed(), it.millis());
    }

    private void killDuring(Step.KillDuring it) {
        Waiting.Started step = Waiting.start(() -> perform(it.step()));
        Waiting.millis(it.millis());
        if (world.site().replicas().kill(it.replica())) {
            world.ledger().killed(world.now());
        }
        step.join();
    }

    private void together(Step.Together it) {
        Waiting.Started one = Waiting.start(() -> perform(it.one()));
        Waiting.millis(it.millis());
        perform(it.other());
        one.join();
    }

    /// A process cannot start without a database.
    private void restart(int replica) {
        world.site().awaitDatabase();
        world.ledger().killed(world.now());
        world.site().replicas().restart(replica);
    }

    /// What of ours is at Calendly between two steps, for when it is gone later.
    private void see() {
        if (world.site().databaseIsThere()) {
            new Tables(world).doubledIntents().forEach(world.ledger()::strange);
        }
        for (String organization : world.organizations()) {
            for (JsonNode hook : world.hooks(organization)) {
                world.ledger()
                        .saw(
                                hook.get("id").asText(),
                                new Ledger.Hook(
                                        hook.get("scope").asText(),
                                        organization,
                                        last(hook.path("user").asText(""))));
            }
        }
    }

    private String account(int number) {
        return world.account(number);
    }

    private static String last(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
