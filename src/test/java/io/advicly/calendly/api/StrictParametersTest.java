package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What narrows a list is never taken for not said: whoever asks for a part would get all.
@QuarkusTest
@WithTestResource(SandboxResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictParametersTest {

    /// A number in digits that are not ASCII's.
    private static final String FULL_WIDTH = "%EF%BC%91";

    @SuppressWarnings("NullAway.Init") // before all
    private Customer customer;

    @BeforeAll
    void haveACustomer() {
        customer = Customer.whoIsBooked();
    }

    record Asked(Operation operation, String parameter) {

        @Override
        public String toString() {
            return operation + "?" + parameter;
        }
    }

    static Stream<Asked> parameters() {
        return Operation.all()
                .filter(it -> it.method().equals("get"))
                .filter(it -> it.path().matches("/api/(meetings|admin|backend).*"))
                .filter(it -> !it.path().contains("{") && !it.path().endsWith("/stream"))
                .flatMap(StrictParametersTest::parameters);
    }

    static Stream<Asked> numbers() {
        return parameters()
                .filter(it -> List.of("limit", "wait", "minutes").contains(it.parameter()));
    }

    private static Stream<Asked> parameters(Operation operation) {
        return StreamSupport.stream(operation.described().path("parameters").spliterator(), false)
                .filter(it -> it.path("in").asText().equals("query"))
                .map(it -> new Asked(operation, it.path("name").asText()));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void withoutAValueItIsRefused(Asked asked) {
        assertRefused(asked, asked.parameter() + "=");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void givenTwiceItIsRefused(Asked asked) {
        assertRefused(asked, "%1$s=1&%1$s=2".formatted(asked.parameter()));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void inOtherDigitsItIsRefused(Asked asked) {
        assertRefused(asked, asked.parameter() + "=" + FULL_WIDTH);
    }

    private void assertRefused(Asked asked, String query) {
        Http.Reply reply =
                asked.operation().call(asked.operation().path() + "?" + query, caller(asked));
        JsonNode said = reply.expect(400).body();
        assertThat(said.path("detail").asText()).contains(asked.parameter());
    }

    private Person caller(Asked asked) {
        String path = asked.operation().path();
        return path.startsWith("/api/backend")
                ? customer.backend
                : path.startsWith("/api/admin") ? Person.admin() : customer.user;
    }
}
