package io.advicly.calendly.browser;

import io.advicly.calendly.testing.Npm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A page made with React, of the version that sets attributes or of the one that sets properties.
final class ReactHost {

    /// Packages of Node, in a browser.
    private static final String MODULES =
            """
            window.process = { env: { NODE_ENV: 'production' } }
            const sources = {}, loaded = {}
            window.load = async all => {
              for (const [name, path] of Object.entries(all)) sources[name] = await (await fetch(path)).text()
            }
            window.require = name => {
              if (!loaded[name]) {
                const module = loaded[name] = { exports: {} }
                new Function('module', 'exports', 'require', sources[name])(module, module.exports, require)
              }
              return loaded[name].exports
            }
            """;

    /// Made anew at each render, as people write it: the function that gives a token, too.
    private static final String BY_PROPERTIES =
            """
            const App = () => {
              const [state, setState] = React.useState('unknown')
              return React.createElement('main', null,
                React.createElement('h1', null, 'Settings'),
                React.createElement('calendly-connect', {
                  mode: 'popup', class: 'card',
                  fetchToken: async () => (await fetch('/token')).text(),
                  'oncalendly-state': event => setState(event.detail.state)
                }),
                React.createElement('p', { id: 'state' }, state))
            }
            """;

    private static final String BY_REFERENCE =
            """
            const App = () => {
              const [state, setState] = React.useState('unknown')
              const element = React.useRef(null)
              React.useEffect(() => {
                const now = element.current
                const heard = event => setState(event.detail.state)
                now.addEventListener('calendly-state', heard)
                now.fetchToken = async () => (await fetch('/token')).text()
                return () => now.removeEventListener('calendly-state', heard)
              }, [])
              return React.createElement('main', null,
                React.createElement('h1', null, 'Settings'),
                React.createElement('calendly-connect', { ref: element, mode: 'popup', lang: 'en' }),
                React.createElement('p', { id: 'state' }, state))
            }
            """;

    private static final Map<String, String> NINETEEN =
            Map.of(
                    "react", "react/cjs/react.production.js",
                    "scheduler", "scheduler/cjs/scheduler.production.js",
                    "react-dom", "react-dom/cjs/react-dom.production.js",
                    "react-dom/client", "react-dom/cjs/react-dom-client.production.js",
                    "server", "react-dom/cjs/react-dom-server-legacy.browser.production.js");

    private ReactHost() {}

    /// What the element has is a property, where it is known by then.
    static void byProperties(ProductSite site) {
        serve(
                site,
                """
                await import('%s')
                %s
                const React = require('react')
                %s
                require('react-dom/client').createRoot(document.getElementById('root')).render(
                  React.createElement(React.StrictMode, null, React.createElement(App)))
                """
                        .formatted(ProductSite.component(), loadNineteen(site), BY_PROPERTIES));
    }

    /// Rendered on the server before, and taken over in the browser, before the element is known.
    static void renderedByAServer(ProductSite site) {
        serve(
                site,
                """
                %s
                const React = require('react')
                %s
                const root = document.getElementById('root')
                root.innerHTML = require('server').renderToString(React.createElement(App))
                require('react-dom/client').hydrateRoot(root,
                  React.createElement(React.StrictMode, null, React.createElement(App)))
                await import('%s')
                """
                        .formatted(loadNineteen(site), BY_REFERENCE, ProductSite.component()));
    }

    /// Everything is an attribute there, hence a string.
    static void ofEighteen(ProductSite site) {
        List<String> files =
                List.of(
                        "react-18/umd/react.production.min.js",
                        "react-dom-18/umd/react-dom.production.min.js");
        files.forEach(path -> file(site, path));
        serve(
                site,
                """
                for (const path of ['%s']) await import('/npm/' + path)
                %s
                await import('%s')
                ReactDOM.createRoot(document.getElementById('root')).render(
                  React.createElement(React.StrictMode, null, React.createElement(App)))
                """
                        .formatted(
                                String.join("', '", files), BY_REFERENCE, ProductSite.component()));
    }

    private static String loadNineteen(ProductSite site) {
        NINETEEN.values().forEach(path -> file(site, path));
        return NINETEEN.entrySet().stream()
                .map(it -> "'%s': '/npm/%s'".formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining(", ", "await load({ ", " })"));
    }

    private static void serve(ProductSite site, String script) {
        site.serve(
                "/react",
                ProductServer.File.html(
                        """
                        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Product</title>
                        <link rel="icon" href="data:,"><script>%s</script></head>
                        <body><div id="root"></div><script type="module">%s</script></body></html>
                        """
                                .formatted(MODULES, script)));
    }

    private static void file(ProductSite site, String packaged) {
        site.serve("/npm/" + packaged, ProductServer.File.script(read(packaged)));
    }

    private static String read(String packaged) {
        try {
            return Files.readString(Npm.file(packaged));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
