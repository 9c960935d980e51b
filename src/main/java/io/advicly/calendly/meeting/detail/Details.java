package io.advicly.calendly.meeting.detail;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.security.identity.EmailAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of an event or an invitee beside what decides anything: fields that callers see as
/// Calendly gives them. Pure.
///
/// Sources differ in what they say, and an old or poor one must not take from what a richer one
/// said. Hence each field has an age of its own: the last to say it holds, that it is nothing
/// included; who does not say it changes nothing. That is the same in any order.
///
/// @param fields by name
public record Details(SortedMap<String, Detail> fields) {

    public static final String EVENT_TYPE = "event_type";
    public static final String GUESTS = "guests";

    /// Once an invitee of an event is erased, nobody can tell what of its notes is about them: they
    /// are not stored again, whoever says them.
    private static final String WITHOUT_NOTES = "without_notes";

    private static final Set<String> NOTES = Set.of("meeting_notes_plain", "meeting_notes_html");

    /// Changes without the event's `updated_at`.
    private static final Set<String> BY_TIME = Set.of("invitees_counter");

    public static final Details NONE = new Details(Collections.emptySortedMap());

    /// The age of all fields that have none of their own, where they are stored.
    private static final String COMMON = "";

    public Details {
        if (fields.containsKey(WITHOUT_NOTES) && !Collections.disjoint(fields.keySet(), NOTES)) {
            fields = new TreeMap<>(fields);
            fields.keySet().removeAll(NOTES);
        }
        fields = Collections.unmodifiableSortedMap(fields);
    }

    public static Details of(Map<String, JsonNode> said, DetailAge age) {
        TreeMap<String, Detail> fields = new TreeMap<>();
        said.forEach((name, value) -> putNew(name, value, age, fields));
        return new Details(fields);
    }

    private static void putNew(
            String name, JsonNode value, DetailAge age, TreeMap<String, Detail> fields) {
        DetailAge own = BY_TIME.contains(name) ? age.byTime() : age;
        fields.put(
                name,
                new Detail(Objects.requireNonNullElse(Storable.json(value), Detail.NOTHING), own));
    }

    /// @param details what [#json] gave; null in rows from before
    /// @param ages what [#ages] gave
    public static Details stored(@Nullable String details, @Nullable String ages) {
        JsonNode values = Storable.parse(details);
        if (values == null) {
            return NONE;
        }
        JsonNode said =
                Objects.requireNonNullElse(
                        Storable.parse(ages), JsonNodeFactory.instance.objectNode());
        String common = said.path(COMMON).textValue();
        TreeMap<String, Detail> fields = new TreeMap<>();
        values.properties().forEach(field -> putStored(field, said, fields, common));
        return new Details(fields);
    }

    private static void putStored(
            Map.Entry<String, JsonNode> field,
            JsonNode said,
            TreeMap<String, Detail> fields,
            String common) {
        String own = said.path(field.getKey()).textValue();
        fields.put(
                field.getKey(),
                new Detail(
                        Objects.requireNonNullElse(Storable.json(field.getValue()), Detail.NOTHING),
                        DetailAge.decode(own == null ? common : own)));
    }

    /// What each of both said last. Commutative, associative, idempotent.
    public Details merge(Details other) {
        if (other.fields.isEmpty()) {
            return this;
        }
        TreeMap<String, Detail> all = new TreeMap<>(fields);
        other.fields.forEach((name, said) -> all.merge(name, said, Detail::later));
        return new Details(all);
    }

    /// What it says, whoever said it, and when.
    public Details content() {
        TreeMap<String, Detail> all = new TreeMap<>();
        fields.forEach((name, detail) -> all.put(name, new Detail(detail.json(), DetailAge.NONE)));
        return new Details(all);
    }

    /// The value of a field; null where it is not said, or said to be nothing.
    @Nullable
    public JsonNode value(String name) {
        Detail detail = fields.get(name);
        return detail == null || detail.json().equals(Detail.NOTHING)
                ? null
                : Storable.parse(detail.json());
    }

    @Nullable
    public String text(String name) {
        JsonNode value = value(name);
        return value == null ? null : value.textValue();
    }

    /// The values as a JSON object; null where nothing is known.
    @Nullable
    public String json() {
        if (fields.isEmpty()) {
            return null;
        }
        StringJoiner all = new StringJoiner(",", "{", "}");
        fields.forEach((name, detail) -> all.add(Storable.quoted(name) + ":" + detail.json()));
        return all.toString();
    }

    /// The ages as a JSON object, that of most of them once; null where nothing is known.
    @Nullable
    public String ages() {
        if (fields.isEmpty()) {
            return null;
        }
        DetailAge common =
                fields.values().stream().map(Detail::age).max(naturalOrder()).orElseThrow();
        ObjectNode all = JsonNodeFactory.instance.objectNode().put(COMMON, common.encode());
        fields.forEach((name, detail) -> {
            if (!detail.age().equals(common)) {
                all.put(name, detail.age().encode());
            }
        });
        return all.toString();
    }

    public Set<EmailAddress> mentions() {
        Set<EmailAddress> found = new HashSet<>();
        fields.values()
                .forEach(detail -> found.addAll(AddressMentions.in(Storable.parse(detail.json()))));
        return found;
    }

    /// Without these addresses: guests who have one are gone, elsewhere it is made unreadable.
    public Details without(Set<EmailAddress> erased) {
        TreeMap<String, Detail> left = new TreeMap<>();
        fields.forEach((name, detail) -> putWithout(name, detail, left, erased));
        return new Details(left);
    }

    private static void putWithout(
            String name, Detail detail, TreeMap<String, Detail> left, Set<EmailAddress> erased) {
        left.put(
                name,
                detail.with(
                        name.equals(GUESTS)
                                ? guests(detail.json(), erased)
                                : text(detail.json(), erased)));
    }

    /// From now on without notes.
    public Details withoutNotes() {
        TreeMap<String, Detail> left = new TreeMap<>(fields);
        left.put(WITHOUT_NOTES, new Detail("true", DetailAge.NONE));
        return new Details(left);
    }

    private static String guests(String json, Set<EmailAddress> erased) {
        if (!(Storable.parse(json) instanceof ArrayNode all)) {
            return json;
        }
        all.removeIf(guest -> AddressMentions.in(guest).stream().anyMatch(erased::contains));
        return Objects.requireNonNull(Storable.json(all));
    }

    private static String text(String json, Set<EmailAddress> erased) {
        JsonNode value = Storable.parse(json);
        return value == null || AddressMentions.in(value).stream().noneMatch(erased::contains)
                ? json
                : Objects.requireNonNullElse(
                        Storable.json(AddressMentions.without(value, erased, Set.of())),
                        Detail.NOTHING);
    }
}
