package io.advicly.calendly.session.mint;

import io.advicly.calendly.lifecycle.ReturnAddresses;
import io.advicly.calendly.platform.address.WebAddress;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.security.identity.CallerName;
import io.advicly.calendly.session.ConnectSessions;
import java.net.URI;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decides what a backend may ask for. Pure. A session's origins are some of the product's
/// (`calendly.return-to.allowed`): a backend can narrow down what its operator allows, and no more.
final class SessionRules {

    private static final int LONGEST_ADDRESS = 2_000;
    private static final int MOST_ORIGINS = 20;

    private SessionRules() {}

    /// @throws io.quarkiverse.resteasy.problem.HttpProblem 400 for what nobody may ask for, 404 in
    ///   somebody else's tenant
    static ConnectSessions.Wanted wanted(
            BackendCaller backend, SessionRequest request, ReturnAddresses product) {
        return new ConnectSessions.Wanted(
                new Caller(tenant(backend, request.tenantId()), name("user", request.user())),
                returnTo(request.returnTo(), product),
                origins(request.allowedOrigins(), product),
                request.switchAccount(),
                locale(request.locale()));
    }

    private static String tenant(BackendCaller backend, @Nullable String asked) {
        if (asked == null) {
            return backend.tenant()
                    .orElseThrow(() ->
                            QueryParameters.invalid(
                                    "tenant_id must name the user's tenant: this backend acts in all of them."));
        }
        String tenant = name("tenant_id", asked);
        if (tenant.equals(BackendCaller.ALL)) {
            throw QueryParameters.invalid("tenant_id must name one tenant.");
        }
        if (!backend.reaches(tenant)) {
            throw Problems.of(ProblemType.NOT_FOUND, "There is no such tenant of yours.");
        }
        return tenant;
    }

    private static String name(String field, @Nullable String text) {
        if (text == null || text.isBlank() || !CallerName.isStorable(text)) {
            throw QueryParameters.invalid(
                    "%s must be a name of at most %d bytes.".formatted(field, CallerName.LONGEST));
        }
        return text;
    }

    private static @Nullable URI returnTo(@Nullable String asked, ReturnAddresses product) {
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        return product.resolve(asked)
                .filter(it -> asked.length() <= LONGEST_ADDRESS)
                .orElseThrow(() ->
                        Problems.of(
                                ProblemType.RETURN_TO_NOT_ALLOWED,
                                "return_to must be an absolute address at one of the origins in calendly.return-to.allowed."));
    }

    private static Set<String> origins(
            @Nullable List<@Nullable String> asked, ReturnAddresses product) {
        if (asked == null) {
            return Set.of();
        }
        if (asked.size() > MOST_ORIGINS) {
            throw QueryParameters.invalid(
                    "allowed_origins may have %d at most.".formatted(MOST_ORIGINS));
        }
        Set<String> origins = new TreeSet<>();
        asked.forEach(it -> origins.add(origin(Objects.requireNonNullElse(it, ""), product)));
        return origins;
    }

    private static String origin(String asked, ReturnAddresses product) {
        String origin =
                WebAddress.parse(asked)
                        .filter(it -> isBare(it.uri()))
                        .map(WebAddress::origin)
                        .orElseThrow(() ->
                                QueryParameters.invalid(
                                        "allowed_origins must be origins such as https://app.example.com."));
        if (!product.allows(origin)) {
            throw QueryParameters.invalid(
                    "allowed_origins must be among calendly.return-to.allowed.");
        }
        return origin;
    }

    private static boolean isBare(URI uri) {
        return uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    }

    private static @Nullable String locale(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        try {
            return new Locale.Builder().setLanguageTag(asked).build().toLanguageTag();
        } catch (IllformedLocaleException wrong) {
            throw QueryParameters.invalid("locale must be a language tag such as de or pt-BR.");
        }
    }
}
