package io.advicly.calendly.testing;

import java.net.URI;

/// Where the service under test, its sandbox and its database are.
public final class Surroundings {

    private static final String PREFIX = "surroundings.";

    private Surroundings() {}

    /// System properties, as the test's class may be loaded twice.
    public static void publish(String service, String sandbox, String jdbcUrl) {
        System.setProperty(PREFIX + "service", service);
        System.setProperty(PREFIX + "sandbox", sandbox);
        System.setProperty(PREFIX + "jdbc", jdbcUrl);
    }

    /// Where a product of another site than the service's may be: nobody else listens there.
    public static void publishProduct(String product) {
        System.setProperty(PREFIX + "product", product);
    }

    public static URI product(String path) {
        return URI.create(get("product") + path);
    }

    public static URI service(String path) {
        return URI.create(get("service") + path);
    }

    public static URI sandbox(String path) {
        return URI.create(get("sandbox") + path);
    }

    public static String jdbcUrl() {
        return get("jdbc");
    }

    private static String get(String name) {
        String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException("no test resource has published its " + name);
        }
        return value;
    }
}
