package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.List;

/** Everything that is {@code auth.calendly.com} in real life. */
public final class AuthHost {
    private final AuthorizeEndpoint authorize;
    private final TokenApi token;
    private final TokenCare care;
    private final TokenLimit limit;
    private final Metadata metadata;

    public AuthHost(World world, Uris uris) {
        Clients clients = new Clients(world);
        TokenIssuer issuer = new TokenIssuer(world, uris);
        limit = new TokenLimit(world);
        metadata = new Metadata(uris);
        authorize = new AuthorizeEndpoint(world);
        token =
                new TokenApi(
                        world,
                        clients,
                        new AuthorizationCodeGrant(world, issuer, limit),
                        new TokenRefresh(world, issuer, limit));
        care = new TokenCare(world, uris, clients);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("authorize", "/oauth/authorize", authorize::show),
                Endpoint.post("authorize", "/oauth/authorize", authorize::decide),
                Endpoint.post("token", "/oauth/token", token::answer),
                Endpoint.post("revoke", "/oauth/revoke", care::revoke),
                Endpoint.post("introspect", "/oauth/introspect", care::introspect),
                Endpoint.get(
                        "oauth_metadata",
                        "/.well-known/oauth-authorization-server",
                        metadata::show));
    }

    /** After a reset, nobody has used up anything. */
    public void forgetLimits() {
        limit.forget();
    }
}
