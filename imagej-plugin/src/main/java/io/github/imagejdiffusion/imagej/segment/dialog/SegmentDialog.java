package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.gui.GenericDialog;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.HelpPage;
import io.github.imagejdiffusion.imagej.dialog.LineRecorder;
import io.github.imagejdiffusion.imagej.dialog.MessageLine;
import io.github.imagejdiffusion.imagej.dialog.Rows;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.segment.ModelChoice;
import io.github.imagejdiffusion.imagej.segment.SegmentLine;
import io.github.imagejdiffusion.imagej.segment.SegmentSettings;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.awt.AWTEvent;
import java.awt.Button;
import java.awt.GridBagConstraints;
import java.awt.Insets;
import java.awt.Label;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks a person for the settings of a segmentation. Opens a window: must not be loaded where there is no screen.
 *
 * <p>What is recorded for macros is complete, so that it gives the same pixels wherever and whenever it is replayed.
 */
public final class SegmentDialog {

    private static final String TITLE = "Segment (SegDiff)";

    private final SourceImage source;
    private final ChosenModel model;
    private final GenericDialog dialog = new GenericDialog(TITLE);
    private final SegmentFields fields;
    private final Label summary;
    private final MessageLine message;
    private final BackgroundModel background = new BackgroundModel();
    private final Preview preview;
    private AdvancedValues advanced = AdvancedValues.DEFAULTS;
    /** Whether the message says what is wrong with a field. */
    private boolean problem;

    private SegmentDialog(SourceImage source, ModelChoice models) {
        this.source = source;
        List<String> names = models.names(source.channels(), source.rgb());
        this.model = new ChosenModel(models, source, RememberedValues.model(names));
        DialogValues initial = RememberedValues.load(source, model.name(), model.config());
        this.fields = new SegmentFields(dialog, source, names, initial, model.note(), event -> estimate());
        this.summary = new Label();
        Button more = new Button("Advanced...");
        more.addActionListener(event -> openAdvanced());
        more.addKeyListener(dialog);
        dialog.addPanel(
                Rows.of(more, summary), GridBagConstraints.WEST, new Insets(10, SegmentFields.INDENT - 5, 0, 0));
        dialog.setInsets(10, SegmentFields.INDENT, 0);
        dialog.addPreviewCheckbox(null, "Preview in the visible part of this plane");
        this.message = new MessageLine(dialog);
        this.preview = new Preview(source, background, message::show);
        dialog.addHelp(HelpPage.html(SegmentDialog.class, "segment.html"));
        dialog.addDialogListener(this::changed);
    }

    /**
     * Shows the dialog until the person closes it; blocks the calling thread, which must be the command's.
     *
     * @return what was chosen, with nothing left to defaults; empty if the person cancelled
     * @throws PluginException if there is no model
     */
    public static Optional<SegmentSettings> ask(SourceImage source, ModelChoice models) {
        SegmentDialog asked = new SegmentDialog(source, models);
        Optional<SegmentSettings> settings = asked.show();
        settings.ifPresentOrElse(chosen -> LineRecorder.record(SegmentLine.of(chosen)), LineRecorder::forget);
        return settings;
    }

    private Optional<SegmentSettings> show() {
        try (background;
                preview) {
            fields.enableChannel(model.takesOneChannel());
            refresh();
            dialog.showDialog();
        }
        if (dialog.wasCanceled()) {
            return Optional.empty();
        }
        RememberedValues.save(fields.values(), source, model.config());
        return Optional.of(settings());
    }

    /** @throws PluginException saying what is wrong with a field */
    private SegmentSettings settings() {
        SegmentSettings settings = fields.values().settings(source, model.takesOneChannel(), advanced);
        model.requireFit(settings.diameter().pixels());
        return CompleteSettings.of(settings, options(settings));
    }

    private SegDiffOptions options(SegmentSettings settings) {
        try {
            return settings.options(SegDiff.defaults(model.config()), OptionalDouble.empty());
        } catch (IllegalArgumentException e) {
            throw new PluginException(e.getMessage(), e);
        }
    }

    /** Whether the fields can be used; called on the event thread after every change, and with null at the end. */
    private boolean changed(GenericDialog changed, AWTEvent event) {
        return event == null || refresh();
    }

    private boolean refresh() {
        try {
            boolean tookDiameter = model.takesDiameter();
            if (model.choose(fields.values().model())) {
                if (model.takesDiameter() != tookDiameter) {
                    fields.setDiameter(RememberedValues.diameter(model.config()));
                }
                advanced = AdvancedValues.DEFAULTS;
                fields.enableChannel(model.takesOneChannel());
                fields.setNote(model.note());
            }
            SegmentSettings settings = settings();
            summary.setText(summary(settings));
            makeRoom();
            if (problem) {
                message.show("");
                problem = false;
            }
            if (dialog.isPreviewActive()) {
                preview.start(model.found(), settings);
            } else {
                preview.stop();
            }
            return true;
        } catch (PluginException | DiffusionException e) {
            preview.stop();
            message.show(e.getMessage());
            problem = true;
            return false;
        }
    }

    private void openAdvanced() {
        if (!refresh()) {
            return;
        }
        SegmentSettings settings = fields.values().settings(source, model.takesOneChannel(), advanced);
        advanced = AdvancedDialog.ask(model.config(), options(settings), advanced);
        refresh();
    }

    private void makeRoom() {
        if (dialog.isShowing() && summary.getPreferredSize().width > summary.getWidth()) {
            dialog.pack();
        }
    }

    /** What the second dialog would show, so that nothing is hidden. */
    private static String summary(SegmentSettings complete) {
        return complete.sampling().sampler().orElseThrow().optionName()
                + ", steps " + complete.sampling().steps().orElseThrow()
                + ", runs " + complete.sampling().runs().orElseThrow()
                + ", seed " + complete.sampling().seed()
                + ", threshold " + complete.threshold().orElseThrow()
                + ", min size " + complete.minSize().orElseThrow() + " px";
    }

    private void estimate() {
        ModelPackage chosen = model.found();
        preview.stop();
        message.show("Measuring objects...");
        DiameterTask task = new DiameterTask(source, fields.values().channel(), model.config());
        background.run(chosen, advanced.device(), task, new BackgroundModel.Outcome<>() {
            @Override
            public void progressed(int percent) {
                message.show("Measuring objects: " + percent + " %");
            }

            @Override
            public void done(Optional<MeasuredDiameter> found) {
                found.ifPresent(diameter -> fields.setDiameter(diameter.field()));
                refresh();
                message.show(
                        found.map(MeasuredDiameter::text)
                                .orElse(
                                        "No object was found in the visible part of the image; measure one with the line tool."));
            }

            @Override
            public void failed(String why) {
                message.show(why);
            }
        });
    }
}
