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

    private NpyReader() {}

    /**
     * An array of any rank.
     *
     * @param shape sizes, outermost first
     * @param values row-major
     */
    public record Array(int[] shape, float[] values) {

        /** As [N,C,H,W]. @throws DiffusionException if the array has another rank */
        public Tensor tensor() {
            if (shape.length != 4) {
                throw new DiffusionException("array of shape " + Arrays.toString(shape) + " is not [N,C,H,W]");
            }
            return Tensor.wrap(shape[0], shape[1], shape[2], shape[3], values);
        }
    }

    /** @param what names the file in errors */
    public static Array read(String what, byte[] file) {
        if (file.length < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
            throw new DiffusionException(what + ": is not an .npy file");
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
        int[] shape = Arrays.stream(m.group(1).split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        long size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (size * Float.BYTES != buffer.remaining()) {
            throw new DiffusionException(what + ": has " + buffer.remaining() + " bytes of data for shape "
                    + Arrays.toString(shape) + "; the file is damaged");
        }
        float[] values = new float[(int) size];
        buffer.asFloatBuffer().get(values);
        return new Array(shape, values);
    }
}
