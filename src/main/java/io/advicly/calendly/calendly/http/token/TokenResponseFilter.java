package io.advicly.calendly.calendly.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.http.answer.Answer;
import io.advicly.calendly.calendly.http.answer.Answers;
import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.answer.Reply;
import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/// Has [Answers] judge an answer of the token endpoint while status, headers and body are still at
/// hand: the OIDC client itself keeps only the body.
@Unremovable
@ApplicationScoped
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
final class TokenResponseFilter implements OidcResponseFilter {

    @Override
    public Uni<Void> filter(OidcResponseFilterContext response) {
        return judged(Question.GRANT, response);
    }

    static Uni<Void> judged(Question question, OidcResponseFilterContext response) {
        if (!TokenCall.isMarked(response.requestProperties())) {
            return Unis.nothing();
        }
        return switch (Answers.of(question, Reply.of(response))) {
            case Answer.Told(JsonNode json) -> told(question, json, response);
            case Answer.Refused(CalendlyFailure failure) -> Uni.createFrom().failure(failure);
            case Answer.Later(CalendlyFailure failure) -> Uni.createFrom().failure(failure);
        };
    }

    private static Uni<Void> told(
            Question question, JsonNode json, OidcResponseFilterContext response) {
        if (question == Question.GRANT) {
            response.responseBody(Buffer.buffer(PlainGrant.of(json).toString()));
        }
        return Unis.nothing();
    }
}
