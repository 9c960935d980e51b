package io.advicly.calendly.platform.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/// Answers with a problem where JAX-RS does not do it.
public final class ProblemDocument {

    private ProblemDocument() {}

    public static void answer(HttpServerRequest request, HttpProblem problem) {
        HttpServerResponse response = request.response();
        problem.getHeaders()
                .forEach((name, value) -> response.putHeader(name, String.valueOf(value)));
        response.setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(of(problem).toBuffer());
    }

    public static JsonObject of(HttpProblem problem) {
        return new JsonObject()
                .put("type", String.valueOf(problem.getType()))
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail());
    }
}
