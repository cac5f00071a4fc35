package io.github.imagejdiffusion.imagej.dialog;

import ij.gui.GenericDialog;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.GridBagLayout;
import java.awt.Panel;

/** Puts several components next to each other into one cell of ImageJ's dialog. */
public final class Rows {

    private static final int GAP = 5;

    private Rows() {}

    /** Components right after one that the dialog has, in its cell. As ImageJ does for its file fields. */
    public static void append(GenericDialog dialog, Component first, Component... more) {
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        Panel row = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
        layout.setConstraints(row, layout.getConstraints(first));
        dialog.remove(first);
        row.add(first);
        dialog.add(row);
        addAll(row, more);
    }

    /** A row without a label. */
    public static Panel of(Component... components) {
        Panel row = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
        addAll(row, components);
        return row;
    }

    private static void addAll(Panel row, Component... components) {
        for (Component component : components) {
            Panel spaced = new Panel(new FlowLayout(FlowLayout.LEFT, GAP, 0));
            spaced.add(component);
            row.add(spaced);
        }
    }
}
