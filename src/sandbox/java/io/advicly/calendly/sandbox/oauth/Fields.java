package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.setting.Switches;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of a call about tokens: a form, unless a switch allows the JSON that Calendly's own
 * sample app buzzwordcrm sends.
 */
final class Fields {
    private Fields() {}

    static Map<String, String> of(Call call, Switches switches) {
        if (!call.sendsJson()) {
            return call.fields();
        }
        if (!switches.on(Switch.ACCEPT_JSON_TOKEN_BODY)) {
            return Map.of();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            call.json()
                    .properties()
                    .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        } catch (Refusal noJson) {
            // The API's refusal, which is not this host's: what cannot be read is missing.
        }
        return fields;
    }
}
