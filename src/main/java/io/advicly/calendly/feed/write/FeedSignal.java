package io.advicly.calendly.feed.write;

import io.advicly.calendly.feed.sequence.Sequencer;
import jakarta.enterprise.context.ApplicationScoped;

/// Says that drafts were committed. Cheap: any number of calls while the sequencer is at work are
/// one. Should a process die before it says so, any replica's clock finds the drafts.
@ApplicationScoped
public class FeedSignal {

    private final Sequencer sequencer;

    FeedSignal(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    /// To be called after the commit.
    public void committed() {
        sequencer.wake();
    }
}
