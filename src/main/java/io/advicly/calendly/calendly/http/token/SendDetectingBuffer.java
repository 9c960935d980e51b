package io.advicly.calendly.calendly.http.token;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;

/// A request body that notices when it is handed to a connection. Vert.x asks for the bytes only
/// once a connection is established: before that, a failure proves that nothing was sent.
final class SendDetectingBuffer extends BufferImpl {

    private final TokenCall call;

    SendDetectingBuffer(Buffer body, TokenCall call) {
        this.call = call;
        appendBuffer(body);
    }

    @Override
    public ByteBuf getByteBuf() {
        call.markSent();
        return super.getByteBuf();
    }
}
