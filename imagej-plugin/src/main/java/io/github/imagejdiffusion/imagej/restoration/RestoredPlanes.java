package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.imagej.image.PixelFormat;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Keeps restored planes in memory as they are made, and compares them with the image: by the values that were computed, before
 * any are rounded and cut off for pixels of 8 or 16 bits. Not thread-safe.
 */
public final class RestoredPlanes {

    private final SourceImage source;
    private final ChosenPlanes chosen;
    private final int factor;
    private final Wanted wanted;
    private final List<ChannelCheck> checks;
    private final PixelFormat format;
    private final PlaneList restored;
    private final Optional<PlaneList> spread;
    private final Optional<PlaneList> error;
    private final Optional<PlaneList> residual;

    /**
     * What is kept beside the restored planes.
     *
     * @param pixels of the restored planes
     * @param spread only where it is defined
     * @param error only with a spread; if the noise can be measured
     * @param residual if the noise can be measured
     */
    public record Wanted(ResultPixels pixels, boolean spread, boolean error, boolean residual) {}

    /** Makes what a channel is compared by. */
    @FunctionalInterface
    public interface Checks {

        /** @param frame of the channel */
        ChannelCheck of(FirstFrame frame);
    }

    /**
     * Finds out whether there is room for the result, and measures the noise.
     *
     * @param factor pixels of the result for a pixel of the source, along each side
     * @throws io.github.imagejdiffusion.imagej.PluginException if the result is too large
     */
    public RestoredPlanes(SourceImage source, ChosenPlanes chosen, int factor, Wanted wanted, Checks checks) {
        this.source = source;
        this.chosen = chosen;
        this.factor = factor;
        this.wanted = wanted;
        ResultSize size = new ResultSize(source.axes(), chosen, factor);
        this.format = wanted.pixels() == ResultPixels.FLOAT ? PixelFormat.FLOAT : source.format();
        size.requireRoom(
                format.bytes() + (wanted.spread() ? Float.BYTES : 0) + (wanted.error() ? Float.BYTES : 0),
                wanted.residual() ? Float.BYTES : 0);
        this.checks = new ArrayList<>();
        for (int channel : chosen.channels()) {
            this.checks.add(checks.of(FirstFrame.of(source, chosen, channel)));
        }
        boolean noiseIsKnown = this.checks.stream().allMatch(ChannelCheck::noiseIsKnown);
        this.restored = new PlaneList(format, size.finePlane());
        this.spread = list(wanted.spread(), size.finePlane());
        boolean errorIsKnown =
                this.checks.stream().allMatch(check -> check.expectedError().isPresent());
        this.error = list(wanted.error() && errorIsKnown, size.finePlane());
        this.residual = list(wanted.residual() && noiseIsKnown, size.sourcePlane());
    }

    private static Optional<PlaneList> list(boolean wanted, int size) {
        return wanted ? Optional.of(new PlaneList(PixelFormat.FLOAT, size)) : Optional.empty();
    }

    /**
     * Takes the result of the next plane: frames outermost, channels innermost.
     *
     * @param input the plane of the source
     * @param channel among the chosen ones, from 0
     */
    public RestorationSink next(RandomAccessibleInterval<? extends RealType<?>> input, int channel) {
        Consumer<float[]> check = checks.get(channel).plane(input, rows -> residual.ifPresent(list -> list.add(rows)));
        return rows -> {
            restored.add(areShownValues() ? source.shownValues().of(rows.values()) : rows.values());
            spread.ifPresent(list -> list.add(rows.spread()));
            error.ifPresent(list -> list.add(expectedError(channel, rows)));
            check.accept(rows.values());
        };
    }

    private float[] expectedError(int channel, RestoredRows rows) {
        return checks.get(channel).expectedError().orElseThrow().of(rows.values(), rows.spread());
    }

    SourceImage source() {
        return source;
    }

    ChosenPlanes chosen() {
        return chosen;
    }

    int factor() {
        return factor;
    }

    /** Whether restored planes hold what is shown of the source, not stored values of it: whole numbers made floats. */
    boolean areShownValues() {
        return source.format().isWhole() && !format.isWhole();
    }

    PlaneList restored() {
        return restored;
    }

    Optional<PlaneList> spread() {
        return spread;
    }

    Optional<PlaneList> error() {
        return error;
    }

    Optional<PlaneList> residual() {
        return residual;
    }

    /** Whether an expected error was asked for that there is not. */
    boolean lacksError() {
        return wanted.error() && error.isEmpty();
    }

    /** Whether a residual was asked for that there is not. */
    boolean lacksResidual() {
        return wanted.residual() && residual.isEmpty();
    }

    /** Of the chosen channels. */
    List<ChannelCheck> checks() {
        return checks;
    }

    /** What the channels' verdicts come to. */
    String verdict() {
        return checks.stream().map(ChannelCheck::verdict).distinct().collect(Collectors.joining("; "));
    }
}
