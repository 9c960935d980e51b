package io.advicly.calendly;

import io.advicly.calendly.calendly.settings.CalendlyCheck;
import io.advicly.calendly.calendly.settings.CalendlySettings;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.advicly.calendly.connection.grant.RefreshSettings;
import io.advicly.calendly.console.ConsoleCheck;
import io.advicly.calendly.console.ConsoleSettings;
import io.advicly.calendly.destination.send.DestinationSettings;
import io.advicly.calendly.feed.FeedSettings;
import io.advicly.calendly.lifecycle.LifecycleCheck;
import io.advicly.calendly.lifecycle.LifecycleSettings;
import io.advicly.calendly.meeting.lookup.MeetingSettings;
import io.advicly.calendly.meeting.outbox.OutboxSettings;
import io.advicly.calendly.meeting.stream.StreamSettings;
import io.advicly.calendly.platform.body.BodySettings;
import io.advicly.calendly.platform.database.DatabaseSettings;
import io.advicly.calendly.platform.overview.OverviewSettings;
import io.advicly.calendly.platform.start.DatabaseCheck;
import io.advicly.calendly.platform.start.StartConfiguration;
import io.advicly.calendly.security.cipher.EncryptionSettings;
import io.advicly.calendly.security.cipher.SecurityCheck;
import io.advicly.calendly.security.identity.IdentitySettings;
import io.advicly.calendly.session.SessionSettings;
import io.advicly.calendly.subscription.SubscriptionSettings;
import io.advicly.calendly.subscription.SweepSettings;
import io.advicly.calendly.subscription.keys.KeyCacheSettings;
import io.advicly.calendly.sync.job.SyncSettings;
import io.advicly.calendly.webhook.WebhookCheck;
import io.advicly.calendly.webhook.WebhookSettings;
import java.util.List;

/// Everything that is checked before the start. A feature's settings are listed here, so that a
/// value that cannot be read is told as clearly as one that makes no sense.
final class StartCheck {

    private StartCheck() {}

    /// A run that only migrates needs the database, and is asked for nothing else.
    static List<String> complaints() {
        StartConfiguration start = StartConfiguration.read();
        DatabaseCheck database = new DatabaseCheck(start.values());
        if (database.onlyMigrates()) {
            return database.complaints();
        }
        return start.check(new KeyCheck(start.values(), System.getenv()))
                .check(CalendlySettings.class, "calendly", CalendlyCheck::new)
                .check(LifecycleSettings.class, "calendly", LifecycleCheck::new)
                .check(
                        EncryptionSettings.class,
                        "calendly.encryption",
                        it -> new SecurityCheck(it, start.values()))
                .check(database)
                .check(
                        ConsoleSettings.class,
                        "calendly.console",
                        it -> new ConsoleCheck(it, start.values()))
                .read(BodySettings.class, "calendly.bodies")
                .read(DatabaseSettings.class, "calendly.database")
                .read(IdentitySettings.class, "calendly.identity")
                .read(HttpSettings.class, "calendly.http")
                .check(WebhookSettings.class, "calendly.webhook", WebhookCheck::new)
                .read(SubscriptionSettings.class, "calendly.webhook")
                .read(KeyCacheSettings.class, "calendly.signing-keys")
                .read(SyncSettings.class, "calendly.sync")
                .read(MeetingSettings.class, "calendly.meetings")
                .read(StreamSettings.class, "calendly.stream")
                .read(OutboxSettings.class, "calendly.outbox")
                .read(DestinationSettings.class, "calendly.destinations")
                .read(FeedSettings.class, "calendly.events")
                .read(RefreshSettings.class, "calendly.refresh")
                .read(SweepSettings.class, "calendly.sweep")
                .read(SessionSettings.class, "calendly.sessions")
                .read(OverviewSettings.class, "calendly.overview")
                .complaints();
    }
}
