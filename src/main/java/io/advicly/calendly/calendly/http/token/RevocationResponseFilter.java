package io.advicly.calendly.calendly.http.token;

import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.limit.AnswerMemory;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// The same as [TokenResponseFilter] for revoking, which is answered otherwise.
@Unremovable
@ApplicationScoped
@OidcEndpoint(OidcEndpoint.Type.TOKEN_REVOCATION)
final class RevocationResponseFilter implements OidcResponseFilter {

    private final int maxAnswer;

    RevocationResponseFilter(HttpSettings settings) {
        this.maxAnswer = AnswerMemory.mostOfOne(settings);
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext response) {
        return TokenResponseFilter.judged(Question.REVOCATION, response, maxAnswer);
    }
}
