package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.platform.notice.NoticeListener;
import jakarta.enterprise.context.ApplicationScoped;

/// Hears the [ChangeNotifier] of every other replica and wakes the streams here; all of them for
/// what they may have missed while nothing could be heard.
@ApplicationScoped
class FeedListener implements NoticeListener {

    private final MeetingStreams streams;
    private final ChangeNotifier bell;

    FeedListener(MeetingStreams streams, ChangeNotifier bell) {
        this.streams = streams;
        this.bell = bell;
    }

    @Override
    public String channel() {
        return ChangeNotifier.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        if (bell.isOurs(payload)) {
            return;
        }
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
