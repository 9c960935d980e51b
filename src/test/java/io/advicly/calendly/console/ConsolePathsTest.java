package io.advicly.calendly.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePathsTest {

    @Test
    void aCallOfTheConsoleIsOneOfOperators() {
        assertThat(ConsolePaths.operatorsCall("/console/api/deliveries"))
                .hasValue("/api/admin/deliveries");
        assertThat(
                        ConsolePaths.operatorsCall(
                                "/console/api/organizations/https:%2F%2Fapi.test%2Forganizations%2FA/reconcile"))
                .hasValue(
                        "/api/admin/organizations/https:%2F%2Fapi.test%2Forganizations%2FA/reconcile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/api",
                "/console/api/",
                "/console/apis/deliveries",
                "/api/admin/deliveries",
                "/console/api/../connection",
                "/console/api/..",
                "/console/api/./deliveries",
                "/console/api/%2e%2e/connection",
                "/console/api/%2E%2e/meetings",
                "/console/api/a/..%2f..%2fmeetings",
                "/console/api/%2e%2e%2fmeetings",
                "/console/api/%252e%252e/meetings",
                "/console/api/a%5c..%5cmeetings",
                "/console/api/a\\..\\meetings",
                "/console/api//meetings",
                "/console/api/a//b",
                "/console/api/a/",
                "/console/api/a;x=/../b",
                "/console/api/a%3bx",
                "/console/api/a%00b",
                "/console/api/a%0ab",
                "/console/api/a%zz",
                "/console/api/a%2",
                "/console/api/a?b",
                "/console/api/a#b",
                "/console/api/a b",
            })
    void whatCouldLeadElsewhereLeadsNowhere(String path) {
        assertThat(ConsolePaths.operatorsCall(path)).isEmpty();
    }

    @Test
    void aFileHasADot() {
        assertThat(ConsolePaths.file("/console/ui/list.js")).hasValue("ui/list.js");
        assertThat(ConsolePaths.file("/console/deliveries/wd.1/x")).isEmpty();
        assertThat(ConsolePaths.file("/console/")).isEmpty();
        assertThat(ConsolePaths.isFileName("lib/lit/index.js")).isTrue();
        assertThat(ConsolePaths.isFileName("../application.properties")).isFalse();
        assertThat(ConsolePaths.isFileName(".hidden")).isFalse();
    }
}
