package io.advicly.calendly.security.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.Ciphers;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What becomes of a row whose ciphertext is not on the active key.
class ResealTest {

    private static final Set<String> RECORDED = Set.of("old", "new", "rolled");

    private final FieldCipher before = Ciphers.of("old", Map.of("old", 1));
    private final FieldCipher cipher = Ciphers.of("new", Map.of("old", 1, "new", 2));

    @Test
    void movesToTheActiveKey() {
        String one = sealed(before, "one");

        var moved = (Reseal.Moved) decide(one, null);

        assertThat(moved.key()).isEqualTo(7L);
        assertThat(moved.before()).containsExactly(one, null);
        assertThat(moved.after().get(0)).startsWith("v1.new.");
        assertThat(moved.after().get(1)).isNull();
        assertThat(cipher.decrypt(String.valueOf(moved.after().get(0)), identity("one")))
                .isEqualTo(SecretString.of("secret one"));
    }

    @Test
    void leavesAloneWhatIsThereAlready() {
        String one = sealed(cipher, "one");
        String other = sealed(before, "other");

        var moved = (Reseal.Moved) decide(one, other);

        assertThat(moved.after().get(0)).isSameAs(one);
        assertThat(moved.after().get(1)).startsWith("v1.new.");
    }

    @Test
    void leavesToOthersWhatOthersCanRead() {
        FieldCipher elsewhere = Ciphers.of("rolled", Map.of("rolled", 3));

        assertThat(decide(sealed(elsewhere, "one"), null))
                .isInstanceOfSatisfying(
                        Reseal.Elsewhere.class,
                        it -> assertThat(it.why()).contains("calendly.encryption.keys.rolled"));
    }

    @Test
    void givesUpWhatNobodyCanRead() {
        FieldCipher nobody = Ciphers.of("never", Map.of("never", 3));

        assertThat(decide(sealed(nobody, "one"), null))
                .isInstanceOfSatisfying(
                        Reseal.Broken.class, it -> assertThat(it.why()).contains("keys.never"));
        assertThat(decide(sealed(before, "other"), null)).isInstanceOf(Reseal.Broken.class);
        assertThat(decide("plain", null)).isInstanceOf(Reseal.Broken.class);
        assertThat(decide("", null)).isInstanceOf(Reseal.Broken.class);
    }

    private Reseal decide(@Nullable String one, @Nullable String other) {
        return Reseal.of(new Table(), row(one, other), cipher, Set.of("new"), RECORDED);
    }

    private static String sealed(FieldCipher cipher, String column) {
        return cipher.encrypt(SecretString.of("secret " + column), identity(column));
    }

    private static CiphertextIdentity identity(String column) {
        return new CiphertextIdentity("table", column, "7");
    }

    private static Row row(@Nullable String one, @Nullable String other) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", 7L);
        values.put("one", one);
        values.put("other", other);
        return Row.newInstance(
                (io.vertx.sqlclient.Row)
                        Proxy.newProxyInstance(
                                ResealTest.class.getClassLoader(),
                                new Class<?>[] {io.vertx.sqlclient.Row.class},
                                (proxy, method, arguments) -> values.get(arguments[0])));
    }

    private static final class Table implements SealedTable {

        @Override
        public String name() {
            return "table";
        }

        @Override
        public String key() {
            return "id";
        }

        @Override
        public List<String> context() {
            return List.of();
        }

        @Override
        public List<String> sealed() {
            return List.of("one", "other");
        }

        @Override
        public CiphertextIdentity identity(String column, Row row) {
            return ResealTest.identity(column);
        }

        @Override
        public Uni<Void> giveUp(SqlConnection transaction, Row row) {
            throw new UnsupportedOperationException();
        }
    }
}
