package io.github.imagejdiffusion.imagej.result;

import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import io.github.imagejdiffusion.formats.write.RoiSetWriter;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import java.awt.GraphicsEnvironment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Gives results to the person: files first, since they may fail; then tables, outlines and images, labels last. */
public final class ResultOutput {

    private ResultOutput() {}

    /**
     * Finds out before the work whether the files can be written, so that no work is lost.
     *
     * @throws io.github.imagejdiffusion.formats.FormatsException if one cannot; what is there stays
     */
    public static void requireWritable(Optional<Path> rois, Optional<Path> objects) {
        rois.ifPresent(file -> AtomicFile.create(file).close());
        objects.ifPresent(file -> AtomicFile.create(file).close());
    }

    /**
     * Saves what is to be saved; all or nothing.
     *
     * @throws io.github.imagejdiffusion.formats.FormatsException if a file cannot be written; nothing is left behind
     */
    public static void save(SegmentResult result, Optional<Path> rois, Optional<Path> objects) {
        try (AtomicFile roiFile = rois.map(AtomicFile::create).orElse(null);
                AtomicFile tableFile = objects.map(AtomicFile::create).orElse(null)) {
            if (roiFile != null) {
                RoiSetWriter.write(roiFile, OutlineRois.ofLabels(result));
            }
            if (tableFile != null) {
                tableFile.write(ByteBuffer.wrap(result.table().csv().getBytes(StandardCharsets.UTF_8)));
            }
            if (roiFile != null) {
                roiFile.commit();
            }
            if (tableFile != null) {
                tableFile.commit();
            }
        }
    }

    /**
     * Shows the result. The label image becomes the active image. Outlines go to the end of the ROI Manager's list;
     * without a screen, where there is none, they become the overlay of the labels.
     */
    public static void show(SegmentResult result, SourceAxes source, boolean outlines, boolean table) {
        if (table) {
            ObjectRows.append(result.table());
        }
        if (outlines && GraphicsEnvironment.isHeadless()) {
            Overlay overlay = new Overlay();
            for (Roi roi : OutlineRois.overlay(result)) {
                overlay.add(roi, roi.getName());
            }
            result.labels().setOverlay(overlay);
        }
        result.probability().ifPresent(ResultWindows::show);
        result.uncertainty().ifPresent(ResultWindows::show);
        result.spread().ifPresent(ResultWindows::show);
        ResultWindows.show(result.labels());
        if (outlines && !GraphicsEnvironment.isHeadless()) {
            RoiManagerList.append(OutlineRois.inSource(result, source));
        }
        ResultWindows.activate(result.labels());
    }
}
