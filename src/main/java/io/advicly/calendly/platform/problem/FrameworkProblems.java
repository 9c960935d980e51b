package io.advicly.calendly.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.advicly.calendly.platform.log.RecurringLog;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives problems that a framework raised (no such path, no token, a body that is no JSON) the
/// stable type and title of their status, and takes internals out of them. Tells the log of those
/// that are ours: what the callers did is theirs to know, and what goes away by itself is counted.
@ApplicationScoped
public class FrameworkProblems implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(FrameworkProblems.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);
    private static final int INTERNAL = 500;

    /// In the place of what a framework says about its own classes.
    private static final Map<ProblemType, String> WORDS =
            Map.of(
                    ProblemType.METHOD_NOT_ALLOWED, "The path is there, with other methods.",
                    ProblemType.NOT_ACCEPTABLE,
                            "Accept application/json, or what else this call answers.",
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");

    @Override
    public int priority() {
        return 50;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        HttpProblem named = named(problem, context.cause);
        if (named.getStatusCode() == INTERNAL) {
            RECURRING.error(
                    context.cause.getClass().getName(),
                    context.cause,
                    () -> "request.failed path=%s".formatted(context.path));
        } else if (named.getStatusCode() > INTERNAL) {
            RECURRING.warn(
                    String.valueOf(named.getType()),
                    () ->
                            "request.postponed status=%d type=%s"
                                    .formatted(named.getStatusCode(), named.getType()));
        }
        return named;
    }

    private static HttpProblem named(HttpProblem problem, Throwable cause) {
        if (problem.getType() != null) {
            return problem;
        }
        return ProblemType.generalOf(problem.getStatusCode())
                .map(type -> withType(type, problem, cause))
                .orElse(problem);
    }

    private static HttpProblem withType(ProblemType type, HttpProblem problem, Throwable cause) {
        return HttpProblem.builder(problem)
                .withType(type.uri())
                .withTitle(type.title())
                .withDetail(detail(type, problem, cause))
                .build();
    }

    private static @Nullable String detail(ProblemType type, HttpProblem problem, Throwable cause) {
        if (type == ProblemType.INTERNAL) {
            return null;
        }
        if (type == ProblemType.NOT_FOUND && cause instanceof NotFoundException) {
            return "There is no such path.";
        }
        if (cause.getCause() instanceof JsonProcessingException) {
            return "The body is no JSON that can be read.";
        }
        String told = problem.getDetail();
        boolean frameworks = told != null && told.startsWith("HTTP ");
        return WORDS.getOrDefault(type, frameworks ? null : told);
    }
}
