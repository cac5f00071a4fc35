package io.github.imagejdiffusion.diffusion.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Interpolation kernels of MATLAB's imresize, as functions of the distance in pixels of the coarser grid. */
public enum ResizeKernel {
    /** Keys 1981 with a = -0.5; ILVR's. */
    CUBIC(4) {
        @Override
        double at(double distance) {
            double d = Math.abs(distance);
            if (d <= 1) {
                return (1.5 * d - 2.5) * d * d + 1;
            }
            return d <= 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
        }
    },
    /** Sinc under a sinc of two lobes. */
    LANCZOS2(4) {
        @Override
        double at(double distance) {
            return lanczos(distance, 2);
        }
    },
    /** Sinc under a sinc of three lobes. */
    LANCZOS3(6) {
        @Override
        double at(double distance) {
            return lanczos(distance, 3);
        }
    },
    /** The triangle. */
    LINEAR(2) {
        @Override
        double at(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** The mean of what lies in [-0.5, 0.5). */
    BOX(1) {
        @Override
        double at(double distance) {
            return distance >= -0.5 && distance < 0.5 ? 1 : 0;
        }
    };

    /** The released ILVR code adds it to numerator and denominator: the machine epsilon of float32. */
    private static final double EPSILON = 0x1p-23;

    private final int width;

    ResizeKernel(int width) {
        this.width = width;
    }

    /** How far it reaches, both sides together, in pixels of the coarser grid. */
    int width() {
        return width;
    }

    /** Value, not normalised. */
    abstract double at(double distance);

    private static double lanczos(double x, int lobes) {
        if (Math.abs(x) >= lobes) {
            return 0;
        }
        double numerator = Math.sin(Math.PI * x) * Math.sin(Math.PI * x / lobes) + EPSILON;
        return numerator / (Math.PI * Math.PI * x * x / lobes + EPSILON);
    }

    /** What users write, for example {@code lanczos3}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * From the name users type.
     *
     * @throws FilterException if it is unknown; the message lists the known ones
     */
    public static ResizeKernel parse(String name) {
        for (ResizeKernel kernel : values()) {
            if (kernel.optionName().equals(name)) {
                return kernel;
            }
        }
        throw new FilterException("unknown kernel '" + name + "'; use one of "
                + Arrays.stream(values()).map(ResizeKernel::optionName).collect(Collectors.joining(", ")));
    }
}
