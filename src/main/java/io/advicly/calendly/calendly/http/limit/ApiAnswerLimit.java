package io.advicly.calendly.calendly.http.limit;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderListener;
import org.jboss.resteasy.reactive.client.impl.VertxRequestCustomizingClientBuilder;

/// Counts what comes in as an answer of the API, and closes the connection where it is too much:
/// the REST client itself reads whatever comes, to its end.
///
/// It is found by its name in `META-INF/services`: the client is not ours to build.
@RegisterForReflection
public final class ApiAnswerLimit implements RestClientBuilderListener {

    @Override
    public void onNewBuilder(RestClientBuilder builder) {
        if (builder instanceof VertxRequestCustomizingClientBuilder<?> client) {
            client.httpClientRequestCustomizer(ApiAnswerLimit::limit);
        }
    }

    private static void limit(HttpClientRequest request) {
        AnswerMemory memory = Arc.container().instance(AnswerMemory.class).get();
        request.response()
                .onSuccess(answer -> {
                    String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
                    count(request, answer, memory.share(length));
                });
    }

    /// Vert.x gives each piece to a handler before it adds it to the body.
    private static void count(
            HttpClientRequest request, HttpClientResponse answer, AnswerMemory.Share share) {
        answer.handler(piece -> {
            if (!share.take(piece.length())) {
                request.reset(0, share.refusal());
            }
        });
        answer.end().onComplete(_ -> share.end());
    }
}
