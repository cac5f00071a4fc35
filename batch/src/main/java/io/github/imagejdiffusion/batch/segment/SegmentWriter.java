package io.github.imagejdiffusion.batch.segment;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.OBJECTS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.PROBABILITY;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.PROVISIONAL_LABELS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.ROIS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SPREAD;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.UNCERTAINTY;

import io.github.imagejdiffusion.batch.outputs.ObjectsCsv;
import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.RoiOutline;
import io.github.imagejdiffusion.formats.write.RoiSetWriter;
import io.github.imagejdiffusion.segdiff.MapRows;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the results of one image as they are made, on the axes of the input: maps at once, labels when all planes are
 * through, since only then their numbers are known. Nothing has its name before {@link #finish}.
 */
final class SegmentWriter implements AutoCloseable {

    private final ResultFiles files;
    private final SeriesTask task;
    private final SegmentPlan plan;
    private final ResultImages images;
    private final HyperstackWriter probability;
    private final HyperstackWriter uncertainty;
    private final HyperstackWriter spread;
    private final LabelStore labels;
    private final List<List<FoundObject>> objects = new ArrayList<>();

    /** @throws io.github.imagejdiffusion.formats.FormatsException if the files cannot be begun */
    SegmentWriter(ResultFiles files, SeriesTask task, SegmentPlan plan) {
        this.files = files;
        this.task = task;
        this.plan = plan;
        this.images = new ResultImages(files, task, plan.format());
        try {
            probability = images.map(PROBABILITY, 1);
            uncertainty = images.map(UNCERTAINTY, 0.5);
            spread = plan.options().spreadIsDefined() ? images.map(SPREAD, 0.5) : null;
            labels = new LabelStore(path(PROVISIONAL_LABELS), task.pixels() * task.planes());
        } catch (RuntimeException | OutOfMemoryError e) {
            images.close();
            throw e;
        }
    }

    /** Takes the results of the next plane. */
    SegmentationSink nextPlane() {
        List<FoundObject> ofPlane = new ArrayList<>();
        objects.add(ofPlane);
        return new SegmentationSink() {
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
            public boolean wantsOutlines() {
                return plan.rois();
            }
        };
    }

    /** Writes what is left and gives all files their names, the record excepted. */
    SegmentSummary finish(OpenRecord record) {
        List<Integer> counts = objects.stream().map(List::size).toList();
        ObjectIds ids = plan.linkZ()
                ? ObjectIds.linked(labels, counts, task.z().size(), task.pixels())
                : ObjectIds.counted(counts);
        images.labels(labels, ids);
        try (AtomicFile table = AtomicFile.create(path(OBJECTS));
                AtomicFile rois = plan.rois() ? AtomicFile.create(path(ROIS)) : null) {
            table.write(ByteBuffer.wrap(table(ids).getBytes(StandardCharsets.UTF_8)));
            if (rois != null) {
                RoiSetWriter.write(rois, outlines(ids));
            }
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

    private String table(ObjectIds ids) {
        ObjectsCsv table = new ObjectsCsv(task.calibration());
        for (int i = 0; i < objects.size(); i++) {
            int[] map = ids.ofPlane(i);
            table.add(
                    objects.get(i).stream()
                            .map(o -> o.measured().withId(map[o.measured().id()]))
                            .toList(),
                    task.z().first() + i % task.z().size(),
                    task.t().first() + i / task.z().size());
        }
        return table.toString();
    }

    private List<RoiOutline> outlines(ObjectIds ids) {
        List<RoiOutline> outlines = new ArrayList<>();
        int slices = task.z().size();
        for (int i = 0; i < objects.size(); i++) {
            // Positions count from 1 in the result, which begins at the first chosen plane.
            int z = slices > 1 ? i % slices + 1 : 0;
            int t = task.t().size() > 1 ? i / slices + 1 : 0;
            for (FoundObject object : objects.get(i)) {
                int id = ids.ofPlane(i)[object.measured().id()];
                outlines.add(new RoiOutline(
                        String.format(Locale.ROOT, "%05d", id),
                        object.outline().x(),
                        object.outline().y(),
                        0,
                        z,
                        t));
            }
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
