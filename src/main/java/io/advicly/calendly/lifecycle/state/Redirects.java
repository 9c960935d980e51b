package io.advicly.calendly.lifecycle.state;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Adds the outcome to `return_to`, next to whatever its query holds already. Works on the raw
/// query, so that nothing is decoded and encoded again.
public final class Redirects {

    private Redirects() {}

    public static URI connected(URI returnTo) {
        return with(returnTo, "calendly=connected");
    }

    public static URI failed(URI returnTo, Reason reason) {
        return with(returnTo, "calendly=error&reason=" + reason.code());
    }

    private static URI with(URI returnTo, String outcome) {
        List<String> pairs = new ArrayList<>();
        if (returnTo.getRawQuery() != null) {
            Arrays.stream(returnTo.getRawQuery().split("&"))
                    .filter(pair -> !pair.isEmpty() && !isOurs(pair))
                    .forEach(pairs::add);
        }
        pairs.add(outcome);
        String text = returnTo.toString();
        int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
        int query = text.indexOf('?');
        String base = text.substring(0, query < 0 || query > end ? end : query);
        return URI.create(base + '?' + String.join("&", pairs) + text.substring(end));
    }

    /// What an earlier attempt may have left.
    private static boolean isOurs(String pair) {
        return pair.startsWith("calendly=") || pair.startsWith("reason=");
    }
}
