package io.advicly.calendly.platform.problem;

import io.advicly.calendly.platform.log.RecurringLog;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Gives problems that a framework raised (no such path, no token, a body that is no JSON) the
/// stable type and title of their status, and takes internals out of them. Tells the log of those
/// that are ours: what the callers did is theirs to know, and what goes away by itself is counted.
@ApplicationScoped
public class FrameworkProblems implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(FrameworkProblems.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);
    private static final int INTERNAL = 500;

    @Override
    public int priority() {
        return 50;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        HttpProblem named = named(problem);
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

    private static HttpProblem named(HttpProblem problem) {
        if (problem.getType() != null) {
            return problem;
        }
        return ProblemType.generalOf(problem.getStatusCode())
                .map(type -> withType(type, problem))
                .orElse(problem);
    }

    private static HttpProblem withType(ProblemType type, HttpProblem problem) {
        return HttpProblem.builder(problem)
                .withType(type.uri())
                .withTitle(type.title())
                .withDetail(type == ProblemType.INTERNAL ? null : problem.getDetail())
                .build();
    }
}
