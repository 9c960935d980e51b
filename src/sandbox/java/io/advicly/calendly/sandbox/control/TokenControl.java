package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.CreatorLoss;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.AccessToken;
import io.advicly.calendly.sandbox.state.grant.RefreshToken;
import io.advicly.calendly.sandbox.state.grant.SandboxGrant;
import io.advicly.calendly.sandbox.state.grant.SandboxGrants;
import io.advicly.calendly.sandbox.state.grant.Secret;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /_control/grants}, {@code /_control/tokens} and {@code /_control/secrets}. */
final class TokenControl {
    private final World world;
    private final CreatorLoss creatorLoss;

    TokenControl(World world, Deliveries deliveries) {
        this.world = world;
        this.creatorLoss = new CreatorLoss(world, deliveries);
    }

    SandboxReply grants(Call call) {
        return Listing.of("grants", call, grantsOf(call.query("account")), this::json);
    }

    /** The user withdraws the consent at Calendly: every token of the grants dies. */
    SandboxReply revokeGrants(Call call) {
        List<SandboxGrant> alive =
                grantsOf(account(new Order(call.json(), "account")))
                        .filter(g -> !g.revoked())
                        .toList();
        alive.forEach(grant -> {
            grants().revoke(grant);
            creatorLoss.happened(world.directory().users().get(grant.userId()));
        });
        return SandboxReply.json(200, Json.object().put("revoked", alive.size()));
    }

    /** Access tokens and unused codes end now; refresh tokens stay good. */
    SandboxReply expire(Call call) {
        Instant now = world.now();
        String account = account(new Order(call.json(), "account"));
        List<AccessToken> alive =
                grantsOf(account)
                        .flatMap(grant -> List.copyOf(grants().accessTokensOf(grant.id())).stream())
                        .filter(token -> token.aliveAt(now))
                        .toList();
        alive.forEach(token -> grants().accessTokens().put(token.expiringAt(now)));
        List.copyOf(grants().codes().all()).stream()
                .filter(code -> account == null || code.userId().equals(account))
                .forEach(code -> grants().codes().put(code.expiringAt(now)));
        return SandboxReply.json(200, Json.object().put("expired", alive.size()));
    }

    SandboxReply revoke(Call call) {
        Order order = new Order(call.json(), "account", "kind");
        String kind = order.text("kind", "both");
        if (!List.of("access", "refresh", "both").contains(kind)) {
            throw Order.wrong("kind wants access, refresh or both");
        }
        List<SandboxGrant> hit = grantsOf(account(order)).toList();
        for (SandboxGrant grant : hit) {
            if (!kind.equals("refresh")) {
                grants().revokeAccess(grant.id());
            }
            if (!kind.equals("access")) {
                grants().revokeRefresh(grant.id());
            }
        }
        return SandboxReply.json(200, Json.object().put("grants", hit.size()));
    }

    /**
     * Every token, code, verifier and signing key ever issued or received; ids and client secrets
     * are not in it.
     */
    SandboxReply secrets(Call call) {
        return Listing.of(
                "secrets",
                call,
                world.secrets().all().stream(),
                (Secret secret) ->
                        Json.object().put("kind", secret.kind()).put("value", secret.value()));
    }

    private @Nullable String account(Order order) {
        String account = order.text("account");
        if (account != null && world.directory().users().find(account) == null) {
            throw Order.missing("account " + account);
        }
        return account;
    }

    private Stream<SandboxGrant> grantsOf(@Nullable String account) {
        return account == null
                ? List.copyOf(grants().grants().all()).stream()
                : List.copyOf(grants().grantsOf(account)).stream();
    }

    private ObjectNode json(SandboxGrant grant) {
        Instant now = world.now();
        long access =
                grants().accessTokensOf(grant.id()).stream()
                        .filter(token -> token.aliveAt(now))
                        .count();
        long refresh =
                grants().refreshTokensOf(grant.id()).stream().filter(RefreshToken::alive).count();
        return Json.object()
                .put("id", grant.id())
                .put("client_id", grant.clientId())
                .put("account", grant.userId())
                .put("scope", grant.scope())
                .put("revoked", grant.revoked())
                .put("access_tokens_alive", access)
                .put("refresh_tokens_alive", refresh)
                .put("access_tokens_issued", grants().accessTokensOf(grant.id()).size());
    }

    private SandboxGrants grants() {
        return world.grants();
    }
}
