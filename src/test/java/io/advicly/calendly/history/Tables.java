package io.advicly.calendly.history;

import java.util.List;

/// The rows of one history.
record Tables(World world) {

    /// User, account, status, whether a refresh token is kept.
    List<List<String>> connections() {
        return rows(
                "SELECT user_id, substring(calendly_user_uri from '[^/]*$'), status,"
                        + " refresh_token IS NOT NULL FROM calendar_connections WHERE "
                        + mine("user_id"));
    }

    /// Ids of the connections that a user has now.
    List<String> activeConnectionsOf(int user) {
        String name = world.prefix() + "-user-" + user;
        return rows(
                        "SELECT id FROM calendar_connections WHERE is_active AND user_id = '"
                                + name
                                + "'")
                .stream()
                .map(List::getFirst)
                .toList();
    }

    /// Organization, last part of the callback URL, state, scope, account if it is of one.
    List<List<String>> subscriptions() {
        return rows(
                "SELECT substring(organization_uri from '[^/]*$'),"
                        + " url_token, state, scope, substring(user_uri from '[^/]*$')"
                        + " FROM calendly_webhook_subscriptions WHERE "
                        + mineByUri("organization_uri"));
    }

    /// What is to be created is remembered once per owner, however often it fails.
    List<String> doubledIntents() {
        return rows(
                        "SELECT substring(organization_uri from '[^/]*$'), scope, count(*)"
                                + " FROM calendly_webhook_subscriptions WHERE state = 'PENDING' AND "
                                + mineByUri("organization_uri")
                                + " GROUP BY organization_uri, scope, user_uri HAVING count(*) > 1")
                .stream()
                .map(it -> "(e) PENDING subscriptions of one owner: " + it)
                .toList();
    }

    /// Refresh tokens that are still to be revoked: user, account.
    List<List<String>> retiredGrants() {
        return rows(
                "SELECT user_id, substring(calendly_user_uri from '[^/]*$') FROM retired_tokens"
                        + " WHERE kind = 'refresh' AND "
                        + mine("user_id"));
    }

    /// Connection, how many syncs wait.
    List<List<String>> pendingSyncs() {
        return rows(
                "SELECT connection_id, count(*) FROM sync_jobs j JOIN calendar_connections c"
                        + " ON c.id = j.connection_id WHERE j.state = 'pending' AND "
                        + mine("c.user_id")
                        + " GROUP BY 1");
    }

    /// Two hours and more pass: what waits for its time is due, what a dead process had claimed is
    /// nobody's, and Calendly's answers about roles are forgotten.
    void letTimePass() {
        world.site()
                .database()
                .execute(
                        List.of(
                                "UPDATE leases SET expires_at = now()",
                                "UPDATE calendar_connections SET refresh_not_before = NULL,"
                                        + " token_retry_at = token_retry_at - interval '2 hours',"
                                        + " refresh_begun_at = refresh_begun_at - interval '2 hours' WHERE "
                                        + mine("user_id"),
                                "UPDATE calendar_connections SET next_attempt_at = now()"
                                        + " WHERE next_attempt_at IS NOT NULL AND "
                                        + mine("user_id"),
                                "UPDATE calendar_connections SET next_refresh_at = now()"
                                        + " WHERE refresh_token IS NOT NULL AND "
                                        + mine("user_id"),
                                "UPDATE retired_tokens SET revoke_at = now()"
                                        + " WHERE revoke_at IS NOT NULL AND "
                                        + mine("user_id"),
                                "UPDATE calendly_webhook_subscriptions SET next_check_at = now()"
                                        + " WHERE next_check_at IS NOT NULL AND "
                                        + mineByUri("organization_uri"),
                                "UPDATE calendly_organizations SET due_at = now(), accounts = '{}',"
                                        + " claimed_until = NULL, claim = NULL"
                                        + " WHERE due_at IS NOT NULL AND "
                                        + mineByUri("organization_uri"),
                                "UPDATE sync_jobs SET due_at = now() WHERE state = 'pending'",
                                "UPDATE sync_jobs SET finished_at = finished_at - interval '2 hours'"
                                        + " WHERE state = 'failed'",
                                "UPDATE calendly_webhook_deliveries SET due_at = now(),"
                                        + " leased_until = NULL WHERE state = 'pending'"));
    }

    private List<List<String>> rows(String sql) {
        return world.site().database().rows(sql);
    }

    private String mine(String column) {
        return column + " LIKE '" + world.prefix() + "-%'";
    }

    private String mineByUri(String column) {
        return column + " LIKE '%/" + world.prefix() + "-%'";
    }
}
