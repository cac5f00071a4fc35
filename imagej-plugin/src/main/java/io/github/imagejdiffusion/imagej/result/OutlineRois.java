package io.github.imagejdiffusion.imagej.result;

import ij.gui.Roi;
import io.github.imagejdiffusion.formats.write.OutlineRoi;
import io.github.imagejdiffusion.formats.write.RoiOutline;
import io.github.imagejdiffusion.segdiff.objects.NumberedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Outlines of objects as ImageJ's ROIs, named by their label. Stateless and thread-safe. */
public final class OutlineRois {

    private OutlineRois() {}

    /** Outlines with positions in the label image, which begins at the first chosen plane; as the command line has them. */
    public static List<RoiOutline> ofLabels(SegmentResult result) {
        List<RoiOutline> outlines = new ArrayList<>();
        for (NumberedObject object : result.objects()) {
            outlines.add(outline(
                    object,
                    result.z().size() > 1 ? object.slice() - result.z().first() + 1 : 0,
                    result.t().size() > 1 ? object.frame() - result.t().first() + 1 : 0));
        }
        return outlines;
    }

    /** As ROIs for an overlay of the label image. */
    public static List<Roi> overlay(SegmentResult result) {
        return ofLabels(result).stream().map(OutlineRoi::of).toList();
    }

    /**
     * As ROIs with positions in the source, for the ROI Manager.
     *
     * @param slices of the source
     * @param frames of the source
     */
    static List<Roi> inSource(SegmentResult result, int slices, int frames) {
        List<Roi> rois = new ArrayList<>();
        for (NumberedObject object : result.objects()) {
            rois.add(OutlineRoi.of(outline(object, slices > 1 ? object.slice() : 0, frames > 1 ? object.frame() : 0)));
        }
        return rois;
    }

    private static RoiOutline outline(NumberedObject object, int slice, int frame) {
        return new RoiOutline(
                String.format(Locale.ROOT, "%05d", object.object().measured().id()),
                object.object().outline().x(),
                object.object().outline().y(),
                0,
                slice,
                frame);
    }
}
