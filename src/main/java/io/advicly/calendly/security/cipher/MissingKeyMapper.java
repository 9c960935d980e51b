package io.advicly.calendly.security.cipher;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/// This replica cannot read the row: another one can, or this one once it has the key.
@Provider
public class MissingKeyMapper extends ExceptionMapperBase<MissingKeyException> {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(MissingKeyMapper.class));

    @Override
    protected HttpProblem toProblem(MissingKeyException missing) {
        RECURRING.error(
                "missing", () -> "encryption.key_missing %s".formatted(missing.getMessage()));
        return Problems.of(
                ProblemType.UNAVAILABLE, "Nothing has changed. Try again.", missing.retryAfter());
    }
}
