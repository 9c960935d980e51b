package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/// Looks names up.
interface HostNames {

    /// All addresses of a name; fails with an [java.net.UnknownHostException] where it has none.
    Uni<List<InetAddress>> addresses(String name);
}
