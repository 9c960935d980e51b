package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Keeps events from going anywhere but to public addresses. Asked when an address is given and
/// before each connection: what a name leads to may be another thing the next time, so whoever
/// connects uses the addresses that were looked at, and no name.
@ApplicationScoped
public class AddressGuard {

    private final HostNames names;
    private final boolean allowPrivate;

    AddressGuard(HostNames names, DestinationSettings settings) {
        this.names = names;
        this.allowPrivate = settings.allowPrivate();
    }

    /// Whether an address may be given. Fails with an [AddressRefusedException] that says what is
    /// wrong with it.
    public Uni<Void> check(String url) {
        return Uni.createFrom()
                .deferred(() -> addresses(read(url)))
                .onFailure(UnknownHostException.class)
                .transform(unknown ->
                        new AddressRefusedException("has a host whose name is not known"))
                .replaceWithVoid();
    }

    DestinationAddress read(String url) {
        return DestinationAddress.parse(url, allowPrivate);
    }

    /// What may be connected to now; all of them, or none where one of them may not.
    Uni<List<InetAddress>> addresses(DestinationAddress address) {
        return address.literal()
                .map(literal -> Uni.createFrom().item(List.of(literal)))
                .orElseGet(() -> names.addresses(address.host()))
                .invoke(found -> found.forEach(this::refuse));
    }

    private void refuse(InetAddress address) {
        AddressKind kind = AddressKind.of(address);
        boolean allowed =
                switch (kind) {
                    case PUBLIC -> true;
                    case LOOPBACK, PRIVATE -> allowPrivate;
                    case LINK_LOCAL,
                            METADATA,
                            SHARED,
                            MULTICAST,
                            UNSPECIFIED,
                            TUNNELLED,
                            RESERVED ->
                            false;
                };
        if (!allowed) {
            throw new AddressRefusedException(
                    "leads to %s, which is %s".formatted(address.getHostAddress(), kind.words()));
        }
    }
}
