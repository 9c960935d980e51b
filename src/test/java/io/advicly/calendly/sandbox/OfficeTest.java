package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What an organization has besides calendars: groups, forms, invitations, members, its log. */
class OfficeTest extends DeliveryCase {
    private static final String SCOPES =
            "users:read organizations:write groups:read routing_forms:read activity_log:read"
                    + " event_types:read scheduled_events:read webhooks:write";

    @Test
    void groupsAndWhoIsInThem() {
        Account ada = browser.connect("ada", SCOPES);
        JsonNode group = ada.get("/groups?organization=" + acme()).collection().get(0);
        assertThat(group.path("name").asText()).isEqualTo("Acme Sales");
        assertThat(ada.get("/groups/acme-sales").resource()).isEqualTo(group);
        String byGroup = "/group_relationships?group=" + encoded("groups", "acme-sales");
        JsonNode members = ada.get(byGroup).collection();
        assertThat(members.valueStream().map(OfficeTest::slug)).containsExactly("ada", "mia");
        String uri = members.get(1).path("uri").asText();
        assertThat(ada.get(uri.substring(browser.base().length())).resource())
                .isEqualTo(members.get(1));
        assertThat(ada.get("/group_relationships").status()).isEqualTo(400);
        assertThat(ada.get("/groups").status()).isEqualTo(400);
        assertThat(browser.connect("max", SCOPES).get("/groups?organization=" + acme()).status())
                .isEqualTo(403);
        assertThat(browser.connect("gina", SCOPES).get("/groups/acme-sales").status())
                .isEqualTo(403);
    }

    @Test
    void routingFormsAndWhatWasSubmitted() {
        Account ada = browser.connect("ada", SCOPES);
        JsonNode form = ada.get("/routing_forms?organization=" + acme()).collection().get(0);
        assertThat(form.path("status").asText()).isEqualTo("published");
        String id = slugOf(form);
        assertThat(ada.get("/routing_forms/" + id).resource()).isEqualTo(form);
        String of = "/routing_form_submissions?form=" + encoded("routing_forms", id);
        JsonNode submission = ada.get(of).collection().get(0);
        assertThat(submission.path("routing_form")).isEqualTo(form.path("uri"));
        assertThat(ada.get("/routing_form_submissions/" + slugOf(submission)).resource())
                .isEqualTo(submission);
        assertThat(ada.get("/routing_form_submissions").status()).isEqualTo(400);
        assertThat(browser.connect("mia", SCOPES).get("/routing_forms/" + id).status())
                .isEqualTo(403);
    }

    @Test
    void anInvitationIsSentSeenAndWithdrawn() {
        Account ada = browser.connect("ada", SCOPES);
        String all = "/organizations/acme/invitations";
        GivenAnswer sent = ada.post(all, "{\"email\":\"new@example.test\"}");
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.resource().path("status").asText()).isEqualTo("pending");
        String one = sent.resource().path("uri").asText().substring(browser.base().length());
        assertThat(ada.get(one).resource()).isEqualTo(sent.resource());
        assertThat(ada.get(all + "?status=pending").collection()).hasSize(1);
        assertThat(ada.post(all, "{\"email\":\"new@example.test\"}").status()).isEqualTo(400);
        assertThat(ada.post(all, "{\"email\":\"mia@acme.test\"}").status()).isEqualTo(400);
        assertThat(ada.post(all, "{\"email\":\"nobody\"}").status()).isEqualTo(400);
        assertThat(browser.connect("mia", SCOPES).get(all).status()).isEqualTo(403);
        assertThat(ada.delete(one).status()).isEqualTo(204);
        assertThat(ada.get(one).status()).isEqualTo(404);
    }

    @Test
    void whoIsRemovedHasAnOrganizationOfTheirOwnAndTheirHooksGoOn() {
        Account alan = browser.connect("alan", SCOPES);
        String url = "https://hooks.example.test/alan";
        assertThat(alan.subscribe(url).status()).isEqualTo(201);
        Account ada = browser.connect("ada", SCOPES);
        assertThat(ada.delete("/organization_memberships/acme-alan").status()).isEqualTo(204);
        assertThat(ada.get("/organization_memberships/acme-alan").status()).isEqualTo(404);
        JsonNode me = alan.get("/users/me").resource();
        assertThat(me.path("current_organization").asText())
                .isNotEqualTo(browser.uri("organizations", "acme"));
        String own = Browser.encode(me.path("current_organization").asText());
        assertThat(
                        alan.get("/organization_memberships?organization=" + own)
                                .collection()
                                .get(0)
                                .path("role")
                                .asText())
                .isEqualTo("owner");
        assertThat(alan.get("/scheduled_events?organization=" + acme()).status()).isEqualTo(403);
        assertThat(
                        ada.get("/webhook_subscriptions?scope=organization&organization=" + acme())
                                .collection()
                                .valueStream()
                                .filter(hook -> hook.path("callback_url").asText().equals(url))
                                .map(hook -> hook.path("state").asText()))
                .containsExactly("active");
        book("mia-chat");
        assertThat(received(1)).isNotEmpty();
    }

    @Test
    void onlyWhoGovernsRemovesAndNeverTheOwner() {
        Account mia = browser.connect("mia", SCOPES);
        assertThat(mia.delete("/organization_memberships/acme-max").status()).isEqualTo(403);
        Account alan = browser.connect("alan", SCOPES);
        assertThat(alan.delete("/organization_memberships/acme-ada").status()).isEqualTo(403);
        assertThat(alan.delete("/organization_memberships/globex-greg").status()).isEqualTo(403);
        assertThat(alan.delete("/organization_memberships/nobody").status()).isEqualTo(404);
        assertThat(alan.delete("/organization_memberships/acme-max").status()).isEqualTo(204);
    }

    @Test
    void theActivityLogTellsWhatAdminsDidToWhoeverPaysForIt() {
        Account ada = browser.connect("ada", SCOPES);
        String log = "/activity_log_entries?organization=" + acme();
        assertThat(ada.get(log).message())
                .isEqualTo("Please upgrade your Calendly account to Enterprise.");
        browser.patch("/_control/organizations/acme", "{\"plan\":\"enterprise\"}");
        ada.delete("/organization_memberships/acme-max");
        ada.post("/organizations/acme/invitations", "{\"email\":\"new@example.test\"}");
        JsonNode answer = ada.get(log).json();
        assertThat(answer.path("total_count").asInt()).isEqualTo(2);
        assertThat(answer.path("exceeds_max_total_count").asBoolean()).isFalse();
        assertThat(
                        answer.path("collection")
                                .valueStream()
                                .map(entry -> entry.path("fully_qualified_name").asText()))
                .containsExactly("OrganizationInvitation.Add", "User.Remove");
        assertThat(answer.path("last_event_time"))
                .isEqualTo(answer.path("collection").get(0).path("occurred_at"));
        assertThat(ada.get(log + "&namespace=User").json().path("total_count").asInt())
                .isEqualTo(1);
        assertThat(browser.connect("mia", SCOPES).get(log).status()).isEqualTo(403);
    }

    private String acme() {
        return encoded("organizations", "acme");
    }

    private String encoded(String collection, String id) {
        return Browser.encode(browser.uri(collection, id));
    }

    private static String slug(JsonNode relationship) {
        return relationship.path("owner").path("user").path("slug").asText();
    }

    private static String slugOf(JsonNode resource) {
        return resource.path("uri").asText().replaceAll(".*/", "");
    }
}
