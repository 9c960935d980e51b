package io.advicly.calendly.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackendCallerTest {

    @Test
    void actsInItsTenantAlone() {
        BackendCaller backend = BackendCaller.claiming("crm", "acme");

        assertThat(backend.tenant()).contains("acme");
        assertThat(backend.reaches("acme")).isTrue();
        assertThat(backend.reaches("other")).isFalse();
        assertThat(backend.reaches("*")).isFalse();
        assertThat(backend.claimedTenant()).isEqualTo("acme");
    }

    @Test
    void actsInAllWhereItsTokenSaysSo() {
        BackendCaller backend = BackendCaller.claiming("crm", "*");

        assertThat(backend.tenant()).isEmpty();
        assertThat(backend.reaches("acme")).isTrue();
        assertThat(backend.claimedTenant()).isEqualTo("*");
    }
}
