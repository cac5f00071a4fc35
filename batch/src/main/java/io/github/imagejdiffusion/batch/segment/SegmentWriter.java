package io.github.imagejdiffusion.batch.segment;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.OBJECTS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.PROBABILITY;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.PROVISIONAL_LABELS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.ROIS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SPREAD;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.UNCERTAINTY;

import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import io.github.imagejdiffusion.formats.write.RoiOutline;
import io.github.imagejdiffusion.formats.write.RoiSetWriter;
import io.github.imagejdiffusion.formats.write.RowWriter;
import io.github.imagejdiffusion.segdiff.MapRows;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import io.github.imagejdiffusion.segdiff.objects.NumberedObject;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import io.github.imagejdiffusion.segdiff.objects.ObjectTable;
import io.github.imagejdiffusion.segdiff.objects.PlaneObjects;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Writes the results of one image as they are made, on the axes of the input: maps at once, labels when all planes are
 * through, since only then their numbers are known. Nothing has its name before {@link #finish}.
 */
final class SegmentWriter implements AutoCloseable {

    private static final int CHARACTERS_AT_ONCE = 1 << 16;

    private final ResultFiles files;
    private final SeriesTask task;
    private final SegmentPlan plan;
    private final ResultImages images;
    private final RowWriter probability;
    private final RowWriter uncertainty;
    private final RowWriter spread;
    private final LabelStore labels;
    private final List<PlaneObjects> objects = new ArrayList<>();

    /** @throws io.github.imagejdiffusion.formats.FormatsException if the files cannot be begun */
    SegmentWriter(ResultFiles files, SeriesTask task, SegmentPlan plan) {
        this.files = files;
        this.task = task;
        this.plan = plan;
        boolean withSpread = plan.options().spreadIsDefined();
        this.images = new ResultImages(files, task, plan.format(), withSpread);
        try {
            probability = images.map(PROBABILITY);
            uncertainty = images.map(UNCERTAINTY);
            spread = withSpread ? images.map(SPREAD) : null;
            labels = new LabelStore(path(PROVISIONAL_LABELS), task.pixels() * task.planes());
        } catch (RuntimeException | OutOfMemoryError e) {
            images.close();
            throw e;
        }
    }

    /** Takes the results of the next plane. */
    SegmentationSink nextPlane() {
        PlaneObjects ofPlane = new PlaneObjects();
        objects.add(ofPlane);
        return new SegmentationSink() {
            @Override
            public void background(double value) {
                ofPlane.background(value);
            }

            @Override
            public void maps(MapRows rows) {
                probability.writeRows(rows.probability());
                uncertainty.writeRows(rows.uncertainty());
                if (spread != null) {
                    spread.writeRows(rows.spread());
                }
            }

            @Override
            public void labels(int[] rows) {
                labels.add(rows);
            }

            @Override
            public void object(FoundObject object) {
                ofPlane.add(object);
            }

            @Override
            public DoubleUnaryOperator intensity() {
                return task.file().intensities();
            }

            @Override
            public boolean wantsOutlines() {
                return plan.rois();
            }
        };
    }

    /** Writes what is left and gives all files their names, the record excepted. */
    SegmentSummary finish(OpenRecord record) {
        ObjectIds ids = plan.linkZ()
                ? ObjectIds.linked(labels, objects, task.z().size(), task.pixels())
                : ObjectIds.counted(objects.stream().map(PlaneObjects::count).toList());
        images.labels(labels, ids);
        List<NumberedObject> numbered = ids.number(objects, task.z(), task.t());
        try (AtomicFile table = AtomicFile.create(path(OBJECTS));
                AtomicFile rois = plan.rois() ? AtomicFile.create(path(ROIS)) : null) {
            write(table, numbered);
            if (rois != null) {
                RoiSetWriter.write(rois, outlines(numbered));
            }
            images.complete();
            record.replaceOld();
            images.finish();
            table.commit();
            if (rois != null) {
                rois.commit();
            }
        }
        return new SegmentSummary(
                ids.count(), task.planes(), plan.segDiff().scale(plan.options()), ids.links(), images.notices());
    }

    private void write(AtomicFile file, List<NumberedObject> numbered) {
        ObjectTable table = new ObjectTable(
                task.calibration().pixelWidth(), task.calibration().pixelHeight(), spread != null);
        table.add(numbered);
        StringBuilder text = new StringBuilder();
        table.csv(line -> {
            text.append(line);
            if (text.length() >= CHARACTERS_AT_ONCE) {
                flush(text, file);
            }
        });
        flush(text, file);
    }

    private static void flush(StringBuilder text, AtomicFile file) {
        file.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        text.setLength(0);
    }

    private List<RoiOutline> outlines(List<NumberedObject> numbered) {
        List<RoiOutline> outlines = new ArrayList<>();
        for (NumberedObject object : numbered) {
            // Positions count from 1 in the result, which begins at the first chosen plane.
            outlines.add(new RoiOutline(
                    String.format(
                            Locale.ROOT, "%05d", object.object().measured().id()),
                    object.object().outline().x(),
                    object.object().outline().y(),
                    0,
                    task.z().size() > 1 ? object.slice() - task.z().first() + 1 : 0,
                    task.t().size() > 1 ? object.frame() - task.t().first() + 1 : 0));
        }
        return outlines;
    }

    private Path path(String suffix) {
        return files.folder().resolve(files.stem() + suffix);
    }

    /** Deletes what has no name yet. */
    @Override
    public void close() {
        try (labels;
                images) {
            objects.clear();
        }
    }
}
