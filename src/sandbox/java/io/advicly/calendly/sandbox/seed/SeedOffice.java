package io.advicly.calendly.sandbox.seed;

import io.advicly.calendly.sandbox.record.FormQuestion;
import io.advicly.calendly.sandbox.record.FormSubmission;
import io.advicly.calendly.sandbox.record.RoutingForm;
import io.advicly.calendly.sandbox.state.Office;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A routing form that somebody has filled in and booked from. */
final class SeedOffice {
    private static final String INDUSTRY = "5f0c9a51-0000-4000-8000-000000000001";
    private static final String EMAIL = "5f0c9a51-0000-4000-8000-000000000002";

    private final Office office;
    private final Instant at;

    SeedOffice(Office office, Instant at) {
        this.office = office;
        this.at = at;
    }

    void plant() {
        office.forms()
                .put(
                        new RoutingForm(
                                "acme-routing",
                                "acme",
                                "Find your expert",
                                List.of(
                                        new FormQuestion(
                                                INDUSTRY,
                                                "What is your industry?",
                                                "select",
                                                true,
                                                List.of("Software", "Retail")),
                                        new FormQuestion(EMAIL, "E-mail", "email", true, null)),
                                at));
        office.submissions()
                .put(
                        new FormSubmission(
                                "acme-routing-1",
                                "acme-routing",
                                Map.of(INDUSTRY, "Software", EMAIL, "hugo.guest@example.test"),
                                "ada-intro",
                                "acme-2-guest-1",
                                at.plusSeconds(60)));
    }
}
