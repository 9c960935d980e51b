package io.advicly.calendly.calendly.http.token;

import io.advicly.calendly.calendly.CalendlyFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Whether Calendly accepts this service's client id and secret, as far as its answers tell. The
/// start does not ask: it does not need Calendly.
@ApplicationScoped
public class ClientStanding {

    private static final Logger LOG = Logger.getLogger(ClientStanding.class);

    private final AtomicReference<Known> known = new AtomicReference<>(new Known(null, null, null));
    private final Clock clock;

    ClientStanding(Clock clock) {
        this.clock = clock;
    }

    /// @param accepted null until Calendly has been asked
    /// @param since when that became known
    /// @param words what Calendly said when it refused
    record Known(@Nullable Boolean accepted, @Nullable Instant since, @Nullable String words) {

        String label() {
            if (accepted == null) {
                return "not asked yet";
            }
            return accepted ? "accepted" : "refused";
        }

        private boolean is(boolean now) {
            return accepted != null && accepted == now;
        }
    }

    Known known() {
        return known.get();
    }

    void accepted() {
        Known before = turnTo(new Known(true, clock.instant(), null));
        if (before.is(false)) {
            LOG.info("calendly.client_accepted Calendly accepts the client id and secret again");
        }
    }

    /// Learns from a failure: `invalid_client` is about us, everything else is not.
    void failed(CalendlyFailure failure) {
        if (failure instanceof CalendlyFailure.GrantRejected) {
            accepted();
        } else if (failure.isOfClient()) {
            String words = failure.answer().words();
            if (!turnTo(new Known(false, clock.instant(), words)).is(false)) {
                LOG.warnf(
                        "calendly.client_refused Calendly does not accept calendly.client-id with"
                                + " calendly.client-secret: nobody can connect, and no grant is"
                                + " renewed, until both are right. Calendly says: %s",
                        words);
            }
        }
    }

    /// @return what was known before; it stays when it says the same
    private Known turnTo(Known next) {
        return known.getAndUpdate(before -> before.is(next.is(true)) ? before : next);
    }
}
