import client.ApiClient;
import client.ApiException;
import client.api.BackendApi;
import client.api.ConnectionApi;
import client.api.DestinationsApi;
import client.api.MeetingsApi;
import client.model.Connection;
import client.model.CreatedDestination;
import client.model.DestinationRequest;
import client.model.Event;
import client.model.EventsPage;
import client.model.Host;
import client.model.Invitee;
import client.model.Meeting;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a backend in Java does with a client that openapi-generator has made of openapi.yaml
/// (docs/api.md). Prints what it was answered, as JSON.
public final class ClientMain {

    public static void main(String[] args) throws Exception {
        ApiClient user = client(args[0], args[1]);
        ApiClient backend = client(args[0], args[2]);
        String address = args[3];

        Connection connection = new ConnectionApi(user).getConnection();
        List<Meeting> meetings =
                new MeetingsApi(user)
                        .listMeetings(
                                null, null, null, null, null, null, 10, "active", null, null)
                        .getMeetings();
        EventsPage feed = new BackendApi(backend).listEvents(null, 10, "meeting.booked", null);
        DestinationsApi destinations = new DestinationsApi(backend);
        CreatedDestination destination =
                destinations.createDestination(
                        new DestinationRequest().url(address).types(List.of("meeting.booked")));

        Map<String, Object> told = new LinkedHashMap<>();
        told.put("status", connection.getStatus().getValue());
        told.put("account", connection.getAccount().getEmail());
        told.put(
                "invitees",
                meetings.stream()
                        .flatMap(it -> it.getInvitees().stream())
                        .map(Invitee::getEmail)
                        .toList());
        told.put(
                "hosts",
                meetings.stream()
                        .flatMap(it -> it.getHosts().stream())
                        .map(Host::getEmail)
                        .toList());
        told.put(
                "events",
                feed.getEvents().stream().map(Event::getType).map(it -> it.getValue()).toList());
        told.put("at_end", feed.getAtEnd());
        told.put("destination", destination.getState().getValue());
        told.put("secret", destination.getSecret().substring(0, 6));
        told.put("refused", refused(destinations));
        System.out.println(new ObjectMapper().writeValueAsString(told));
    }

    private static ApiClient client(String address, String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        client.setRequestInterceptor(
                request -> request.header("Authorization", "Bearer " + token));
        return client;
    }

    private static String refused(DestinationsApi destinations) throws Exception {
        try {
            destinations.createDestination(new DestinationRequest().url("ftp://nowhere"));
            return "nothing";
        } catch (ApiException refused) {
            return new ObjectMapper().readTree(refused.getResponseBody()).get("type").asText();
        }
    }
}
