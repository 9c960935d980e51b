package io.advicly.calendly.lifecycle.find;

import io.advicly.calendly.lifecycle.operator.Chain;
import io.advicly.calendly.lifecycle.operator.Chains;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From whatever is known of somebody who sees no meetings to why: leads, connections, the chain.
@ApplicationScoped
class DiagnosisFlow {

    private final LeadQuery leads;
    private final CandidateQuery candidates;
    private final TenantQuery tenants;
    private final Chains chains;

    DiagnosisFlow(LeadQuery leads, CandidateQuery candidates, TenantQuery tenants, Chains chains) {
        this.leads = leads;
        this.candidates = candidates;
        this.tenants = tenants;
        this.chains = chains;
    }

    /// What is known by now of what was asked.
    private record Trace(
            Clue clue,
            List<Lead> leads,
            List<Finding.Candidate> found,
            Finding.@Nullable TenantLook tenant) {}

    /// @param persons whether names and addresses may be shown, and found by
    Uni<Finding> find(Clue clue, boolean persons) {
        return leads.find(clue, persons)
                .chain(all -> trace(clue, all, persons))
                .chain(trace -> chained(trace, persons));
    }

    private Uni<Trace> trace(Clue clue, List<Lead> all, boolean persons) {
        Optional<String> tenant =
                all.stream().map(Lead::tenant).filter(Objects::nonNull).findFirst();
        boolean named = all.stream().anyMatch(it -> it.connection() != null);
        Uni<List<Finding.Candidate>> found =
                tenant.isPresent() && !named
                        ? candidates.toReconnect(tenant.get(), persons)
                        : candidates.meant(all, persons);
        return found.chain(some ->
                tenant.map(tenants::read)
                        .orElseGet(() -> Uni.createFrom().nullItem())
                        .map(look -> new Trace(clue, all, some, look)));
    }

    private Uni<Finding> chained(Trace trace, boolean persons) {
        boolean tenantAlone = trace.tenant() != null && trace.leads().size() == 1;
        Optional<Finding.Candidate> meant =
                tenantAlone ? Optional.empty() : FindingWords.meant(trace.found());
        return meant.map(it -> chains.examine(it.id()))
                .orElseGet(() -> Uni.createFrom().nullItem())
                .map(chain -> finding(trace, chain, persons));
    }

    private static Finding finding(Trace trace, @Nullable Chain chain, boolean persons) {
        List<Finding.Candidate> found = trace.found();
        int most = LeadQuery.MOST - 1;
        return new Finding(
                trace.clue().text(),
                trace.clue().kind().code(),
                FindingWords.says(trace.clue(), trace.leads(), found, persons),
                found.size() > most ? found.subList(0, most) : found,
                found.size() > most,
                FindingWords.things(trace.leads(), found),
                trace.leads().stream()
                        .map(Lead::organization)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                trace.tenant(),
                chain);
    }
}
