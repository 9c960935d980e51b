package io.advicly.calendly.platform.overview;

import io.advicly.calendly.platform.list.QueryParameters;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// How it goes, for operators.
@Path("/api/admin/overview")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class OverviewResource {

    private static final int HOUR = 60;
    private static final int WEEK = 7 * 24 * 60;

    private final OverviewQuery overview;

    OverviewResource(OverviewQuery overview) {
        this.overview = overview;
    }

    /// @param minutes how much time the series show; an hour where nothing is said
    @GET
    public Uni<Overview> show(@RestQuery @Nullable String minutes) {
        return overview.read(
                minutes == null
                        ? HOUR
                        : QueryParameters.number("minutes", minutes, "a number", 1, WEEK));
    }
}
