package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.gui.GenericDialog;
import io.github.imagejdiffusion.imagej.dialog.Rows;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Label;
import java.awt.TextField;
import java.awt.event.ActionListener;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fields of the first dialog. The first word of each label is the field's macro key. A field that an image has no
 * use for is not there, and then keeps the value it would have had.
 */
final class SegmentFields {

    /** Of rows without a label, in pixels: what ImageJ uses for checkboxes. */
    static final int INDENT = 20;

    private static final int COLUMNS = 6;
    private static final String[] COLOURS = {"red", "green", "blue"};

    private final GenericDialog dialog;
    private final DialogValues initial;
    private final Choice model;
    private final Choice channel;
    private final TextField diameter;
    private final Label note;
    private final TextField slices;
    private final TextField frames;
    private final Checkbox link;
    private final Checkbox[] outputs;

    /**
     * Adds the fields to a dialog that is not shown yet.
     *
     * @param note about the diameter
     * @param estimate told when a diameter is to be estimated
     */
    SegmentFields(
            GenericDialog dialog,
            SourceImage source,
            List<String> models,
            DialogValues initial,
            String note,
            ActionListener estimate) {
        this.dialog = dialog;
        this.initial = initial;
        dialog.addChoice("Model:", models.toArray(String[]::new), initial.model());
        this.model = last(dialog.getChoices(), Choice.class);
        dialog.addStringField("Diameter of objects:", initial.diameter(), COLUMNS);
        this.diameter = last(dialog.getStringFields(), TextField.class);
        Button measure = new Button("Estimate");
        measure.addActionListener(estimate);
        measure.addKeyListener(dialog);
        Rows.append(dialog, diameter, new Label("px"), measure);
        dialog.setInsets(0, INDENT, 5);
        dialog.addMessage(note + " ".repeat(10));
        this.note = (Label) dialog.getMessage();
        this.channel = source.channels() > 1 ? channel(source) : null;
        this.slices = source.axes().slices() > 1 ? planes("Slices:", initial.slices()) : null;
        this.frames = source.axes().frames() > 1 ? planes("Frames:", initial.frames()) : null;
        this.link = slices == null ? null : link();
        this.outputs = outputs();
    }

    private Choice channel(SourceImage source) {
        String[] items = source.rgb()
                ? COLOURS
                : IntStream.rangeClosed(1, source.channels())
                        .mapToObj(Integer::toString)
                        .toArray(String[]::new);
        dialog.addChoice("Channel:", items, items[initial.channel() - 1]);
        return last(dialog.getChoices(), Choice.class);
    }

    private TextField planes(String label, String text) {
        dialog.addStringField(label, text, COLUMNS);
        TextField field = last(dialog.getStringFields(), TextField.class);
        Rows.append(dialog, field, new Label("all, current, or a range such as 2-5"));
        return field;
    }

    private Checkbox link() {
        dialog.addCheckbox("Link objects of neighbouring slices", initial.link());
        return last(dialog.getCheckboxes(), Checkbox.class);
    }

    private Checkbox[] outputs() {
        dialog.setInsets(10, INDENT, 0);
        dialog.addCheckboxGroup(
                2,
                2,
                new String[] {
                    "Outlines in the ROI Manager", "Uncertainty map", "Table of objects", "Probability map",
                },
                new boolean[] {initial.outlines(), initial.uncertainty(), initial.table(), initial.probability()});
        List<?> boxes = dialog.getCheckboxes();
        return boxes.subList(boxes.size() - 4, boxes.size()).toArray(Checkbox[]::new);
    }

    /** As they stand. */
    DialogValues values() {
        return new DialogValues(
                model.getSelectedItem(),
                diameter.getText(),
                channel == null ? initial.channel() : channel.getSelectedIndex() + 1,
                slices == null ? "all" : slices.getText(),
                frames == null ? "all" : frames.getText(),
                link != null && link.getState(),
                outputs[0].getState(),
                outputs[2].getState(),
                outputs[1].getState(),
                outputs[3].getState());
    }

    void setDiameter(String pixels) {
        diameter.setText(pixels);
    }

    /** About the diameter. */
    void setNote(String text) {
        note.setText(text);
    }

    /** A model of several channels takes them all. */
    void enableChannel(boolean oneChannel) {
        if (channel != null) {
            channel.setEnabled(oneChannel);
        }
    }

    private static <T> T last(List<?> components, Class<T> type) {
        return type.cast(components.get(components.size() - 1));
    }
}
