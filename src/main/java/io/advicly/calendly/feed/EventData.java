package io.advicly.calendly.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;

/// Renders what meetings are now, for drafts that were written without data: writing them costs
/// whoever changes a meeting nothing but a row. A port: whoever has meetings provides it.
public interface EventData {

    /// Reads in the sequencer's transaction, so that whoever erases something comes wholly before
    /// or wholly after it.
    ///
    /// @param subjects of events whose type begins with `meeting.`
    /// @return JSON for each subject
    Uni<Map<String, String>> render(SqlConnection transaction, Collection<String> subjects);
}
