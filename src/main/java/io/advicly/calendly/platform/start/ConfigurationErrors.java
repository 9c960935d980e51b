package io.advicly.calendly.platform.start;

import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says what is wrong with a configuration: a line for each mistake, which names the key and what
/// it wants.
public final class ConfigurationErrors {

    private static final int LONGEST_VALUE = 60;

    private static final Pattern UNREADABLE =
            Pattern.compile(
                    "The config property (\\S+) with the config value \"(.*)\" threw an Exception"
                            + " whilst being converted (.*)",
                    Pattern.DOTALL);
    private static final Pattern MISSING =
            Pattern.compile("The config property (\\S+) is (?:required|defined as the empty)");
    private static final Pattern DANGLING =
            Pattern.compile("Could not expand value .* in property (\\S+)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("Expected an? (\\S+) value");
    private static final Pattern CHOICE = Pattern.compile("allowed values: (.*)");

    private ConfigurationErrors() {}

    public static String text(List<String> complaints) {
        return complaints.stream()
                .map(complaint -> "Configuration: " + complaint)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /// Of values that cannot be read.
    static List<String> of(ConfigValidationException invalid) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            all.add(complaint(invalid.getProblem(i).getMessage()));
        }
        return all;
    }

    private static String complaint(String message) {
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.find()) {
            return "%s %s (it is \"%s\")"
                    .formatted(
                            unreadable.group(1),
                            wish(unreadable.group(3)),
                            shortened(unreadable.group(2)));
        }
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            return missing.group(1) + " must have a value";
        }
        // What could not be expanded may be part of a secret.
        Matcher dangling = DANGLING.matcher(message);
        if (dangling.find()) {
            return dangling.group(1) + " must not hold ${…} with a key that does not exist";
        }
        return onOneLine(message);
    }

    private static String wish(String reason) {
        if (reason.contains("duration")) {
            return "must be a duration such as 500ms, 10s or 2h";
        }
        if (reason.contains("[KkMm") || reason.contains("[BbKkMm")) {
            return "must be a size such as 64K or 1M";
        }
        Matcher number = NUMBER.matcher(reason);
        if (number.find()) {
            return number.group(1).matches("double|float")
                    ? "must be a number"
                    : "must be a whole number";
        }
        Matcher choice = CHOICE.matcher(reason);
        return choice.find()
                ? "must be one of " + onOneLine(choice.group(1))
                : "cannot be read: " + onOneLine(reason);
    }

    private static String shortened(String value) {
        String line = onOneLine(value);
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…";
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
