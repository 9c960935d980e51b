package io.advicly.calendly.security.cipher;

/// The configured encryption keys cannot be used. Never holds key material.
public final class InvalidKeyRingException extends RuntimeException {

    private final String configurationKey;
    private final String complaint;

    InvalidKeyRingException(String configurationKey, String complaint) {
        super(configurationKey + " " + complaint);
        this.configurationKey = configurationKey;
        this.complaint = complaint;
    }

    public String configurationKey() {
        return configurationKey;
    }

    public String complaint() {
        return complaint;
    }
}
