package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.gui.GenericDialog;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.HelpPage;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Label;
import java.awt.TextField;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The second dialog: how the model is sampled, what counts as an object, and where it runs. */
final class AdvancedDialog {

    private static final int COLUMNS = 6;
    private static final String[] ORIENTATIONS = {"1", "2", "4", "8"};

    private final GenericDialog dialog = new GenericDialog("Segment (SegDiff): advanced");
    private final DiffusionConfig config;
    private final SegDiffOptions now;
    private final Label problem;

    private AdvancedDialog(DiffusionConfig config, SegDiffOptions now, AdvancedValues values) {
        this.config = config;
        this.now = now;
        dialog.addStringField("Steps:", Integer.toString(now.steps()), COLUMNS);
        dialog.addStringField("Runs:", Integer.toString(now.runs()), COLUMNS);
        dialog.addChoice("Orientations:", ORIENTATIONS, Integer.toString(now.orientations()));
        dialog.addChoice(
                "Sampler:",
                Arrays.stream(SolverKind.values()).map(SolverKind::optionName).toArray(String[]::new),
                now.solver().optionName());
        dialog.addStringField("Seed:", Long.toString(now.seed()), COLUMNS);
        dialog.addStringField("Threshold:", Double.toString(now.extractor().threshold()), COLUMNS);
        dialog.addStringField("Min_size (px):", Integer.toString(now.extractor().minSize()), COLUMNS);
        dialog.addStringField("Device:", values.device().toString(), COLUMNS);
        dialog.addCheckbox("Spread of the draws", values.spread());
        dialog.addMessage("                                                            ");
        this.problem = (Label) dialog.getMessage();
        dialog.addHelp(HelpPage.html(AdvancedDialog.class, "advanced.html"));
        dialog.addDialogListener((source, event) -> check());
    }

    /**
     * Shows the dialog until it is closed.
     *
     * @param config of the chosen model
     * @param now what would be used now
     * @param values that this comes from
     * @return what is chosen; the given values if the person cancelled
     */
    static AdvancedValues ask(DiffusionConfig config, SegDiffOptions now, AdvancedValues values) {
        AdvancedDialog asked = new AdvancedDialog(config, now, values);
        asked.dialog.showDialog();
        return asked.dialog.wasOKed() ? asked.values(values) : values;
    }

    private boolean check() {
        try {
            values(AdvancedValues.DEFAULTS);
            problem.setText("");
            return true;
        } catch (PluginException e) {
            problem.setText(e.getMessage());
            return false;
        }
    }

    /** What was not touched stays as it was: a default goes on following model and diameter. */
    private AdvancedValues values(AdvancedValues before) {
        int steps = Numbers.whole("Steps", text(0), 1, config.schedule().numTrainTimesteps());
        int runs = Numbers.whole("Runs", text(1), 1, Integer.MAX_VALUE);
        long seed = Numbers.whole("Seed", text(2));
        double threshold = Numbers.decimal("Threshold", text(3), 0, 1);
        int minSize = Numbers.whole("Min size", text(4), 0, Integer.MAX_VALUE);
        SolverKind solver = SolverKind.parse(chosen(1));
        int orientations = Integer.parseInt(chosen(0));
        boolean spread = ((Checkbox) dialog.getCheckboxes().get(0)).getState();
        SegDiffOptions.Builder draws = now.toBuilder().steps(steps).runs(runs).orientations(orientations);
        if (spread && !draws.build().spreadIsDefined()) {
            throw new PluginException("The spread needs 4 or 8 orientations, or 4 or more runs of 2 or more steps.");
        }
        return new AdvancedValues(
                new Sampling(
                        steps == now.steps() ? before.sampling().steps() : OptionalInt.of(steps),
                        runs == now.runs() ? before.sampling().runs() : OptionalInt.of(runs),
                        orientations == now.orientations()
                                ? before.sampling().orientations()
                                : OptionalInt.of(orientations),
                        solver == now.solver() ? before.sampling().sampler() : Optional.of(solver),
                        seed),
                threshold == now.extractor().threshold() ? before.threshold() : OptionalDouble.of(threshold),
                minSize == now.extractor().minSize() ? before.minSize() : OptionalInt.of(minSize),
                device(text(5)),
                spread);
    }

    private static DeviceChoice device(String text) {
        try {
            return DeviceChoice.parse(text);
        } catch (IllegalArgumentException e) {
            throw new PluginException("Device must be auto, cpu, gpu, or gpu:i with i from 0.", e);
        }
    }

    private String chosen(int choice) {
        return ((Choice) dialog.getChoices().get(choice)).getSelectedItem();
    }

    private String text(int field) {
        return ((TextField) dialog.getStringFields().get(field)).getText();
    }
}
