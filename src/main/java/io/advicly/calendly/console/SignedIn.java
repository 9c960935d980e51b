package io.advicly.calendly.console;

import io.advicly.calendly.security.identity.IdentitySettings;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Whoever has signed in to the console.
@ApplicationScoped
class SignedIn {

    private static final String METADATA = "configuration-metadata";

    private final IdentitySettings settings;
    private final PageSeals seals;

    private final boolean https;

    /// @param https whether browsers come by it, whatever a proxy makes of it on the way here
    SignedIn(
            IdentitySettings settings,
            ConsoleSettings console,
            @ConfigProperty(
                            name =
                                    "quarkus.oidc.console.authentication.force-redirect-https-scheme",
                            defaultValue = "false")
                    boolean https) {
        this.settings = settings;
        this.https = https;
        this.seals = new PageSeals(console.secret().orElse("there is no console"));
    }

    boolean mayLook(SecurityIdentity identity) {
        return isAdmin(identity) || identity.hasRole(settings.viewerRole());
    }

    private boolean isAdmin(SecurityIdentity identity) {
        return identity.hasRole(settings.adminRole());
    }

    /// What a page has to know of them.
    JsonObject describe(RoutingContext call, SecurityIdentity identity) {
        return new JsonObject()
                .put("name", name(identity))
                .put("admin", isAdmin(identity))
                .put("token", seals.tokenOf(SessionCookies.of(call)));
    }

    private static String name(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return Stream.of("name", "preferred_username", "email")
                    .map(claim -> token.<@Nullable Object>getClaim(claim))
                    .filter(it -> it instanceof String text && !text.isBlank())
                    .map(String::valueOf)
                    .findFirst()
                    .orElseGet(() -> String.valueOf(token.getSubject()));
        }
        return identity.getPrincipal().getName();
    }

    /// Where a browser goes from here to be signed out at the identity provider too, if that can
    /// be.
    String wayOut(RoutingContext call, SecurityIdentity identity) {
        String here = ConsolePaths.BELOW + "signed-out";
        IdTokenCredential token = identity.getCredential(IdTokenCredential.class);
        if (token != null
                && identity.getAttribute(METADATA) instanceof OidcConfigurationMetadata provider
                && provider.getEndSessionUri() != null) {
            String scheme = https ? "https" : call.request().scheme();
            String back = scheme + "://" + call.request().authority() + here;
            return provider.getEndSessionUri()
                    + "?id_token_hint="
                    + encode(token.getToken())
                    + "&post_logout_redirect_uri="
                    + encode(back);
        }
        return here;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
