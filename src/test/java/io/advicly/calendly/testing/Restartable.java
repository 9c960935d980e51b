package io.advicly.calendly.testing;

import java.util.Map;

/// A service process under the public address that dies and comes back.
public final class Restartable implements AutoCloseable {

    private final Installation installation;
    private final Map<String, String> configuration;
    private ServiceProcess process;

    public Restartable(Installation installation, Map<String, String> configuration) {
        this.installation = installation;
        this.configuration = configuration;
        process = installation.start(configuration);
    }

    /// SIGKILL.
    public void killAndStartAgain() {
        process.kill();
        process = installation.start(configuration);
    }

    /// SIGTERM.
    public void stopAndStartAgain() {
        process.stop();
        process = installation.start(configuration);
    }

    @Override
    public void close() {
        process.close();
    }
}
