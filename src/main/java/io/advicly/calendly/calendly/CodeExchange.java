package io.advicly.calendly.calendly;

import io.advicly.calendly.security.cipher.SecretString;
import java.net.URI;

/// An authorization code with what proves that it is ours.
public record CodeExchange(SecretString code, SecretString codeVerifier, URI redirectUri) {}
