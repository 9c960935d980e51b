package io.advicly.calendly.meeting.lookup;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event whose link to join is still to be looked up.
@Entity
@IdClass(LookupRow.Key.class)
@Table(name = "meeting_lookups")
class LookupRow {

    /// An event of an organization.
    record Key(String calendlyEventUri, String organizationUri) implements Serializable {}

    @Id String calendlyEventUri;
    @Id String organizationUri;
    int attempts;
    Instant dueAt;

    /// The replica that has it claimed.
    @Nullable Long claimedBy;

    /// The process that made the claim, also where others could not tell that it lives.
    @Nullable Long claimedIn;

    LookupRow() {}
}
