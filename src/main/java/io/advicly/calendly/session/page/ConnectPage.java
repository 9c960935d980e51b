package io.advicly.calendly.session.page;

import io.advicly.calendly.session.ConnectSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the pages look like: a heading, what there is to say, and at most one thing to do.
@ApplicationScoped
class ConnectPage {

    private static final String SCRIPT = "<script src=\"/connect-result.js\" defer></script>\n";

    /// As the script knows it.
    private static final String WAITING = "waiting";

    private final PageTexts texts;

    ConnectPage(PageTexts texts) {
        this.texts = texts;
    }

    /// Who is about to connect what to what, and the button that does: a form without fields, sent
    /// to where it stands, so that what the address says goes along.
    String ask(String language, ConnectSession session, String product) {
        Map<String, String> who = Map.of("{product}", product, "{user}", session.owner().userId());
        String title = texts.get(language, "ask.title");
        Markup main =
                new Markup()
                        .element("h1", title)
                        .element("p", texts.get(language, "ask.sentence"), who)
                        .element("p", texts.get(language, "ask.next"), who)
                        .raw("<form method=\"post\">");
        main.raw("<button id=\"go\">")
                .text(texts.get(language, "ask.button"))
                .raw("</button></form>\n");
        return page(language, title, main, "");
    }

    /// Something that a person can do nothing about here.
    String notice(String language, String what) {
        String title = texts.get(language, what + ".title");
        Markup main =
                new Markup().element("h1", title).element("p", texts.get(language, what + ".do"));
        return page(language, title, main, "");
    }

    /// Looks again by itself until it is known how it went.
    String moment(String language) {
        String title = texts.get(language, "moment.title");
        Markup main =
                new Markup()
                        .raw("<div id=\"result\" data-outcome=\"" + WAITING + "\">")
                        .element("h1", title)
                        .element("p", texts.get(language, "moment.do"))
                        .raw("<p><a href=\"\">")
                        .text(texts.get(language, "moment.again"))
                        .raw("</a></p>\n</div>");
        return page(language, title, main, SCRIPT);
    }

    /// @param reason null for a connection
    /// @param back the way back to the product; empty where there is none
    String result(String language, @Nullable String reason, boolean popup, Optional<URI> back) {
        String outcome = reason == null ? "done" : "failed";
        String title = texts.get(language, outcome + ".title");
        Markup main =
                new Markup()
                        .raw("<div id=\"result\" data-outcome=\"" + outcome + "\"")
                        .raw(popup ? " data-popup" : "")
                        .raw(">")
                        .element("h1", title);
        if (reason != null) {
            main.element("p", texts.get(language, "failed." + reason));
        }
        if (popup && reason == null) {
            hidden(main, "closes", texts.get(language, "done.closes"));
        }
        main.element("p", texts.get(language, outcome + (popup ? ".popup" : ".do")));
        back.ifPresent(it -> linkBack(it, popup, main, language));
        if (popup) {
            main.raw("<button id=\"close\" hidden>")
                    .text(texts.get(language, "close"))
                    .raw("</button>\n");
            hidden(main, "left", texts.get(language, "left"));
        }
        return page(language, title, main.raw("</div>"), SCRIPT);
    }

    /// In a pop-up the product is behind the window: a way back is shown where that stays open.
    private void linkBack(URI it, boolean popup, Markup main, String language) {
        main.raw(popup ? "<p hidden>" : "<p>")
                .raw("<a id=\"back\" href=\"")
                .text(it.toString())
                .raw("\">")
                .text(texts.get(language, "back"))
                .raw("</a></p>\n");
    }

    /// Shown by the script, without which it is not so.
    private static void hidden(Markup main, String id, String text) {
        main.raw("<p id=\"" + id + "\" role=\"status\" hidden>").text(text).raw("</p>\n");
    }

    private static String page(String language, String title, Markup main, String head) {
        return new Markup()
                .raw("<!doctype html>\n<html lang=\"" + language + "\" dir=\"")
                .raw(Languages.direction(language))
                .raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"robots\" content=\"noindex\">\n")
                .raw(head)
                .raw("<link rel=\"icon\" href=\"data:,\">\n")
                .raw("<link rel=\"stylesheet\" href=\"/connect.css\">\n")
                .element("title", title)
                .raw("</head>\n<body>\n<main>\n")
                .raw(main.toString())
                .raw("\n</main>\n</body>\n</html>\n")
                .toString();
    }
}
