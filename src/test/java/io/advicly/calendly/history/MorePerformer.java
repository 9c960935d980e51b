package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries out what is drawn only with `-Dhistory.more=true`.
final class MorePerformer {

    private static final String OPERATOR = "operator";

    private final World world;

    MorePerformer(World world) {
        this.world = world;
    }

    void perform(Step.More step) {
        switch (step) {
            case Step.More.Reconfigure it -> reconfigure(it);
            case Step.More.Freeze it -> freeze(it);
            case Step.More.Reconcile it -> operator(it.replica()).ifPresent(by -> press(by, it));
            case Step.More.Operate it -> operator(it.replica()).ifPresent(by -> operate(by, it));
            case Step.More.Twice it -> plantTwin(it);
            case Step.More.Odd it -> order(it);
        }
    }

    /// A process cannot start without a database.
    private void reconfigure(Step.More.Reconfigure it) {
        world.site().awaitDatabase();
        world.ledger().killed(world.now());
        world.site().replicas().reconfigure(it.replica(), it.variant(), it.killed());
    }

    /// An answer that comes meanwhile may be too late, as if the process had been killed.
    private void freeze(Step.More.Freeze it) {
        world.ledger().killed(world.now());
        world.site().replicas().freeze(it.replica(), it.millis());
    }

    private void order(Step.More.Odd it) {
        var _ =
                world.site()
                        .calendly()
                        .post("/_control/faults", it.oddity().at(it.endpoint(), it.times()));
    }

    private Optional<Person> operator(int replica) {
        return world.site().replicas().reachable(replica).map(this::operatorAt);
    }

    private Person operatorAt(ServiceProcess process) {
        Map<String, ?> claims = Map.of("sub", OPERATOR, "groups", List.of("calendly-admin"));
        String token =
                world.site()
                        .calendly()
                        .post("/_login/token", claims)
                        .required("access_token")
                        .asText();
        return Person.signedIn(OPERATOR, token, process.at(""));
    }

    /// The organization is named as Calendly names it, whether the service knows it or not: one
    /// that it does not know is not found.
    private void press(Person operator, Step.More.Reconcile it) {
        List<JsonNode> members = world.membersAtCalendly();
        String uri = world.uriOf(world.organization(it.organization()), members);
        for (int time = 0; time < it.times(); time++) {
            post(operator, "/api/admin/organizations/reconcile", Map.of("organization", uri));
            Waiting.millis(120);
        }
    }

    private void operate(Person operator, Step.More.Operate it) {
        if (!world.site().databaseIsThere()) {
            return;
        }
        String what = it.refresh() ? "/refresh" : "/sync";
        for (String id : new Tables(world).activeConnectionsOf(it.user())) {
            post(operator, "/api/admin/connections/" + id + what, Map.of());
        }
    }

    /// Whatever becomes of it when the process dies meanwhile is looked at in the end. An operator
    /// who is not let in, or not understood, would make the step one that does nothing.
    private void post(Person operator, String path, Map<String, ?> body) {
        try {
            Http.Reply reply = world.noted("POST " + path, operator.post(path, body));
            if (List.of(400, 401, 403).contains(reply.status())) {
                world.ledger().strange(path + " was answered " + reply.status());
            }
        } catch (UncheckedIOException cut) {
            // An operator presses once more, or not.
        }
    }

    /// Where nobody might see and delete it the service could do nothing about it.
    private void plantTwin(Step.More.Twice it) {
        String organization = world.organization(it.organization());
        List<JsonNode> hooks = world.hooks(organization);
        if (hooks.isEmpty() || !world.site().databaseIsThere()) {
            return;
        }
        String address = hooks.get(it.which() % hooks.size()).get("callback_url").asText();
        new Governors(world)
                .living(organization)
                .ifPresent(admin -> world.plantTwin(address, admin));
    }
}
