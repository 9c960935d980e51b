package io.advicly.calendly.platform.log.calm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/// The values of a line of ours, each under its name: `token.refreshed connection=… version=3` has
/// the fields `event`, `connection` and `version`. Pure, but for the record that they are put into.
///
/// Where a line was made with a format, its parameters are the values, whatever they hold. Of a
/// line that comes as one text, what is told first under a name is what counts: texts of others
/// come last.
final class LogFields {

    private static final String OURS = "io.advicly.calendly.";
    private static final String EVENT = "event";

    private static final Pattern EVENT_NAME = Pattern.compile("^([a-z]+(?:\\.[a-z_]+)+)(?: |$)");

    /// A conversion, and the name before it.
    private static final Pattern CONVERSION =
            Pattern.compile("(?:([a-z][a-z_]*)=)?%([-#+ 0,(]*\\d*(?:\\.\\d+)?)([a-zA-Z%])");

    private static final Pattern NAME = Pattern.compile("(?:^| )([a-z][a-z_]*)=");

    private LogFields() {}

    /// They show as `mdc` in JSON; in text the message tells them.
    static void put(ExtLogRecord line) {
        if (String.valueOf(line.getLoggerName()).startsWith(OURS)) {
            of(line).forEach(line::putMdc);
        }
    }

    static Map<String, String> of(ExtLogRecord line) {
        Map<String, String> fields = new LinkedHashMap<>();
        String message = line.getFormattedMessage();
        if (message != null) {
            Matcher event = EVENT_NAME.matcher(message);
            if (event.find()) {
                fields.put(EVENT, event.group(1));
            }
            ofParameters(line, fields);
        }
        return fields;
    }

    private static void ofParameters(ExtLogRecord line, Map<String, String> fields) {
        @Nullable Object @Nullable [] parameters = line.getParameters();
        if (parameters == null || line.getFormatStyle() != ExtLogRecord.FormatStyle.PRINTF) {
            ofText(line.getFormattedMessage(), fields);
            return;
        }
        Matcher conversion = CONVERSION.matcher(line.getMessage());
        int next = 0;
        while (conversion.find() && next < parameters.length) {
            if (conversion.group(3).matches("[%n]")) {
                continue;
            }
            String value = String.valueOf(parameters[next++]);
            if (conversion.group(1) == null) {
                ofText(value, fields);
            } else {
                fields.putIfAbsent(conversion.group(1), value);
            }
        }
    }

    private static void ofText(String text, Map<String, String> fields) {
        Matcher name = NAME.matcher(text);
        boolean found = name.find();
        while (found) {
            String key = name.group(1);
            int from = name.end();
            found = name.find();
            fields.putIfAbsent(key, text.substring(from, found ? name.start() : text.length()));
        }
    }
}
