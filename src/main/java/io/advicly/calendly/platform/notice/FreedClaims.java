package io.advicly.calendly.platform.notice;

import io.advicly.calendly.platform.claims.ClaimedWork;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Has every kind of work look for what a replica that is gone has left.
@ApplicationScoped
class FreedClaims implements NoticeListener {

    private final List<ClaimedWork> work;

    FreedClaims(@All List<ClaimedWork> work) {
        this.work = work;
    }

    @Override
    public String channel() {
        return ClaimedWork.FREED;
    }

    @Override
    public void heard(String payload) {
        work.forEach(ClaimedWork::freed);
    }
}
