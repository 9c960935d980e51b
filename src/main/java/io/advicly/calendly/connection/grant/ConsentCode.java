package io.advicly.calendly.connection.grant;

import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.function.Supplier;

/// What a user's browser brings back from Calendly's consent page.
///
/// @param redirectUri the one that the consent was asked for with
/// @param takeEffect asked in the transaction that stores the grant; false when the user wants it
///   no more, as Calendly may take long to answer
public record ConsentCode(
        Caller owner,
        SecretString code,
        SecretString codeVerifier,
        URI redirectUri,
        Supplier<Uni<Boolean>> takeEffect) {

    public CodeExchange exchange() {
        return new CodeExchange(code, codeVerifier, redirectUri);
    }
}
