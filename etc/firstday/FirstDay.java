import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Asks Calendly what its documentation leaves open: docs/first-day.md. Numbers in the headings are those of the open
/// questions in docs/calendly-api.md, part 3.
final class FirstDay {

    private static final int PORT = Integer.parseInt(setting("FIRST_DAY_PORT", "8765"));

    private final Report report = new Report();
    private final Calendly calendly =
            new Calendly(
                    setting("CALENDLY_WEB_URL", "https://calendly.com"),
                    setting("CALENDLY_API_URL", "https://api.calendly.com"),
                    setting("CALENDLY_AUTH_URL", "https://auth.calendly.com"),
                    setting("CALENDLY_CLIENT_ID", ""),
                    report.secret(setting("CALENDLY_CLIENT_SECRET", "")));

    private FirstDay() {}

    private static String setting(String name, String otherwise) {
        String found = System.getenv(name);
        return found == null || found.isBlank() ? otherwise : found.strip();
    }

    public static void main(String[] arguments) throws IOException {
        new FirstDay().run();
    }

    private void run() throws IOException {
        String given = report.secret(setting("CALENDLY_ACCESS_TOKEN", ""));
        if (given.isEmpty() && (calendly.clientId().isEmpty() || calendly.clientSecret().isEmpty())) {
            System.err.println("Set CALENDLY_ACCESS_TOKEN, or CALENDLY_CLIENT_ID and CALENDLY_CLIENT_SECRET: docs/first-day.md");
            System.exit(2);
        }
        System.out.println("# First day with Calendly, " + Instant.now());
        Object grant = given.isEmpty() ? consent() : null;
        String token = grant == null ? given : Json.text(grant, "access_token");
        new Lists(calendly, report, token, setting("CALENDLY_MEMBER_TOKEN", "")).run();
        new Subscriptions(calendly, report, token, setting("FIRST_DAY_CALLBACK", "https://example.com")).run();
        if (grant != null) {
            endOf(grant);
        }
    }

    /// Questions 1 and 2.
    private Object consent() throws IOException {
        report.section("1, 2. Consent and tokens");
        report.answer("Metadata of the auth host", calendly.metadata());
        Consent consent = new Consent(calendly, PORT);
        Map<String, String> answer =
                consent.ask(
                        PORT,
                        setting("CALENDLY_SCOPES", "users:read scheduled_events:read webhooks:read webhooks:write"));
        String code = report.secret(answer.getOrDefault("code", ""));
        report.found("The redirect brings", answer.keySet());
        report.found("The state comes back as it was sent", consent.isOurs(answer));
        if (code.isEmpty()) {
            report.found("Declined", answer.get("error") + ": " + answer.get("error_description"));
            System.exit(1);
        }
        report.answer("A wrong client secret", consent.exchange("wrong", code));
        Object grant = remembered(consent.exchange(calendly.clientSecret(), code), "A code");
        report.found("Scopes granted", Json.text(grant, "scope"));
        report.found("Seconds that an access token lives", Json.at(grant, "expires_in"));
        report.answer("The same code again", consent.exchange(calendly.clientSecret(), code));
        if (Json.text(grant, "access_token").isEmpty()) {
            System.exit(1);
        }
        return refreshed(grant);
    }

    private Object refreshed(Object grant) {
        String old = Json.text(grant, "refresh_token");
        Object next = remembered(refresh(old), "A refresh");
        report.found("The refresh token changes", !Json.text(next, "refresh_token").equals(old));
        report.answer("The old access token after it", calendly.get(Json.text(grant, "access_token"), "/users/me"));
        report.answer("The old refresh token again", refresh(old));
        report.answer("The new access token after that", calendly.get(Json.text(next, "access_token"), "/users/me"));
        Object last = remembered(refresh(Json.text(next, "refresh_token")), "The new refresh token after that");
        return Json.text(last, "access_token").isEmpty() ? next : last;
    }

    private Report.Reply refresh(String token) {
        return calendly.token(calendly.clientSecret(), "grant_type", "refresh_token", "refresh_token", token);
    }

    private Object remembered(Report.Reply reply, String what) {
        report.secret(Json.text(reply.json(), "access_token"));
        report.secret(Json.text(reply.json(), "refresh_token"));
        report.answer(what, reply);
        return reply.json();
    }

    /// Question 3, last: nothing works afterwards.
    private void endOf(Object grant) {
        String access = Json.text(grant, "access_token");
        String refresh = Json.text(grant, "refresh_token");
        report.section("3. Introspection and revocation");
        report.answer("Introspection of the access token", calendly.care("introspect", access));
        report.answer("Introspection of the refresh token", calendly.care("introspect", refresh));
        report.answer("Revocation of the refresh token", calendly.care("revoke", refresh));
        report.answer("The access token after that", calendly.get(access, "/users/me"));
        report.answer("Revocation of the access token", calendly.care("revoke", access));
        report.answer("The access token after that", calendly.get(access, "/users/me"));
        report.answer("Introspection after that", calendly.care("introspect", access));
        report.answer("A refresh after that", refresh(refresh));
        report.answer("Revocation of something else", calendly.care("revoke", "no-such-token"));
    }
}

/// What is listed, page by page, and how something is refused. Questions 11 and 12.
record Lists(Calendly calendly, Report report, String token, String memberToken) {

    void run() {
        report.section("12. Accounts, pages, limits");
        Report.Reply me = calendly.get(token, "/users/me");
        report.answer("GET /users/me", me);
        report.limits(me);
        if (!me.isGood()) {
            System.exit(1);
        }
        String organization = Json.text(me.json(), "resource", "current_organization");
        Report.Reply roles = calendly.get(token, "/organization_memberships", "user", me.uri());
        report.answer("Own membership", roles);
        report.found("Role", Json.text(roles.json(), "collection", "0", "role"));
        report.answer("Organization", calendly.get(token, organization.replaceFirst("https?://[^/]+", "")));
        events(token, me.uri(), organization);
        member(organization);
        refusals(me.uri(), organization);
    }

    private void events(String bearer, String user, String organization) {
        String path = "/scheduled_events";
        report.answer("Events by organization", calendly.get(bearer, path, "organization", organization, "count", "1"));
        report.answer(
                "Events by organization and user",
                calendly.get(bearer, path, "organization", organization, "user", user, "count", "1"));
        Report.Reply page = calendly.get(bearer, path, "user", user, "count", "1");
        report.answer("Events by user", page);
        String next = report.secret(Json.text(page.json(), "pagination", "next_page_token"));
        if (next.isEmpty()) {
            report.found("A second page", "none: book two events first, and run again");
            return;
        }
        report.answer("The next page", calendly.get(bearer, path, "user", user, "count", "1", "page_token", next));
        report.answer("The same page again", calendly.get(bearer, path, "user", user, "count", "1", "page_token", next));
        report.answer(
                "That page token with another filter",
                calendly.get(bearer, path, "user", user, "count", "1", "status", "canceled", "page_token", next));
        String event = Json.text(page.json(), "collection", "0", "uri").replaceFirst("https?://[^/]+", "");
        report.answer("Invitees of one", calendly.get(bearer, event + "/invitees"));
    }

    private void member(String organization) {
        if (memberToken.isEmpty()) {
            report.found("As a plain member", "not asked: CALENDLY_MEMBER_TOKEN is not set");
            return;
        }
        report.secret(memberToken);
        report.section("12. The same as a plain member");
        Report.Reply me = calendly.get(memberToken, "/users/me");
        report.answer("GET /users/me", me);
        if (me.isGood()) {
            events(memberToken, me.uri(), Json.text(me.json(), "resource", "current_organization"));
            report.answer(
                    "The organization's subscriptions",
                    calendly.get(
                            memberToken, "/webhook_subscriptions", "organization", organization, "scope", "organization"));
        }
    }

    private void refusals(String user, String organization) {
        report.section("11, 12. Refusals");
        report.answer("A token that is none", calendly.get("no-token", "/users/me"));
        report.answer("A page token that is none", calendly.get(token, "/scheduled_events", "user", user, "page_token", "none"));
        report.answer("No filter", calendly.get(token, "/scheduled_events"));
        report.answer("A filter that is no URI", calendly.get(token, "/scheduled_events", "user", "me"));
        report.answer("An event that is not there", calendly.get(token, "/scheduled_events/00000000-0000-4000-8000-000000000000"));
        report.answer("What the scopes may not cover", calendly.get(token, "/routing_forms", "organization", organization));
        report.answer("The same of contacts", calendly.get(token, "/contacts"));
    }
}

/// Creates subscriptions, as few as tell, and deletes each. Questions 4, 5, 6 and 10.
record Subscriptions(Calendly calendly, Report report, String token, String base) {

    void run() {
        report.section("4, 5, 6, 10. Subscriptions");
        Report.Reply me = calendly.get(token, "/users/me");
        String organization = Json.text(me.json(), "resource", "current_organization");
        for (String scope : List.of("organization", "user")) {
            report.answer(
                    "The list at scope " + scope,
                    calendly.get(
                            token,
                            "/webhook_subscriptions",
                            "organization", organization,
                            "scope", scope,
                            "user", me.uri()));
        }
        report.answer(
                "The list at scope user without a user",
                calendly.get(token, "/webhook_subscriptions", "organization", organization, "scope", "user"));
        attempts(me.uri(), organization);
        for (String event : List.of("invitee_no_show.created", "invitee.created")) {
            report.answer(
                    "Sample of " + event,
                    calendly.get(
                            token,
                            "/sample_webhook_data",
                            "event", event,
                            "organization", organization,
                            "scope", "user",
                            "user", me.uri()));
        }
    }

    private void attempts(String user, String organization) {
        String url = base + "/first-day/" + report.secret(Consent.random());
        String key = report.secret(Consent.random());
        List<Report.Reply> made =
                List.of(
                        create("At scope user", body(url, "user", user, organization, key, "invitee.created")),
                        create("The same again", body(url, "user", user, organization, key, "invitee.created")),
                        create("The same at scope organization", body(url, "organization", user, organization, key, "invitee.created")),
                        create("At another address, with an empty key", body(url + "/2", "user", user, organization, "", "invitee.created")),
                        create("With an event that is not known", body(url + "/3", "user", user, organization, key, "no.such")),
                        create("With one that needs a scope or plan", body(url + "/4", "organization", user, organization, key, "routing_form_submission.created")));
        for (Report.Reply one : made) {
            if (one.isGood()) {
                String path = "/webhook_subscriptions/" + one.id();
                report.answer("Reading it", calendly.get(token, path));
                report.answer("Deleting it", calendly.delete(token, path));
                report.answer("Deleting it again", calendly.delete(token, path));
            }
        }
    }

    private Report.Reply create(String what, String body) {
        Report.Reply reply = calendly.post(token, "/webhook_subscriptions", body);
        report.answer(what, reply);
        return reply;
    }

    private static String body(
            String url, String scope, String user, String organization, String key, String event) {
        return "{\"url\":%s,\"events\":[%s],\"organization\":%s%s,\"scope\":%s,\"signing_key\":%s}"
                .formatted(
                        Json.quoted(url),
                        Json.quoted(event),
                        Json.quoted(organization),
                        scope.equals("user") ? ",\"user\":" + Json.quoted(user) : "",
                        Json.quoted(scope),
                        Json.quoted(key));
    }
}
