package io.advicly.calendly.subscription;

/// Another process reconciles the organization by now: this one must not go on.
final class ClaimLostException extends RuntimeException {

    ClaimLostException(String organizationUri) {
        super("somebody else reconciles " + organizationUri, null, false, false);
    }
}
