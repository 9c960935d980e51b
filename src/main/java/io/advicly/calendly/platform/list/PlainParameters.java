package io.advicly.calendly.platform.list;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses what is said without a value, or twice, of what shall be listed: left out it would mean
/// all, and whoever asks for a part would take all for it.
public class PlainParameters {

    /// A stream is no list, and neither is what an id leads to.
    private static final Pattern LISTS =
            Pattern.compile("/api/(meetings|(meetings|admin|backend)/(.*/)?(?!stream$)[a-z-]+)");

    /// Before others, which may begin what they expect to be answered.
    @ServerRequestFilter(priority = Priorities.USER - 100)
    public void require(ContainerRequestContext call, HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) && LISTS.matcher(request.path()).matches()) {
            call.getUriInfo().getQueryParameters().forEach(PlainParameters::requirePlain);
        }
    }

    private static void requirePlain(String name, List<String> values) {
        if (!name.isEmpty() && (values.size() > 1 || values.getFirst().isEmpty())) {
            throw refused(name, values.size() > 1 ? "is given twice." : "has no value.");
        }
    }

    private static HttpProblem refused(String name, String why) {
        return Problems.of(
                ProblemType.REQUEST_INVALID, "The parameter %s %s".formatted(shown(name), why));
    }

    /// Whoever asks may call a parameter anything.
    private static String shown(String name) {
        return name.length() <= 40 && name.matches("\\w+") ? name : "with such a name";
    }
}
