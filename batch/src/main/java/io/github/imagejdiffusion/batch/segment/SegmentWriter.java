package io.github.imagejdiffusion.batch.segment;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.LABELS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.OBJECTS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.PROBABILITY;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.ROIS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SPREAD;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.UNCERTAINTY;

import io.github.imagejdiffusion.batch.outputs.ObjectsCsv;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.Lut;
import io.github.imagejdiffusion.formats.write.RoiOutline;
import io.github.imagejdiffusion.formats.write.RoiSetWriter;
import io.github.imagejdiffusion.segdiff.Segmentation;
import io.github.imagejdiffusion.segdiff.objects.OutlineTracer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import net.imglib2.img.array.ArrayImgs;

/** Writes the results of one image: labels, maps, object table and outlines, on the axes of the input. */
final class SegmentWriter {

    private static final int LARGEST_16_BIT_LABEL = 65_535;

    private final Path folder;
    private final String stem;
    private final SeriesTask task;
    private final SegmentPlan plan;
    private final List<String> notices = new ArrayList<>();

    SegmentWriter(ResultFiles files, SeriesTask task, SegmentPlan plan) {
        this.folder = files.folder();
        this.stem = files.stem();
        this.task = task;
        this.plan = plan;
    }

    /** @return what the user should know: which images did not fit into the chosen format */
    List<String> write(SeriesResult result) {
        labels(result);
        map(PROBABILITY, result, 1, Segmentation::probability);
        map(UNCERTAINTY, result, 0.5, Segmentation::uncertainty);
        if (plan.options().spreadIsDefined()) {
            map(SPREAD, result, 0.5, Segmentation::spread);
        }
        ObjectsCsv table = new ObjectsCsv(task.calibration());
        for (int i = 0; i < result.planes().size(); i++) {
            table.add(result.planes().get(i).objects(), result.idOffset(i), slice(result, i), frame(result, i));
        }
        AtomicFile.writeText(folder.resolve(stem + OBJECTS), table.toString());
        if (plan.rois()) {
            RoiSetWriter.write(folder.resolve(stem + ROIS), outlines(result));
        }
        return notices;
    }

    private void labels(SeriesResult result) {
        long count = result.objectCount();
        PixelType type = count > LARGEST_16_BIT_LABEL ? PixelType.FLOAT : PixelType.UINT16;
        try (HyperstackWriter out = builder(result, LABELS, type)
                .displayRange(0, Math.max(1, count))
                .lut(Lut.labels())
                .open()) {
            for (int i = 0; i < result.planes().size(); i++) {
                int[] labels = result.planes().get(i).labels().labels();
                long offset = result.idOffset(i);
                float[] unique = new float[labels.length];
                for (int k = 0; k < labels.length; k++) {
                    unique[k] = labels[k] == 0 ? 0 : labels[k] + offset;
                }
                out.write(ArrayImgs.floats(
                        unique, result.first().width(), result.first().height()));
            }
            out.finish();
            out.notice().ifPresent(notices::add);
        }
    }

    private void map(String suffix, SeriesResult result, double max, Function<Segmentation, float[]> values) {
        try (HyperstackWriter out =
                builder(result, suffix, PixelType.FLOAT).displayRange(0, max).open()) {
            for (Segmentation plane : result.planes()) {
                out.write(ArrayImgs.floats(values.apply(plane), plane.width(), plane.height()));
            }
            out.finish();
            out.notice().ifPresent(notices::add);
        }
    }

    private HyperstackWriter.Builder builder(SeriesResult result, String suffix, PixelType type) {
        Segmentation first = result.first();
        return HyperstackWriter.builder(folder.resolve(stem + suffix + ".tif"), first.width(), first.height(), type)
                .format(plan.format())
                .slices(result.slices())
                .frames(result.frames())
                .calibration(task.calibration());
    }

    private static List<RoiOutline> outlines(SeriesResult result) {
        List<RoiOutline> outlines = new ArrayList<>();
        for (int i = 0; i < result.planes().size(); i++) {
            long offset = result.idOffset(i);
            for (OutlineTracer.Outline outline :
                    OutlineTracer.trace(result.planes().get(i).labels())) {
                // Positions count from 1 in the result, which begins at the first chosen plane.
                int z = result.slices() > 1 ? i % result.slices() + 1 : 0;
                int t = result.frames() > 1 ? i / result.slices() + 1 : 0;
                outlines.add(new RoiOutline(
                        String.format(Locale.ROOT, "%05d", outline.id() + offset), outline.x(), outline.y(), 0, z, t));
            }
        }
        return outlines;
    }

    private static int slice(SeriesResult result, int plane) {
        return result.firstSlice() + plane % result.slices();
    }

    private static int frame(SeriesResult result, int plane) {
        return result.firstFrame() + plane / result.slices();
    }
}
