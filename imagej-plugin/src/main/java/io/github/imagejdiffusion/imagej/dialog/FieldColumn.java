package io.github.imagejdiffusion.imagej.dialog;

import ij.gui.GenericDialog;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Label;
import java.awt.TextField;
import java.util.List;

/** Adds labelled fields to ImageJ's dialog, one below the other, and gives them out. */
public final class FieldColumn {

    private static final int COLUMNS = 6;
    /** Of rows without a label, in pixels: what ImageJ uses for checkboxes. */
    private static final int INDENT = 20;

    private final GenericDialog dialog;

    /** @param dialog that is not shown yet */
    public FieldColumn(GenericDialog dialog) {
        this.dialog = dialog;
    }

    /** @param selected one of the items */
    public Choice choice(String label, List<String> items, String selected) {
        dialog.addChoice(label, items.toArray(String[]::new), selected);
        return last(dialog.getChoices(), Choice.class);
    }

    /** A short text. @param hint what stands to the right of it */
    public TextField text(String label, String text, String hint) {
        dialog.addStringField(label, text, COLUMNS);
        TextField field = last(dialog.getStringFields(), TextField.class);
        Rows.append(dialog, field, new Label(hint));
        return field;
    }

    /** Slices or frames. */
    public TextField planes(String label, String text) {
        return text(label, text, "all, current, or a range such as 2-5");
    }

    public Checkbox box(String label, boolean on) {
        dialog.setInsets(0, INDENT, 0);
        dialog.addCheckbox(label, on);
        return last(dialog.getCheckboxes(), Checkbox.class);
    }

    private static <T> T last(List<?> components, Class<T> type) {
        return type.cast(components.get(components.size() - 1));
    }
}
