package io.advicly.calendly.calendly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;
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
        assertThat(NextPage.token(WireJson.MAPPER.readTree(pagination))).isEqualTo(token);
    }
}
