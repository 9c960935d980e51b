package io.advicly.calendly.soak;

import io.advicly.calendly.testing.Calendar;
import java.util.Map;

/// Calendly at its worst: every call of the service, until it is well again.
final class CalendlyTrouble {

    private static final int ENDLESS = -1;

    void slow() {
        Calendar.fault(Map.of("times", ENDLESS, "delay_ms", 1_500));
    }

    void answering(int status) {
        Calendar.fault(Map.of("times", ENDLESS, "status", status));
    }

    void well() {
        Calendar.clearFaults();
    }
}
