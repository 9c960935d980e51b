package io.advicly.calendly.platform.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHeadersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For   | ''",
                "X-Forwarded-For   | ' '",
                "X-Forwarded-For   | ,",
                "X-Forwarded-For   | , 1.2.3.4",
                "X-Forwarded-For   | ;",
                "X-Forwarded-For   | unknown",
                "X-Forwarded-For   | 1.2.3.4:abc",
                "X-Forwarded-For   | 1.2.3.4:99999",
                "X-Forwarded-For   | '1.2.3.4:80 ,5.6.7.8'",
                "X-Forwarded-For   | [1.2.3.4",
                "X-Forwarded-For   | [::1]:x",
                "X-Forwarded-Port  | abc",
                "X-Forwarded-Port  | ''",
                "X-Forwarded-Port  | -1",
                "X-Forwarded-Port  | 65536",
                "X-Forwarded-Host  | ''",
                "X-Forwarded-Host  | foo:bar",
                "X-Forwarded-Host  | [::1",
                "X-Forwarded-Host  | a b",
                "X-Forwarded-Proto | ''",
                "X-Forwarded-Proto | 'ht tp'",
                "Forwarded         | for=\" \"",
                "Forwarded         | for=\"[::",
                "Forwarded         | for=_hidden;proto=https",
                "Forwarded         | for=1.2.3.4;host=a:b",
            })
    void areIgnoredWhereTheyMakeNoSense(String name, String value) {
        assertThat(ForwardedHeaders.senseless(headers(name, value))).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For   | 203.0.113.9",
                "X-Forwarded-For   | 203.0.113.9:4711",
                "X-Forwarded-For   | '203.0.113.9 , 10.0.0.1'",
                "X-Forwarded-For   | '203.0.113.9,'",
                "X-Forwarded-For   | 2001:db8::1",
                "X-Forwarded-For   | [2001:db8::1]",
                "X-Forwarded-For   | [2001:db8::1]:443",
                "X-Forwarded-Port  | 443",
                "X-Forwarded-Port  | '443, 80'",
                "X-Forwarded-Host  | calendar.example.test",
                "X-Forwarded-Host  | calendar.example.test:8443",
                "X-Forwarded-Host  | [::1]:80",
                "X-Forwarded-Proto | https",
                "X-Forwarded-Proto | 'https, http'",
                "Forwarded         | for=203.0.113.9;proto=https;host=calendar.example.test",
                "Forwarded         | for=\"[2001:db8::1]:4711\"",
                "Forwarded         | by=10.0.0.1",
                "Accept            | ''",
            })
    void areTakenWhereTheyMakeSense(String name, String value) {
        assertThat(ForwardedHeaders.senseless(headers(name, value))).isEmpty();
    }

    private static MultiMap headers(String name, String value) {
        return MultiMap.caseInsensitiveMultiMap().add(name, value);
    }
}
