package io.advicly.calendly.calendly.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.CalendlyFailure;

/// What an answer of Calendly's means. [Answers] decides.
public sealed interface Answer {

    /// It was done, and this is what Calendly says of it.
    ///
    /// @param json as [Question] wants it; missing where a success says nothing
    record Told(JsonNode json) implements Answer {}

    /// Calendly itself says no, in its own words: trying again is of no use.
    record Refused(CalendlyFailure failure) implements Answer {}

    /// Nobody has said what Calendly makes of the call, or Calendly asks for patience.
    record Later(CalendlyFailure failure) implements Answer {}
}
