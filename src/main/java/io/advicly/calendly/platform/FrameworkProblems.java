package io.advicly.calendly.platform;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/// Gives problems that a framework raised (no such path, no token, a body that is no JSON) the
/// stable type and title of their status, and takes internals out of them.
@ApplicationScoped
public class FrameworkProblems implements ProblemPostProcessor {

    @Override
    public int priority() {
        return 50;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        return ProblemType.generalOf(problem.getStatusCode())
                .map(type ->
                        HttpProblem.builder(problem)
                                .withType(type.uri())
                                .withTitle(type.title())
                                .withDetail(
                                        type == ProblemType.INTERNAL ? null : problem.getDetail())
                                .build())
                .orElse(problem);
    }
}
