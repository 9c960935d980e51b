package io.advicly.calendly.security.identity;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/// For calls that stay open: lets go of how the caller's token was verified, some 20 KiB of steps
/// that Quarkus (3.33) keeps for as long as a request lasts. Who the caller is stays known.
@RequestScoped
public class LongCall {

    private final CurrentIdentityAssociation association;

    LongCall(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /// To be called once the caller is known.
    public void begin(RoutingContext call) {
        SecurityIdentity known = association.getIdentity();
        QuarkusHttpUser.setIdentity(known, call);
        association.setIdentity(known);
    }
}
