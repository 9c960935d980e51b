package io.advicly.calendly;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rooms of each feature, from the roof down: a room may use those of its feature that stand
/// right of it, and none that stands left. A dot is the feature's own package.
final class Rooms {

    static final int MOST_TYPES = 20;

    private static final String HOUSE =
            """
            lifecycle: callback connect completion disconnect state . status
            subscription: admin controller act observe claim plan record keys knowledge signing .
            sync: trigger work read job
            webhook: admin intake inbox signature work attempt queue erasure .
            meeting: projection erasure lookup outbox stream view store redaction fact
            connection: admin consent host token grant organization retired .
            calendly: http.resilience http http.metrics http.page http.token http.answer settings wire . event hook
            security: identity keyring cipher
            platform: start address list lease health journal batch body log.calm notice claims stop problem text time work database log failure chain
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
