package io.advicly.calendly.sandbox;

import io.advicly.calendly.sandbox.seed.Seed;
import io.advicly.calendly.sandbox.state.StateFile;
import io.advicly.calendly.sandbox.state.World;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: a server of its own, on an event loop of its own, in whatever process started
 * it.
 */
public final class Sandbox implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final SandboxOptions options;
    private final int port;

    private Sandbox(Vertx vertx, SandboxOptions options, int port) {
        this.vertx = vertx;
        this.options = options;
        this.port = port;
    }

    /**
     * Returns when it is listening; fails when it cannot, for example because the port is taken.
     */
    public static Sandbox start(SandboxOptions options) {
        Vertx vertx = Vertx.vertx(vertxOptions());
        try {
            Room room = new Room(options);
            vertx.deployVerticle(room)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Sandbox(vertx, options, room.port());
        } catch (Exception e) {
            closed(vertx);
            throw new IllegalStateException(
                    "the sandbox did not start on port " + options.port(), e);
        }
    }

    public int port() {
        return port;
    }

    public String baseUrl() {
        return "http://localhost:" + port;
    }

    public SandboxOptions options() {
        return options;
    }

    /**
     * When it returns, the state is written, the port is free and the threads are on their last
     * step.
     */
    @Override
    public void close() {
        closed(vertx);
    }

    /**
     * The port from the first argument or {@code SANDBOX_PORT}; {@code SANDBOX_HOST}, {@code
     * SANDBOX_STATE_FILE}.
     */
    public static void main(String[] args) throws InterruptedException {
        String port =
                args.length > 0
                        ? args[0]
                        : System.getenv()
                                .getOrDefault("SANDBOX_PORT", "" + SandboxOptions.DEFAULT_PORT);
        String file = System.getenv("SANDBOX_STATE_FILE");
        Sandbox sandbox =
                start(
                        SandboxOptions.defaults()
                                .withPort(Integer.parseInt(port))
                                .withHost(System.getenv().getOrDefault("SANDBOX_HOST", "localhost"))
                                .withStateFile(file == null ? null : Path.of(file)));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
        System.out.println("Calendly sandbox on " + sandbox.baseUrl());
        new CountDownLatch(1).await();
    }

    private static void closed(Vertx vertx) {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox did not close", e);
        }
    }

    /**
     * One event loop; nothing is looked up on the class path or unpacked to disk, which a restart
     * would have to undo.
     */
    private static VertxOptions vertxOptions() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setMaxEventLoopExecuteTime(60)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false));
    }

    /** What runs on the event loop. */
    private static final class Room extends AbstractVerticle {
        private final SandboxOptions options;
        private @Nullable HttpServer server;
        private @Nullable Keeper keeper;

        Room(SandboxOptions options) {
            this.options = options;
        }

        int port() {
            return server == null ? options.port() : server.actualPort();
        }

        @Override
        public void start(Promise<Void> started) {
            World world = new World(InstantSource.system());
            Path file = options.stateFile();
            Keeper newKeeper = new Keeper(vertx, world, file == null ? null : new StateFile(file));
            boolean restored = newKeeper.restore();
            Seed seed = new Seed(options.redirectUris(), options.switches());
            Assembly assembly =
                    new Assembly(vertx, world, seed, () -> "http://localhost:" + port());
            keeper = newKeeper;
            if (!restored) {
                assembly.plant();
            }
            server =
                    vertx.createHttpServer(
                                    new HttpServerOptions()
                                            .setHost(options.host())
                                            .setPort(options.port())
                                            .setHttp2ClearTextEnabled(false)
                                            .setMaxInitialLineLength(64 << 10)
                                            .setMaxHeaderSize(64 << 10))
                            .requestHandler(assembly.router());
            server.listen()
                    .<Void>mapEmpty()
                    .onSuccess(listening -> begin(assembly, newKeeper, restored))
                    .onComplete(started);
        }

        private static void begin(Assembly assembly, Keeper newKeeper, boolean restored) {
            if (restored) {
                assembly.resume();
            }
            newKeeper.watch();
        }

        @Override
        public void stop() {
            if (keeper != null) {
                keeper.close();
            }
        }
    }
}
