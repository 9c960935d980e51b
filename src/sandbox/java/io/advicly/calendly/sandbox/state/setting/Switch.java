package io.advicly.calendly.sandbox.state.setting;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour that is an open question of Calendly's documentation, or that a test wants otherwise.
 *
 * <p>The default is the safer reading: the one a client must survive. What each one does is told in
 * docs/sandbox.md.
 */
public enum Switch {
    URI_BASE(""),

    ACCESS_TOKEN_SECONDS(7_200L, 1, 31_536_000),
    AUTHORIZATION_CODE_SECONDS(600L, 1, 86_400),
    ROTATION("strict", "legacy"),
    REVOKE_FAMILY_ON_REUSE(false),
    REVOKE_PAIR(false),
    TOKEN_LIMIT_PER_MINUTE(8L, 0, 1_000_000_000),
    ACCEPT_JSON_TOKEN_BODY(false),
    PKCE("optional", "required"),
    APP_GENERATION("new", "legacy"),
    OPENER_POLICY("unsafe-none", "same-origin"),

    RATE_LIMIT_PAID(500L, 0, 1_000_000_000),
    RATE_LIMIT_FREE(50L, 0, 1_000_000_000),
    EMPTY_FIRST_PAGE(false),
    PAGE_TOKEN_SECONDS(0L, 0, 86_400),
    PAGE_TOKEN_REQUESTS(0L, 0, 1_000_000),
    REFUSE_ORGANIZATION_FILTER(false),
    CONFLICT_KEY(
            "url_organization_user",
            "url_organization_creator",
            "url_organization_user_scope",
            "url_organization"),
    CONFLICT_PER_APP(false),
    PUBLIC_HTTPS_ONLY(false),
    LIST_OTHER_APPS(true),
    SIGNING_KEY_IN_RESPONSE(false),
    PLAN_REFUSAL("Please upgrade to a paid Calendly account."),
    CREATOR_LOSS("keep", "disable"),

    JOIN_URL_DELAY_MS(3_000L, 0, 86_400_000),
    ZOOM_TYPE("zoom", "zoom_conference"),
    RESCHEDULE_ORDER("canceled_first", "created_first"),

    IGNORE_SIGNING_KEY_FOR_OAUTH(false),
    RENEW_TIMESTAMP_ON_RETRY(true),
    OMIT_SCHEDULED_EVENT(false),
    DUPLICATE_DELIVERIES(0L, 0, 100),
    REORDER_DELIVERIES(0L, 0, 1_000),
    DELAY_DELIVERIES_MS(0L, 0, 86_400_000),
    HOLD_DELIVERIES(false),
    DELIVERY_CONNECT_TIMEOUT_MS(10_000L, 1, 60_000),
    DELIVERY_READ_TIMEOUT_MS(15_000L, 1, 60_000),
    TIME_SCALE(360L, 1, 1_000_000_000);

    private final Type type;
    private final String standard;

    /** Made by List.of: nobody can change it. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> others;

    private final long min;
    private final long max;

    Switch(boolean standard) {
        this(Type.FLAG, Boolean.toString(standard), List.of(), 0, 0);
    }

    Switch(long standard, long min, long max) {
        this(Type.NUMBER, Long.toString(standard), List.of(), min, max);
    }

    Switch(String standard) {
        this(Type.TEXT, standard, List.of(), 0, 0);
    }

    Switch(String standard, String... others) {
        this(Type.CHOICE, standard, List.of(others), 0, 0);
    }

    Switch(Type type, String standard, List<String> others, long min, long max) {
        this.type = type;
        this.standard = standard;
        this.others = others;
        this.min = min;
        this.max = max;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Object standard() {
        return switch (type) {
            case FLAG -> Boolean.valueOf(standard);
            case NUMBER -> Long.valueOf(standard);
            case CHOICE, TEXT -> standard;
        };
    }

    public static @Nullable Switch of(String wire) {
        for (Switch one : values()) {
            if (one.wire().equals(wire)) {
                return one;
            }
        }
        return null;
    }

    /** The value in the switch's own type, or null when it is none the switch can have. */
    @Nullable Object accept(@Nullable Object value) {
        return switch (type) {
            case FLAG -> value instanceof Boolean ? value : null;
            case NUMBER -> value instanceof Number number ? inRange(number.longValue()) : null;
            case CHOICE ->
                    value instanceof String text && (standard.equals(text) || others.contains(text))
                            ? value
                            : null;
            case TEXT -> value instanceof String ? value : null;
        };
    }

    /** What is wrong with setting that switch to that value, or null. */
    public static @Nullable String problem(String name, @Nullable Object value) {
        Switch one = of(name);
        if (one == null) {
            return "there is no switch " + name;
        }
        return one.accept(value) == null ? name + " wants " + one.wants() : null;
    }

    private String wants() {
        return switch (type) {
            case FLAG -> "true or false";
            case NUMBER -> "a number from " + min + " to " + max;
            case CHOICE -> standard + " or " + String.join(" or ", others);
            case TEXT -> "a text";
        };
    }

    private @Nullable Long inRange(long number) {
        return number >= min && number <= max ? number : null;
    }

    private enum Type {
        FLAG,
        NUMBER,
        CHOICE,
        TEXT
    }
}
