package io.advicly.calendly.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// nginx as an ingress has it: it takes whole bodies in before it passes them on.
final class Nginx {

    private static String configuration(Path home, int port, int servicePort) {
        return """
        daemon off;
        pid %1$s/pid;
        error_log %1$s/error.log;
        events { worker_connections 2048; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          client_max_body_size 2m;
          server {
            listen 127.0.0.1:%2$d;
            location / { proxy_pass http://127.0.0.1:%3$d; proxy_http_version 1.1; }
          }
        }
        """
                .formatted(home, port, servicePort);
    }

    private Nginx() {}

    /// Nothing happens where nginx is not installed.
    static void before(URI service, Consumer<URI> with) {
        int port = Ground.freePort();
        try {
            Path home = Files.createTempDirectory("bench-nginx");
            // Its workers are another user's.
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path file = home.resolve("nginx.conf");
            Files.writeString(file, configuration(home, port, service.getPort()));
            Process process;
            try {
                process =
                        new ProcessBuilder("nginx", "-p", home.toString(), "-c", file.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(home.resolve("output").toFile())
                                .start();
            } catch (IOException missing) {
                System.err.println("bench: nginx is not on the PATH, its rows are left out");
                return;
            }
            try {
                URI proxied = URI.create("http://127.0.0.1:" + port + "/");
                while (process.isAlive()
                        && !Ground.answers(proxied.resolve("/api/calendly/connection"), 401)) {
                    LockSupport.parkNanos(20_000_000);
                }
                if (!process.isAlive()) {
                    throw new IllegalStateException(Files.readString(home.resolve("output")));
                }
                with.accept(proxied);
            } finally {
                process.destroy();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
