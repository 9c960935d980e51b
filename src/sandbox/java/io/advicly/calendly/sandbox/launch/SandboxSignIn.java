package io.advicly.calendly.sandbox.launch;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Has Swagger UI sign in by the sandbox's login: where the API's description asks for a bearer
/// token, whoever gives a name gets one.
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public final class SandboxSignIn implements OASFilter {

    private static final Map<String, String> GROUPS =
            Map.of("backend", "calendly-backend", "operator", "calendly-admin");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        if (components == null || components.getSecuritySchemes() == null) {
            return;
        }
        // Tests that need nobody signed in have no issuer.
        ConfigProvider.getConfig()
                .getOptionalValue("quarkus.oidc.auth-server-url", String.class)
                .ifPresent(issuer -> signIn(components, issuer + "/grant"));
    }

    private static void signIn(Components components, String login) {
        signIn(components, "user", login);
        GROUPS.forEach((scheme, group) -> signIn(components, scheme, login + "?group=" + group));
    }

    private static void signIn(Components components, String name, String login) {
        SecurityScheme scheme = components.getSecuritySchemes().get(name);
        if (scheme == null) {
            return;
        }
        scheme.setScheme(null);
        scheme.setBearerFormat(null);
        scheme.setType(SecurityScheme.Type.OAUTH2);
        scheme.setFlows(
                OASFactory.createOAuthFlows()
                        .password(OASFactory.createOAuthFlow().tokenUrl(login).scopes(Map.of())));
    }
}
