package io.advicly.calendly;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rooms of each feature, and of the sandbox, from the roof down: a room may use those of its
/// feature that stand right of it, and none that stands left. A dot is the feature's own package.
final class Rooms {

    static final int MOST_TYPES = 20;

    private static final String HOUSE =
            """
            console: .
            backend: .
            session: page mint api .
            destination: operator . work send
            lifecycle: find history operator callback backend connect status completion disconnect state .
            subscription: controller observe admin signing act plan claim record keys knowledge .
            sync: operator work trigger read job .
            webhook: intake inbox signature filling admin replay work attempt queue erasure search .
            meeting: projection erasure telling lookup operator backend stream outbox view store search redaction fact detail .
            feed: write sequence read .
            connection: tenant telling host consent token grant retired organization admin .
            calendly: http.resilience http http.token http.limit settings http.metrics http.page http.answer wire . hook event
            security: keyring cipher audit identity .
            platform: openapi time start system overview log.calm notice list lease work stop journal text health claims database body problem batch chain address log failure .
            sandbox: launch . session control office offer api happening booking delivery login oauth backend seed wire http fault page state state.booking state.subscription state.grant state.setting state.offer state.people state.table record
            """;

    private static final Map<String, List<String>> OF_FEATURES = new LinkedHashMap<>();

    static {
        HOUSE.lines()
                .map(line -> line.split(": "))
                .forEach(it -> OF_FEATURES.put(it[0], Arrays.asList(it[1].split(" "))));
    }

    private Rooms() {}

    /// The first name behind the root; empty for what starts the service.
    static String feature(JavaClass type) {
        return names(type)[0];
    }

    static String room(JavaClass type) {
        return names(type)[1];
    }

    /// How far below the roof of its feature; -1 for a room that is not in the list.
    static int floor(JavaClass type) {
        return OF_FEATURES.getOrDefault(feature(type), List.of()).indexOf(room(type));
    }

    private static String[] names(JavaClass type) {
        String path = type.getPackageName().substring(ArchitectureTest.ROOT.length());
        String[] parts = path.isEmpty() ? new String[] {""} : path.substring(1).split("\\.", 2);
        return new String[] {parts[0], parts.length == 2 ? parts[1] : "."};
    }
}
