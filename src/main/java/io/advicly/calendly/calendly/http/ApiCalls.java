package io.advicly.calendly.calendly.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.http.answer.Answer;
import io.advicly.calendly.calendly.http.answer.Answers;
import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.answer.Reply;
import io.advicly.calendly.calendly.http.answer.ReplyException;
import io.advicly.calendly.calendly.http.answer.TransportFailures;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/// Single calls of Calendly's API, limited in time and size, as [Answers] understands what comes.
final class ApiCalls {

    /// As many records of a page as Calendly gives (docs/calendly-api.md 1.8).
    private static final int MOST = 100;

    private final Duration timeout;
    private final int maxAnswer;

    /// @param maxAnswer how many bytes of an answer are read, once it is unpacked
    ApiCalls(Duration timeout, int maxAnswer) {
        this.timeout = timeout;
        this.maxAnswer = maxAnswer;
    }

    /// A page, with fewer records where as many are more than this service reads: one that is large
    /// costs itself then, and none of the others.
    <T> Uni<T> page(
            Access access,
            IntFunction<Uni<RestResponse<byte[]>>> call,
            BiFunction<JsonNode, Integer, T> mapping) {
        return page(access, MOST, call, mapping).onFailure().transform(TransportFailures::of);
    }

    /// The same for a list that can be read on behind a record that by itself is more than this
    /// service reads: that is a record that cannot be read, and no fault of the host's.
    <T> Uni<T> pageUpTo(
            Access access,
            IntFunction<Uni<RestResponse<byte[]>>> call,
            BiFunction<JsonNode, Integer, T> mapping) {
        return page(access, MOST, call, mapping)
                .onFailure()
                .transform(TransportFailures::ofOneRecord);
    }

    private <T> Uni<T> page(
            Access access,
            int count,
            IntFunction<Uni<RestResponse<byte[]>>> call,
            BiFunction<JsonNode, Integer, T> mapping) {
        Uni<T> page =
                answered(
                        access,
                        Question.PAGE,
                        () -> call.apply(count),
                        json -> mapping.apply(json, count));
        return count == 1
                ? page
                : page.onFailure(TransportFailures::isTooLarge)
                        .recoverWithUni(() -> page(access, count / 10, call, mapping));
    }

    /// One call for a record that exists without us: one that is more than this service reads is
    /// the record's trouble.
    <T> Uni<T> record(
            Access access,
            Supplier<Uni<RestResponse<byte[]>>> call,
            Function<JsonNode, T> mapping) {
        return answered(access, Question.RESOURCE, call, mapping)
                .onFailure()
                .transform(TransportFailures::ofOneRecord);
    }

    /// One call, and what [Answers] makes of its answer.
    <T> Uni<T> asked(
            Access access,
            Question question,
            Supplier<Uni<RestResponse<byte[]>>> call,
            Function<JsonNode, T> mapping) {
        return answered(access, question, call, mapping)
                .onFailure()
                .transform(TransportFailures::of);
    }

    private <T> Uni<T> answered(
            Access access,
            Question question,
            Supplier<Uni<RestResponse<byte[]>>> call,
            Function<JsonNode, T> mapping) {
        return limited(call)
                .invoke(reply -> access.requestIds().add(reply.requestId()))
                .map(reply -> toldOrFail(reply, question, mapping));
    }

    private static <T> T toldOrFail(Reply reply, Question question, Function<JsonNode, T> mapping) {
        return switch (Answers.of(question, reply)) {
            case Answer.Told(JsonNode json) -> mapping.apply(json);
            case Answer.Refused(CalendlyFailure failure) -> throw failure;
            case Answer.Later(CalendlyFailure failure) -> throw failure;
        };
    }

    private Uni<Reply> limited(Supplier<Uni<RestResponse<byte[]>>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .map(response -> Reply.of(response, maxAnswer))
                .onFailure(ReplyException.class)
                .recoverWithItem(failure -> ((ReplyException) failure).reply(maxAnswer))
                .ifNoItem()
                .after(timeout)
                .fail();
    }
}
