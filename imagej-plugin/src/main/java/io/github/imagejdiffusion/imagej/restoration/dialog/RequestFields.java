package io.github.imagejdiffusion.imagej.restoration.dialog;

import ij.Prefs;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.imagej.dialog.FieldColumn;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.dialog.PlaneText;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Fields for what every restoration is asked for. Planes, channel, residual and pixel type are remembered for the next
 * image; steps, runs, orientations, seed and sample are not: they belong to one question. A field that an image has no use
 * for is not there.
 */
public final class RequestFields {

    private static final String ALL = "all";
    private static final String USUAL = "as the model says";
    private static final List<String> ORIENTATIONS = List.of(USUAL, "1", "2", "4", "8");
    /** As {@link ResultPixels} has them. */
    private static final List<String> PIXELS = List.of("32-bit", "that of the image, rounded");

    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private final SourceImage source;
    private final String prefix;
    private final Optional<Choice> channel;
    private final Optional<TextField> slices;
    private final Optional<TextField> frames;
    private final TextField steps;
    private final TextField runs;
    private final Choice orientations;
    private final TextField seed;
    private final Optional<Choice> pixels;
    private final Checkbox sample;
    private final Checkbox spread;
    private final Checkbox residual;

    /**
     * @param prefix of the keys in ImageJ's preferences
     * @param residualLabel what it is
     */
    public RequestFields(FieldColumn column, SourceImage source, String prefix, String residualLabel) {
        this.source = source;
        this.prefix = prefix;
        List<String> channels = channels(source);
        String last = Prefs.get(prefix + "channel", ALL);
        this.channel = source.channels() > 1
                ? Optional.of(column.choice("Channel:", channels, channels.contains(last) ? last : ALL))
                : Optional.empty();
        this.slices = planes(column, "slices", "Slices:", source.axes().slices());
        this.frames = planes(column, "frames", "Frames:", source.axes().frames());
        this.steps = column.text("Steps:", "", "network calls; empty: as the model says");
        this.runs = column.text("Runs:", "", "draws that are averaged; empty: as the model says");
        this.orientations = column.choice("Orientations:", ORIENTATIONS, USUAL);
        this.seed = column.text("Seed:", "0", "of the noise that draws start from");
        this.pixels = source.format().isWhole()
                ? Optional.of(column.choice(
                        "Pixel type:", PIXELS, PIXELS.get(remembered().ordinal())))
                : Optional.empty();
        this.sample = column.box("Sample: one possible image, not the mean (not for measuring)", false);
        this.spread = column.box("Spread of the runs (4 or more, of 2 or more steps)", false);
        this.residual = column.box(residualLabel, Prefs.get(prefix + "residual", false));
    }

    private ResultPixels remembered() {
        String last = Prefs.get(prefix + "pixel_type", "");
        return last.equals(ResultPixels.INPUT.optionName()) ? ResultPixels.INPUT : ResultPixels.FLOAT;
    }

    private ResultPixels chosenPixels() {
        return pixels.map(choice -> ResultPixels.values()[choice.getSelectedIndex()])
                .orElse(ResultPixels.FLOAT);
    }

    private static List<String> channels(SourceImage source) {
        List<String> items = new ArrayList<>(List.of(ALL));
        items.addAll(
                source.rgb()
                        ? COLOURS
                        : IntStream.rangeClosed(1, source.channels())
                                .mapToObj(Integer::toString)
                                .toList());
        return items;
    }

    private Optional<TextField> planes(FieldColumn column, String key, String label, int size) {
        return size > 1 ? Optional.of(column.planes(label, Prefs.get(prefix + key, ALL))) : Optional.empty();
    }

    /** Where every run is a sample, there is neither a sample to choose nor a mean over orientations. */
    public void enableMean(boolean enabled) {
        sample.setEnabled(enabled);
        orientations.setEnabled(enabled);
    }

    /**
     * As they stand.
     *
     * @param mostSteps that the model can do
     * @throws io.github.imagejdiffusion.imagej.PluginException naming the field that cannot be used
     */
    public RestorationRequest request(int mostSteps) {
        int chosen = channel.map(Choice::getSelectedIndex).orElse(0);
        return new RestorationRequest(
                chosen == 0 ? OptionalInt.empty() : OptionalInt.of(chosen),
                PlaneText.slices(text(slices), source.axes()),
                PlaneText.frames(text(frames), source.axes()),
                new Sampling(
                        number("Steps", steps, mostSteps),
                        number("Runs", runs, Integer.MAX_VALUE),
                        orientations(),
                        Optional.empty(),
                        Numbers.whole("Seed", seed.getText())),
                sample.isEnabled() && sample.getState(),
                spread.getState(),
                residual.getState(),
                chosenPixels(),
                DeviceChoice.AUTO);
    }

    private OptionalInt orientations() {
        String chosen = orientations.getSelectedItem();
        return !orientations.isEnabled() || chosen.equals(USUAL)
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(chosen));
    }

    private static String text(Optional<TextField> field) {
        return field.map(TextField::getText).orElse(ALL);
    }

    private static OptionalInt number(String name, TextField field, int most) {
        return field.getText().isBlank()
                ? OptionalInt.empty()
                : OptionalInt.of(Numbers.whole(name, field.getText(), 1, most));
    }

    /** Remembers them. What the image has no field for stays as it was. */
    public void remember() {
        channel.ifPresent(choice -> Prefs.set(prefix + "channel", choice.getSelectedItem()));
        slices.ifPresent(field -> rememberPlanes("slices", field));
        frames.ifPresent(field -> rememberPlanes("frames", field));
        Prefs.set(prefix + "residual", residual.getState());
        pixels.ifPresent(
                choice -> Prefs.set(prefix + "pixel_type", chosenPixels().optionName()));
    }

    private void rememberPlanes(String key, TextField field) {
        if (PlaneText.isWorthRemembering(field.getText())) {
            Prefs.set(prefix + key, field.getText().strip());
        }
    }
}
