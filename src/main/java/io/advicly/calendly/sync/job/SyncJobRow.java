package io.advicly.calendly.sync.job;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sync job as it is stored. A pending job whose `dueAt` has come may be claimed.
@Entity
@Table(name = "sync_jobs")
public class SyncJobRow {

    static final String PENDING = "pending";
    public static final String DONE = "done";
    public static final String FAILED = "failed";

    @Id UUID id;
    UUID connectionId;
    String kind;
    String state;
    Instant windowFrom;
    Instant windowTo;
    @Nullable UUID claim;

    /// The replica that has it claimed.
    @Nullable Long claimedBy;

    /// The process that made the claim, also where others could not tell that it lives.
    @Nullable Long claimedIn;

    @Nullable String pageToken;
    @Nullable Instant pageFrom;

    /// The earliest start time asked for, once that is not the window's.
    @Nullable Instant resumeFrom;

    /// When the last event of the last page that was read starts.
    @Nullable Instant reached;

    /// Whether Calendly refuses the account to name its organization.
    boolean byUser;

    /// Whether the last page has been read.
    boolean listed;

    int fruitless;
    int pages;
    int meetings;

    /// Records that were left out.
    int unreadable;

    int attempts;
    Instant dueAt;

    /// What was booked before then, it reads.
    Instant beganAt;

    @Nullable String lastError;
    Instant createdAt;
    @Nullable Instant finishedAt;

    SyncJobRow() {}
}
