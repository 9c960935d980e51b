package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.platform.problem.ProblemType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Which problems an operation may answer: those that its words name, and those that all have.
/// Pure.
final class ProblemRules {

    private ProblemRules() {}

    /// @param body whether something is sent
    /// @param json whether JSON is answered
    static Set<ProblemType> of(CallerKind caller, boolean body, boolean json, JsonNode word) {
        Set<ProblemType> all = EnumSet.of(ProblemType.INTERNAL, ProblemType.UNAVAILABLE);
        if (caller.isByRole()) {
            all.add(ProblemType.UNAUTHENTICATED);
            all.add(ProblemType.FORBIDDEN);
        }
        if (caller == CallerKind.SESSION) {
            all.add(ProblemType.UNAUTHENTICATED);
        }
        if (body) {
            all.add(ProblemType.REQUEST_INVALID);
            all.add(ProblemType.PAYLOAD_TOO_LARGE);
            all.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        if (json) {
            all.add(ProblemType.NOT_ACCEPTABLE);
        }
        word.path("problems").forEach(code -> all.add(type(code)));
        word.path("without").forEach(code -> all.remove(type(code)));
        return all;
    }

    private static ProblemType type(JsonNode code) {
        return ProblemType.valueOf(code.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
