package io.advicly.calendly.lifecycle.connect;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.state.BrowserBinding;
import io.advicly.calendly.lifecycle.state.OAuthStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.util.stream.Stream;

/// How a [BrowserBinding] is given to a browser, and taken back. The callback alone gets to see it:
/// on any other path it would only make the headers of the product's own calls longer.
@ApplicationScoped
public class BindingCookies {

    private final String path;
    private final boolean secure;

    BindingCookies(Addresses addresses) {
        this.path = addresses.callback().getPath();
        this.secure = addresses.isSecure();
    }

    /// What the browser is given that goes to the consent page, and what it need not keep longer.
    public NewCookie[] given(ConnectOutcome.AuthorizationRequired required) {
        OAuthStates.Ticket ticket = required.ticket();
        return Stream.concat(
                        ticket.displaced().stream().map(this::forget),
                        Stream.of(keep(ticket.binding())))
                .toArray(NewCookie[]::new);
    }

    NewCookie keep(BrowserBinding binding) {
        return cookie(binding.name())
                .value(binding.value())
                .maxAge((int) OAuthStates.LIFETIME.toSeconds())
                .build();
    }

    public NewCookie forget(String name) {
        return cookie(name).value("").maxAge(0).build();
    }

    private NewCookie.Builder cookie(String name) {
        return new NewCookie.Builder(name)
                .path(path)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX);
    }
}
