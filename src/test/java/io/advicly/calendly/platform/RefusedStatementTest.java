package io.advicly.calendly.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PostgreSQL refuses to write for want of something: whoever asks is told to come back.
@QuarkusTest
@TestProfile(QuietProfile.class)
class RefusedStatementTest {

    private final Sql sql;

    RefusedStatementTest(Sql sql) {
        this.sql = sql;
    }

    @AfterEach
    void serveAgain() {
        sql.execute("DROP FUNCTION IF EXISTS refuse_attempts() CASCADE");
    }

    /// A full disk, no memory, too many of something, cancelled, a lock that is not to be had, a
    /// file that cannot be read, somebody who may not do that any more.
    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "53400", "57014", "55P03", "58030", "28000"})
    void isA503(String state) {
        sql.execute(
                """
                CREATE OR REPLACE FUNCTION refuse_attempts() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '%s'; END $$\
                """
                        .formatted(state));
        sql.execute(
                "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON connect_attempts"
                        + " FOR EACH ROW EXECUTE FUNCTION refuse_attempts()");

        given().auth()
                .oauth2(TestTokens.of("olivia"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/calendly/connection")
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("type", equalTo("urn:calendly-connect:problem:unavailable"));
    }
}
