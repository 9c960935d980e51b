package io.advicly.calendly.meeting.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.meeting.fact.WrittenChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes as one parameter of one statement: a JSON array that PostgreSQL takes apart again. What
/// is JSON already goes as text, so that it is stored as it was compared.
final class ChangeJson {

    private ChangeJson() {}

    static String of(List<WrittenChange> changes) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (WrittenChange written : changes) {
            put(all.addObject().put("event", written.eventUri()), written.change());
        }
        return all.toString();
    }

    private static void put(ObjectNode row, MeetingChange change) {
        MeetingFacts facts = change.facts();
        row.put("id", change.id().toString())
                .put("connection_id", change.host().connectionId().toString())
                .put("tenant_id", change.host().tenantId())
                .put("user_id", change.host().userId())
                .put("name", facts.name())
                .put("status", Status.of(facts.active()))
                .put("status_raw", facts.statusRaw())
                .put("start_time", facts.startTime().toString())
                .put("end_time", facts.endTime().toString())
                .put("location", facts.location())
                .put("hosts", facts.hosts())
                .put("source_updated_at", facts.updatedAt().toString())
                .put("fetched", facts.fetched())
                .put("told_at", facts.toldAt().toString())
                .put("status_at", facts.statusAt().toString())
                .put("event_type", facts.details().text(Details.EVENT_TYPE))
                .put("details", facts.details().json())
                .put("details_said", facts.details().ages())
                .put("silent", change.silent());
        ArrayNode invitees = row.putArray("invitees");
        change.invitees().forEach(invitee -> put(invitees.addObject(), invitee));
    }

    private static void put(ObjectNode row, InviteeFacts facts) {
        row.put("uri", facts.uri())
                .put("email", facts.email())
                .put("name", facts.name())
                .put("timezone", facts.timezone())
                .put("status", Status.of(facts.active()))
                .put("status_raw", facts.statusRaw())
                .put("rescheduled", facts.rescheduled())
                .put("old_invitee", facts.oldInvitee())
                .put("new_invitee", facts.newInvitee())
                .put("no_show", facts.noShow())
                .put("cancellation", facts.cancellation())
                .put("questions", facts.questionsAndAnswers())
                .put("tracking", facts.tracking())
                .put("created_at", facts.createdAt().toString())
                .put("source_updated_at", facts.updatedAt().toString())
                .put("fetched", facts.fetched())
                .put("told_at", facts.toldAt().toString())
                .put("no_show_at", facts.noShowAt().toString())
                .put("no_show_since", said(facts.noShowSince()))
                .put("details", facts.details().json())
                .put("details_said", facts.details().ages());
    }

    private static @Nullable String said(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
