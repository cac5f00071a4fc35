package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.PixelBinning;
import io.github.imagejdiffusion.diffusion.camera.ResidualSummary;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Keeps restored planes in memory as they are made, and compares them with the image. Not thread-safe. */
public final class RestoredPlanes {

    private final PlaneList restored;
    private final Optional<PlaneList> spread;
    private final Optional<PlaneList> residual;
    private final List<ChannelReport> reports;
    private final int width;
    private final int factor;

    /**
     * What is kept beside the restored planes.
     *
     * @param spread only where it is defined
     * @param residual if the noise can be measured
     */
    public record Wanted(boolean spread, boolean residual) {}

    /**
     * Measures the noise, and finds out whether there is room for the result.
     *
     * @param factor pixels of the result for a pixel of the source, along each side
     * @param verdict on the residual of one channel
     * @throws io.github.imagejdiffusion.imagej.PluginException if the result is too large
     */
    public RestoredPlanes(
            SourceImage source,
            ChosenPlanes chosen,
            int factor,
            Wanted wanted,
            Function<ResidualSummary, String> verdict) {
        PixelFormat format = PixelFormat.ofBits(source.bits());
        ResultSize size = new ResultSize(source.axes(), chosen, factor);
        size.requireRoom(format.bytes() + (wanted.spread() ? Float.BYTES : 0), wanted.residual() ? Float.BYTES : 0);
        this.width = source.axes().width();
        this.factor = factor;
        this.reports = reports(source, chosen, format, verdict);
        this.restored = new PlaneList(format, size.finePlane());
        this.spread = list(wanted.spread(), size.finePlane());
        this.residual =
                list(wanted.residual() && reports.stream().allMatch(ChannelReport::noiseIsKnown), size.sourcePlane());
    }

    private static Optional<PlaneList> list(boolean wanted, int size) {
        return wanted ? Optional.of(new PlaneList(PixelFormat.FLOAT, size)) : Optional.empty();
    }

    private static List<ChannelReport> reports(
            SourceImage source, ChosenPlanes chosen, PixelFormat format, Function<ResidualSummary, String> verdict) {
        List<ChannelReport> reports = new ArrayList<>();
        for (int channel : chosen.channels()) {
            Optional<NoiseModel> noise = NoiseEstimator.estimate(firstFrame(source, channel, chosen));
            reports.add(new ChannelReport(channel, noise, source.axes().width(), format, verdict));
        }
        return reports;
    }

    /** The camera does not change its noise from frame to frame: one is enough, and the first bleached least. */
    private static List<RandomAccessibleInterval<? extends RealType<?>>> firstFrame(
            SourceImage source, int channel, ChosenPlanes chosen) {
        PlaneSource planes = source.planes(List.of(channel));
        List<RandomAccessibleInterval<? extends RealType<?>>> frame = new ArrayList<>();
        for (int z = chosen.z().first() - 1; z < chosen.z().last(); z++) {
            frame.add(planes.plane(z, chosen.t().first() - 1).get(0));
        }
        return frame;
    }

    /**
     * Takes the result of the next plane: frames outermost, channels innermost.
     *
     * @param input the plane of the source
     * @param channel among the chosen ones, from 0
     */
    public RestorationSink next(RandomAccessibleInterval<? extends RealType<?>> input, int channel) {
        ChannelReport report = reports.get(channel);
        report.beginPlane();
        PixelBinning camera = new PixelBinning(width, factor);
        long[] done = {0};
        return rows -> {
            restored.add(rows.values());
            spread.ifPresent(list -> list.add(rows.spread()));
            float[] seen = camera.add(rows.values());
            long end = done[0] + seen.length / width;
            if (end > done[0]) {
                float[] measured = PlaneReader.read(input, FinalInterval.createMinMax(0, done[0], width - 1, end - 1));
                Optional<float[]> difference = report.add(seen, measured);
                residual.ifPresent(list -> list.add(difference.orElseThrow()));
            }
            done[0] = end;
        };
    }

    PlaneList restored() {
        return restored;
    }

    Optional<PlaneList> spread() {
        return spread;
    }

    Optional<PlaneList> residual() {
        return residual;
    }

    List<ChannelReport> reports() {
        return reports;
    }

    /** What the channels' verdicts come to. */
    public String verdict() {
        return reports.stream().map(ChannelReport::words).distinct().collect(Collectors.joining("; "));
    }
}
