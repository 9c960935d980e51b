package io.advicly.calendly.subscription.claim;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What went wrong, for a person.
public final class Words {

    private Words() {}

    public static String of(Throwable failure) {
        if (failure instanceof CalendlyFailure calendly) {
            CalendlyAnswer answer = calendly.answer();
            return Stream.concat(
                            Stream.of(answer.message() == null ? answer.title() : answer.message()),
                            answer.details().stream())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
        }
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }
}
