package io.advicly.calendly.sandbox.http;

import io.vertx.core.http.HttpMethod;

/**
 * A place that can be called.
 *
 * @param name what faults and the log of requests call it
 * @param path in Vert.x's spelling, {@code /users/:id}
 */
public record Endpoint(String name, HttpMethod method, String path, Action action) {

    public static Endpoint get(String name, String path, Action action) {
        return new Endpoint(name, HttpMethod.GET, path, action);
    }

    public static Endpoint post(String name, String path, Action action) {
        return new Endpoint(name, HttpMethod.POST, path, action);
    }

    public static Endpoint patch(String name, String path, Action action) {
        return new Endpoint(name, HttpMethod.PATCH, path, action);
    }

    public static Endpoint delete(String name, String path, Action action) {
        return new Endpoint(name, HttpMethod.DELETE, path, action);
    }
}
