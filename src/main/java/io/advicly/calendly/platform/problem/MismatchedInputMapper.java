package io.advicly.calendly.platform.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import java.util.stream.Collectors;

/// A body that is JSON, but of another shape than the call takes. Quarkus's own mapper answers no
/// problem document.
@Provider
public class MismatchedInputMapper extends ExceptionMapperBase<MismatchedInputException> {

    @Override
    protected HttpProblem toProblem(MismatchedInputException mismatch) {
        return problem(mismatch);
    }

    static HttpProblem problem(MismatchedInputException mismatch) {
        HttpProblem.Builder problem =
                Problems.builder(
                        ProblemType.REQUEST_INVALID,
                        "The body is JSON, but not of the shape that this call takes.");
        String field =
                mismatch.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."));
        return field.isEmpty() ? problem.build() : problem.with("field", field).build();
    }
}
