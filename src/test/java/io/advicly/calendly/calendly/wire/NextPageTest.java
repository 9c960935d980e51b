package io.advicly.calendly.calendly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextPageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"next_page_token\": \"abc\", \"next_page\": \"https://api.calendly.com/x?page_token=other\"}; abc",
                "{\"next_page\": \"https://api.calendly.com/x?count=1&page_token=a%2Fb%3D\"}; a/b=",
                "{\"next_page_token\": \" \", \"next_page\": \"https://api.calendly.com/x?page_token=a\"}; a",
                "{\"next_page_token\": null, \"next_page\": null};",
                "{\"next_page\": \"https://api.calendly.com/x\"};",
                "{\"next_page\": \"https://api.calendly.com/x?page_token=\"};",
                "{\"next_page\": \"https://api.calendly.com/x?page_token=%zz\"};",
                "{\"next_page\": 7};",
                "{\"next_page\": \"\"};",
                "{};",
                "null;",
            })
    void isSaidTwice(String pagination, @Nullable String token) throws JsonProcessingException {
        assertThat(NextPage.of(WireJson.MAPPER.readTree(pagination)).token()).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"next_page_token\": null, \"next_page\": null}; TOLD",
                "{}; TOLD",
                "{\"next_page_token\": \"a\"}; TOLD",
                "{\"next_page_token\": 7, \"next_page\": \"https://api.calendly.com/x?page_token=a\"}; TOLD",
                "null; LIKELY",
                "{\"next_page_token\": \" \"}; LIKELY",
                "{\"next_page_token\": 7}; UNCLEAR",
                "{\"next_page_token\": {}}; UNCLEAR",
                "{\"next_page_token\": null, \"next_page\": \"https://api.calendly.com/x\"}; UNCLEAR",
                "{\"next_page\": 7}; UNCLEAR",
                "[]; UNCLEAR",
                "7; UNCLEAR",
            })
    void isTheEndOnlyWhereThatIsSaid(String pagination, NextPage.End end)
            throws JsonProcessingException {
        assertThat(NextPage.of(WireJson.MAPPER.readTree(pagination)).end()).isEqualTo(end);
    }

    @Test
    void isNotATokenWithoutEnd() {
        ObjectNode pagination = WireJson.MAPPER.createObjectNode();
        pagination.put("next_page_token", "x".repeat(1_001));

        assertThat(NextPage.of(pagination)).isEqualTo(new NextPage(null, NextPage.End.UNCLEAR));
        pagination.put("next_page_token", "x".repeat(1_000));
        assertThat(NextPage.of(pagination).token()).hasSize(1_000);
    }
}
