package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.PhysicalUnits;
import io.github.imagejdiffusion.formats.zarr.Axis.Kind;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * From array indices to physical coordinates: the product of all scales, {@code coordinateTransformations} since 0.4. A
 * scale without a unit says how much smaller a level is, and nothing about micrometres.
 */
final class Scales {

    private static final String FIELD = "coordinateTransformations";

    private final Axes axes;
    private final double[] factors;

    private Scales(Axes axes, double[] factors) {
        this.axes = axes;
        this.factors = factors;
    }

    /** @throws io.github.imagejdiffusion.formats.FormatsException if a scale has not one number for each axis */
    static Scales of(Axes axes, JsonFields multiscale, JsonFields dataset) {
        double[] factors = new double[axes.count()];
        Arrays.fill(factors, 1);
        multiply(factors, dataset);
        multiply(factors, multiscale);
        return new Scales(axes, factors);
    }

    private static void multiply(double[] factors, JsonFields owner) {
        for (JsonFields transformation : owner.objects(FIELD)) {
            String type = transformation.text("type");
            if (!type.equals("scale")) {
                continue;
            }
            if (!transformation.has("scale")) {
                // The numbers are in an array of their own, which nobody is known to write: sizes stay unknown.
                Arrays.fill(factors, Double.NaN);
                continue;
            }
            double[] scale = transformation.numbers("scale");
            if (scale.length != factors.length) {
                throw transformation.wrong("scale", "has " + scale.length + " numbers for " + factors.length + " axes");
            }
            for (int i = 0; i < scale.length; i++) {
                factors[i] *= scale[i];
            }
        }
    }

    Calibration calibration() {
        int x = axes.position(Kind.X);
        return new Calibration(
                micrometres(Kind.X),
                micrometres(Kind.Y),
                micrometres(Kind.Z),
                seconds(),
                axes.all().get(x).unit());
    }

    private OptionalDouble micrometres(Kind kind) {
        int axis = axes.position(kind);
        return axis < 0
                ? OptionalDouble.empty()
                : scaled(axis, PhysicalUnits.micrometres(axes.all().get(axis).unit()));
    }

    private OptionalDouble seconds() {
        int axis = axes.position(Kind.T);
        return axis < 0
                ? OptionalDouble.empty()
                : scaled(axis, PhysicalUnits.seconds(axes.all().get(axis).unit()));
    }

    private OptionalDouble scaled(int axis, OptionalDouble unit) {
        return unit.isEmpty() ? unit : Calibration.ifSensible(factors[axis] * unit.getAsDouble());
    }
}
