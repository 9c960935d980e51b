package io.advicly.calendly.scenario;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The API's routes, as the resources declare them: one that is added is found.
final class Routes {

    private static final String SOME_ID = "00000000-0000-4000-8000-000000000000";

    private Routes() {}

    /// @param template the path with its parameters, as the resource has it
    record Route(String method, String template) {

        String path() {
            return template.replaceAll("\\{[^}]*}", SOME_ID);
        }

        String name() {
            return method + " " + template;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Stream<Route> all() {
        return resources().flatMap(Routes::of);
    }

    /// Those that go on answering until somebody ends it.
    static Stream<Route> streams() {
        return resources().flatMap(type -> of(type, Routes::isStream));
    }

    private static boolean isStream(Method method) {
        Produces produces = method.getAnnotation(Produces.class);
        return produces != null && List.of(produces.value()).contains(MediaType.SERVER_SENT_EVENTS);
    }

    static Stream<Route> needingAToken() {
        return resources()
                .filter(type -> !type.isAnnotationPresent(PermitAll.class))
                .flatMap(Routes::of);
    }

    /// Those that read JSON: whatever is no parameter of the address or of the framework is a body.
    static Stream<Route> withABody() {
        return resources()
                .flatMap(type -> of(type, Routes::readsABody))
                .filter(route -> route.path().startsWith("/api/"))
                .filter(route -> Set.of("POST", "PUT", "PATCH").contains(route.method()));
    }

    private static boolean readsABody(Method method) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.getAnnotations().length == 0);
    }

    private static Stream<Class<?>> resources() {
        return classes().filter(type -> type.isAnnotationPresent(Path.class));
    }

    private static Stream<Class<?>> classes() {
        java.nio.file.Path root = java.nio.file.Path.of("target/classes");
        try (Stream<java.nio.file.Path> files = Files.walk(root.resolve("io/advicly/calendly"))) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("Resource.class"))
                    .<Class<?>>map(Routes::load)
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.replace(".class", "").replace('/', '.'));
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Route> of(Class<?> resource) {
        return of(resource, method -> true);
    }

    private static Stream<Route> of(Class<?> resource, Predicate<Method> which) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(which)
                .flatMap(method ->
                        verb(method).map(verb -> new Route(verb, path(resource, method))).stream());
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String whole =
                resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return whole.replaceAll("/+", "/").replaceAll(" *:[^}]*}", "}");
    }
}
