package io.advicly.calendly.lifecycle;

import io.advicly.calendly.platform.address.WebAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides where a browser may be sent back to: origins are compared whole, never by prefix.
public final class ReturnAddresses {

    private final Set<String> allowed;
    private final URI fallback;

    private ReturnAddresses(Set<String> allowed, URI fallback) {
        this.allowed = allowed;
        this.fallback = fallback;
    }

    static ReturnAddresses of(List<String> allowed, URI fallback) {
        Set<String> origins =
                allowed.stream()
                        .map(text -> WebAddress.parse(text).orElseThrow().origin())
                        .collect(Collectors.toSet());
        return new ReturnAddresses(origins, fallback);
    }

    /// The address to return to; empty when the requested one is not allowed.
    public Optional<URI> resolve(@Nullable String requested) {
        if (requested == null || requested.isEmpty()) {
            return Optional.of(fallback);
        }
        return WebAddress.parse(requested)
                .filter(address -> allowed.contains(address.origin()))
                .map(WebAddress::uri);
    }

    /// Whether it is an origin of the product, as browsers write it.
    public boolean allows(String origin) {
        return allowed.contains(origin);
    }
}
