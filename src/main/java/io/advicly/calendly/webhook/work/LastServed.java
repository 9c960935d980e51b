package io.advicly.calendly.webhook.work;

import java.util.LinkedHashSet;

/// The organizations that were served last, who was served longest ago first; so many and no more.
/// Whoever is not among them comes before all of them.
final class LastServed {

    private final int most;
    private final LinkedHashSet<String> organizations = new LinkedHashSet<>();

    LastServed(int most) {
        this.most = most;
    }

    synchronized void served(String organizationUri) {
        organizations.remove(organizationUri);
        organizations.add(organizationUri);
        if (organizations.size() > most) {
            organizations.removeFirst();
        }
    }

    synchronized String[] inOrder() {
        return organizations.toArray(String[]::new);
    }
}
