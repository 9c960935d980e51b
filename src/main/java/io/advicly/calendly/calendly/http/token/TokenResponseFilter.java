package io.advicly.calendly.calendly.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.http.answer.Answer;
import io.advicly.calendly.calendly.http.answer.AnswerTooLargeException;
import io.advicly.calendly.calendly.http.answer.Answers;
import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.answer.Reply;
import io.advicly.calendly.calendly.http.answer.TransportFailures;
import io.advicly.calendly.calendly.http.limit.AnswerMemory;
import io.advicly.calendly.calendly.settings.HttpSettings;
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

    private final int maxAnswer;

    TokenResponseFilter(HttpSettings settings) {
        this.maxAnswer = AnswerMemory.mostOfOne(settings);
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext response) {
        return judged(Question.GRANT, response, maxAnswer);
    }

    static Uni<Void> judged(Question question, OidcResponseFilterContext response, int maxAnswer) {
        if (!TokenCall.isMarked(response.requestProperties())) {
            return Unis.nothing();
        }
        Reply reply;
        try {
            reply = Reply.of(response, maxAnswer);
        } catch (AnswerTooLargeException tooLarge) {
            return Uni.createFrom().failure(TransportFailures.of(tooLarge));
        }
        return switch (Answers.of(question, reply)) {
            case Answer.Told(JsonNode json) -> told(question, json, reply, response);
            case Answer.Refused(CalendlyFailure failure) -> Uni.createFrom().failure(failure);
            case Answer.Later(CalendlyFailure failure) -> Uni.createFrom().failure(failure);
        };
    }

    private static Uni<Void> told(
            Question question, JsonNode json, Reply reply, OidcResponseFilterContext response) {
        if (question == Question.GRANT) {
            ObjectNode grant = PlainGrant.of(json);
            if (!reply.isOk()) {
                return Uni.createFrom().failure(new GrantToldException(grant));
            }
            response.responseBody(Buffer.buffer(grant.toString()));
        }
        return Unis.nothing();
    }
}
