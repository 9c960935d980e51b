package io.advicly.calendly.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How patient this service is with PostgreSQL. What passes a limit has its connection closed.
@ConfigMapping(prefix = "calendly.database")
public interface DatabaseSettings {

    /// How long a statement may take, where nobody says that it takes longer ([StatementLimit]).
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration statementLimit();

    /// How long a statement may take for which a request is waiting.
    @WithDefault("3s")
    @DurationMin(millis = 100)
    Duration requestLimit();

    /// How long it may take to get a connection, and how long to make one.
    @WithDefault("2s")
    @DurationMin(millis = 100)
    Duration connectionLimit();
}
