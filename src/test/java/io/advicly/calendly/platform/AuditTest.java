package io.advicly.calendly.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in the audit stays there.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class AuditTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_events SET user_id = 'somebody-else'",
                "UPDATE audit_events SET client_address = '192.0.2.1'",
                "UPDATE audit_events SET client_address = NULL, user_agent = NULL, action = 'nothing'",
                "DELETE FROM audit_events",
                "TRUNCATE audit_events",
                "TRUNCATE audit_events CASCADE"
            })
    void refusesToChange(String statement) {
        Person.newcomer().connect("ada");
        List<String> before = Dump.column("SELECT t::text FROM audit_events t");

        assertThatThrownBy(() -> Dump.execute(statement))
                .rootCause()
                .hasMessageContaining("append-only");

        assertThat(before).isNotEmpty();
        // Others may have been noted meanwhile, wherever there was room for them.
        assertThat(Dump.column("SELECT t::text FROM audit_events t")).containsAll(before);
    }

    @Test
    void letsTheOriginBeForgottenAndNothingElse() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        String kept =
                "SELECT (to_jsonb(t) - 'client_address' - 'user_agent')::text FROM audit_events t"
                        + " WHERE user_id = '"
                        + olivia.user()
                        + "' ORDER BY id";
        var before = Dump.column(kept);

        Dump.execute(
                "UPDATE audit_events SET client_address = NULL, user_agent = NULL WHERE user_id = '"
                        + olivia.user()
                        + "'");

        assertThat(before).isNotEmpty();
        // What is done for her in the background may be noted meanwhile.
        assertThat(Dump.column(kept)).containsSubsequence(before);
    }

    @Test
    void tellsWhoDidWhatToWhichAccountAndFromWhere() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        olivia.delete("/api/calendly/connection").expect(204);

        assertThat(
                        Dump.column(
                                "SELECT action || ' ' || (details->>'account') || ' ' || client_address FROM audit_events"
                                        + " WHERE user_id = '"
                                        + olivia.user()
                                        + "' AND action IN ('connection.connected', 'connection.disconnected') ORDER BY id"))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).endsWith("/users/ada 127.0.0.1"));
    }
}
