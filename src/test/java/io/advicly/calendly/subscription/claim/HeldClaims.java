package io.advicly.calendly.subscription.claim;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;

/// Claims for tests that need no database.
public final class HeldClaims {

    private HeldClaims() {}

    /// One that nobody else takes.
    public static OrganizationClaims.Held of(OrganizationClaim claim) {
        return new OrganizationClaims.Held(claim, () -> Unis.item(true), System::nanoTime);
    }
}
