package io.advicly.calendly.platform.notice;

/// Somebody in this process who wants to know what any replica notifies on a channel of PostgreSQL;
/// see [Notices]. Called on an event loop: must return at once.
public interface NoticeListener {

    /// Plain lower case, as it stands in the NOTIFY.
    String channel();

    void heard(String payload);

    /// From now on everything is heard; what was notified before may have been missed.
    default void listening() {}

    /// From now on notices may be missed.
    default void deaf() {}
}
