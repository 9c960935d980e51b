package io.advicly.calendly.calendly.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.LateAnswer;
import io.advicly.calendly.calendly.http.answer.TransportFailures;
import io.advicly.calendly.calendly.settings.CalendlySettings;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.cipher.SecretString;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Calendly's OAuth host, spoken to by the OIDC client as a mere transport: tokens are never cached
/// there (docs/calendly-api.md 1.3, 1.5).
public final class TokenEndpoint {

    /// For how long an answer is still awaited that nobody waits for any more.
    private static final Duration LATE = Duration.ofMinutes(1);

    private final OidcClient client;
    private final CalendlySettings settings;
    private final ClientStanding standing;
    private final Duration timeout;
    private final Duration longest;
    private final Clock clock;

    public TokenEndpoint(
            OidcClient client,
            CalendlySettings settings,
            ClientStanding standing,
            Duration timeout,
            Clock clock) {
        this(client, settings, standing, timeout, LATE, clock);
    }

    TokenEndpoint(
            OidcClient client,
            CalendlySettings settings,
            ClientStanding standing,
            Duration timeout,
            Duration late,
            Clock clock) {
        this.client = client;
        this.settings = settings;
        this.standing = standing;
        this.timeout = timeout;
        this.longest = timeout.plus(late);
        this.clock = clock;
    }

    public Uni<Grant> exchange(CodeExchange exchange, LateAnswer late) {
        Map<String, String> params =
                Map.of(
                        "code", exchange.code().reveal(),
                        "redirect_uri", exchange.redirectUri().toString(),
                        "code_verifier", exchange.codeVerifier().reveal());
        return granted(() -> client.getTokens(params), late);
    }

    public Uni<Grant> refresh(SecretString refreshToken, LateAnswer late) {
        return granted(() -> client.refreshTokens(refreshToken.reveal()), late);
    }

    /// The client's id and secret go along in the form too, because that is how revoking is
    /// documented (docs/calendly-api.md 1.5).
    public Uni<Void> revoke(SecretString token) {
        Map<String, String> params =
                Map.of(
                        "client_id", settings.clientId().orElse(""),
                        "client_secret", settings.clientSecret().orElse(""));
        return Uni.createFrom()
                .deferred(() -> callRevoke(token, params))
                .onFailure(CalendlyFailure.GrantRejected.class)
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Boolean> callRevoke(SecretString token, Map<String, String> params) {
        return called(
                () -> client.revokeAccessToken(token.reveal(), params),
                new TokenCall(timeout, timeout),
                timeout);
    }

    /// One call: whoever asked is answered in time, and its late answer is not lost.
    private Uni<Grant> granted(Supplier<Uni<Tokens>> call, LateAnswer late) {
        return Uni.createFrom().deferred(() -> grantedInTime(call, late));
    }

    private Uni<Grant> grantedInTime(Supplier<Uni<Tokens>> call, LateAnswer late) {
        TokenCall state = new TokenCall(timeout, longest);
        Uni<Grant> answer =
                called(() -> told(call), state, longest)
                        .chain(this::grant)
                        .invoke(standing::accepted)
                        .memoize()
                        .indefinitely();
        return answer.ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(TimeoutException.class)
                .invoke(() -> late.awaited(answer))
                .onCancellation()
                .invoke(() -> late.awaited(answer))
                .onFailure()
                .transform(failure -> failure(failure, state));
    }

    private static Uni<UnaryOperator<@Nullable String>> told(Supplier<Uni<Tokens>> call) {
        return call.get()
                .<UnaryOperator<@Nullable String>>map(tokens -> tokens::get)
                .onFailure(GrantToldException.class)
                .recoverWithItem(TokenEndpoint::toldOtherwise);
    }

    private static UnaryOperator<@Nullable String> toldOtherwise(Throwable told) {
        JsonNode grant = ((GrantToldException) told).grant();
        return field -> grant.path(field).asText(null);
    }

    private <T> Uni<T> called(Supplier<Uni<T>> call, TokenCall state, Duration limit) {
        return state.around(Uni.createFrom().deferred(call::get))
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure()
                .transform(failure -> failure(failure, state))
                .onFailure(CalendlyFailure.class)
                .invoke(failure -> standing.failed((CalendlyFailure) failure));
    }

    private static Throwable failure(Throwable failure, TokenCall state) {
        if (failure instanceof CalendlyFailure known) {
            return known;
        }
        if (!state.sent()) {
            return TransportFailures.unavailable("no connection", false);
        }
        boolean late = failure instanceof TimeoutException;
        return TransportFailures.unavailable(
                late ? "no answer in time" : "no readable answer", true);
    }

    /// A grant without a refresh token would end in two hours: it counts as a lost reply. What is
    /// read here is a [PlainGrant].
    private Uni<Grant> grant(UnaryOperator<@Nullable String> told) {
        String access = told.apply("access_token");
        String refresh = told.apply("refresh_token");
        if (access == null || access.isBlank() || refresh == null || refresh.isBlank()) {
            return Uni.createFrom()
                    .failure(
                            TransportFailures.unavailable(
                                    "unreadable answer: a token is missing", true));
        }
        return Unis.item(
                new Grant(
                        SecretString.of(access),
                        SecretString.of(refresh),
                        clock.instant().plusSeconds(lifeOf(told)),
                        CleanText.ofNullable(told.apply("scope")),
                        CleanText.ofNullable(told.apply("owner")),
                        CleanText.ofNullable(told.apply("organization"))));
    }

    private static long lifeOf(UnaryOperator<@Nullable String> told) {
        return Long.parseLong(String.valueOf(told.apply("expires_in")));
    }
}
