package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever an operation answers to whomever, its description has the status, the problem and every
/// field.
@QuarkusTest
@WithTestResource(SandboxResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersAreDescribedTest {

    private static final String NOBODYS = "00000000-0000-4000-8000-000000000000";

    private final Person stranger = Person.newcomer();
    private final Person operator = Person.admin();
    private final Map<String, @Nullable Person> callers = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // before all
    private Customer customer;

    static Stream<Operation> operations() {
        return Operation.all();
    }

    static Stream<Operation> lists() {
        return operations()
                .filter(it -> it.method().equals("get"))
                .filter(it -> !it.path().contains("{"))
                .filter(it -> !it.path().endsWith("/stream"));
    }

    @BeforeAll
    void haveACustomer() {
        customer = Customer.whoIsBooked();
        callers.put("nobody", null);
        callers.put("a user", stranger);
        callers.put("a backend", Person.backend("nowhere"));
        callers.put("an operator", operator);
    }

    /// As nobody, with a right, and with none; about what is not there, and with nothing in the
    /// body.
    @ParameterizedTest
    @MethodSource("operations")
    void whateverIsAnsweredIsDescribed(Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]*}", NOBODYS);
        for (Map.Entry<String, @Nullable Person> caller : callers.entrySet()) {
            if (!isEndless(operation, caller.getValue())) {
                operation.assertDescribed(caller.getKey(), operation.call(path, caller.getValue()));
            }
        }
    }

    /// Whoever may have the stream never gets to its end.
    private boolean isEndless(Operation operation, @Nullable Person caller) {
        return operation.path().endsWith("/stream") && (caller == stranger || caller == operator);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyFieldOfWhatThereIsIsDescribed(Operation operation) {
        Person caller =
                operation.path().startsWith("/api/backend")
                        ? customer.backend
                        : operation.path().startsWith("/api/admin") ? operator : customer.user;

        Http.Reply reply = operation.call(operation.path(), caller);
        operation.assertDescribed("the customer", reply);
        if (!operation.path().endsWith("/callback")) { // which nobody calls by themselves
            assertThat(reply.status() == 400)
                    .as("%s: something has to be said", operation)
                    .isEqualTo(operation.needsAQuery());
        }
    }

    @Test
    void whatHasAnIdIsDescribed() {
        String connection = id("/api/backend/connections", "/connections/0/id");
        String meeting = id("/api/backend/meetings", "/meetings/0/id");
        String destination =
                new Operation("/api/backend/destinations", "post")
                        .assertDescribed(
                                "the backend",
                                customer.backend.post(
                                        "/api/backend/destinations",
                                        Map.of("url", "http://localhost:9/events")))
                        .at("/id")
                        .asText();
        see("/api/backend/connections/{id}", connection, customer.backend);
        see("/api/backend/meetings/{id}", meeting, customer.backend);
        see("/api/meetings/{id}", meeting, customer.user);
        see("/api/meetings/{id}/invitees", meeting, customer.user);
        see("/api/backend/destinations/{id}", destination, customer.backend);
        see("/api/backend/destinations/{id}/attempts", destination, customer.backend);
        see("/api/admin/connections/{id}/diagnosis", connection, operator);
        send("/api/backend/destinations/{id}/test", destination, customer.backend);
        send("/api/backend/destinations/{id}/secret", destination, customer.backend);
        send("/api/backend/connections/{id}/sync", connection, customer.backend);
        send("/api/admin/connections/{id}/sync", connection, operator);
        send("/api/admin/connections/{id}/refresh", connection, operator);
        String delivery =
                operator.get("/api/admin/deliveries")
                        .expect(200)
                        .body()
                        .at("/deliveries/0/id")
                        .asText();
        see("/api/admin/deliveries/{id}", delivery, operator);
        send("/api/admin/deliveries/{id}/replay", delivery, operator);
    }

    private String id(String list, String place) {
        return customer.backend.get(list).expect(200).body().at(place).asText();
    }

    private static void see(String path, String id, Person caller) {
        Operation operation = new Operation(path, "get");
        Http.Reply reply = operation.call(path.replace("{id}", id), caller);
        assertThat(reply.status()).as(operation.toString()).isEqualTo(200);
        operation.assertDescribed(caller.user(), reply);
    }

    private static void send(String path, String id, Person caller) {
        Operation operation = new Operation(path, "post");
        Http.Reply reply = operation.call(path.replace("{id}", id), caller);
        assertThat(reply.status()).as(operation.toString()).isBetween(200, 202);
        operation.assertDescribed(caller.user(), reply);
    }
}
