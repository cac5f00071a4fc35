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

    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);
    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

    public enum Kind {
        AUTO,
        CPU,
        GPU
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
}
