package io.advicly.calendly.subscription.knowledge;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An organization that this process alone reconciles, for as long as it renews the claim.
///
/// @param marks how often it was marked due until then
/// @param attempts runs in a row that left something undone
/// @param now the database's time of the claim
/// @param anewAt since then what was refused before is asked for again
/// @param accounts what is known of accounts, by their URIs
public record OrganizationClaim(
        String organizationUri,
        UUID claim,
        long marks,
        int attempts,
        Instant now,
        @Nullable Instant anewAt,
        Map<String, AccountKnowledge> accounts) {

    /// Something else is asked for than when anything was refused. Roles stay known: they have
    /// nothing to do with it.
    public OrganizationClaim askingAnew() {
        Map<String, AccountKnowledge> anew = new HashMap<>(accounts);
        anew.replaceAll((uri, known) -> known.askingAnew());
        return new OrganizationClaim(organizationUri, claim, marks, attempts, now, now, anew);
    }

    public static Map<String, AccountKnowledge> accounts(String json) {
        Map<String, AccountKnowledge> accounts = new HashMap<>();
        JsonObject all = new JsonObject(json);
        all.fieldNames()
                .forEach(uri -> accounts.put(uri, AccountKnowledge.of(all.getJsonObject(uri))));
        return accounts;
    }

    public static String json(Map<String, AccountKnowledge> accounts) {
        JsonObject all = new JsonObject();
        accounts.forEach((uri, known) -> {
            if (!known.equals(AccountKnowledge.NOTHING)) {
                all.put(uri, known.toJson());
            }
        });
        return all.encode();
    }
}
