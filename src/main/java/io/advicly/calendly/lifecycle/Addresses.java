package io.advicly.calendly.lifecycle;

import io.advicly.calendly.platform.address.WebAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;

/// The addresses that browsers are sent to, out of the configuration.
@ApplicationScoped
public class Addresses {

    public static final String CALLBACK_PATH = "/api/calendly/oauth/callback";

    private final LifecycleSettings settings;

    Addresses(LifecycleSettings settings) {
        this.settings = settings;
    }

    public ReturnAddresses returnTo() {
        return ReturnAddresses.of(
                settings.returnTo().allowed().orElse(List.of()),
                URI.create(settings.returnTo().fallback().orElseGet(this::publicUrl)));
    }

    /// Exactly as registered at Calendly.
    public URI callback() {
        return ours(CALLBACK_PATH);
    }

    /// An address of this service, as browsers know it.
    ///
    /// @param path begins with a slash
    public URI ours(String path) {
        return URI.create(publicUrl().replaceAll("/+$", "") + path);
    }

    /// This service's own, as browsers write it.
    public String origin() {
        return WebAddress.parse(publicUrl()).orElseThrow().origin();
    }

    /// Whether browsers reach us over https, so that cookies may say `Secure`.
    public boolean isSecure() {
        return WebAddress.parse(publicUrl()).orElseThrow().isSecure();
    }

    private String publicUrl() {
        return settings.publicUrl().orElseThrow();
    }
}
