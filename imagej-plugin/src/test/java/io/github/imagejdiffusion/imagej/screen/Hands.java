package io.github.imagejdiffusion.imagej.screen;

import java.awt.AWTException;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Eyes and hands of a person in front of ImageJ: looks at windows, moves the mouse, types. Runs inside ImageJ's JVM. */
final class Hands {

    private static final long PATIENCE_MILLIS = 120_000;
    /** A click on a window that has just opened may go astray. */
    private static final int CLICKS = 20;

    private static final Point DIALOG_PLACE = new Point(380, 330);

    private final Robot robot;
    private final File pictures;

    Hands(File pictures) throws AWTException {
        this.robot = new Robot();
        this.robot.setAutoDelay(40);
        this.pictures = pictures;
    }

    /** Waits for a dialog to be open and ready for the keyboard. */
    Dialog dialog(String title) {
        Dialog dialog = await("the dialog " + title, () -> Arrays.stream(Window.getWindows())
                .filter(window -> window.isShowing()
                        && window instanceof Dialog
                        && ((Dialog) window).getTitle().equals(title))
                .map(Dialog.class::cast)
                .findFirst()
                .orElse(null));
        await("the focus of " + title, () -> dialog.getFocusOwner() != null);
        moveTo(DIALOG_PLACE, dialog);
        return dialog;
    }

    /** Without a window manager Java may be wrong about where a new window is, until it is moved. */
    private void moveTo(Point place, Window window) {
        window.setLocation(place.x + 1, place.y);
        robot.delay(300);
        window.setLocation(place);
        await("the window to be moved", () -> window.getLocationOnScreen().equals(place));
        robot.delay(300);
    }

    void awaitClosed(Window window) {
        await("the end of " + window.getName(), () -> !window.isShowing());
    }

    /** Waits until something is there. */
    <T> T await(String what, Supplier<T> look) {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < end) {
            T seen = look.get();
            if (seen != null) {
                return seen;
            }
            robot.delay(50);
        }
        throw new IllegalStateException("waited in vain for " + what);
    }

    void await(String what, BooleanSupplier look) {
        await(what, () -> look.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** Clicks on the button that says so. */
    void press(Window window, String label) {
        click(find(window, Button.class, label));
    }

    /** Clicks on the checkbox that says so. */
    void tick(Window window, String label) {
        Checkbox box = (Checkbox) find(window, Checkbox.class, label);
        boolean before = box.getState();
        for (int i = 0; i < CLICKS && box.getState() == before; i++) {
            click(box);
            robot.delay(1000);
        }
    }

    /** Replaces the text of a field. @param index among the text fields of the window, from 0 */
    void type(Window window, int index, String text) {
        TextField field = fields(window).get(index);
        for (int i = 0; i < CLICKS && !field.isFocusOwner(); i++) {
            click(field);
            robot.delay(200);
        }
        field.selectAll();
        for (char c : text.toCharArray()) {
            key(KeyEvent.getExtendedKeyCodeForChar(c));
        }
        await("the text " + text, () -> field.getText().equals(text));
    }

    /** Goes down to an item by the arrow key. @param index among the choices of the window, from 0 */
    void choose(Window window, int index, String item) {
        Choice choice = (Choice) all(window, Choice.class).get(index);
        for (int i = 0; i < CLICKS && !choice.isFocusOwner(); i++) {
            choice.requestFocusInWindow();
            robot.delay(200);
        }
        for (int i = 0; i < choice.getItemCount() && !choice.getSelectedItem().equals(item); i++) {
            key(KeyEvent.VK_DOWN);
            robot.delay(300);
        }
        await("the choice " + item, () -> choice.getSelectedItem().equals(item));
    }

    String text(Window window, int index) {
        return fields(window).get(index).getText();
    }

    void key(int code) {
        robot.keyPress(code);
        robot.keyRelease(code);
    }

    void pause(int millis) {
        robot.delay(millis);
    }

    void click(Component component) {
        Point corner = component.getLocationOnScreen();
        robot.mouseMove(corner.x + Math.min(10, component.getWidth() / 2), corner.y + component.getHeight() / 2);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    /** Takes a picture of a window as it is on the screen. */
    void picture(Window window, String name) throws IOException {
        robot.waitForIdle();
        robot.delay(200);
        write(window.getBounds(), name);
    }

    /** Takes a picture of the whole screen. */
    void picture(String name) throws IOException {
        robot.waitForIdle();
        robot.delay(300);
        write(new Rectangle(java.awt.Toolkit.getDefaultToolkit().getScreenSize()), name);
    }

    private void write(Rectangle part, String name) throws IOException {
        ImageIO.write(robot.createScreenCapture(part), "png", new File(pictures, name + ".png"));
    }

    private static Component find(Window window, Class<? extends Component> type, String label) {
        return all(window, type).stream()
                .filter(component -> label(component).strip().startsWith(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing in the dialog says " + label));
    }

    private static String label(Component component) {
        return component instanceof Button ? ((Button) component).getLabel() : ((Checkbox) component).getLabel();
    }

    private static List<TextField> fields(Window window) {
        return all(window, TextField.class).stream().map(TextField.class::cast).toList();
    }

    private static List<Component> all(Container container, Class<? extends Component> type) {
        List<Component> found = new ArrayList<>();
        for (Component component : container.getComponents()) {
            if (type.isInstance(component)) {
                found.add(component);
            } else if (component instanceof Container) {
                found.addAll(all((Container) component, type));
            }
        }
        return found;
    }
}
