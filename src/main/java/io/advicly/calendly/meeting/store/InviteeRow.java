package io.advicly.calendly.meeting.store;

import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.meeting.fact.StoredInvitee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// An invitee as it is stored. For reading only: the guarded upsert of [InviteeRepository] writes.
@Entity
@Immutable
@IdClass(InviteeId.class)
@Table(name = "meeting_invitees")
public class InviteeRow {

    @Id UUID meetingId;
    @Id String calendlyInviteeUri;
    @Nullable String email;
    @Nullable String name;
    @Nullable String timezone;
    String status;

    /// What Calendly calls it, where that is not known.
    @Nullable String statusRaw;

    boolean rescheduled;
    @Nullable String oldInvitee;
    @Nullable String newInvitee;
    boolean noShow;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(cancellation as text)")
    @Nullable String cancellation;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(questions_and_answers as text)")
    String questionsAndAnswers;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(tracking as text)")
    @Nullable String tracking;

    /// [Details]; null in rows from before.
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(details as text)")
    @Nullable String details;

    /// Their ages.
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(details_said as text)")
    @Nullable String detailsSaid;

    /// When it was marked.
    @Nullable Instant noShowSince;

    Instant createdAt;
    Instant sourceUpdatedAt;
    boolean fetched;
    @Nullable Instant toldAt;
    @Nullable Instant noShowAt;

    InviteeRow() {}

    public InviteePlace place() {
        return new InviteePlace(createdAt, calendlyInviteeUri);
    }

    StoredInvitee toStored() {
        return new StoredInvitee(meetingId, facts());
    }

    private InviteeFacts facts() {
        return new InviteeFacts(
                calendlyInviteeUri,
                email,
                name,
                timezone,
                Status.isActive(status),
                rescheduled,
                oldInvitee,
                newInvitee,
                noShow,
                Storable.canonical(cancellation),
                Objects.requireNonNull(Storable.canonical(questionsAndAnswers)),
                Storable.canonical(tracking),
                createdAt,
                sourceUpdatedAt,
                fetched,
                Objects.requireNonNullElse(toldAt, sourceUpdatedAt),
                Objects.requireNonNullElse(noShowAt, sourceUpdatedAt),
                statusRaw,
                noShowSince,
                Details.stored(details, detailsSaid));
    }
}
