package io.advicly.calendly.feed.sequence;

import io.advicly.calendly.platform.notice.NoticeListener;
import jakarta.enterprise.context.ApplicationScoped;

/// Wakes the sequencer for drafts that the database's triggers have written.
@ApplicationScoped
class DraftNotices implements NoticeListener {

    private final Sequencer sequencer;

    DraftNotices(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    @Override
    public String channel() {
        return "calendly_drafts";
    }

    @Override
    public void heard(String payload) {
        sequencer.wake();
    }

    @Override
    public void listening() {
        sequencer.wake();
    }
}
