package io.advicly.calendly.meeting;

import io.advicly.calendly.platform.NoticeListener;
import jakarta.enterprise.context.ApplicationScoped;

/// Hears the [FeedBell] of every replica and wakes the streams here; all of them for what they may
/// have missed while nothing could be heard.
@ApplicationScoped
class FeedListener implements NoticeListener {

    private final MeetingStreams streams;

    FeedListener(MeetingStreams streams) {
        this.streams = streams;
    }

    @Override
    public String channel() {
        return FeedBell.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        for (String word : payload.split(",", -1)) {
            if (!word.isEmpty()) {
                streams.wake(word.substring(1), word.charAt(0));
            }
        }
    }

    @Override
    public void listening() {
        streams.wakeAll();
    }
}
