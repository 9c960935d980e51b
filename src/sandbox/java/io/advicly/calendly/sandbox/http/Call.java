package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request as an action sees it. */
public final class Call {
    private final RoutingContext context;
    private @Nullable String account;

    Call(RoutingContext context) {
        this.context = context;
    }

    public String method() {
        return context.request().method().name();
    }

    public String path() {
        return Objects.requireNonNullElse(context.request().path(), "/");
    }

    public String segment(String name) {
        return Objects.requireNonNull(context.pathParam(name), name);
    }

    public @Nullable String query(String name) {
        return context.queryParams().get(name);
    }

    public Map<String, String> query() {
        return flat(context.queryParams());
    }

    public @Nullable String header(String name) {
        return context.request().getHeader(name);
    }

    /** A form field, or null; an empty one counts as missing, as it does for Calendly's Rails. */
    public @Nullable String field(String name) {
        String value = context.request().formAttributes().get(name);
        return value == null || value.isBlank() ? null : value;
    }

    public Map<String, String> fields() {
        return flat(context.request().formAttributes());
    }

    public boolean sendsJson() {
        String type = header("Content-Type");
        return type != null && type.startsWith("application/json");
    }

    private boolean sendsForm() {
        String type = header("Content-Type");
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    /** The JSON object of the body, or the form that says the same; no body is an empty object. */
    public ObjectNode json() {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            return Json.object();
        }
        try {
            JsonNode parsed = Json.parse(body);
            if (parsed instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Falls through: what is no JSON may be a form.
        }
        if (sendsForm()) {
            return FormBody.json(context.request().formAttributes());
        }
        throw ApiError.invalid("body", "must be a JSON object");
    }

    /** As it came, before anything reads it. */
    public String rawBody() {
        String body = context.body().asString();
        return body == null ? "" : body;
    }

    /** Whose call it turned out to be, for the log of requests. */
    public void by(String user) {
        account = user;
    }

    public @Nullable String account() {
        return account;
    }

    RoutingContext context() {
        return context;
    }

    private static Map<String, String> flat(MultiMap values) {
        Map<String, String> flat = new LinkedHashMap<>();
        values.forEach(entry -> flat.putIfAbsent(entry.getKey(), entry.getValue()));
        return flat;
    }
}
