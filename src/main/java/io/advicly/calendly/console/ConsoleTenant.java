package io.advicly.calendly.console;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/// Whose sign-in counts: that of the console for its pages and its calls, a bearer token for all
/// else.
///
/// Always answered: where nothing is, Quarkus (3.33) has the name of a session's cookie decide, or
/// a part of the path, so that a console's session would open every call.
@Unremovable
@ApplicationScoped
class ConsoleTenant implements TenantResolver {

    static final String NAME = "console";

    private static final String MARK = "calendly.console.call";

    /// Calls are of the console from now on. Nothing that is sent can say so.
    static void mark(RoutingContext call) {
        call.put(MARK, true);
    }

    @Override
    public String resolve(RoutingContext call) {
        boolean ours =
                Boolean.TRUE.equals(call.get(MARK))
                        || ConsolePaths.isConsole(call.normalizedPath());
        return ours ? NAME : OidcUtils.DEFAULT_TENANT_ID;
    }
}
