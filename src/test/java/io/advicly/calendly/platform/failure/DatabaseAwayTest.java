package io.advicly.calendly.platform.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.advicly.calendly.platform.health.DatabaseAwayMapper;
import io.vertx.pgclient.PgException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told as a database that cannot serve now, and what as a fault of ours.
class DatabaseAwayTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "25P03", "25P04", "28000", "28P01", "53100", "53200", "53300",
                "53400", "55P03", "57014", "57P01", "57P05", "58000", "58030"
            })
    void aServerThatCannotServeNow(String state) {
        assertThat(DatabaseAway.isTold(said(state))).isTrue();
        assertThat(DatabaseAway.isTold(new CompletionException(said(state)))).isTrue();
        assertThat(
                        DatabaseAway.isTold(
                                new PersistenceException(new SQLException("refused", state))))
                .isTrue();
        assertThat(answer(said(state)).getStatus()).isEqualTo(503);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "22021", "23505", "42P01", "XX000"})
    void oneWhomWeHaveAskedNonsense(@Nullable String state) {
        assertThat(DatabaseAway.isTold(said(state))).isFalse();
        assertThat(answer(said(state)).getStatus()).isEqualTo(500);
    }

    /// Nothing is wrong with what was asked, nor with the database.
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void oneThatHasEndedWhatWasInAnothersWay(String state) {
        assertThat(DatabaseAway.isTold(said(state))).isFalse();
        assertThat(answer(said(state)).getStatus()).isEqualTo(503);
        assertThat(answer(said(state)).getHeaderString("Retry-After")).isNotEmpty();
        assertThat(answer(new PersistenceException(new SQLException("refused", state))).getStatus())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @MethodSource
    void oneWhomNobodyReaches(Throwable failure) {
        assertThat(DatabaseAway.isTold(failure)).isTrue();
        assertThat(mappedTypes()).anyMatch(type -> type.isInstance(failure));
        assertThat(answer(failure).getStatus()).isEqualTo(503);
        assertThat(answer(failure).getHeaderString("Retry-After")).isNotEmpty();
    }

    static List<Throwable> oneWhomNobodyReaches() {
        return List.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("database.example.test"),
                new SSLException("closed"),
                new ClosedChannelException(),
                new IOException("Broken pipe"),
                new LockTimeoutException(new SQLException("refused", "55P03")));
    }

    @ParameterizedTest
    @MethodSource
    void somethingElse(Throwable failure) {
        assertThat(DatabaseAway.isTold(failure)).isFalse();
    }

    static List<Throwable> somethingElse() {
        return List.of(
                new JsonParseException("no JSON"),
                new java.nio.file.NoSuchFileException("key.pem"),
                new java.nio.charset.CharacterCodingException(),
                new IllegalStateException(new JsonParseException("no JSON")));
    }

    private static Response answer(Throwable failure) {
        return new DatabaseAwayMapper().answer(failure);
    }

    private static List<Class<? extends Throwable>> mappedTypes() {
        return Arrays.stream(DatabaseAwayMapper.class.getMethods())
                .filter(method -> method.isAnnotationPresent(ServerExceptionMapper.class))
                .flatMap(method ->
                        Arrays.stream(method.getAnnotation(ServerExceptionMapper.class).value()))
                .toList();
    }

    @SuppressWarnings("NullAway")
    private static PgException said(@Nullable String state) {
        return new PgException("said by PostgreSQL", "ERROR", state, "");
    }
}
