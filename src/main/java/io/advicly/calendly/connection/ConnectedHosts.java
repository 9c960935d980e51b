package io.advicly.calendly.connection;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/// Who of us hosts a scheduled event.
public interface ConnectedHosts {

    /// The active connections of the given accounts in the organization, in every tenant. Joins the
    /// caller's session.
    Uni<List<ConnectedHost>> of(String organizationUri, Collection<String> accountUris);
}
