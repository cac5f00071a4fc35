package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.OptionalInt;

/** The sizes an axis may have, in pixels, frames or entries. */
public sealed interface AxisSize {

    /** Any size from 1; only a batch axis may say so. */
    record Free() implements AxisSize {}

    /** Exactly this size. A channel axis has as many entries as channel names. */
    record Fixed(int size) implements AxisSize {}

    /** {@code min + n * step} for n = 0, 1, 2, ... */
    record Stepped(int min, int step) implements AxisSize {

        /** Whether the axis may have this size. */
        public boolean allows(int size) {
            return size >= min && (size - min) % step == 0;
        }

        /** The smallest allowed size that is not below {@code size}. @throws ArithmeticException beyond 2^31 - 1 */
        public int atLeast(int size) {
            if (size <= min) {
                return min;
            }
            long steps = ((long) size - min + step - 1) / step;
            return Math.toIntExact(min + steps * step);
        }
    }

    /** The size of another axis: {@code floor(its size * its scale / this scale + offset)}. */
    record Reference(String tensorId, String axisId, int offset) implements AxisSize {}

    /** Known only after the network has run; output index axes only. */
    record DataDependent(int min, OptionalInt max) implements AxisSize {}
}
