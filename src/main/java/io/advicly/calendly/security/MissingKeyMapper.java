package io.advicly.calendly.security;

import io.advicly.calendly.platform.ProblemType;
import io.advicly.calendly.platform.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/// This replica cannot read the row: another one can, or this one once it has the key.
@Provider
public class MissingKeyMapper extends ExceptionMapperBase<MissingKeyException> {

    private static final Logger LOG = Logger.getLogger(MissingKeyMapper.class);

    @Override
    protected HttpProblem toProblem(MissingKeyException missing) {
        LOG.errorf("encryption.key_missing %s", missing.getMessage());
        return Problems.of(
                ProblemType.UNAVAILABLE, "Nothing has changed. Try again.", missing.retryAfter());
    }
}
