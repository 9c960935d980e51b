package io.advicly.calendly.platform.problem;

import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/// A value in the body that is of another kind than the field's. The library's own mapper tells
/// Java's name for it.
@Provider
@Priority(InvalidFormatMapper.BEFORE_THE_LIBRARYS)
public class InvalidFormatMapper extends ExceptionMapperBase<InvalidFormatException> {

    /// Those are at 999.
    static final int BEFORE_THE_LIBRARYS = 900;

    @Override
    protected HttpProblem toProblem(InvalidFormatException invalid) {
        return MismatchedInputMapper.problem(invalid);
    }
}
