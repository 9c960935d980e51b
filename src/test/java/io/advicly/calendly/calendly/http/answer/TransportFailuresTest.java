package io.advicly.calendly.calendly.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.smallrye.mutiny.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TransportFailuresTest {

    @Test
    void knowsWhenNothingWasSent() {
        // Then
        assertThat(maybeProcessed(wrapped(new ConnectException("refused")))).isFalse();
        assertThat(maybeProcessed(wrapped(new UnknownHostException("host")))).isFalse();
        assertThat(maybeProcessed(wrapped(new SSLHandshakeException("cert")))).isFalse();
        assertThat(maybeProcessed(wrapped(new IOException("closed")))).isTrue();
        assertThat(maybeProcessed(new TimeoutException())).isTrue();
    }

    @Test
    void quotesNothingOfTheOriginal() {
        // When
        CalendlyFailure failure = TransportFailures.of(wrapped(new IOException("a secret")));

        // Then
        assertThat(failure).hasNoCause().hasMessageNotContaining("secret");
        assertThat(failure.answer().message()).isEqualTo("no readable answer: IOException");
    }

    private static boolean maybeProcessed(Throwable failure) {
        return ((CalendlyFailure.Unavailable) TransportFailures.of(failure)).maybeProcessed();
    }

    private static Throwable wrapped(Throwable cause) {
        return new IllegalStateException(cause);
    }
}
