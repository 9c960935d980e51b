package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A call of which the body is still to come: the process waits for it when it is told to stop.
final class CallUnderWay implements AutoCloseable {

    /// For a service that is to wait for the body for as long as any test takes.
    static final String BODY_PATIENCE = "calendly.bodies.patience";

    static final String FOR_LONG = "5m";

    private static final String BODY = "{}";
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader answers;

    private CallUnderWay(Socket socket) throws IOException {
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /// A user's call to connect.
    static CallUnderWay at(ServiceProcess service, Person person) throws IOException {
        return begun(
                service.at("/api/calendly/connection"),
                "Authorization: " + person.headers().get("Authorization"));
    }

    /// A delivery that nobody has signed.
    static CallUnderWay delivery(ServiceProcess service, String urlToken) throws IOException {
        return begun(
                service.at("/api/calendly/webhooks/" + urlToken),
                "Calendly-Webhook-Signature: t=%d,v1=%s"
                        .formatted(System.currentTimeMillis() / 1_000, "0".repeat(64)));
    }

    /// Returns when the service has begun with it.
    private static CallUnderWay begun(URI address, String header) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream()
                .write(
                        """
                        POST %s HTTP/1.1\r
                        Host: localhost\r
                        %s\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        Expect: 100-continue\r
                        \r
                        """
                                .formatted(address.getPath(), header, BODY.length())
                                .getBytes(US_ASCII));
        socket.getOutputStream().flush();
        CallUnderWay call = new CallUnderWay(socket);
        assertThat(call.answer()).as("it is under way").startsWith("HTTP/1.1 100 ");
        assertThat(call.answer()).isEmpty();
        return call;
    }

    /// Sends half of the body.
    CallUnderWay sendHalf() throws IOException {
        socket.getOutputStream().write(BODY.substring(0, BODY.length() / 2).getBytes(US_ASCII));
        return this;
    }

    /// Sends the body.
    CallUnderWay send() throws IOException {
        socket.getOutputStream().write(BODY.getBytes(US_ASCII));
        return this;
    }

    /// Sends the body.
    ///
    /// @return the first line of the answer
    @Nullable String finish() throws IOException {
        return send().answer();
    }

    /// The next line of the answer; null once the connection is closed.
    @Nullable String answer() throws IOException {
        return answers.readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
