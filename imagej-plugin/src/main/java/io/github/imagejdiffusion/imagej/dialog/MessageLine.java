package io.github.imagejdiffusion.imagej.dialog;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;

/** Lines of text in a dialog that say how work goes, or what is wrong. */
public final class MessageLine {

    private static final int LINES = 2;
    private static final int COLUMNS = 62;

    private final MultiLineLabel label;

    /** Adds it to a dialog that is not shown yet, and keeps room for the longest message. */
    public MessageLine(GenericDialog dialog) {
        dialog.addMessage((" ".repeat(COLUMNS) + "\n").repeat(LINES));
        this.label = (MultiLineLabel) dialog.getMessage();
    }

    public void show(String message) {
        label.setText(wrap(message));
    }

    /** Breaks between words; cuts what is longer than there is room for. */
    static String wrap(String message) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        int line = 1;
        for (String word : message.strip().split("\\s+")) {
            if (column > 0 && column + 1 + word.length() > COLUMNS) {
                if (line++ == LINES) {
                    return text.append(" ...").toString();
                }
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text + "\n ".repeat(LINES - line);
    }
}
