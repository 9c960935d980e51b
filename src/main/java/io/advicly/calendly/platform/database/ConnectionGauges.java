package io.advicly.calendly.platform.database;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Leaves out the gauges that the PostgreSQL client (4.5) registers anew for each connection: they
/// would tell of the first one for ever, as Micrometer warns at the second. What it counts and
/// times is of all connections.
@Singleton
class ConnectionGauges {

    @Produces
    @Singleton
    static MeterFilter none() {
        return MeterFilter.deny(ConnectionGauges::isOfOneConnection);
    }

    private static boolean isOfOneConnection(Meter.Id id) {
        return id.getType() == Meter.Type.GAUGE && id.getName().startsWith("postgresql.");
    }
}
