package io.advicly.calendly.connection.host;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// [ConnectedHosts] out of the table of connections. Reads the few columns it needs: every delivery
/// asks, and none of them has to do with tokens.
@ApplicationScoped
class ActiveHosts implements ConnectedHosts, PanacheRepositoryBase<ConnectionRow, UUID> {

    private static final String ACTIVE =
            """
            SELECT c.id, c.tenant_id, c.user_id, c.calendly_user_uri, c.calendly_organization_uri
            FROM jsonb_to_recordset(CAST(CAST(:accounts AS text) AS jsonb))
              AS asked (organization text, account text)
            CROSS JOIN LATERAL (
              SELECT * FROM calendar_connections
              WHERE calendly_organization_uri = asked.organization
                AND calendly_user_uri = asked.account AND is_active OFFSET 0) AS c\
            """;

    @Override
    public Uni<Map<HostAccount, List<ConnectedHost>>> hostsOf(Collection<HostAccount> accounts) {
        return accounts.isEmpty()
                ? Unis.item(Map.of())
                : getSession()
                        .flatMap(session ->
                                session.createNativeQuery(ACTIVE, Object[].class)
                                        .setParameter("accounts", json(accounts))
                                        .getResultList())
                        .map(ActiveHosts::byAccount);
    }

    private static String json(Collection<HostAccount> accounts) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        accounts.forEach(account ->
                all.addObject()
                        .put("organization", account.organizationUri())
                        .put("account", account.accountUri()));
        return all.toString();
    }

    private static Map<HostAccount, List<ConnectedHost>> byAccount(List<Object[]> rows) {
        return rows.stream()
                .collect(
                        groupingBy(
                                row -> new HostAccount((String) row[4], (String) row[3]),
                                mapping(ActiveHosts::host, toList())));
    }

    private static ConnectedHost host(Object[] row) {
        return new ConnectedHost((UUID) row[0], (String) row[1], (String) row[2], (String) row[3]);
    }
}
