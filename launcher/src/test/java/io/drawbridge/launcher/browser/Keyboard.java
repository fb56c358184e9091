package io.drawbridge.launcher.browser;

import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A keyboard, and nobody who points at anything. */
final class Keyboard {

    /** More stops than any view has. */
    private static final int STOPS = 60;

    /** What a screen reader would call whatever has the focus. */
    private static final String NAME = """
            const it = document.activeElement;
            return it === document.body ? '' : (it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent).trim();
            """;

    private final RemoteWebDriver driver;

    Keyboard(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Goes forward until what has this name, or begins with it, has the focus. */
    Keyboard to(String name) {
        StringBuilder stops = new StringBuilder();
        for (int i = 0; i < STOPS; i++) {
            press(Keys.TAB);
            String now = String.valueOf(driver.executeScript(NAME));
            if (now.startsWith(name)) {
                return this;
            }
            stops.append(now.lines().findFirst().orElse("")).append(" | ");
        }
        throw new AssertionError("No way by keyboard to " + name + ", only to " + stops);
    }

    /**
     * Presses what has the focus. Firefox without a screen takes its window for one in the background as soon as a script moves the
     * focus, and there no key presses a button, as it does for people; a click is what such a key makes of it.
     */
    Keyboard enter() {
        boolean isBehind = Boolean.TRUE.equals(
                driver.executeScript("return !document.hasFocus() && document.activeElement.matches('button')"));
        if (isBehind) {
            driver.executeScript("document.activeElement.click()");
            return this;
        }
        return press(Keys.RETURN);
    }

    private Keyboard press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
        return this;
    }

    Keyboard type(String text) {
        new Actions(driver).sendKeys(text).perform();
        return this;
    }
}
