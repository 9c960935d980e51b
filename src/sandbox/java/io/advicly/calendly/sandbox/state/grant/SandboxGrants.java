package io.advicly.calendly.sandbox.state.grant;

import io.advicly.calendly.sandbox.state.table.Index;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;

/** Apps, and what users allowed them. */
public final class SandboxGrants {
    private final Table<App> apps;
    private final Table<AuthorizationCode> codes;
    private final Table<SandboxGrant> grants;
    private final Table<AccessToken> accessTokens;
    private final Table<RefreshToken> refreshTokens;
    private final Index<SandboxGrant> byUser;
    private final Index<AccessToken> accessByGrant;
    private final Index<RefreshToken> refreshByGrant;

    public SandboxGrants(Tables tables) {
        apps = tables.add("apps", App.class, App::clientId);
        codes = tables.add("codes", AuthorizationCode.class, AuthorizationCode::code);
        grants = tables.add("grants", SandboxGrant.class, SandboxGrant::id);
        accessTokens = tables.add("access_tokens", AccessToken.class, AccessToken::token);
        refreshTokens = tables.add("refresh_tokens", RefreshToken.class, RefreshToken::token);
        byUser =
                grants.indexBy(
                        grant -> List.of(grant.userId()),
                        Comparator.comparing(SandboxGrant::createdAt));
        accessByGrant =
                accessTokens.indexBy(
                        token -> List.of(token.grantId()),
                        Comparator.comparing(AccessToken::createdAt));
        refreshByGrant =
                refreshTokens.indexBy(
                        token -> List.of(token.grantId()),
                        Comparator.comparing(RefreshToken::token));
    }

    public Table<App> apps() {
        return apps;
    }

    public Table<AuthorizationCode> codes() {
        return codes;
    }

    public Table<SandboxGrant> grants() {
        return grants;
    }

    public Table<AccessToken> accessTokens() {
        return accessTokens;
    }

    public Table<RefreshToken> refreshTokens() {
        return refreshTokens;
    }

    public NavigableSet<SandboxGrant> grantsOf(String user) {
        return byUser.get(user);
    }

    public NavigableSet<AccessToken> accessTokensOf(String grant) {
        return accessByGrant.get(grant);
    }

    public NavigableSet<RefreshToken> refreshTokensOf(String grant) {
        return refreshByGrant.get(grant);
    }

    /**
     * The user withdrew the consent at Calendly, or the family was killed: nothing of it works any
     * more.
     */
    public void revoke(SandboxGrant grant) {
        grants.put(grant.asRevoked());
        revokeAccess(grant.id());
        revokeRefresh(grant.id());
    }

    public void revokeAccess(String grant) {
        List.copyOf(accessTokensOf(grant)).forEach(token -> accessTokens.put(token.asRevoked()));
    }

    public void revokeRefresh(String grant) {
        List.copyOf(refreshTokensOf(grant)).forEach(token -> refreshTokens.put(token.dead()));
    }
}
