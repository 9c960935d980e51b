package io.advicly.calendly.subscription.record;

/// Another process reconciles the organization by now: this one must not go on.
public final class ClaimLostException extends RuntimeException {

    public ClaimLostException(String organizationUri) {
        super("somebody else reconciles " + organizationUri, null, false, false);
    }
}
