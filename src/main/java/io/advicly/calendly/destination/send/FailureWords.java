package io.advicly.calendly.destination.send;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Why there was no answer, in words for the destination's owner. Pure.
final class FailureWords {

    private static final String LATE = "no answer within 15 s";
    private static final String CLOSED = "it closed the connection without an answer";

    private FailureWords() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case AddressRefusedException refused -> "the address " + refused.why();
            case UnknownHostException unknown -> "the name of its host is not known";
            case SSLException untrusted -> "no secure connection: " + reason(untrusted);
            case NoRouteToHostException away -> "its host cannot be reached";
            case ConnectException refused -> "no connection can be made";
            case SocketException reset -> CLOSED;
            case TimeoutException late -> LATE;
            case TooLongHttpHeaderException large -> "the head of its answer is too large";
            case TooLongHttpLineException large -> "the head of its answer is too large";
            case TooLongFrameException large -> "its answer is too large";
            default ->
                    failure.getClass().getName().contains("Closed")
                            ? CLOSED
                            : "it answered nothing that can be read";
        };
    }

    /// Of a certificate, the root of the matter says most.
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
