package io.advicly.calendly.browser;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;

/// Pictures for the documentation, made where `-Dpictures` asks for them.
final class Pictures {

    private static final Path FOLDER = Path.of("docs/pictures");

    private Pictures() {}

    static void take(Locator part, String name) {
        if (System.getProperty("pictures") != null) {
            var _ =
                    part.screenshot(
                            new Locator.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
        }
    }
}
