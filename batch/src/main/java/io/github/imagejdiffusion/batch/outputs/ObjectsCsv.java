package io.github.imagejdiffusion.batch.outputs;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.segdiff.objects.SegmentedObject;
import java.util.List;
import java.util.Locale;

/**
 * The object table: one row per object. Positions and areas are in pixels, and where the pixel size is known also in
 * micrometres. {@code mean_uncertainty} is the mean of the uncertainty map, 0..0.5; {@code uncertainty}, 0..1, is how far
 * the object contradicts the network's maps: sort by it to see what to check first.
 *
 * @see io.github.imagejdiffusion.segdiff.objects.ObjectUncertainty
 */
public final class ObjectsCsv {

    private static final String PIXEL_COLUMNS =
            "id,slice,frame,x_px,y_px,area_px,mean_intensity,mean_probability,mean_uncertainty,uncertainty";
    private static final String CALIBRATED_COLUMNS = ",x_um,y_um,area_um2";

    private final Calibration calibration;
    private final StringBuilder text = new StringBuilder();

    public ObjectsCsv(Calibration calibration) {
        this.calibration = calibration;
        text.append(PIXEL_COLUMNS)
                .append(calibrated() ? CALIBRATED_COLUMNS : "")
                .append('\n');
    }

    /**
     * Adds the objects of one plane.
     *
     * @param slice z plane in the source, from 1
     * @param frame time point in the source, from 1
     */
    public void add(List<SegmentedObject> objects, int slice, int frame) {
        for (SegmentedObject o : objects) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%d,%.3f,%.3f,%d,%.6g,%.4f,%.4f,%.4f",
                    o.id(),
                    slice,
                    frame,
                    o.centroidX(),
                    o.centroidY(),
                    o.area(),
                    o.meanIntensity(),
                    o.meanProbability(),
                    o.meanUncertainty(),
                    o.uncertainty()));
            if (calibrated()) {
                double w = calibration.pixelWidth().orElseThrow();
                double h = calibration.pixelHeight().orElseThrow();
                text.append(String.format(
                        Locale.ROOT, ",%.6g,%.6g,%.6g", o.centroidX() * w, o.centroidY() * h, o.area() * w * h));
            }
            text.append('\n');
        }
    }

    private boolean calibrated() {
        return calibration.pixelWidth().isPresent() && calibration.pixelHeight().isPresent();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
