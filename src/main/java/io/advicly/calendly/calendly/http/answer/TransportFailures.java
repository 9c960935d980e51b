package io.advicly.calendly.calendly.http.answer;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.smallrye.mutiny.TimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Turns whatever else went wrong with a call into [CalendlyFailure.Unavailable]: no connection, a
/// cut connection, a time-out, an answer that cannot be read.
///
/// The original exception is left behind on purpose: a parser's message quotes the body.
public final class TransportFailures {

    private TransportFailures() {}

    public static CalendlyFailure of(Throwable failure) {
        return switch (failure) {
            case CalendlyFailure known -> known;
            case Throwable other -> unavailable(description(other), !beforeSending(other));
        };
    }

    /// Of a call for a single record, or for the first one of what is left of a list.
    public static CalendlyFailure ofOneRecord(Throwable failure) {
        return isTooLarge(failure)
                ? new CalendlyFailure.Unreadable(CalendlyAnswer.none(description(failure)))
                : of(failure);
    }

    public static CalendlyFailure unavailable(String message, boolean maybeProcessed) {
        return new CalendlyFailure.Unavailable(CalendlyAnswer.none(message), maybeProcessed, null);
    }

    /// Whether an answer was larger than this service reads.
    public static boolean isTooLarge(Throwable failure) {
        return root(failure) instanceof AnswerTooLargeException;
    }

    /// Names the kind of failure: class names of the JDK and of Vert.x hold no secret.
    private static String description(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        Throwable root = root(failure);
        return root instanceof AnswerTooLargeException || root instanceof NoRoomForAnswerException
                ? String.valueOf(root.getMessage())
                : "no readable answer: " + root.getClass().getSimpleName();
    }

    /// Only failures to connect prove that Calendly has not seen the request.
    private static boolean beforeSending(Throwable failure) {
        Throwable root = root(failure);
        return root instanceof ConnectException
                || root instanceof UnknownHostException
                || root instanceof NoRouteToHostException
                || root instanceof SSLHandshakeException;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (@Nullable Throwable next = failure; next != null; next = next.getCause()) {
            root = next;
            if (next instanceof ConnectException) {
                return next;
            }
        }
        return root;
    }
}
