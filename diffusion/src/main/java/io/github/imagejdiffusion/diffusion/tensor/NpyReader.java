package io.github.imagejdiffusion.diffusion.tensor;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads NumPy's .npy files of little-endian float32 in C order (format 1.0 to 3.0), which test tensors are. */
public final class NpyReader {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'<f4',\\s*'fortran_order':\\s*False,\\s*'shape':\\s*\\(([^)]*)\\),?\\s*}\\s*");
    private static final Pattern SIZE = Pattern.compile("\\d{1,10}");

    private NpyReader() {}

    /**
     * An array of any rank. The arrays inside are not copied.
     *
     * @param shape sizes, outermost first; empty for a single number
     * @param values row-major
     */
    public record Array(int[] shape, float[] values) {

        /**
         * As [N,C,H,W], over the same values.
         *
         * @throws DiffusionException if the array has another rank, or no elements
         */
        public Tensor tensor() {
            if (shape.length != 4 || values.length == 0) {
                throw new DiffusionException("array of shape " + Arrays.toString(shape) + " is not [N,C,H,W]");
            }
            return Tensor.wrap(shape[0], shape[1], shape[2], shape[3], values);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param what names the file in errors
     * @param file its content
     * @throws DiffusionException if it is not such a file, or damaged
     */
    public static Array read(String what, byte[] file) {
        if (file.length < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
            throw new DiffusionException(what + ": is not an .npy file");
        }
        if (file[6] < 1 || file[6] > 3) {
            throw new DiffusionException(what + ": has .npy format " + file[6] + "." + file[7]
                    + ", but only 1.0 to 3.0 are known; save it again with NumPy");
        }
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(8);
        int length = file[6] == 1 ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new DiffusionException(what + ": is cut off in its header");
        }
        String header = new String(file, buffer.position(), length, StandardCharsets.ISO_8859_1);
        buffer.position(buffer.position() + length);
        Matcher m = HEADER.matcher(header);
        if (!m.matches()) {
            throw new DiffusionException(what + ": is not float32 in C order: " + header.strip());
        }
        int[] shape = shape(what, m.group(1));
        if (elements(shape) * Float.BYTES != buffer.remaining()) {
            throw new DiffusionException(what + ": has " + buffer.remaining() + " bytes of data for shape "
                    + Arrays.toString(shape) + "; the file is damaged");
        }
        float[] values = new float[buffer.remaining() / Float.BYTES];
        buffer.asFloatBuffer().get(values);
        return new Array(shape, values);
    }

    private static int[] shape(String what, String tuple) {
        String[] sizes = Arrays.stream(tuple.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toArray(String[]::new);
        int[] shape = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            if (!SIZE.matcher(sizes[i]).matches() || Long.parseLong(sizes[i]) > Integer.MAX_VALUE) {
                throw new DiffusionException(what + ": has the impossible shape (" + tuple + ")");
            }
            shape[i] = Integer.parseInt(sizes[i]);
        }
        return shape;
    }

    /** Product of the sizes; any number above 2^31 stands for too many. */
    private static long elements(int[] shape) {
        long product = 1;
        for (int size : shape) {
            product = product > Integer.MAX_VALUE ? product : product * size;
        }
        return product;
    }
}
