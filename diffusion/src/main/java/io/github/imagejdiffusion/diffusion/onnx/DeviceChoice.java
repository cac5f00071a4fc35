package io.github.imagejdiffusion.diffusion.onnx;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user asked to run on.
 *
 * @param kind AUTO takes a usable GPU and falls back to the CPU, saying so; GPU fails without one
 * @param index which GPU, from 0; 0 for the other kinds
 */
public record DeviceChoice(Kind kind, int index) {

    /** A usable GPU, else the CPU. */
    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);
    /** The CPU, whatever else there is. */
    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

    /** How strictly a device was asked for. */
    public enum Kind {
        /** The GPU if it can be used. */
        AUTO,
        /** Only the CPU. */
        CPU,
        /** Only a GPU. */
        GPU
    }

    /** Checks the index. @throws IllegalArgumentException if it is negative */
    public DeviceChoice {
        if (index < 0) {
            throw new IllegalArgumentException("GPUs count from 0, but the index is " + index);
        }
    }

    /**
     * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:1}.
     *
     * @throws IllegalArgumentException for anything else, naming the text
     */
    public static DeviceChoice parse(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        if (lower.equals("auto")) {
            return AUTO;
        }
        if (lower.equals("cpu")) {
            return CPU;
        }
        Matcher gpu = GPU.matcher(lower);
        if (gpu.matches()) {
            return new DeviceChoice(Kind.GPU, gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1)));
        }
        throw new IllegalArgumentException("device '" + text + "' is not one of auto, cpu, gpu, gpu:0, gpu:1, ...");
    }

    /** As users write it; {@link #parse} reads it. */
    @Override
    public String toString() {
        return kind == Kind.GPU ? "gpu:" + index : kind.name().toLowerCase(Locale.ROOT);
    }
}
