package io.advicly.calendly.scenario;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.TimeoutError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Uses whatever a page of the console offers, one thing after the other, each on a page that was
/// just opened: links, buttons, menus, boxes and fields. Where something asks first, it is told no,
/// and then yes. Whatever shows nothing of it, in words, a mark or another address, is found.
final class EveryClick {

    /// What there is to use, each kind once: rows are alike, and so are links to one page. What
    /// cannot be undone comes last.
    private static final String OFFERED =
            """
            ([part, kinds]) => {
              const all = new Map()
              const words = node => node.nodeType === Node.TEXT_NODE ? node.data : node.nodeName === 'STYLE' ? ''
                : [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])].map(words).join(' ')
              const alike = text => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*').replace(/\\d+/g, '#').replace(/\\s+/g, ' ').trim()
              const kept = /[?&](state|status|trouble|minutes)=/
              const name = it => alike(it.localName === 'a'
                ? 'a ' + it.pathname + (kept.test(it.search) ? it.search : it.search.replace(/=[^&]*/g, '=*'))
                : [it.localName, it.type, it.name ?? it.id, it.ariaLabel ?? (it.localName === 'select' ? '' : words(it))].join(' '))
              const walk = node => {
                if (node.matches?.(kinds) && node.checkVisibility()) {
                  const key = name(node)
                  if (!all.has(key)) all.set(key, node)
                }
                for (const child of [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])]) walk(child)
              }
              walk(document.querySelector('cc-app').shadowRoot.querySelector(part))
              const last = ([, it]) => it.classList.contains('danger') ? 1 : 0
              return [...all].sort((a, b) => last(a) - last(b)).map(([key, it]) => {
                it.dataset.used = key
                return {key, kind: it.localName + ' ' + (it.type ?? ''), off: it.disabled ?? false,
                  why: it.getRootNode().getElementById(it.getAttribute('aria-describedby') ?? '')?.textContent.trim() ?? ''}
              })
            }
            """;

    /// What a person sees, without times that go by.
    private static final String SEEN =
            """
            () => {
              const seen = node => {
                if (node.nodeType === Node.TEXT_NODE) return node.data.trim()
                if (['STYLE', 'CC-TIME', 'CC-COUNTDOWN'].includes(node.nodeName)) return ''
                const marks = node instanceof Element ? [node.open, node.checked, node.ariaPressed, node.ariaCurrent,
                  node.ariaBusy === 'true' ? 'busy' : ''].filter(Boolean).join() : ''
                return marks + [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])].map(seen).filter(Boolean).join(' ')
              }
              return location.href + seen(document.body)
            }
            """;

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    /// Asks for what is there.
    private static final Pattern SHOWN_ALREADY = Pattern.compile("(Filter|Diagnose|This week)$");

    private static final int A_MOMENT = 5_000;

    /// Calendly is asked to clean up first, for some seconds.
    private static final int A_LOT = 20_000;

    private final Page page;
    private final List<String> complaints;
    private final String kinds;
    private final List<String> found = new ArrayList<>();
    private final List<String> used = new ArrayList<>();
    private final List<String> changing = new ArrayList<>();

    /// A link leads to the same page from wherever it is.
    private final Set<String> links = new HashSet<>();

    private final Set<Request> asked = ConcurrentHashMap.newKeySet();

    /// @param complaints what goes wrong in the browser
    /// @param kinds what is used, as CSS selects it
    EveryClick(Page page, List<String> complaints, String kinds) {
        this.page = page;
        this.kinds = kinds;
        this.complaints = complaints;
        page.setDefaultTimeout(20_000);
        // What another document has asked for is waited for by nobody.
        page.onDOMContentLoaded(_ -> asked.clear());
        page.onRequestFinished(this::over);
        page.onRequestFailed(this::over);
        page.onRequest(request -> {
            if (request.url().contains("/console/api/")) {
                var _ = asked.add(request);
            }
            if (!request.method().equals("GET")) {
                changing.add(request.method() + " " + request.url());
            }
        });
    }

    private void over(Request request) {
        var _ = asked.remove(request);
    }

    /// What was found, each in a line.
    List<String> found() {
        return found;
    }

    /// All that was used.
    List<String> used() {
        return used;
    }

    /// What was asked of the service besides looking.
    List<String> changing() {
        return changing;
    }

    /// @param part of the page, as CSS selects it: `main`
    void use(String path, String part) {
        open(path);
        for (Map<String, ?> it : offered(part)) {
            String key = String.valueOf(it.get("key"));
            if (key.startsWith("a ") && !links.add(key)) {
                continue;
            }
            String what = path + " › " + key;
            open(path);
            if (offered(part).stream().noneMatch(now -> Objects.equals(now.get("key"), key))) {
                continue;
            }
            if (Boolean.TRUE.equals(it.get("off"))) {
                if ("".equals(it.get("why"))) {
                    found.add(what + ": cannot be used, and nobody says why");
                }
                continue;
            }
            used.add(what);
            try {
                useOne(what, key, String.valueOf(it.get("kind")));
            } catch (RuntimeException stuck) {
                found.add(
                        what + ": " + String.valueOf(stuck.getMessage()).lines().limit(3).toList());
            }
            complaints.forEach(said -> found.add(what + ": " + said));
            complaints.clear();
        }
    }

    private void useOne(String what, String key, String kind) {
        Locator control = page.locator("[data-used=\"" + key.replace("\"", "\\\"") + "\"]").first();
        String before = seen();
        act(control, kind);
        if (SHOWN_ALREADY.matcher(key).find()) {
            settle();
            return;
        }
        if (!isOtherThan(before, A_MOMENT)) {
            found.add(what + ": nothing is to be seen of it");
            return;
        }
        if (page.locator("dialog[open]").count() > 0) {
            refuse(what, control, before);
        }
        settle();
        if (page.locator("main [role=alert]").count() > 0) {
            found.add(what + ": " + page.locator("main [role=alert]").first().innerText());
        }
    }

    private static void act(Locator control, String kind) {
        switch (kind.trim()) {
            case "select select-one" -> control.selectOption(otherOf(control));
            case "input text", "input search" -> fill(control, NOBODY);
            case "input url" -> fill(control, "https://api.calendly.com/organizations/NOBODY");
            case "input datetime-local" -> fill(control, "2026-02-04T14:03");
            default -> control.click();
        }
    }

    private static String otherOf(Locator menu) {
        return String.valueOf(
                menu.evaluate(
                        "it => (it.selectedIndex === it.options.length - 1 ? it.options[0] : it.options[it.options.length - 1]).value"));
    }

    private static void fill(Locator field, String words) {
        field.fill(words);
        field.press("Enter");
    }

    /// A no changes nothing, by the button and by Escape; then it is agreed to.
    private void refuse(String what, Locator control, String before) {
        int asked = changing.size();
        Locator dialog = page.locator("dialog[open]");
        if (dialog.locator("button[value=no]").count() == 0) {
            page.keyboard().press("Escape");
            return;
        }
        dialog.locator("button[value=no]").click();
        control.click();
        page.keyboard().press("Escape");
        if (dialog.count() > 0 || changing.size() > asked) {
            found.add(what + ": a no is none");
        }
        control.click();
        agree(dialog);
        if (!isOtherThan(before, A_LOT)) {
            found.add(what + ": nothing is to be seen of it once it was agreed to");
        }
    }

    private static void agree(Locator dialog) {
        if (dialog.locator("#typed").count() > 0) {
            dialog.locator("#typed").fill(dialog.locator("label code").innerText());
        }
        if (dialog.locator("#reason").count() > 0) {
            dialog.locator("#reason").fill("every click");
        }
        dialog.locator("button[value=yes]").click();
    }

    private String seen() {
        return String.valueOf(page.evaluate(SEEN));
    }

    private boolean isOtherThan(String before, int millis) {
        try {
            page.waitForCondition(
                    () -> !before.equals(seen()),
                    new Page.WaitForConditionOptions().setTimeout(millis));
            return true;
        } catch (TimeoutError same) {
            return false;
        }
    }

    private void open(String path) {
        var _ = page.navigate(page.url().replaceFirst("/console/.*", "/console/" + path));
        settle();
    }

    /// Nothing is asked any more, and nothing says that it is being looked for.
    private void settle() {
        try {
            page.waitForCondition(() ->
                    page.locator("main h1").count() == 1
                            && asked.isEmpty()
                            && page.getByText("Looking…").count() == 0);
        } catch (TimeoutError never) {
            found.add(
                    page.url()
                            + " never comes to rest: "
                            + asked.stream().map(Request::url).toList());
        }
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, ?>> offered(String part) {
        return (List<Map<String, ?>>) page.evaluate(OFFERED, List.of(part, kinds));
    }
}
