package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The people, accounts and organizations of one history, freshly made, at a site that others have
/// used before.
final class World {

    private static final String WEBHOOKS = "/api/calendly/webhooks/";

    private final Site site;
    private final History history;
    private final String prefix;
    private final Ledger ledger = new Ledger();
    private final List<Person> people = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> stale = new ArrayList<>();

    World(Site site, History history) {
        this.site = site;
        this.history = history;
        prefix = site.newPrefix();
        site.calendly().call("DELETE", "/_control/requests", null);
        if (!history.habits().isEmpty()) {
            site.calendly().call("PATCH", "/_control/switches", history.habits());
        }
        site.calendly()
                .post(
                        "/_control/seed",
                        Map.of(
                                "prefix",
                                prefix,
                                "organizations",
                                History.ORGANIZATIONS,
                                "users_per_organization",
                                History.ACCOUNTS_EACH,
                                "admins_per_organization",
                                1,
                                "events_per_user",
                                1));
        for (int user = 0; user < history.users(); user++) {
            String name = prefix + "-user-" + user;
            people.add(Person.signedIn(name, site.calendly().signIn(name), site.service()));
        }
        plantSubscriptions();
        rememberWhatIsBooked();
    }

    Site site() {
        return site;
    }

    History history() {
        return history;
    }

    String prefix() {
        return prefix;
    }

    Ledger ledger() {
        return ledger;
    }

    List<Person> people() {
        return people;
    }

    /// The ids of subscriptions that are none of our business.
    List<String> foreign() {
        return foreign;
    }

    /// The ids of subscriptions of ours from earlier times, of which no row tells.
    List<String> stale() {
        return stale;
    }

    String account(int number) {
        int organization = number / History.ACCOUNTS_EACH;
        return organization(organization) + "-" + (number % History.ACCOUNTS_EACH + 1);
    }

    List<String> accounts() {
        return IntStream.range(0, History.ACCOUNTS).mapToObj(this::account).toList();
    }

    String organization(int number) {
        return prefix + "-" + (number + 1);
    }

    List<String> organizations() {
        return IntStream.range(0, History.ORGANIZATIONS).mapToObj(this::organization).toList();
    }

    /// The account as Calendly has it now.
    JsonNode atCalendly(String account) {
        return membersAtCalendly().stream()
                .filter(it -> it.get("id").asText().equals(account))
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> membersAtCalendly() {
        return organizations().stream()
                .flatMap(it ->
                        site
                                .calendly()
                                .list(
                                        "/_control/accounts?limit=1000&organization=" + it,
                                        "accounts")
                                .stream())
                .toList();
    }

    /// Subscriptions under our own path at Calendly, in an organization of this history.
    List<JsonNode> hooks(String organization) {
        return site
                .calendly()
                .list(
                        "/_control/subscriptions?limit=1000&organization=" + organization,
                        "subscriptions")
                .stream()
                .filter(this::isOurs)
                .toList();
    }

    private boolean isOurs(JsonNode hook) {
        String url = hook.get("callback_url").asText();
        return site.addresses().stream().anyMatch(it -> url.startsWith(it + WEBHOOKS));
    }

    /// Whether it has the address that processes have as shipped.
    boolean isAtOurAddress(JsonNode hook) {
        return hook.get("callback_url").asText().startsWith(site.service() + WEBHOOKS);
    }

    /// As Calendly names it.
    String uriOf(String organization, List<JsonNode> members) {
        return members.stream()
                .filter(it -> it.get("organization").asText().equals(organization))
                .map(it -> it.get("organization_uri").asText())
                .findFirst()
                .orElse("");
    }

    /// Another one with that address, which is the organization's.
    void plantTwin(String address, String admin) {
        site.calendly()
                .post(
                        "/_control/subscriptions",
                        Map.of("callback_url", address, "creator", admin, "count", 1))
                .required("subscriptions")
                .forEach(it -> ledger.planted(it.get("id").asText()));
    }

    /// What a person was answered. For people there are 503, to try again, and 502, which says that
    /// Calendly refused and why; everything else of that kind is a mistake of the service.
    Http.Reply noted(String call, Http.Reply reply) {
        if (reply.status() >= 500 && !List.of(502, 503).contains(reply.status())) {
            ledger.strange(call + " was answered " + reply.status() + " " + reply.raw().body());
        }
        return reply;
    }

    Instant now() {
        return site.now();
    }

    private void plantSubscriptions() {
        List<String> addresses = new ArrayList<>(List.of("http://localhost:9/hooks/" + prefix));
        if (history.neighbours()) {
            addresses.add(site.service() + "/staging/api/calendly/webhooks/" + prefix);
            addresses.add(site.service() + "/crm/hooks/" + prefix);
        }
        for (String organization : organizations()) {
            addresses.forEach(it -> foreign.addAll(plant(organization, it, 1)));
            String ours = site.service() + WEBHOOKS + "stale-" + prefix + "-{n}";
            stale.addAll(plant(organization, ours, history.stale()));
        }
    }

    private List<String> plant(String organization, String address, int count) {
        List<String> ids = new ArrayList<>();
        site.calendly()
                .post(
                        "/_control/subscriptions",
                        Map.of(
                                "callback_url",
                                address,
                                "creator",
                                organization + "-1",
                                "count",
                                count))
                .required("subscriptions")
                .forEach(it -> ids.add(it.get("id").asText()));
        return ids;
    }

    /// What stands in the calendars before anybody connects.
    private void rememberWhatIsBooked() {
        for (String organization : organizations()) {
            for (JsonNode booking :
                    site.calendly()
                            .list(
                                    "/_control/bookings?limit=1000&organization=" + organization,
                                    "bookings")) {
                ledger.booked(
                        new Ledger.Booking(
                                booking.get("event").asText(),
                                booking.get("invitee_id").asText(),
                                booking.get("hosts").get(0).asText(),
                                organization,
                                Instant.EPOCH));
            }
        }
    }
}
