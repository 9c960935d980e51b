package io.advicly.calendly.webhook;

import jakarta.ws.rs.container.ContainerRequestContext;

/// A delivery whose signature holds.
///
/// @param body the raw bytes that were signed
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedDelivery(Authentication.Authentic sender, byte[] body) {

    private static final String SENDER = SignedDelivery.class.getName() + ".sender";

    /// How [SignatureFilter] tells the resource that it has verified the request's body.
    static void verified(ContainerRequestContext request, Authentication.Authentic sender) {
        request.setProperty(SENDER, sender);
    }

    /// @throws IllegalStateException when no filter has verified the request: nothing is accepted
    ///   unverified, not even by a mistake in the wiring
    static SignedDelivery of(ContainerRequestContext request, byte[] body) {
        if (request.getProperty(SENDER) instanceof Authentication.Authentic sender) {
            return new SignedDelivery(sender, body);
        }
        throw new IllegalStateException("the request was not verified");
    }
}
