package io.advicly.calendly.connection.host;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Who of us hosts scheduled events.
public interface ConnectedHosts {

    /// The active connections of each of these accounts in its organization, in every tenant;
    /// accounts without one are left out. One statement, however many are asked for. Joins the
    /// caller's session.
    Uni<Map<HostAccount, List<ConnectedHost>>> hostsOf(Collection<HostAccount> accounts);
}
