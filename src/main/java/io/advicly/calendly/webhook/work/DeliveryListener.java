package io.advicly.calendly.webhook.work;

import io.advicly.calendly.platform.notice.NoticeListener;
import jakarta.enterprise.context.ApplicationScoped;

/// Wakes the worker when another replica has stored a delivery, and once for what it may have
/// missed while nothing could be heard.
@ApplicationScoped
class DeliveryListener implements NoticeListener {

    private final DeliveryWorker worker;
    private final DeliveryNotifier signal;

    DeliveryListener(DeliveryWorker worker, DeliveryNotifier signal) {
        this.worker = worker;
        this.signal = signal;
    }

    @Override
    public String channel() {
        return DeliveryNotifier.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        if (!signal.isOurs(payload)) {
            worker.wake();
        }
    }

    @Override
    public void listening() {
        worker.wake();
    }
}
