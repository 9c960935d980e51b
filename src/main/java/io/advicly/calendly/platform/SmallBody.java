package io.advicly.calendly.platform;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the JSON of a call as far as any call's goes, and refuses what goes on: also when nothing
/// was declared, where the server's own limit would cut the answer short. Raw bytes, as deliveries
/// are, have a limit of their own, and so have Calendly's answers to us.
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class SmallBody implements ReaderInterceptor {

    private static final int MAX_BYTES = 64 << 10;

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() != byte[].class) {
            byte[] body = context.getInputStream().readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw Problems.builder(
                                ProblemType.PAYLOAD_TOO_LARGE,
                                "A body may have at most %d bytes here.".formatted(MAX_BYTES))
                        .withHeader("Connection", "close")
                        .build();
            }
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }
}
